"""The pages Source, About and Review without a browser: Streamlit's AppTest over the invented plan
of tests/builders.py."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from graph.store import Store
from ingest.judging.judgements import read_judgements
from queries.library import run
from queries.reviewing import FILE
from tests.builders import LINES
from tests.test_app_logic import Open, full, links, opened, words  # noqa: F401  (fixtures)
from views import about, component, source

LAB = "Laboratory:海棠实验室"
Sheets = list[dict[str, object]]

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch) -> Sheets:
    """What the page Source draws."""
    drawn: Sheets = []
    monkeypatch.setattr(component, "sheet", lambda data, **_: drawn.append(data))
    return drawn


def texts(sheet: dict[str, object]) -> list[str]:
    passages = sheet["passages"]
    assert isinstance(passages, list)
    return ["".join(p["text"] for cell in one["cells"] for p in cell) for one in passages]


def test_a_line_opens_its_page_with_its_passage_marked(opened: Open, sheets: Sheets) -> None:  # noqa: F811
    opened("source", line="8")
    (sheet,) = sheets
    assert texts(sheet) == list(LINES[5:])
    marked = [one for one in sheet["passages"] if one["target"]]  # type: ignore[attr-defined]
    assert [one["line"] for one in marked] == [8]
    named = [p.get("id") for cell in marked[0]["cells"] for p in cell if "id" in p]
    assert named, "what the passage names leads to its profile"


@pytest.mark.parametrize("line", ["0", "99", "x", "８", "9" * 40])
def test_a_line_that_is_none_opens_the_first_page(
    opened: Open,  # noqa: F811
    sheets: Sheets,
    line: str,
) -> None:
    app = opened("source", line=line)
    assert texts(sheets[0]) == list(LINES[:5])
    assert not any("line" in label for label in links(app))


def test_the_source_is_searched_and_hits_are_marked(opened: Open, sheets: Sheets) -> None:  # noqa: F811
    app = opened("source", find="石墨烯")
    assert sum("line" in label for label in links(app)) == 3
    hits = [p for one in sheets[0]["passages"] for cell in one["cells"] for p in cell if "hit" in p]  # type: ignore[attr-defined]
    assert {piece["text"] for piece in hits} <= {"石墨烯"}
    assert "Nothing" in words(opened("source", find="没有这样的话")) or sheets


def test_the_colours_say_what_became_of_a_line(opened: Open, sheets: Sheets) -> None:  # noqa: F811
    opened("source", colours="1")
    opened("source")
    coloured, plain = sheets
    assert {one["became"] for one in plain["passages"]} == {""}  # type: ignore[attr-defined]
    assert {one["became"] for one in coloured["passages"]} == {"ignored"}  # type: ignore[attr-defined]


def test_the_lines_of_the_file_stand_beside_the_page(
    opened: Open,  # noqa: F811
    sheets: Sheets,
) -> None:
    opened("source", line="8", raw="1")
    laid, raw = sheets
    assert texts(raw) == list(LINES[5:]) and {one["kind"] for one in raw["passages"]} == {"raw"}  # type: ignore[attr-defined]
    assert [one["line"] for one in raw["passages"] if one["target"]] == [8]  # type: ignore[attr-defined]
    assert laid["goal"] and not raw.get("goal")


def test_columns_of_a_box_are_as_wide_as_their_longest_cell() -> None:
    rows = [
        {"kind": "row", "cells": [[{"text": "1"}], [{"text": name}], [{"text": "字" * 90}]]}
        for name in ("海棠实验室", "高原技术国家重点实验室")
    ]
    widths = {source._widths(row, rows)["widths"] for row in rows}
    assert widths == {"minmax(0, 3fr) minmax(0, 11fr) minmax(0, 22fr)"}
    assert source._widths({"kind": "paragraph", "cells": []}, []) == {}


def test_about_says_what_was_read_by_what_and_how_to_cite_it(
    opened: Open,  # noqa: F811
    full: Store,  # noqa: F811
) -> None:
    app = opened("about")
    (document,) = run(full, "documents")
    told = words(app)
    assert document["title"] in told and document["id"] in told
    cited = "\n".join(each.value for each in app.code)
    assert document["id"][:16] in cited and version("innograph") in cited
    assert "Apache" in told and about.LICENSES.read_text("utf-8").strip() in cited
    frames = [each.value for each in app.dataframe]
    versions = next(frame for frame in frames if "version" in frame)
    assert {"innograph", "Python", "streamlit"} <= set(versions["part"])
    counted = next(frame for frame in frames if "entities" in frame)
    assert counted["entities"].sum() == run(full, "documents")[0]["entities"]
    assert "See it line by line in the source" in links(app)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INNOGRAPH_HOME", str(tmp_path))
    return tmp_path


def press(app: AppTest, label: str) -> AppTest:
    button = next(each for each in app.button if each.label == label)
    button.click().run()
    assert not app.exception
    return app


def sign(app: AppTest, name: str, label: str = "Who judges") -> None:
    field(app, label).set_value(name).run()


def test_an_entity_is_judged_by_name(opened: Open, home: Path) -> None:  # noqa: F811
    app = opened("review", look="entities", pick=LAB)
    press(app, "Reject")
    assert "Say first who judges" in app.error[0].value
    assert not (home / FILE).exists()
    sign(app, "Ann")
    press(app, "Reject")
    (row,) = read_judgements(home / FILE).rows
    assert (row.verdict, row.what, row.first, row.second, row.who) == (
        "reject",
        "ENTITY",
        "海棠实验室",
        "Laboratory",
        "Ann",
    )
    assert "entity rejected: 海棠实验室" in app.success[0].value
    told = opened("review", look="entities", type="Laboratory")
    assert list(told.dataframe[0].value["judged"]) == ["Reject (Ann)"]
    assert "innograph ingest" in told.code[0].value, "this plan's file is not kept here"


def test_relations_are_listed_and_narrowed(opened: Open, home: Path, full: Store) -> None:  # noqa: F811
    every = run(full, "review/relations")
    assert len(opened("review", look="relations").dataframe[0].value) == len(every)
    hosts = opened("review", look="relations", relation="HOSTED_BY").dataframe[0].value
    assert set(hosts["relation"]) == {"hosted by"}
    mine = opened("review", look="relations", entity=LAB, find="星河")
    assert set(mine.dataframe[0].value["tail_shown"]) == {"星河大学"}
    assert "Only what is tied to" in words(mine)
    assert "Nothing fits" in words(opened("review", look="relations", find="zzz"))
    assert "nothing under this address" in words(opened("review", look="relations", entity="zz"))


def test_what_cannot_be_added_is_refused_in_one_line(opened: Open, home: Path) -> None:  # noqa: F811
    app = opened("review", look="add", line="4", lang="zh")
    assert LINES[3] in app.text[0].value
    sign(app, "林一", "判断人")
    field(app, "名称").set_value("海棠实验室").run()
    field(app, "类别").set_value("Laboratory").run()
    press(app, "补充")
    assert "已有" in app.error[0].value and not (home / FILE).exists()
    field(app, "名称").set_value("星河实验室").run()
    press(app, "补充")
    (row,) = read_judgements(home / FILE).rows
    assert (row.verdict, row.first, row.lines, row.quote) == ("add", "星河实验室", "4", LINES[3])


def field(app: AppTest, label: str) -> Any:
    return next(each for each in (*app.text_input, *app.selectbox) if each.label == label)
