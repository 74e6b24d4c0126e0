"""Whole texts of the genre with invented names, read as a person annotated them by hand.

``tests/reading/NAME.txt`` is the text, ``NAME.expected`` what a careful reader finds in it:

    Laboratory 甲实验室 [在建] * = 乙实验室     type, name, status, flagship, other forms
    HOSTED_BY 甲实验室 > 丙大学                 relation, head, tail

Everything that the reader finds must be listed and everything listed must be found;
of the other forms those must be there that are listed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.measuring.gold import plain
from ingest.model import RELATION_TYPES, Entity, Extraction
from ingest.pipeline import read_plan

TEXTS = Path(__file__).parent / "reading"
NAMES = sorted(path.stem for path in TEXTS.glob("*.expected"))
ENTITY = re.compile(
    r"(?P<type>\w+) (?P<name>[^\[*=]+?)(?: \[(?P<status>.+)\])?(?P<flag> \*)?(?: = (?P<also>.+))?"
)


def expected(name: str) -> tuple[dict[str, set[str]], set[str]]:
    """(entity as printed → other forms, relations)."""
    rows = [row for row in (TEXTS / f"{name}.expected").read_text("utf-8").splitlines() if row]
    rows = [row for row in rows if not row.startswith("#")]
    relations = {row for row in rows if row.split()[0] in RELATION_TYPES}
    matches = [ENTITY.fullmatch(row) for row in rows if row not in relations]
    assert all(matches)
    also = {row_of(m): set((m["also"] or "").split("、")) - {""} for m in matches if m}
    return also, relations


def row_of(match: re.Match[str]) -> str:
    return shown(match["type"], match["name"], match["status"], bool(match["flag"]))


def shown(label: str, name: str, status: str | None, flagship: bool) -> str:
    return f"{label} {plain(name)}" + f" [{status}]" * bool(status) + " *" * flagship


def entity_row(entity: Entity) -> str:
    return shown(entity.label, entity.name, entity.status, entity.flagship)


def read(name: str) -> Extraction:
    return read_plan(TEXTS / f"{name}.txt")


@pytest.mark.parametrize("name", NAMES)
def test_everything_that_is_named_is_found_and_nothing_else(name: str) -> None:
    wanted, _ = expected(name)
    found = {entity_row(e): {plain(a) for a in e.aliases} for e in read(name).entities}
    assert set(found) == set(wanted)
    short = {row: {plain(a) for a in also} - found[row] for row, also in wanted.items()}
    assert not any(short.values()), short


@pytest.mark.parametrize("name", NAMES)
def test_every_tie_is_found_and_nothing_else(name: str) -> None:
    extraction = read(name)
    names = {e.id: e.name for e in extraction.entities}
    ties = {f"{c.type} {names[c.head]} > {names[c.tail]}" for c in extraction.claims}
    assert ties == expected(name)[1]


@pytest.mark.parametrize("name", NAMES)
def test_every_filled_line_has_its_fate(name: str) -> None:
    extraction = read(name)
    filled = [line.number for line in extraction.document.lines if line.text.strip()]
    assert [row.line for row in extraction.ledger] == filled
    assert all(row.became != "unresolved" for row in extraction.ledger)
