"""Rows of tables → what they name, and how it is tied together.

Cells are read one by one into the things that they name; ties follow from pairs of cells: a work
and a body beside it, an industry and who takes part, an industry and where it is laid out. No
pair depends on the order of the columns or on what else the row holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from types import MappingProxyType

from ingest.attribute import Stated
from ingest.evidence import Quoter
from ingest.facts.attributes import Row, stated_in
from ingest.facts.known import NO_FORMS, ORGANISATIONS, Forms, with_known
from ingest.facts.lists import coordinated, project_items, split_list
from ingest.facts.projects import stated
from ingest.kinds import is_class, is_phrase, kind_of, name_parts, status_of
from ingest.layout.cells import fits
from ingest.layout.table import Cell, Table, TableRow
from ingest.layout.understanding import OFFICE, ZONE_OFFICE
from ingest.model import Evidence, Naming, Tie
from ingest.naming.mentions import DEFINED, bare_short
from ingest.naming.rules.words import school_shorts, short_forms
from ingest.typography import squeezed

AMOUNT = re.compile(r"[（(](?P<amount>[0-9]+(?:\.[0-9]+)?)\s*(?:亿元)?[）)]")
FIGURE = re.compile(r"^[约超近]?(?P<figure>[0-9]+(?:\.[0-9]+)?)(?:亿元)?$")
CHAIN_END = re.compile(r"产业链?$")
NO_CHAIN = re.compile(r"(?:方向|领域|赛道)$")
LABEL = re.compile(r"^[^：；。]{2,8}：")

#: Parts of columns by what stands in them; the closed heads of flattened boxes have older names.
WORKS = ("name", "work")
PROJECTS = ("project", "projects")
INDUSTRIES = {"chain": "IndustryChain", "cluster": "IndustryCluster", "future": "FutureIndustry"}
BODIES = ("host", "undertaker", "cohost", "partner", "member", "members", "body", "enterprise")
HOSTING = frozenset({"host", "undertaker", "cohost", "body"})
PLACES = ("parks", "place", "park")
SUBJECTS = ("body", "enterprise", "member", "members", "host")
DESCRIBING = ("direction", "business", "task", "field")
#: What a name is whose ending does not tell, by the part of its column.
DEFAULTS = MappingProxyType(
    {
        "host": "ResearchInstitute",
        "parks": "IndustrialPark",
        "park": "IndustrialPark",
        "place": "Area",
        "supporting": "TechPlatform",
    }
)
SCHOOLS = re.compile("高校|院校|大学")
INSTITUTES = re.compile("院所|科研|研究")
FLATTENED = frozenset("name host undertaker enterprise parks members projects label".split())
HOSTED = frozenset("Laboratory Facility InnovationCenter TechPlatform Association".split())
LOCATED = HOSTED | ORGANISATIONS | {"IndustrialPark"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What one stage found."""

    namings: tuple[Naming, ...]
    ties: tuple[Tie, ...]
    stated: tuple[Stated, ...] = ()


Fact = Naming | Tie
#: Short form → (type, full name), as the text's own definitions give them.


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with what its facts need."""

    table: Table
    row: TableRow
    quoter: Quoter
    section: str
    forms: Forms

    def evidence(self, *cells: Cell | None) -> tuple[Evidence, ...]:
        """The quotes of whole cells."""
        spans = ((at, at + 1) for cell in cells if cell for at in cell.block.offsets)
        return self.quoter.of_spans(spans, self.section)


@dataclass(frozen=True, slots=True)
class _Named:
    """A thing that a cell names, with the cell."""

    cell: Cell
    naming: Naming


def table_facts(
    tables: Sequence[Table], quoter: Quoter, forms: Forms = NO_FORMS
) -> Iterator[Facts]:
    """What each row of each table says."""
    for table in (with_known(table, forms) for table in tables):
        section = f"专栏：{table.title}" if table.title else " › ".join(table.trail)
        rows = [_Row(table, row, quoter, section, forms) for row in table.rows if row.sure]
        named = [[one for cell in row.row.cells for one in _named(row, cell)] for row in rows]
        yield from (_facts(row, some) for row, some in zip(rows, named, strict=True))
        yield Facts((), (), tuple(stated_in(table, _rows(rows, named), section, quoter)))


def _rows(rows: Sequence[_Row], named: Sequence[Sequence[_Named]]) -> list[Row]:
    """The rows with what each of their cells names."""
    return [
        Row(row.row, number, {c: [o.naming for o in some if o.cell is c] for c in row.row.cells})
        for number, (row, some) in enumerate(zip(rows, named, strict=True), 1)
    ]


def _facts(row: _Row, named: Sequence[_Named]) -> Facts:
    ties = tuple(_ties(row, named))
    return Facts(tuple(one.naming for one in named), ties)


def _named(row: _Row, cell: Cell) -> Iterator[_Named]:
    """What a cell names, by its part in the row."""
    return (_Named(cell, naming) for naming in _namings(row, cell))


def _namings(row: _Row, cell: Cell) -> Iterator[Naming]:
    if cell.role in WORKS:
        named = (t for t in _names_in(cell.text) if not (is_class(t) or is_phrase(t)))
        yield from (_thing(row, cell, text) for text in named)
    elif cell.role in PROJECTS:
        yield from _projects(row, cell)
    elif cell.role in INDUSTRIES:
        yield from _industries(row, cell)
    elif cell.role in BODIES:
        yield from _bodies(row, cell)
    elif cell.role in (*PLACES, "supporting"):
        yield from _members(row, cell, DEFAULTS.get(cell.role, ""))
    elif cell.role == "label":
        yield from _labelled(row, cell)


def _ties(row: _Row, named: Sequence[_Named]) -> Iterator[Tie]:
    """What each pair of cells says of the things that they name."""
    hosting = any(one.cell.role in (*WORKS, "project") for one in named)
    first = next((cell for cell in row.row.cells if cell.role != "serial"), None)
    for one, other in product(named, named):
        here = other.cell is first and other.naming.label == "Area"
        relation = "LOCATED_IN" if here and one.naming.label in LOCATED else ""
        if one.cell is not other.cell and (relation := relation or _relation(one, other, hosting)):
            evidence = _tie_evidence(row, one, other)
            rule = f"row.{_part(one, other)}"
            yield Tie(relation, one.naming, other.naming, "table", rule, evidence)


def _relation(one: _Named, other: _Named, hosting: bool) -> str:
    """The relation from one thing to another in its row, "" where there is none."""
    head, tail = one.naming.label, other.naming.label
    bodies = other.cell.role in BODIES
    if one.cell.role in WORKS and bodies and head in HOSTED:
        return "HOSTED_BY" if other.cell.role in HOSTING else ""
    if one.cell.role == "project" and bodies:
        return "UNDERTAKEN_BY" if other.cell.role in HOSTING else ""
    if one.cell.role in INDUSTRIES:
        return _of_industry(other, hosting)
    if other.cell.role in INDUSTRIES:
        return _into_industry(one, other, hosting)
    if (
        head == "IndustrialPark"
        and tail == "Area"
        and {one.cell.role, other.cell.role} <= {*PLACES}
    ):
        return "LOCATED_IN"
    placed = tail == "Area" and other.cell.role in PLACES and head in LOCATED
    subject = one.cell.role in WORKS or (not hosting and one.cell.role in SUBJECTS)
    of_chain = other.cell.role == "parks" and one.cell.role in ("member", "members")
    return "LOCATED_IN" if placed and not of_chain and (subject or one.cell.role == "park") else ""


def _of_industry(other: _Named, hosting: bool) -> str:
    if other.naming.label == "Project":
        return "HAS_PROJECT"
    if other.cell.role == "cluster":
        return "PART_OF"
    bound = hosting and other.cell.role != "parks"
    return "BASED_IN" if other.cell.role in PLACES and not bound else ""


def _into_industry(one: _Named, other: _Named, hosting: bool) -> str:
    """Who takes part in an industry: what the row ties to no work and no project instead."""
    if one.cell.role == "supporting":
        return "PARTICIPATES_IN"
    bound = hosting and one.cell.role not in ("member", "members")
    return "PARTICIPATES_IN" if one.cell.role in BODIES and not bound else ""


def _part(one: _Named, other: _Named) -> str:
    """Which column made the tie: the one that is not the row's subject."""
    roles = (one.cell.role, other.cell.role)
    return next((r for r in roles if r not in (*WORKS, *INDUSTRIES, "project")), roles[1])


def _tie_evidence(row: _Row, one: _Named, other: _Named) -> tuple[Evidence, ...]:
    lists = ("parks", "members", "projects")
    if one.cell.role in lists or other.cell.role in lists:
        first, second = (one, other) if other.cell.role in lists else (other, one)
        return (*first.naming.evidence, *second.naming.evidence)
    return row.evidence(one.cell, other.cell)


def _thing(row: _Row, cell: Cell, printed: str) -> Naming:
    parts = name_parts(printed)
    described = row.row.get(*DESCRIBING)
    attributes = {"direction": described.text} if described else {}
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


def _projects(row: _Row, cell: Cell) -> Iterator[Naming]:
    """The projects of a cell: one, or a numbered list with amounts in brackets."""
    listed = cell.role == "projects" or len(project_items(cell.text)) > 1
    items = project_items(cell.text) if listed else coordinated(cell.text)
    beside = row.row.get("amount")
    figure = FIGURE.match(beside.text) if beside and "亿" in (beside.head or "亿元") else None
    state = row.row.get("status")
    status = stated(state.text).status or None if state else None
    told = (beside if figure else None, state if status else None)
    says = row.evidence(*told) if any(told) else ()
    for text in items:
        found = AMOUNT.search(text)
        said = found["amount"] if found else figure["figure"] if figure else ""
        kind = "bottleneck" if cell.role == "project" and not cell.head else "major"
        attributes: dict[str, object] = {"kind": kind} | ({"amount": float(said)} if said else {})
        if (described := row.row.get("direction", "task")) and cell.head:
            attributes["direction"] = described.text
        evidence = _item_evidence(row, cell, text) if listed else row.evidence(cell)
        name, rule = AMOUNT.sub("", text), f"row.{cell.role}"
        held, every = MappingProxyType(attributes), tuple(dict.fromkeys((*evidence, *says)))
        yield Naming("Project", name, every, rule, status=status, attributes=held)


def _industries(row: _Row, cell: Cell) -> Iterator[Naming]:
    """Industries that a cell names; a chain called by its topic goes by its full name too."""
    for printed in split_list(cell.text):
        if NO_CHAIN.search(printed) or len(printed) < 2:
            continue
        full = CHAIN_END.sub("", printed) + "产业链"
        known = cell.role == "chain" and full in squeezed(row.quoter.document.text)
        if not known and _writes_out(row.table, cell):
            continue
        name = full if known else printed
        aliases = (printed,) if name != printed else ()
        label = INDUSTRIES[cell.role]
        yield Naming(label, name, row.evidence(cell), f"row.{cell.role}", aliases)


def _writes_out(table: Table, cell: Cell) -> bool:
    """Whether a column that calls chains 产业链 calls this cell's something else."""
    column = (c for row in table.rows for c in row.cells if c.column == cell.column)
    return not cell.text.endswith("链") and any(c.text.endswith("产业链") for c in column)


def _bodies(row: _Row, cell: Cell) -> Iterator[Naming]:
    business = row.row.get("business", "direction") if cell.role in ("enterprise", "body") else None
    said = {"business": business.text} if business and not row.row.get(*WORKS, *PROJECTS) else {}
    for naming in _members(row, cell, _default_body(cell)):
        evidence = row.evidence(cell, business) if cell.role == "enterprise" else naming.evidence
        yield replace(naming, evidence=evidence, attributes=MappingProxyType(said))


def _default_body(cell: Cell) -> str:
    if SCHOOLS.search(cell.head) and not re.search("企业|公司|院所", cell.head):
        return "University"
    if INSTITUTES.search(cell.head) and "企业" not in cell.head:
        return "ResearchInstitute"
    return DEFAULTS.get(cell.role, "Enterprise") if not cell.head else "Enterprise"


def _members(row: _Row, cell: Cell, default: str) -> Iterator[Naming]:
    """The things that a list cell names."""
    whole = cell.role == "enterprise"
    for item in [cell.text] if whole else split_list(cell.text):
        if naming := _member(row, cell, item, default):
            yield naming


def _member(row: _Row, cell: Cell, item: str, default: str) -> Naming | None:
    item = LABEL.sub("", item)
    bare = re.sub(r"[（(][^（）()]*[）)]$", "", item)
    short = bare_short(item, len(bare), bare)
    defined = DEFINED.search(item) or short
    parts = name_parts(bare if short else DEFINED.sub("", item))
    school = parts.name in school_shorts() or parts.name in short_forms("schools")
    usual = short_forms("schools").get(parts.name, parts.name)
    label, name = row.forms.get(parts.name, ("University" * school, usual))
    kind = label or kind_of(parts.name) or default
    if not kind or len(parts.name) < 2 or (OFFICE.search(parts.name) and not _may_host(kind, name)):
        return None
    evidence = _item_evidence(row, cell, item)
    shorter = (defined["short"],) if defined else ()
    aliases = (*parts.aliases, *((parts.name,) if name != parts.name else ()), *shorter)
    return Naming(kind, name, evidence, f"row.{cell.role}", aliases, parts.status)


def _may_host(kind: str, name: str) -> bool:
    return kind != "Government" or bool(ZONE_OFFICE.search(name))


def _item_evidence(row: _Row, cell: Cell, item: str) -> tuple[Evidence, ...]:
    """The quote of one item of a list: the lines of the cell in which it stands."""
    spans = [pair for pair in zip(cell.text, cell.block.offsets, strict=True) if _stays(pair[0])]
    wanted = "".join(filter(_stays, item))
    at = "".join(char for char, _ in spans).find(wanted)
    places = (place for _, place in spans[at : at + len(wanted)])
    return (
        row.quoter.of_spans(((p, p + 1) for p in places), row.section)
        if at >= 0
        else row.evidence(cell)
    )


def _stays(char: str) -> bool:
    """Round brackets wander in damaged text, white space comes and goes; the rest stays."""
    return not char.isspace() and char not in "（）()"


def _labelled(row: _Row, cell: Cell) -> Iterator[Naming]:
    """A short label before a long text: an entity where the label is a name."""
    task = row.row.get("task")
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
