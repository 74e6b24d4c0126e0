"""What the text itself calls things: short forms it defines, columns that these tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from ingest.facts.lists import split_list
from ingest.kinds import kind_of
from ingest.layout.table import Table
from ingest.model import Naming
from ingest.naming.mentions import DEFINED

#: A short form → type and name of the one thing that it stands for.
Forms = Mapping[str, tuple[str, str]]
NO_FORMS: Forms = MappingProxyType({})
ORGANISATIONS = frozenset("University ResearchInstitute Enterprise Hospital Association".split())


def forms_of(namings: Iterable[Naming]) -> Forms:
    """Short forms that the text itself defines, each with the one thing that it stands for."""
    found: dict[str, set[tuple[str, str]]] = {}
    for naming in namings:
        for alias in naming.aliases:
            found.setdefault(alias, set()).add((naming.label, naming.name))
    return {short: next(iter(full)) for short, full in found.items() if len(full) == 1}


def with_known(table: Table, forms: Forms) -> Table:
    """The table, a column without a part taken for one of bodies or of zones where most of its
    cells are such by what the text itself calls them."""
    known = ORGANISATIONS, frozenset({"Area"})
    open_ = {c.column for row in table.rows for c in row.cells if c.role == "" and c.column >= 0}
    roles = {
        column: role
        for column in open_
        for role, labels in zip(("body", "place"), known)
        if _lists(table, column, forms, labels)
    }
    if not roles:
        return table
    rows = (
        replace(row, cells=tuple(replace(c, role=roles.get(c.column, c.role)) for c in row.cells))
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _lists(table: Table, column: int, forms: Forms, labels: frozenset[str]) -> bool:
    """Whether most of what a column lists is of these kinds."""
    items = [
        DEFINED.sub("", item)
        for row in table.rows
        for cell in row.cells
        if cell.column == column
        for item in split_list(cell.text)
    ]
    known = [i for i in items if (forms.get(i, ("",))[0] or kind_of(i)) in labels]
    return 3 * len(known) >= 2 * len(items) > 0
