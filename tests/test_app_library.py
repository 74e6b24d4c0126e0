"""The pages Plans and Compare over two invented plans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

import pytest

from graph.load import load
from graph.store import Store
from ingest.about import About, Told
from tests import engines
from tests.builders import LINES, plan, sample
from tests.test_app_logic import Open, links, opened, words  # noqa: F401  (a fixture)

FACTS = {"short": "另一规划", "kind": "plan", "level": "city", "place": "浙江省杭州市"}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two plans; the page's fixture takes this one in place of its own."""
    told = MappingProxyType({name: Told(value, "title") for name, value in FACTS.items()})
    other = sample(plan("另一规划", "other.txt", (*LINES, "结语")))
    other = replace(other, about=About(told), entities=other.entities[1:], claims=(), supports=())
    with engines.embedded(tmp_path_factory.mktemp("library-home")) as store:
        load(store, sample())
        load(store, other)
        yield store


def test_plans_are_listed_with_what_is_known_of_them(opened: Open) -> None:  # noqa: F811
    app = opened("plans")
    table = app.dataframe[0].value
    assert list(table["plan"]) == ["另一规划", "样例规划"]
    assert table["level"][0] == "city" and table["entities"][1] == 14
    assert not opened("plans", document="none").exception


def test_a_plan_is_taken_out_after_a_question(opened: Open, full: Store) -> None:  # noqa: F811
    extra = sample(plan("第三规划", "third.txt", (*LINES, "附则")))
    load(full, extra)
    app = opened("plans", document=extra.document.id)
    app.button(key="plan-remove").click().run()
    assert not app.exception and "第三规划" in str(app.success[0].value)
    titles = full.read("MATCH (d:Document) RETURN d.title AS title")
    assert sorted(row["title"] for row in titles) == ["另一规划", "样例规划"]


def test_where_only_reading_is_allowed_no_plan_can_be_taken_out(
    opened: Open,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("INNOGRAPH_REVIEW", "off")
    assert not [each for each in opened("plans").button if each.key == "plan-remove"]


def test_two_plans_are_laid_side_by_side(opened: Open, full: Store) -> None:  # noqa: F811
    ids = {
        r["title"]: r["id"]
        for r in full.read("MATCH (d:Document) RETURN d.title AS title, d.id AS id")
    }
    app = opened("compare", a=ids["样例规划"], b=ids["另一规划"])
    assert "gone" in words(app) and app.dataframe
    same = opened("compare", a=ids["样例规划"], b=ids["样例规划"])
    assert "two different plans" in str(same.info[0].value)


def test_citations_name_the_plan_where_there_are_several(opened: Open) -> None:  # noqa: F811
    cell = {"institution": "University:星河大学", "field": "quantum"}
    assert any(label.startswith("样例规划 · page") for label in links(opened("overview", **cell)))


def test_an_answer_that_is_a_plan_leads_to_it(opened: Open) -> None:  # noqa: F811
    app = opened("ask", lang="zh", q="哪些规划提到了结语")
    assert list(app.dataframe[0].value.iloc[:, 0]) == ["另一规划"]
    app = opened("ask", lang="zh", q="谁支持量子领域")
    assert not app.exception and app.dataframe
