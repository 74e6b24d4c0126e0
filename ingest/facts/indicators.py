"""Tables of planned figures → indicators: name, unit, base value, target, binding or expected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from ingest.evidence import Quoter
from ingest.layout.regions import Part
from ingest.layout.rows import Row
from ingest.layout.table import Cell, Table, TableRow
from ingest.model import Naming
from ingest.typography import squeezed

NATURE = re.compile(r"^(?:预期性?|约束性?|预期值|约束值)$")
YEAR = re.compile(r"(20\d\d)")
UNIT = re.compile(r"^(?P<name>.+)[（(](?P<unit>[^（）()]{1,8})[）)]$")
#: A head that says of what it gives the figure of a year.
WORDED = re.compile(r"产值|收入|营收|规模|面积|投资|数量|税收|产能|产量|增加值")
#: Parts of columns that name things.
THINGS = frozenset("work project chain cluster future park place body enterprise member".split())
VALUES = 2
VALUED = frozenset({"indicator_value", "time", "status", "direction", "amount"})
VALUE = re.compile(r"^[〔\[【]?[约超近≥≤><＞＜±+-]*[0-9]|^[—\-]$")


def read_indicators(part: Part, scope: str, end: int, quoter: Quoter) -> Iterator[Naming]:
    """Each figure of the part; ``scope`` is the zone or plan that it is planned for, ``end`` the
    plan's last year (0: not known)."""
    heads = (head for head, role in part.roles if role == "year")
    years = [found[0] for head in heads if (found := YEAR.findall(head))]
    told = _years(years[0] if years else "", years[1] if len(years) > 1 else "", end)
    for group, rows in _figures(part.rows):
        tokens = [token for row in rows for token in row.text.split()]
        yield _indicator(tokens, rows, group, scope, told, quoter, _has_unit(part))


def table_indicators(table: Table, scope: str, end: int, quoter: Quoter) -> Iterator[Naming]:
    """Each figure of a table that the file kept, with the first and the last of its values."""
    by_years = _goes_by_years(table)
    if "indicator" not in table.roles and not by_years:
        return
    for row in table.rows:
        named = row.get("indicator") or (_first(row) if by_years else None)
        values = [c for c in row.cells if _is_valued(c) and VALUE.match(c.text)]
        if named and values and named not in values:
            evidence = quoter.of_spans(
                ((at, at + 1) for cell in row.cells for at in cell.block.offsets), table.title
            )
            attributes = MappingProxyType(_figures_of(row, values, named.text, scope, end))
            name = UNIT.match(named.text)
            called = name["name"] if name else named.text
            yield Naming("Indicator", called, evidence, "row.indicator", attributes=attributes)


def _goes_by_years(table: Table) -> bool:
    """Whether columns are years; what 2025年产值 gives in a row about a park is the park's."""
    heads = {c.head for row in table.rows for c in row.cells if YEAR.search(c.head)}
    first = {cell.role for row in table.rows if (cell := _first(row))}
    told = any(WORDED.search(head) for head in heads)
    return len(heads) > 1 and not (told and first <= THINGS)


def _first(row: TableRow) -> Cell | None:
    """What a row of years begins with."""
    return next((cell for cell in row.cells if cell.role != "serial"), None)


def _is_valued(cell: Cell) -> bool:
    return cell.role in VALUED or YEAR.search(cell.head) is not None


def _figures_of(
    row: TableRow, values: Sequence[Cell], name: str, scope: str, end: int
) -> dict[str, object]:
    """Unit, base and target of a row of figures."""
    unit = next((c.text for c in row.cells if c.role == "unit"), "")
    bracket = UNIT.match(name)
    years = [found[0] if (found := YEAR.findall(c.head)) else "" for c in values]
    nature = next((c.text for c in row.cells if NATURE.match(c.text)), "")
    every = {"years": years, "values": [c.text for c in values]} if len(values) > VALUES else {}
    return every | {
        "unit": unit or (bracket["unit"] if bracket else ""),
        "base": values[0].text if len(values) > 1 else "",
        "target": values[-1].text,
        **_years(years[0] if len(values) > 1 else "", years[-1], end),
        "nature": nature,
        "group": row.group,
        "scope": scope,
    }


def _years(base: str, target: str, end: int) -> dict[str, object]:
    """The years of a base and a target; the plan's last for a target without a printed one."""
    told: dict[str, object] = {"base_year": base, "target_year": target or str(end or "")}
    return told | ({"year_assumed": True} if end and not target else {})


def _has_unit(part: Part) -> bool:
    return any(role == "unit" for _, role in part.roles)


def _figures(rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """(group head, rows) of each figure: from a serial number to the word for its nature."""
    group: list[str] = []
    open_rows: list[Row] = []
    fresh = True
    for row in rows:
        tokens = row.text.split()
        if not open_rows and not tokens[0].isdigit():
            group = [squeezed(row.text)] if fresh is False else [*group, squeezed(row.text)]
            fresh = True
            continue
        open_rows.append(row)
        fresh = False
        if NATURE.match(tokens[-1]):
            yield "".join(group), open_rows
            open_rows = []


def _indicator(
    tokens: list[str],
    rows: list[Row],
    group: str,
    scope: str,
    years: dict[str, object],
    quoter: Quoter,
    has_unit: bool,
) -> Naming:
    before, target = tokens[-VALUES - 1], tokens[-VALUES]
    unit = tokens[-VALUES - 2] if has_unit else ""
    name = squeezed(" ".join(tokens[1 : -VALUES - 1 - has_unit]))
    if not has_unit and (found := UNIT.match(name)):
        name, unit = found["name"], found["unit"]
    attributes = {
        "unit": unit,
        "base": before,
        "target": target,
        **years,
        "nature": tokens[-1],
        "group": group,
        "scope": scope,
    }
    spans = ((row.start, row.start + len(row.text.rstrip())) for row in rows)
    lead = len(rows[0].text) - len(rows[0].text.lstrip())
    evidence = quoter.of_spans(((a + lead * (a == rows[0].start), b) for a, b in spans), group)
    return Naming(
        "Indicator", name, evidence, "row.indicator", attributes=MappingProxyType(attributes)
    )
