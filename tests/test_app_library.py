"""The pages Plans and Compare over two invented plans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from graph.load import load
from graph.store import Store
from ingest.about import About, Told
from ingest.supports.lenses import shipped
from queries.briefing.markdown import markdown
from tests import engines
from tests.builders import LINES, plan, sample
from tests.test_app_logic import Open, links, opened, words  # noqa: F401  (a fixture)
from tests.test_lenses import read
from views import brief, data, running

UNI = "University:星河大学"

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
    told = [str(each.label) for each in app.expander] + words(app).split("\n")
    assert any("另一规划" in one for one in told)
    app = opened("ask", lang="zh", q="谁支持量子领域")
    assert not app.exception and "星河大学" in str([each.label for each in app.expander])


def test_a_choice_of_plans_holds_on_every_page_that_narrows(
    opened: Open,  # noqa: F811
    full: Store,
) -> None:
    ids = {
        r["title"]: r["id"]
        for r in full.read("MATCH (d:Document) RETURN d.title AS title, d.id AS id")
    }
    everything, own = opened("overview"), opened("overview", plan=ids["样例规划"])
    assert "Only: 样例规划" in words(own) and "Only:" not in words(everything)
    other = opened("overview", plan=ids["另一规划"])
    assert other.title[0].value == "另一规划" and not other.dataframe
    asked = opened("ask", lang="zh", q="谁支持量子领域", plan=ids["另一规划"][:8])
    assert "只看：另一规划" in words(asked) and "星河大学" not in words(asked)
    own.button(key="every-plan").click().run()
    assert "plan" not in own.query_params and "Only:" not in words(own)


def _ids(full: Store) -> dict[str, str]:
    rows = full.read("MATCH (d:Document) RETURN d.title AS title, d.id AS id")
    return {row["title"]: row["id"] for row in rows}


def test_review_follows_the_choice_and_names_the_plan(opened: Open, full: Store) -> None:  # noqa: F811
    ids = _ids(full)
    everything = opened("review", look="entities").dataframe[0].value
    assert {"plan", "page"} <= set(everything) and len(everything) == 14
    other = opened("review", look="entities", plan=ids["另一规划"])
    shown = other.dataframe[0].value
    assert set(shown["plan"]) == {"另一规划"} and len(shown) == 13
    assert opened("review", look="relations", plan=ids["样例规划"]).dataframe
    assert not opened("review", look="relations", plan=ids["另一规划"]).dataframe
    assert not opened("review", look="supports", plan=ids["另一规划"]).dataframe
    own = opened("review", look="supports", field="quantum", pick=UNI, plan=ids["样例规划"])
    assert any(label.startswith("样例规划 · page") for label in links(own))


def test_the_source_is_that_of_the_choice(opened: Open, full: Store) -> None:  # noqa: F811
    ids = _ids(full)
    assert opened("source").selectbox(key="document").value in ids.values()
    one = opened("source", plan=ids["另一规划"])
    assert not [box for box in one.selectbox if box.key == "document"]
    assert "另一规划" in [each.value for each in one.caption]
    cited = opened("source", plan=ids["另一规划"], document=ids["样例规划"], line="4")
    assert cited.selectbox(key="document").value == ids["样例规划"]
    adding = opened("review", look="add", document=ids["样例规划"], line="4")
    adding.multiselect(key="plans-at-the-side").set_value([ids["另一规划"]]).run()
    assert "document" not in adding.query_params and "line" not in adding.query_params
    assert not opened("source", document="none").exception


def test_the_console_follows_the_choice_where_it_can(opened: Open, full: Store) -> None:  # noqa: F811
    ids = _ids(full)
    asked = {"query": "field_supports", "p.field": "quantum"}
    table = opened("console", **asked).dataframe[0].value
    assert set(table["plan"]) == {"样例规划"}
    none = opened("console", plan=ids["另一规划"], **asked)
    assert "Only: 另一规划" in words(none)
    assert "plan" not in [column for frame in none.dataframe for column in frame.value]
    named = opened("console", plan=ids["另一规划"], **asked, **{"p.plans": ids["样例规划"]})
    assert set(named.dataframe[0].value["plan"]) == {"样例规划"}
    whole = opened("console", plan=ids["另一规划"], query="plan", **{"p.id": ids["样例规划"]})
    assert "cannot be narrowed" in words(whole) and "Only:" not in words(whole)


def test_typed_cypher_has_the_choice_at_hand(
    opened: Open,  # noqa: F811
    full: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "QUICK", 20.0)
    typed = "MATCH (d:Document) WHERE d.id IN $plans RETURN d.title AS title, d.id AS document"
    ids = _ids(full)
    one = opened("console", mode="typed", cypher=typed, plan=ids["另一规划"])
    table = one.dataframe[0].value
    assert list(table["plan"]) == ["另一规划"] and "$plans" in words(one)
    assert len(opened("console", mode="typed", cypher=typed).dataframe[0].value) == 2


def test_links_and_tables_elsewhere_name_the_plan(opened: Open) -> None:  # noqa: F811
    assert any(label.startswith("样例规划 · page") for label in links(opened("profile", id=UNI)))
    gaps = opened("gaps", look="unplaced")
    assert {"plan", "page"} <= set(gaps.dataframe[0].value)
    assert "plan" in opened("overview").dataframe[-1].value


def test_a_brief_of_several_plans_says_of_which_each_source_is(
    opened: Open,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = opened("profile", id=UNI)
    monkeypatch.setattr(data, "in_view", lambda: ())
    row = data.row("entity", id=UNI)
    assert row and not app.exception
    written = markdown(brief.of_thing(row))
    assert "《样例规划》第 " in written.decode() or "样例规划, p." in written.decode()


def test_a_plan_that_is_not_there_is_told_and_all_are_shown(opened: Open) -> None:  # noqa: F811
    app = opened("overview", plan="某市没有的规划")
    assert "某市没有的规划" in words(app) and "Only:" not in words(app)


def test_what_falls_under_a_lens_is_listed_by_plan(
    opened: Open,  # noqa: F811
    full: Store,
    tmp_path: Path,
) -> None:
    assert "No institution" in words(opened("lenses"))
    load(full, read(tmp_path, *shipped().values()))
    app = opened("lenses", lens="future_industries", field="future_space")
    plans, supporters = (frame.value for frame in app.dataframe)
    assert plans.loc["云岭科创湾发展规划", "Future space"] >= 1
    assert "云岭大学" in str(list(supporters["Institution"])) and len(set(supporters["Plan"])) == 1


def test_a_lens_is_made_in_the_app_laid_over_all_plans_and_taken_away(
    opened: Open,  # noqa: F811
    full: Store,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("INNOGRAPH_HOME", str(tmp_path))
    app = opened("lenses")
    app.text_area(key="lens-draft").set_value('id = "own"').run()
    app.button(key="lens-save").click().run()
    assert "fields" in str(app.error[0].value)
    own = next(
        b for b in app.button if b.key and b.key.startswith("lens-from-") and "this" not in b.key
    )
    own.click().run()
    made = str(app.text_area(key="lens-draft").value)
    assert made.startswith('id = "plan_') and "[[fields]]" in made
    app.text_area(key="lens-draft").set_value(made.replace("plan_", "own_")).run()
    app.button(key="lens-save").click().run()
    assert not app.exception and app.success
    app.button(key="lens-remove").click().run()
    assert not app.exception and "Removed" in str(app.success[0].value)
