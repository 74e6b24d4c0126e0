"""The geometry of sheets: columns, page feet, cut rows, marks of notes, printed numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.layout.assemble import parts_of
from ingest.layout.shapes import Glyph, Rule, Sheet
from ingest.model import Document
from ingest.sources import document_from_text, read_document
from ingest.sources.compose import document_from_parts

SIZE, LEADING, LEFT, WIDTH = 12.0, 21.0, 70.0, 300.0


def line(text: str, top: float, left: float = LEFT, size: float = SIZE) -> Iterator[Glyph]:
    for n, sign in enumerate(text):
        if not sign.isspace():
            at = left + n * size
            yield Glyph(sign, at, top, at + size, top + size, size)


def sheet(number: int, *lines: Iterator[Glyph], rules: Sequence[Rule] = ()) -> Sheet:
    return Sheet(number, 440, 620, tuple(g for each in lines for g in each), tuple(rules))


def read(*sheets: Sheet) -> Document:
    return document_from_parts(parts_of(sheets), "plan.pdf")


def told(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def box(xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    """All lines of a table with these edges."""
    level = [Rule(xs[0], y, xs[-1], y) for y in ys]
    return level + [Rule(x, ys[0], x, ys[-1]) for x in xs]


FULL = "支持云岭大学建设高原实验室并与企业共同开展研究工作"
SHEET_TEXT = [f"　　{FULL[:23]}", FULL, "形成共享机制。"]


def paragraphs(count: int, top: float = 80, left: float = LEFT) -> list[Iterator[Glyph]]:
    rows = SHEET_TEXT * count
    return [line(row, top + n * LEADING, left) for n, row in enumerate(rows)]


def test_paragraphs_go_on_over_the_page_and_feet_stand_apart() -> None:
    first = sheet(1, *paragraphs(3), line("　　" + FULL[:23], 500), line("— 5 —", 590, 200))
    second = sheet(2, line("并且开放。", 80), *paragraphs(2, 101), line("— 6 —", 590, 200))
    document = read(first, second)
    assert told(document)[3] == FULL[:23] + "并且开放。"
    assert {document.page(n) for n in range(1, len(document.lines) + 1)} == {5, 6}
    assert [document.lines[n - 1].text for n in sorted(document.furniture)] == ["— 5 —", "— 6 —"]


def test_columns_are_read_one_after_the_other() -> None:
    rows = [FULL[:12]] * 8
    left = [line(row, 80 + n * LEADING, 60) for n, row in enumerate(rows)]
    right = [line(row[::-1], 80 + n * LEADING, 240) for n, row in enumerate(rows)]
    document = read(sheet(1, *left, *right))
    text = document.text.replace("\n", "")
    assert text == FULL[:12] * 8 + FULL[:12][::-1] * 8


def row(top: float, *cells: str) -> list[Iterator[Glyph]]:
    """One line of each cell of a table with three columns."""
    return [line(text, top, left) for text, left in zip(cells, (74, 114, 204))]


def test_a_row_that_the_page_cuts_is_one_row() -> None:
    xs = (70, 110, 200, 320)
    first = sheet(
        1,
        *row(403, "序号", "名称", "单位"),
        *(
            line(text, 433, left)
            for text, left in (("1", 74), ("高原中心", 114), ("云岭大学", 204))
        ),
        *(line(text, 463, left) for text, left in (("2", 74), ("云岭海洋探测", 114))),
        line("云岭海洋研究所和", 463, 204),
        rules=box(xs, (400, 430, 460, 490)),
    )
    second = sheet(
        2,
        *row(83, "序号", "名称", "单位"),
        *(line(text, 113, left) for text, left in (("实验室", 114), ("云岭大学", 204))),
        *(
            line(text, 143, left)
            for text, left in (("3", 74), ("松涧中心", 114), ("松涧大学", 204))
        ),
        rules=box(xs, (80, 110, 140, 170)),
    )
    document = read(first, second)
    (grid,) = document.grids
    cells = {(cell.row, cell.column): cell for cell in grid.cells}
    assert cells[2, 1].block.text == "云岭海洋探测实验室"
    assert cells[2, 2].block.text == "云岭海洋研究所和云岭大学"
    assert cells[3, 0].block.text == "3" and len(cells) == 12
    lines = {document.text[:at].count("\n") + 1 for at in cells[2, 1].block.offsets}
    assert {document.page(n) for n in lines} == {1, 2}
    assert [document.lines[n - 1].text for n in sorted(document.furniture)] == [
        "序号",
        "名称",
        "单位",
    ]


def test_tables_with_a_line_of_text_between_are_two() -> None:
    xs = (70, 200, 320)
    cells = [line("高原实验室", 83, 74), line("云岭大学", 83, 204)]
    more = [line("松涧实验室", 163, 74), line("松涧大学", 163, 204)]
    rules = box(xs, (80, 110)) + box(xs, (160, 190))
    document = read(sheet(1, *cells, line("表2 其他实验室", 130, 150), *more, rules=rules))
    assert [len(grid.cells) for grid in document.grids] == [2, 2]
    assert document.grids[1].title == "表2其他实验室"


def test_marks_of_notes_stay_out_of_names() -> None:
    mark = Glyph("①", LEFT + 12 * SIZE, 80, LEFT + 12 * SIZE + 7, 87, 7)
    rows = [line("支持云岭大学建设高原中心", 80), iter([mark]), *paragraphs(3, 140)]
    note = line("① 云岭大学，即云岭科技大学。", 560, LEFT, 9)
    document = read(sheet(1, *rows, note))
    assert told(document)[0] == "支持云岭大学建设高原中心"
    assert document.blocks[-1].kind == "note"
    assert document.blocks[-1].text == "云岭大学，即云岭科技大学。"
    assert "高原中心①" in document.text


def test_places_are_given_on_the_sheet_as_it_lies() -> None:
    upright = sheet(1, *paragraphs(2))
    turned = Sheet(1, upright.width, upright.height, upright.glyphs, turned=90)
    left, top, right, bottom = read(turned).places[0].box
    assert bottom - top > right - left


def test_radicals_are_read_as_the_characters_they_stand_for() -> None:
    document = document_from_text("⽀持⻓安⼤学建设⾦⼭实验室。", "plan.txt")
    assert document.text == "支持长安大学建设金山实验室。"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"])
def test_broken_files_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_document(path)
    assert caught.value.key == "source.broken"
