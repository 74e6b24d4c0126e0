"""Cells of a row that tie its subject to nothing → what the row states of it: 产值（亿元） 120.

A row has a subject where one of its cells names the one thing that the others are about. A cell in
which nothing is named is kept as printed under its head. Brackets that say which office is
responsible state it of the works and industries that the text before them names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.attribute import Attribute, Stated
from ingest.evidence import Quoter
from ingest.layout.table import Cell, Table, TableRow
from ingest.layout.understanding import YEARS
from ingest.model import Block, Entity, Evidence, Naming, Span, content_hash

#: A cell of a row with what it names.
Named = Mapping[Cell, Sequence[Naming]]

#: A stretch of a block.
Part = tuple[Block, int, int]

WORKS = frozenset({"name", "work", "project", "projects"})
INDUSTRIES = frozenset({"chain", "cluster", "future"})
OTHERS = frozenset("place park parks body enterprise member members host".split())
PLACES = frozenset({"place", "parks", "park"})
#: What may stand before the subject of a row about an industry, a body or a place.
LEADING = frozenset({"serial", "cluster", "field", "status", "group"})
#: A head that tells to what the row's subject belongs.
BELONGING = re.compile(r"所属|所在|对应|归属|归口|隶属|服务(?:链|产业)|所处|落|选址")
YEAR = re.compile(r"(?:19|20)\d\d(?=年|$)")
SPAN = re.compile(r"(?:19|20)\d\d年?\s*[-—–~至]+\s*(?:19|20)\d\d")
UNIT = re.compile(r"[（(]\s*(?:单位[：:])?([^（）()]{1,8})[）)]$")
FIGURE = re.compile(
    r"^[约超近达≥≤><＞＜]*(?P<number>[0-9]+(?:[,，][0-9]{3})*(?:\.[0-9]+)?)\s*"
    r"(?P<unit>[^0-9\s，,、；。~—–-]{0,8}?)(?:以上|以下|左右|余)?$"
)
NOTHING_SAID = re.compile(r"^[\s—–\-/／无]*$")
OFFICES = re.compile(
    r"[（(](?P<head>(?:责任|牵头|主责|主管|配合|协同|负责)(?:单位|部门|处室))[：:](?P<value>[^（）()]{2,200})[）)]"
)
PARTS = re.compile(r"[；;]\s*(?P<head>[^：:；;]{2,6}(?:单位|部门|处室))[：:]")
ASSIGNED = frozenset(
    "Laboratory Facility InnovationCenter TechPlatform IndustrialPark Project IndustryChain"
    " IndustryCluster FutureIndustry ServiceIndustry".split()
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row with what its cells name; ``number`` counts the table's rows from 1."""

    row: TableRow
    number: int
    named: Named


def stated_in(table: Table, rows: Sequence[Row], section: str, quoter: Quoter) -> Iterator[Stated]:
    """What the rows of a table state of their subjects."""
    column = _subject_column(rows)
    for row in rows if column is not None else ():
        subject = next((c for c in row.row.cells if c.column == column), None)
        namings = row.named.get(subject, ()) if subject else ()
        if subject and len(namings) == 1:
            taken = row.row.get("amount") if "amount" in namings[0].attributes else None
            for cell in row.row.cells:
                if cell not in (subject, taken) and _states(cell, row.named, namings[0]):
                    yield _stated(namings[0], cell, subject, table, row, section, quoter)


def _states(cell: Cell, named: Named, subject: Naming) -> bool:
    """Whether a cell states what no tie says: nothing is named in it, or where a project lies."""
    untied = not named.get(cell) or (subject.label == "Project" and cell.role in PLACES)
    return bool(
        cell.head and cell.role != "serial" and untied and not NOTHING_SAID.match(cell.text)
    )


def _subject_column(rows: Sequence[Row]) -> int | None:
    """The column of what the rows are about: a work, a project or an industry wherever it stands
    behind no other subject, else the first column."""
    columns = [c for row in rows[:1] for c in row.row.cells if c.role != "serial"]
    works = [c for c in columns if c.role in WORKS and _tells_apart(c, rows)]
    industries = [c for c in columns if c.role in INDUSTRIES and _tells_apart(c, rows)]
    found = [c.column for c in (*works[:1], *(i for i in industries if _leads(i, columns)))]
    if found:
        return min(found)
    first = next((c for c in columns if not _groups(c, rows)), None)
    plain = first and first.role in OTHERS and _tells_apart(first, rows)
    return first.column if first and plain else None


def _leads(cell: Cell, columns: Sequence[Cell]) -> bool:
    return all(c.role in LEADING or c.column >= cell.column for c in columns)


def _groups(cell: Cell, rows: Sequence[Row]) -> bool:
    """Whether a column only says to what several rows belong: 板块 before 园区."""
    zone = cell.role == "place" and len(rows) > 1 and not _tells_apart(cell, rows)
    return cell.role in LEADING or zone


def _tells_apart(cell: Cell, rows: Sequence[Row]) -> bool:
    """Whether a column names another thing in each row, and none to which the subject belongs."""
    if cell.column < 0 or BELONGING.search(cell.head):
        return False
    cells = [c for row in rows for c in row.row.cells if c.column == cell.column]
    texts = [c.text for c in cells]
    return bool(texts) and len(set(texts)) == len(texts)


def _stated(
    subject: Naming,
    cell: Cell,
    named: Cell,
    table: Table,
    row: Row,
    section: str,
    quoter: Quoter,
) -> Stated:
    spans = (((at, at + 1) for at in one.block.offsets) for one in (cell, named))
    evidence = tuple(e for each in spans for e in quoter.of_spans(each, section))
    place = (table.title or section, row.number, cell.column + 1)
    return Stated(subject, cell.head, cell.text, "table", evidence, *place)


def stated_in_brackets(
    blocks: Sequence[Block], entities: Sequence[Entity], quoter: Quoter
) -> Iterator[Attribute]:
    """Who is responsible, by the brackets behind the text that names a work or an industry.

    A bracket speaks for its own paragraph, or for the one before it where it stands alone; one
    behind a whole chapter tells nothing of each thing in it.
    """
    forms = [(e, sorted((e.name, *e.aliases), key=len, reverse=True)) for e in entities]
    assigned = [(e, names) for e, names in forms if e.label in ASSIGNED]
    before: list[Part] = []
    for block in blocks:
        if block.kind == "heading":
            before = []
        at = 0
        for found in OFFICES.finditer(block.text):
            own = [(block, at, found.start())] if found.start() > at else []
            at, before = found.end(), [] if own else before
            lines = [_text(part, quoter) for part in own or before if len(own or before) == 1]
            for entity, names in assigned:
                place = _own_evidence(entity, names, lines)
                yield from _offices(entity, place, block, found, quoter) if place else ()
            before = []
        before.append((block, at, len(block.text)))


def _text(part: Part, quoter: Quoter) -> tuple[str, frozenset[int]]:
    block, start, end = part
    places = block.offsets[start:end]
    return block.text[start:end], frozenset(quoter.line_at(at) for at in places)


def _own_evidence(
    entity: Entity, names: Sequence[str], parts: Iterable[tuple[str, frozenset[int]]]
) -> Evidence | None:
    """Where the text before a bracket names the entity."""
    for text, lines in parts:
        if any(name in text for name in names):
            return next((e for e in entity.evidence if e.line in lines), None)
    return None


def _offices(
    entity: Entity, own: Evidence, block: Block, found: re.Match[str], quoter: Quoter
) -> Iterator[Attribute]:
    quote = quoter.of_block(block, Span(found.start(), found.end()))
    names = [found["head"], *(m["head"] for m in PARTS.finditer(found["value"]))]
    values = PARTS.split(found["value"])[::2]
    for head, value in zip(names, values, strict=True):
        told = Stated(NOBODY, head, value.rstrip("。；"), "prose", (*quote, own))
        yield _attribute(entity, told)


def attributes(stated: Iterable[Stated], entities: Sequence[Entity]) -> tuple[Attribute, ...]:
    """What is stated, of the entities into which its subjects were put; in a stable order."""
    places: dict[tuple[int, str], list[Entity]] = {}
    for entity in entities:
        for one in entity.evidence:
            places.setdefault((one.line, one.quote), []).append(entity)
    owned = ((_entity_of(told.subject, places), told) for told in stated)
    return in_order(_attribute(entity, told) for entity, told in owned if entity)


def in_order(found: Iterable[Attribute]) -> tuple[Attribute, ...]:
    """Each attribute once, by its entity and where it stands."""
    once = {one.id: one for one in found}
    return tuple(sorted(once.values(), key=lambda a: (a.entity, a.table, a.row, a.column, a.id)))


def _entity_of(
    subject: Naming, places: Mapping[tuple[int, str], Sequence[Entity]]
) -> Entity | None:
    forms = {subject.name, *subject.aliases}
    same = (
        entity
        for one in subject.evidence
        for entity in places.get((one.line, one.quote), ())
        if forms & {entity.name, *entity.aliases}
    )
    return next(same, None)


def _attribute(entity: Entity, told: Stated) -> Attribute:
    number, unit = figure(told.head, told.value)
    unit = unit or (str(entity.attributes.get("unit", "")) if number is not None else "")
    years = YEAR.findall(told.head)
    place = (told.table, told.row, told.column)
    own = content_hash(entity.id, told.head, told.value, told.table, *map(str, place[1:]))
    year = int(years[-1]) if years else None
    return Attribute(
        own, entity.id, told.head, told.value, number, unit, year, told.basis, *place, told.evidence
    )


def figure(head: str, value: str) -> tuple[float | None, str]:
    """The number in a cell and its unit, from the cell itself or from the bracket of its head; no
    number where the cell holds a date or more than a number."""
    unit = UNIT.search("".join(head.split()))
    named = unit[1] if unit and not YEARS.match(unit[1]) else ""
    found = FIGURE.match(value)
    dated = not named and (YEARS.match(value) or SPAN.match(value))
    if not found or dated:
        return None, named
    return float(found["number"].replace(",", "").replace("，", "")), found["unit"] or named


NOBODY = Naming("", "", (), "")
