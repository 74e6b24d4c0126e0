"""Rows of a box → what they name, and how it is tied together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ingest.evidence import Quoter
from ingest.layout.cells import fits
from ingest.layout.tables import Cell, Table, TableRow
from ingest.model import Evidence, Naming, Tie
from ingest.naming.kinds import kind_of, name_parts, status_of
from ingest.typography import squeezed

LEADING = re.compile(r"^(?:依托|以|包括|主要为)")
TRAILING = re.compile(r"(?<![高中初同均])等(?!离子|级|温|静压)[^、（）]{0,18}$")
GENERIC = re.compile(r"^(?:众多|一批|多家|若干|各类|相关|部分)")
AMOUNT = re.compile(r"[（(](?P<amount>[0-9.]+)\s*亿元[）)]")
NUMBERED = re.compile(r"(?:(?<=[）)])|^)\s*\d{1,2}[、.．](?!\d)")
CHAIN_END = re.compile(r"产业链?$")


@dataclass(frozen=True, slots=True)
class Facts:
    """What one stage found."""

    namings: tuple[Naming, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with what its facts need."""

    table: Table
    row: TableRow
    quoter: Quoter
    section: str

    def evidence(self, *cells: Cell | None) -> tuple[Evidence, ...]:
        """The quotes of whole cells."""
        spans = (
            (piece.start, piece.start + len(piece.text))
            for cell in cells
            if cell
            for piece in cell.fragments
        )
        return self.quoter.of_spans(spans, self.section)


def table_facts(tables: Sequence[Table], quoter: Quoter) -> Iterator[Facts]:
    """What each row of each table says."""
    for table in tables:
        section = f"专栏：{table.title}" if table.title else ""
        for row in table.rows:
            if row.sure:
                yield _facts(_Row(table, row, quoter, section))


def _facts(row: _Row) -> Facts:
    shape = next((shape for shape in SHAPES if row.row.get(shape)), "")
    if not shape:
        return Facts((), ())
    namings: list[Naming] = []
    ties: list[Tie] = []
    for fact in SHAPES[shape](row):
        (namings if isinstance(fact, Naming) else ties).append(fact)  # type: ignore[arg-type]
    return Facts(tuple(namings), tuple(ties))


Fact = Naming | Tie


def _hosted(row: _Row) -> Iterator[Fact]:
    """Name, host, direction: each host hosts each thing that the name cell names."""
    named, host = row.row.get("name"), row.row.get("host")
    assert named
    things = [_thing(row, named, text) for text in _names_in(named.text)]
    hosts = _members(row, host, "host", "ResearchInstitute") if host else []
    yield from things
    yield from hosts
    for thing in things:
        for organisation in hosts:
            evidence = row.evidence(named, host)
            yield Tie("HOSTED_BY", thing, organisation, "table", "row.host", evidence)


def _thing(row: _Row, cell: Cell, printed: str) -> Naming:
    parts = name_parts(printed)
    direction = row.row.get("direction")
    attributes = {"direction": direction.text} if direction else {}
    return Naming(
        kind_of(parts.name) or "TechPlatform",
        parts.name,
        row.evidence(cell),
        "row.name",
        parts.aliases,
        parts.status or status_of(row.row.group),
        parts.flagship,
        MappingProxyType(attributes),
    )


def _names_in(text: str) -> list[str]:
    """A name cell that lists several names, each of which ends like one."""
    items = text.split("、")
    return items if len(items) > 1 and all(fits("name", item) for item in items) else [text]


def _members(row: _Row, cell: Cell, rule: str, default: str = "") -> list[Naming]:
    """The things that a list cell names."""
    listed = [_member(row, cell, item, rule, default) for item in split_list(cell.text)]
    return [naming for naming in listed if naming]


def _member(row: _Row, cell: Cell, item: str, rule: str, default: str) -> Naming | None:
    parts = name_parts(item)
    kind = kind_of(parts.name) or default
    if not kind or len(parts.name) < 2:
        return None
    return Naming(
        kind,
        parts.name,
        _item_evidence(row, cell, item),
        f"row.{rule}",
        parts.aliases,
        parts.status,
    )


def _item_evidence(row: _Row, cell: Cell, item: str) -> tuple[Evidence, ...]:
    """The quote of one item of a list: the lines of the cell in which it stands."""
    spans = list(_char_spans(cell))
    wanted = "".join(filter(_stays, item))
    at = "".join(char for char, _ in spans).find(wanted)
    places = (place for _, place in spans[at : at + len(wanted)])
    return (
        row.quoter.of_spans(((p, p + 1) for p in places), row.section)
        if at >= 0
        else row.evidence(cell)
    )


def _char_spans(cell: Cell) -> Iterator[tuple[str, int]]:
    for piece in cell.fragments:
        for index, char in enumerate(piece.text):
            if _stays(char):
                yield char, piece.start + index


def _stays(char: str) -> bool:
    """Round brackets wander in damaged text, white space comes and goes; the rest stays."""
    return not char.isspace() and char not in "（）()"


def split_list(text: str) -> Iterator[str]:
    """Items of ``A、B、C等企业``, without what introduces and closes the list."""
    text = TRAILING.sub("", LEADING.sub("", text.rstrip("。；")))
    for item in re.split(r"[、；](?![^（(]*[）)])", text):
        if item and not GENERIC.match(item):
            yield item


def _undertaken(row: _Row) -> Iterator[Fact]:
    """Project and the organisation that carries it out."""
    cell, unit = row.row.get("project"), row.row.get("undertaker")
    assert cell
    attributes = MappingProxyType({"kind": "bottleneck"})
    project = Naming("Project", cell.text, row.evidence(cell), "row.project", attributes=attributes)
    yield project
    for organisation in _members(row, unit, "undertaker", "Enterprise") if unit else []:
        yield organisation
        evidence = row.evidence(cell, unit)
        yield Tie("UNDERTAKEN_BY", project, organisation, "table", "row.undertaker", evidence)


def _listed_enterprise(row: _Row) -> Iterator[Fact]:
    """An enterprise and its business."""
    cell, business = row.row.get("enterprise"), row.row.get("business")
    assert cell
    attributes = MappingProxyType({"business": business.text} if business else {})
    name = cell.text
    kind = kind_of(name) or "Enterprise"
    yield Naming(kind, name, row.evidence(cell, business), "row.enterprise", attributes=attributes)


def _chain(row: _Row) -> Iterator[Fact]:
    """A chain with its parks, members and projects."""
    cell = row.row.get("chain")
    assert cell
    full = CHAIN_END.sub("", cell.text) + "产业链"
    known = full in squeezed(row.quoter.document.text)
    name, aliases = (full, (cell.text,)) if known else (cell.text, ())
    chain = Naming("IndustryChain", name, row.evidence(cell), "row.chain", aliases)
    yield chain
    yield from _tied(row, chain, "parks", "BASED_IN", "IndustrialPark")
    yield from _tied(row, chain, "members", "PARTICIPATES_IN", "Enterprise")
    yield from _chain_projects(row, chain)


def _tied(row: _Row, chain: Naming, role: str, relation: str, default: str) -> Iterator[Fact]:
    cell = row.row.get(role)
    for member in _members(row, cell, role, default) if cell else []:
        yield member
        ends = (chain, member) if relation == "BASED_IN" else (member, chain)
        evidence = (*chain.evidence, *member.evidence)
        yield Tie(relation, *ends, "table", f"row.{role}", evidence)


def _chain_projects(row: _Row, chain: Naming) -> Iterator[Fact]:
    cell = row.row.get("projects")
    for text in project_items(cell.text) if cell else []:
        assert cell
        found = AMOUNT.search(text)
        attributes = {"kind": "major"} | ({"amount": float(found["amount"])} if found else {})
        name = AMOUNT.sub("", text)
        evidence = _item_evidence(row, cell, text)
        project = Naming(
            "Project", name, evidence, "row.projects", attributes=MappingProxyType(attributes)
        )
        yield project
        yield Tie(
            "HAS_PROJECT", chain, project, "table", "row.projects", (*chain.evidence, *evidence)
        )


def project_items(text: str) -> list[str]:
    """``1、甲项目（3亿元）2、乙项目`` → its projects."""
    return [item.strip("；。") for item in NUMBERED.split(text) if item.strip("；。")]


def _labelled(row: _Row) -> Iterator[Fact]:
    """A short label before a long text: an entity where the label is a name."""
    cell, task = row.row.get("label"), row.row.get("task")
    assert cell
    parts = name_parts(cell.text)
    kind = kind_of(parts.name)
    if kind in ("University", "ResearchInstitute"):
        attributes = MappingProxyType({"direction": task.text} if task else {})
        yield Naming(
            kind,
            parts.name,
            row.evidence(cell),
            "row.label",
            (),
            parts.status,
            parts.flagship,
            attributes,
        )


SHAPES: Mapping[str, Callable[[_Row], Iterator[Fact]]] = {
    "chain": _chain,
    "project": _undertaken,
    "enterprise": _listed_enterprise,
    "name": _hosted,
    "label": _labelled,
}
