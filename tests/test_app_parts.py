"""Parts of pages that need no browser: literal names, quotes in their sentence, marks."""

from __future__ import annotations

import json

import pytest

from graph.records import Edge, Node, Result
from queries.passages import Line
from views import book, filing, ledger, marks, matrix, provenance, quoting, results, words

TEXT = "前一句。量子产业，依托星河大学、云台研究院，布局量子计算。后一句。"
NASTY = "<script>alert(1)</script> [x](http://a) **b** `c` $d$ :red[e] ~~f~~ # g"


def place(quote: str, line: int = 2) -> quoting.Place:
    return quoting.Place(1, line, quote, "第一章")


@pytest.fixture
def one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    passage = {"id": "p:2", "text": TEXT}
    found = Line("d", passage, TEXT)
    monkeypatch.setattr(book, "line", lambda number, document="": found)


def rows(*quotes: str) -> dict[str, list[object]]:
    return {"pages": [1] * len(quotes), "lines": [2] * len(quotes), "quotes": list(quotes)}


def test_quotes_of_one_passage_are_one_card_with_every_quote_marked(one_line: None) -> None:
    (card,) = quoting.cards(rows("星河大学", "量子产业", "星河大学"))
    assert card.words == (
        ":orange-background[量子产业]，依托:orange-background[星河大学]、云台研究院，布局量子计算。"
    )


def test_quotes_that_touch_are_marked_once(one_line: None) -> None:
    (card,) = quoting.cards(rows("依托星河大学", "星河大学"))
    assert ":orange-background[依托星河大学]、" in card.words


def test_a_quote_that_the_passage_does_not_hold_stands_for_itself(one_line: None) -> None:
    (card,) = quoting.cards(rows("别处的话"))
    assert card.words == ":orange-background[别处的话]"


def test_a_quote_is_found_whatever_white_space_cuts_it(one_line: None) -> None:
    (card,) = quoting.cards(rows("星河\n  大学"))
    assert "[星河大学]" in card.words


def test_a_quote_without_a_known_line_is_still_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "line", lambda number, document="": None)
    (card,) = quoting.cards(rows("星河大学"))
    assert (card.words, card.document) == (":orange-background[星河大学]", "")


def test_long_sentences_are_cut_around_the_quote(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "长" * 300 + "要" + "长" * 300
    found = Line("d", {"id": "p", "text": text}, "")
    monkeypatch.setattr(book, "line", lambda number, document="": found)
    (card,) = quoting.cards(rows("要"))
    assert card.words.startswith("…") and card.words.endswith("…")
    assert len(card.words) < 260


@pytest.mark.parametrize("sign", "\\`*_{}[]()<>#+-.!|~$")
def test_no_sign_of_markdown_survives(sign: str) -> None:
    assert words.plain(f"a{sign}b") == f"a\\{sign}b"


def test_nothing_in_a_name_is_markup() -> None:
    shown = words.plain(NASTY)
    assert "<script>" not in shown and "](" not in shown and ":red[" not in shown


def test_marks_prefer_the_longer_name() -> None:
    uni = {"id": "u", "name": "星河大学", "aliases": ["星大"], "type": "University"}
    hospital = {"id": "h", "name": "星河大学附属医院", "aliases": [], "type": "Hospital"}
    found = marks.stretches("星河大学附属医院与星大", [uni, hospital])
    assert [(m["id"], s, e) for s, e, m in found] == [("h", 0, 8), ("u", 9, 11)]


def test_what_is_sought_is_marked_in_plain_text_and_in_names() -> None:
    name = {"text": "之江LAB", "id": "x", "color": "#000", "told": ""}
    plain, marked = marks.with_hits([{"text": "aLab与lab"}], "lab"), marks.with_hits([name], "lab")
    assert [(p["text"], p.get("hit", False)) for p in plain] == [
        ("a", False),
        ("Lab", True),
        ("与", False),
        ("lab", True),
    ]
    assert marked == [{**name, "parts": [{"text": "之江"}, {"text": "LAB", "hit": True}]}]
    assert marks.with_hits([name], "") == [name]


def test_a_line_of_the_file_is_marked_across_names_and_whatever_breaks_it() -> None:
    name = {"text": "星河大学", "id": "u", "color": "#000", "told": ""}
    pieces = [{"text": "依托"}, name, {"text": "等建设园区。"}]
    cut = [{"text": "星河"}, {"text": "大学", "here": True}]
    assert marks.with_line(pieces, " 大学等 建设") == [
        {"text": "依托"},
        {**name, "parts": cut},
        {"text": "等建设", "here": True},
        {"text": "园区。"},
    ]
    assert marks.with_line(pieces, "别处的话") == marks.with_line(pieces, "") == pieces


def test_the_line_that_counts_most_speaks_for_a_passage() -> None:
    lines = [ledger.Kept(n, 1, b, "因 / why", "字") for n, b in enumerate(("ignored", "relation"))]
    best = ledger.best(lines)
    assert best and best.became == "relation"
    assert ledger.best([]) is None


def test_cells_join_what_is_said_of_a_pair() -> None:
    row: dict[str, object] = {
        "institution": "u",
        "name": "星河",
        "name_en": None,
        "type": "University",
    }
    row |= {"field": "q", "field_name": "量子", "field_name_en": None, "quotes": 2}
    weak = row | {"basis": "derived", "default": False}
    stated = row | {"basis": "stated", "default": True}
    (cell,) = matrix.cells([weak, stated])
    assert (cell.level, cell.quotes) == ("stated", 4)


def test_a_table_for_excel_holds_no_formula() -> None:
    found = Result(("名",), (("=HYPERLINK(1)",), ("平常",)), False)
    assert results.as_csv(found).decode("utf-8-sig").splitlines() == [
        "名",
        "'=HYPERLINK(1)",
        "平常",
    ]


def test_nodes_in_a_result_become_names_and_json() -> None:
    node = Node("1", ("Entity", "University"), {"id": "u", "name": "星河大学"})
    edge = Edge("2", "HOSTED_BY", "1", "1", {})
    found = Result(("n", "r"), ((node, edge),), False)
    assert results.cell(node) == "星河大学（高校）"
    assert results.cell(edge) == "依托单位"
    (row,) = json.loads(results.as_text(found))
    assert "星河大学" in json.dumps(row, ensure_ascii=False)


@pytest.mark.parametrize(("name", "short"), [("a/b:<c>?", "a b c"), ("量" * 99, "量" * 40)])
def test_the_name_of_a_file_holds_letters(name: str, short: str) -> None:
    assert filing.short(name) == short


def test_an_unknown_text_has_no_provenance() -> None:
    assert provenance.of("0" * 64) == {}


def test_every_note_says_where_a_plan_comes_from_in_both_languages() -> None:
    for note in provenance._notes().values():
        for part in provenance.PARTS:
            assert note[part]["zh"].strip() and note[part]["en"].strip()
