"""A target whose year the plan does not print is told as assumed wherever it is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from graph.load import load
from graph.store import Store
from ingest.pipeline import read_plan
from innograph.opened import Graph
from queries.ask import ask
from queries.briefing import FULL, of_answer, write
from queries.comparing import Side, compare, report, written
from queries.library import run
from queries.plans import titles
from tests import engines
from tests.test_app_logic import Open, opened, words  # noqa: F401  (fixtures)
from tests.test_planned_targets import HEAD, LAB
from views.ask import told_of

OLD = HEAD.format(number="十四五", years="2021—2025") + "到2025年，建成中试平台20个。\n" + LAB
NEW = HEAD.format(number="十五五", years="2026—2030") + (
    "建成中试平台60个、概念验证中心12个。到2027年，研发经费投入强度达到3.6%。\n" + LAB
)
QUESTION = "概念验证中心的目标是多少"
TOLD = {
    "zh": "2030年（按规划期末）目标 12个",
    "en": "2030 (end of the plan's period, not printed) target 12",
}
BESIDE = {"zh": "（2030年，按规划期末）", "en": " (2030, end of the plan's period, not printed)"}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("assumed")
    with engines.embedded(folder) as store:
        for name, told in (("old", OLD), ("new", NEW)):
            (folder / f"{name}.txt").write_text(told, "utf-8")
            load(store, read_plan(folder / f"{name}.txt"))
        yield store


def test_the_graph_keeps_which_years_are_assumed(full: Store) -> None:
    read = (
        "MATCH (t:Target) RETURN t.name AS name, t.years AS years, t.year_assumed AS last,"
        " t.years_assumed AS each ORDER BY years, name"
    )
    assert [tuple(row.values()) for row in full.read(read)] == [
        ("中试平台", ["2025"], False, [False]),
        ("研发经费投入强度", ["2027"], False, [False]),
        ("中试平台", ["2030"], True, [True]),
        ("概念验证中心", ["2030"], True, [True]),
    ]


@pytest.mark.parametrize("lang", TOLD)
def test_an_answer_and_its_brief_say_so(full: Store, lang: str) -> None:
    told = ask(full, QUESTION, lang)
    assert TOLD[lang] in told.text and told.value == 12
    assert told.to_json()["answers"][0]["facts"]["year_assumed"] is True
    brief = of_answer(told, lambda query, **p: run(full, query, **p), titles(full), date.today())
    assert f"12 个{BESIDE[lang]}" in write(brief, "md", FULL).decode("utf-8").replace("\\", "")


def test_a_printed_year_is_told_without(full: Store) -> None:
    told = ask(full, "2027年研发经费投入强度目标是多少", "zh")
    assert "2027年目标 3.6%" in told.text and "规划期末" not in told.text


@pytest.mark.parametrize("lang", BESIDE)
def test_compare_and_its_files_say_so(full: Store, lang: str) -> None:
    found = compare(full, "十四五", "十五五")
    change = next(c for c in found.changes if c.name == "中试平台")
    assert change.a and change.b
    assert change.a == Side("中试平台", "20个（2025）", change.a.evidence, "20个 (2025)")
    assert change.b.year_assumed and change.b.value == f"60个{BESIDE['zh']}"
    (row,) = [
        row for part in report(found, lang).sections for row in part.rows if "中试平台" in row
    ]
    assert f"中试平台：60个{BESIDE[lang]}" in row
    assert BESIDE[lang] in report(found, lang).summary[0]
    assert BESIDE[lang] in written(found, "md", lang).decode("utf-8")
    plain = json.loads(written(found, "json", lang))["changes"]
    assert [c["b"]["year_assumed"] for c in plain if c["name"] == "中试平台"] == [True]


@pytest.mark.parametrize("lang", TOLD)
def test_the_page_says_so(opened: Open, lang: str) -> None:  # noqa: F811
    assert TOLD[lang] in words(opened("ask", q=QUESTION, lang=lang)).replace("\\", "")


def test_a_table_that_prints_no_year_says_so(shipped_graph: Graph) -> None:
    told = ask(shipped_graph.store, "富阳片区国家级高新技术企业目标是多少", "zh")
    assert "2025年（按规划期末）目标 350" in told.text


def test_the_page_tells_the_value_of_one_figure_however_long_its_sentence(full: Store) -> None:
    found = ask(full, QUESTION, "zh")
    long = replace(found, text=f"（“{'中试' * 50}”理解为“中试平台”）{found.text}")
    assert told_of(long) == long.text and len(found.answers) == 1
    several = replace(long, answers=found.answers * 2)
    assert len(told_of(several)) < len(long.text)
