"""What became of every line that is not blank, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.catalogue import text
from ingest.model import Claim, Entity, Evidence, LedgerRow
from ingest.reading import Reading
from ingest.rows import Row
from ingest.tables import TableRow

UNSURE = -4.0


def ledger(
    reading: Reading, entities: Iterable[Entity], claims: Iterable[Claim]
) -> Iterator[LedgerRow]:
    """One row for each line that is not blank, in order."""
    related = set(_lines(e for claim in claims for e in claim.evidence))
    named = set(_lines(e for entity in entities for e in entity.evidence))
    kinds = _kinds(reading)
    for row in reading.rows:
        became, why = kinds.get(row.line, ("ignored", "prose"))
        if row.line in related:
            became = why = "relation"
        elif row.line in named:
            became = why = "entity"
        yield LedgerRow(row.line, row.page, became, reason(why))


def reason(key: str) -> str:
    """A ledger's reason in both languages."""
    return f"{text(f'ledger.{key}', 'zh')} / {text(f'ledger.{key}', 'en')}"


def _lines(evidence: Iterable[Evidence]) -> Iterator[int]:
    for one in evidence:
        yield from range(one.line, one.line + one.quote.count("\n") + 1)


def _kinds(reading: Reading) -> dict[int, tuple[str, str]]:
    regions = reading.regions
    groups: list[tuple[Iterable[Row], str, str]] = [
        (regions.feet, "furniture", "foot"),
        (regions.stray, "furniture", "stray"),
        ((row for row in regions.prose if row.kind == "heading"), "heading", "heading"),
        (regions.footnotes, "ignored", "note"),
    ]
    for part in regions.parts:
        groups.append((part.head_rows, "heading", "box"))
        groups.append((part.notes, "ignored", "note"))
        groups.append((part.rows, "ignored", "group"))
    kinds = {row.line: (became, why) for rows, became, why in groups for row in rows}
    for table in reading.tables:
        for table_row in table.rows:
            kinds |= dict(_cell_lines(table_row))
    return kinds


def _cell_lines(row: TableRow) -> Iterator[tuple[int, tuple[str, str]]]:
    what = ("unresolved", "unplaced") if row.score < UNSURE else ("ignored", "cell")
    for cell in row.cells:
        for piece in cell.fragments:
            if cell.role not in ("serial", "group"):
                yield piece.line, what
