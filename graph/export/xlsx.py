"""A workbook for colleagues: entities, relations, supports, evidence, and what the heads mean;
written row by row. Heads are in the reader's language.

Every text is a text (nothing becomes a formula or a link). A cell takes
32,767 characters; longer ones end in an ellipsis.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from graph.export.looks import relation_caption
from graph.export.options import Options
from graph.export.values import clean, columns, written
from graph.schema import TYPES
from graph.subgraph import EVIDENCE, GraphEdge, GraphNode, Subgraph
from ingest.catalogue import catalogue, text
from ingest.errors import ExportError

LONGEST, MOST_ROWS = 32_767, 1_048_576
GLUE = "; "
LISTS = frozenset(EVIDENCE.values())
WIDE = {"name": 32, "quote": 60, "id": 34, "source_name": 30, "target_name": 24, "section": 40}
SHEETS = ("entities", "relations", "supports", "evidence")
#: An edge's end, where ``target`` may also be a figure that a plan aims at.
TARGET, TARGET_ID = "target", "target of"
Row = Mapping[str, Any]


def write(subgraph: Subgraph, out: BinaryIO, options: Options) -> None:
    """Write ``subgraph`` to ``out``. ExportError when it has more rows than a sheet can hold."""
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "in_memory": False})
    book.set_properties({"title": clean(options.caption(subgraph)), "author": "innograph"})
    head = book.add_format({"bold": True, "bg_color": "#e8eef4", "bottom": 1})
    tables = (_entities, _relations, _supports, _evidence)
    used: dict[str, None] = {}
    for name, table in zip(SHEETS, tables, strict=True):
        used |= _sheet(book, name, head, table(subgraph, options.lang), options.lang)
    _explained(book, head, used, options.lang)
    book.close()


def tables(subgraph: Subgraph, lang: str) -> Iterator[tuple[str, Iterator[list[Any]]]]:
    """The tables of entities, relations and supports for other writers: the name of each, and its
    rows, the first of them the heads."""
    for name, table in zip(SHEETS, (_entities, _relations, _supports), strict=False):
        yield name, _plain_rows(table(subgraph, lang), lang)


def _plain_rows(rows: Iterator[Row], lang: str) -> Iterator[list[Any]]:
    names = list(next(rows))
    yield [heading(name, lang) for name in names]
    yield from ([_plain_cell(row.get(name)) for name in names] for row in rows)


def _plain_cell(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return "" if value is None else _cut(_text(value))


def heading(name: str, lang: str) -> str:
    """What a column is called; a name that nobody gave words stays as it is."""
    key = f"export.head.{'target_id' if name == TARGET_ID else name}"
    return text(key, lang) if key in catalogue() else name


def explained(name: str, lang: str) -> str:
    """What a column holds; "" for a name that nobody gave words."""
    key = f"export.why.{'target_id' if name == TARGET_ID else name}"
    return text(key, lang) if key in catalogue() else ""


def _explained(book: Workbook, head: Format, names: Iterable[str], lang: str) -> None:
    """The sheet that says which head stands for what."""
    sheet = book.add_worksheet(text("export.sheet.heads", lang))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 64)
    sheet.set_column(2, 2, 34)
    for at, key in enumerate(("shown", "why", "name")):
        sheet.write_string(0, at, text(f"export.heads.{key}", lang), head)
    for number, name in enumerate(names, 1):
        sheet.write_string(number, 0, heading(name, lang))
        sheet.write_string(number, 1, explained(name, lang))
        sheet.write_string(number, 2, TARGET if name == TARGET_ID else name)


def _sheet(
    book: Workbook, name: str, head: Format, rows: Iterable[Row], lang: str
) -> dict[str, None]:
    """Write the sheet; the names of its columns."""
    sheet = book.add_worksheet(text(f"export.sheet.{name}", lang))
    names: list[str] = []
    for number, row in enumerate(rows):
        if number == 0:
            names = list(row)
            sheet.freeze_panes(1, 0)
            for at, column in enumerate(names):
                sheet.set_column(at, at, WIDE.get(column, 14))
                sheet.write_string(0, at, heading(column, lang), head)
            continue
        if number >= MOST_ROWS:
            raise ExportError("export.file.rows", sheet=name, most=MOST_ROWS - 1)
        for at, column in enumerate(names):
            _write(sheet, number, at, row.get(column))
    return dict.fromkeys(names)


def _write(sheet: Any, row: int, at: int, value: Any) -> None:
    if value is None or value == []:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, at, value)
    elif isinstance(value, int | float) and abs(value) < 2**53:
        sheet.write_number(row, at, value)
    else:
        sheet.write_string(row, at, _cut(_text(value)))


def _text(value: Any) -> str:
    """``value`` as a cell shows it; in a cell a line ends in one way only."""
    words = GLUE.join(map(written, value)) if isinstance(value, list | tuple) else written(value)
    return clean(words.replace("\r\n", "\n").replace("\r", "\n"))


def _cut(text: str) -> str:
    """At most what a cell holds, counted as Excel counts (in UTF-16)."""
    if len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text
    return text.encode("utf-16-le")[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def _entities(subgraph: Subgraph, lang: str) -> Iterator[Row]:
    names = _names(node.attributes for node in subgraph.nodes)
    yield dict.fromkeys(("id", "type", "type_caption", "name", *names))
    for node in subgraph.nodes:
        caption = TYPES[node.type].caption(lang) if node.type in TYPES else node.type
        own = {"id": node.id, "type": node.type, "type_caption": caption, "name": node.name}
        yield {**node.attributes, **own}


def _relations(subgraph: Subgraph, lang: str) -> Iterator[Row]:
    return _edges(subgraph, lang, lambda edge: edge.type != "SUPPORTS")


def _supports(subgraph: Subgraph, lang: str) -> Iterator[Row]:
    return _edges(subgraph, lang, lambda edge: edge.type == "SUPPORTS")


def _edges(subgraph: Subgraph, lang: str, wanted: Any) -> Iterator[Row]:
    titles = {node.id: node.name for node in subgraph.nodes}
    names = _names(edge.attributes for edge in subgraph.edges if wanted(edge))
    ends = ("source_name", "relation", "target_name", "id", "type", "source", TARGET_ID)
    yield dict.fromkeys((*ends, *names))
    for edge in filter(wanted, subgraph.edges):
        yield {**edge.attributes, **_ends(edge, titles, lang)}


def _ends(edge: GraphEdge, titles: Mapping[str, str], lang: str) -> Row:
    named = {"source_name": titles.get(edge.source), "target_name": titles.get(edge.target)}
    keys = {"id": edge.id, "type": edge.type, "source": edge.source, TARGET_ID: edge.target}
    return {**named, "relation": relation_caption(edge.type, lang), **keys}


def _evidence(subgraph: Subgraph, lang: str) -> Iterator[Row]:
    yield dict.fromkeys(("of", "what", *EVIDENCE))
    for node in subgraph.nodes:
        yield from _pieces(node, node.name)
    titles = {node.id: node.name for node in subgraph.nodes}
    for edge in subgraph.edges:
        named = _ends(edge, titles, lang)
        told = " ".join(str(named[key] or "") for key in ("source_name", "relation", "target_name"))
        yield from _pieces(edge, told)


def _pieces(record: GraphNode | GraphEdge, told: str) -> Iterator[Row]:
    lists = {one: record.attributes.get(many) or [] for one, many in EVIDENCE.items()}
    for at in range(max(map(len, lists.values()))):
        piece = {one: items[at] for one, items in lists.items() if at < len(items)}
        yield {"of": record.id, "what": told, **piece}


def _names(bags: Iterable[Mapping[str, Any]]) -> list[str]:
    """The columns of ``bags``; the lists of evidence have a sheet of their own."""
    return [column.name for column in columns(bags) if column.name not in LISTS]
