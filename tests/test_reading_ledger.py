"""The ledger: what became of each line; what cannot be rebuilt is no source of facts."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from ingest.catalogue import catalogue
from ingest.identity.names import NO_NAMES
from ingest.layout.reading import rebuild
from ingest.ledger import reason
from ingest.model import Extraction
from ingest.pipeline import extract
from ingest.sources import document_from_text
from tests.test_tables import DIRECTIONS, HOSTS, LABS, PROSE, WIDTHS
from tests.typeset import flatten, pages

REPORT = Path(__file__).parent / "reading" / "report.txt"
FATES = {"entity", "relation", "heading", "furniture", "ignored", "unresolved"}


def read(text: str) -> Extraction:
    document = document_from_text(text, "t.txt")
    return extract(rebuild(document), NO_NAMES)


def fates(extraction: Extraction) -> dict[str, set[tuple[str, str]]]:
    """Line as printed → (what became of it, why)."""
    lines = extraction.document.lines
    found: dict[str, set[tuple[str, str]]] = {}
    for row in extraction.ledger:
        found.setdefault(lines[row.line - 1].text.strip(), set()).add((row.became, row.why))
    return found


def box_lines() -> list[str]:
    table = list(zip(LABS[:4], HOSTS[:4], DIRECTIONS[:4]))
    return [line for row in flatten(table, WIDTHS) for line in row]


def box(lines: list[str]) -> str:
    return pages("实验室体系建设", "名称 依托单位 研究方向", lines, PROSE, 200)


def test_chrome_and_prose_are_told_apart() -> None:
    found = fates(read(REPORT.read_text("utf-8")))
    assert found["下载"] == {("furniture", reason("front"))}
    assert found["二、今年重点工作"] == {("heading", reason("heading"))}
    prose = "发挥国家级经开区作用，推动产业园区循环化改造，培育一批科技领军企业。"
    assert found[prose] == {("ignored", reason("prose"))}


def test_what_a_cell_tells_of_a_thing_is_no_lost_line() -> None:
    extraction = read(box(box_lines()))
    whys = {row.why for row in extraction.ledger if row.became == "ignored"}
    assert reason("about") in whys
    assert not extraction.warnings


@pytest.mark.parametrize("seed", range(4))
def test_a_box_that_cannot_be_rebuilt_gives_no_facts_but_a_warning(seed: int) -> None:
    lines = box_lines()
    random.Random(seed).shuffle(lines)
    extraction = read(box(lines))
    lost = [row.line for row in extraction.ledger if row.became == "unresolved"]
    assert lost
    assert not any(c.basis == "table" for c in extraction.claims)
    (note,) = extraction.warnings
    assert note.line == lost[0] and note.page == extraction.document.page(lost[0])


def test_every_reason_is_said_in_both_languages() -> None:
    entries = [entry for key, entry in catalogue().items() if key.startswith("ledger.")]
    assert entries and all(set(entry) == {"zh", "en"} for entry in entries)


def test_only_known_fates() -> None:
    extraction = read(box(box_lines()))
    assert {row.became for row in extraction.ledger} <= FATES
