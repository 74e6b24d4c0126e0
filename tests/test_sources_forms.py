"""One plan in the forms people keep plans in: the same blocks and tables come out of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bench.bench_structure import SETTINGS, tables
from ingest.model import Block, Document
from ingest.sources import document_from_text, read_document
from tests.engines import require
from tests.variants import forms, plan


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "plan.html"
    path.write_text(plan.page(), "utf-8")
    return path


@cache
def printed(folder: Path, setting: str) -> Document:
    """The plan as Chromium prints it in one of the settings."""
    require(forms.lacking())
    styled, made = folder / "styled.html", folder / "printed.pdf"
    styled.write_text(plan.page(SETTINGS[setting]), "utf-8")
    forms.as_pdf(styled, made)
    return read_document(made)


def blocks(document: Document) -> list[tuple[str, int, str, tuple[str, ...]]]:
    """All blocks; a bullet that is drawn and not written makes no item."""
    return [(_kind(b), b.level, b.text.replace("\n", ""), b.trail) for b in document.blocks]


def _kind(block: Block) -> str:
    return "paragraph" if block.kind == "item" and not block.text[0].isdigit() else block.kind


def grids(document: Document) -> list[tuple[str, tuple[str, ...], list[tuple[object, ...]]]]:
    return [(grid.title, grid.trail, list(laid(grid))) for grid in document.grids]


def laid(grid) -> Iterator[tuple[object, ...]]:
    for cell in grid.cells:
        yield cell.row, cell.column, cell.rows, cell.columns, cell.block.text.replace("\n", "")


def test_word_says_what_the_page_says(page: Path, tmp_path: Path) -> None:
    forms.as_word(page, tmp_path / "plan.docx")
    found, expected = read_document(tmp_path / "plan.docx"), read_document(page)
    assert found.title == expected.title == plan.TITLE
    assert blocks(found) == blocks(expected)
    assert grids(found) == grids(expected)
    assert [c.head for g in found.grids for c in g.cells] == [
        c.head for g in expected.grids for c in g.cells
    ]


def test_markdown_says_what_the_page_says(page: Path, tmp_path: Path) -> None:
    forms.as_markdown(page, tmp_path / "plan.md")
    found, expected = read_document(tmp_path / "plan.md"), read_document(page)
    assert blocks(found) == blocks(expected)
    narrow = [[(r, c, h, text) for r, c, h, _, text in cells] for _, _, cells in grids(expected)]
    assert [[(r, c, h, t) for r, c, h, _, t in cells] for _, _, cells in grids(found)] == narrow


DRAWN = ("as it is", "small sheets", "rows cut", "open sides", "landscape", "centred")


@pytest.mark.parametrize("setting", DRAWN)
def test_print_says_what_the_page_says(page: Path, tmp_path: Path, setting: str) -> None:
    found, expected = printed(page.parent, setting), read_document(page)
    assert found.title == expected.title
    assert blocks(found) == blocks(expected)
    assert grids(found) == grids(expected)


@pytest.mark.parametrize(("setting", "least"), [("level lines", 0.95), ("no lines", 0.85)])
def test_tables_without_lines_are_mostly_told(page: Path, setting: str, least: float) -> None:
    assert tables(read_document(page), printed(page.parent, setting)) > least


@pytest.mark.parametrize("setting", DRAWN)
def test_print_keeps_its_places(page: Path, setting: str) -> None:
    document = printed(page.parent, setting)
    assert len(document.places) == len(document.pages) == len(document.lines)
    assert {place.sheet for place in document.places} == set(document.pages)
    assert all(p.box[0] < p.box[2] and p.box[1] < p.box[3] for p in document.places)
    feet = {document.lines[n - 1].text.replace(" ", "") for n in document.furniture}
    assert {f"—{n}—" for n in set(document.pages)} <= feet
    told = {at for block in document.blocks for at in block.offsets}
    told |= {at for grid in document.grids for cell in grid.cells for at in cell.block.offsets}
    for line in document.lines:
        held = line.number in document.furniture or any(
            at in told for at in range(line.start, line.end)
        )
        assert held, line


def test_text_out_of_the_print_holds_the_same_words(page: Path, tmp_path: Path) -> None:
    require(forms.lacking())
    forms.as_pdf(page, tmp_path / "plan.pdf")
    forms.as_text(tmp_path / "plan.pdf", tmp_path / "plan.txt", layout=False)
    text = (tmp_path / "plan.txt").read_text("utf-8")
    ours, theirs = read_document(tmp_path / "plan.pdf"), document_from_text(text, "plan.txt")
    assert sorted(re.sub(r"\s|•", "", ours.text)) == sorted(re.sub(r"\s|•", "", theirs.text))
