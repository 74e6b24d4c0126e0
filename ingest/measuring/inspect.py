"""One page as it was read, for a person who checks it against the original."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.catalogue import text
from ingest.errors import UsageError
from ingest.evidence import Quoter
from ingest.layout.reading import Reading, rebuild, row_lines
from ingest.layout.table import Table, TableRow
from ingest.model import Block, Extraction
from ingest.naming.mentions import Sighting, find_mentions
from ingest.pipeline import read_plan


def inspect_page(path: Path, page: int, lang: str) -> Iterator[str]:
    """The page's headings, paragraphs with ``[name|Type]``, boxes with cells, the ledger's sums.

    Raises UsageError where the document has no such page.
    """
    extraction = read_plan(path)
    document = extraction.document
    lines = [n for n, at in enumerate(document.pages, 1) if at == page]
    if not lines:
        raise UsageError("inspect.no_page", page=page, pages=max(document.pages))
    yield text("inspect.page", lang, page=page, first=lines[0], last=lines[-1])
    reading = rebuild(document)
    for _, part in sorted(_parts(reading, set(lines), lang), key=lambda pair: pair[0]):
        yield ""
        yield from part
    yield ""
    yield text("inspect.ledger", lang, sums=_sums(extraction, page))


def _parts(reading: Reading, lines: set[int], lang: str) -> Iterator[tuple[int, list[str]]]:
    for block in reading.blocks:
        at = {reading.quoter.line_at(offset) for offset in block.offsets}
        if at & lines:
            yield min(at & lines), [_block(block)]
    for table in reading.tables:
        rows = [row for row in table.rows if _lines(reading.quoter, row) & lines]
        if rows:
            first = min(min(_lines(reading.quoter, row) & lines) for row in rows)
            yield first, list(_table(table, rows, lang))
    for part in reading.figures:
        if {row.line for row in part.rows} & lines:
            heading = text("inspect.figures", lang, title=part.title)
            yield (
                part.rows[0].line,
                [heading, *("  " + " ".join(r.text.split()) for r in part.rows)],
            )


def _lines(quoter: Quoter, row: TableRow) -> set[int]:
    return set(row_lines(quoter, row))


def _block(block: Block) -> str:
    if block.kind == "heading":
        return f"{'#' * (len(block.trail) + 1)} {block.text}"
    return mark(block.text, find_mentions([block]))


def mark(block_text: str, sightings: Iterable[Sighting]) -> str:
    """The text with every sighting in brackets, its type behind a bar."""
    out, at = "", 0
    for sighting in sorted(sightings, key=_outer_first):
        span = sighting.mention.span
        if span.start >= at:
            out += f"{block_text[at : span.start]}[{sighting.printed}|{sighting.mention.label}]"
            at = span.end
    return out + block_text[at:]


def _outer_first(sighting: Sighting) -> tuple[int, int]:
    """From left to right, a longer name before what it begins with."""
    return sighting.mention.span.start, -sighting.mention.span.end


def _table(table: Table, rows: Iterable[TableRow], lang: str) -> Iterator[str]:
    yield text("inspect.box", lang, title=table.title)
    for row in rows:
        if len(row.cells) == 1 and row.cells[0].role == "group":
            yield f"  [{text('inspect.group', lang)}] {row.group}"
            continue
        lost = "" if row.sure else f"[{text('inspect.unplaced', lang)}] "
        yield "  " + lost + " ｜ ".join(cell.text for cell in row.cells)


def _sums(extraction: Extraction, page: int) -> str:
    sums = Counter(row.became for row in extraction.ledger if row.page == page)
    return ", ".join(f"{became} {count}" for became, count in sorted(sums.items()))
