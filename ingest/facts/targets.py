"""Planned figures of a plan, one record for each year: from its tables and from its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.about import About
from ingest.facts.indicators import NATURE, UNIT, read_indicators
from ingest.layout.reading import Reading
from ingest.layout.table import Cell, Table, TableRow
from ingest.model import Evidence, Naming

YEAR = re.compile(r"20\d\d")
YEARS = re.compile(r"(20\d\d)(?:[^0-9]+(20\d\d))?")
FIGURE = re.compile(
    r"^[〔\[【]?(?P<bound>[约超近≥≤><＞＜]*)(?P<value>-?[0-9][0-9,，]*(?:\.[0-9]+)?)"
)
VALUE_WORDS = re.compile(
    r"(?:20\d\d|年度?|现状|基期|基数|基础|实际|完成|实绩|中期|预期|规划|目标|数值|(?<![产价])值|[与和及底末/])+"
)
IS_BASE = re.compile(r"现状|基期|基数|实际|完成")
SUBJECTS = ("indicator", "place", "label", "name")
#: Rows about these tell their money, no targets.
NO_SUBJECTS = ("project", "enterprise", "body")
GROWTHS = ("增速", "增长率", "增幅", "年均增长")
BOUNDS = {"≥": ">=", ">": ">=", "＞": ">=", "超": ">=", "≤": "<=", "<": "<=", "＜": "<="}
BOUNDS |= {"约": "≈", "近": "≈"}


@dataclass(frozen=True, slots=True)
class Target:
    """A planned figure: what, how much, of which unit, by which year (0: none is told).

    ``base`` and ``base_year`` are what it starts from (None, 0: not told); ``bound`` is >=, <=, ≈
    or empty; ``kind`` 约束性, 预期性 or empty; ``growth`` says that ``value`` is a rate of growth,
    ``yearly`` that it is one for every year; ``year_assumed`` that the plan prints no year and the
    last of its period is taken;
    ``scope`` the zone that it is planned for, empty for the whole; ``basis`` table or prose.
    """

    name: str
    unit: str
    value: float
    year: int
    base: float | None = None
    base_year: int = 0
    bound: str = ""
    kind: str = ""
    growth: bool = False
    scope: str = ""
    basis: str = "table"
    evidence: tuple[Evidence, ...] = ()
    yearly: bool = False
    year_assumed: bool = False

    @property
    def series(self) -> tuple[str, str, str, bool, bool]:
        """What the figures of several years have in common."""
        return self.name, self.unit, self.scope, self.growth, self.yearly


def period_of(about: About) -> tuple[int, int]:
    """First and last year of the plan; 0 where it does not say."""
    found = YEARS.search(about["period"])
    return (int(found[1]), int(found[2] or found[1])) if found else (0, 0)


def year_or_end(year: int, end: int) -> tuple[int, bool]:
    """A printed year, or the last one of a period; whether it is assumed. 0 where neither is."""
    return year or end, not year and bool(end)


def tabled_targets(reading: Reading, about: About) -> Iterator[Target]:
    """Each year's figure of each row of the plan's tables."""
    period = period_of(about)
    for table in reading.tables:
        for row in table.rows:
            yield from _of_row(table, row, period, reading)
    for part in reading.figures:
        trail = reading.trail_at(part.head_rows[0].line)
        scope = next((h.split("：")[-1] for h in trail if "：" in h), "")
        for naming in read_indicators(part, scope, period[1], reading.quoter):
            if FIGURE.match(str(naming.attributes["target"])):
                yield _of_naming(naming)


@dataclass(frozen=True, slots=True)
class _Value:
    """A cell with a figure: what its head says is measured, in which year, in which unit."""

    cell: Cell
    measure: str
    unit: str
    year: int
    is_base: bool
    number: float | None
    bound: str
    year_assumed: bool


def _of_row(
    table: Table, row: TableRow, period: tuple[int, int], reading: Reading
) -> Iterator[Target]:
    subject = _subject(table, row)
    if subject is None or row.get(*NO_SUBJECTS):
        return
    values = [v for cell in row.cells if cell is not subject and (v := _value(cell, period))]
    signs = ((at, at + 1) for cell in row.cells for at in cell.block.offsets)
    evidence = reading.quoter.of_spans(signs, table.title)
    kind = next((cell.text for cell in row.cells if NATURE.match(cell.text)), "")
    unit = next((cell.text for cell in row.cells if cell.role == "unit"), "")
    name, own = _parted(subject.text)
    for measure in dict.fromkeys(value.measure for value in values):
        series = [value for value in values if value.measure == measure]
        base = next((value for value in series if value.is_base), None)
        for value in series:
            if not value.is_base and value.number is not None:
                yield Target(
                    name + measure,
                    unit or value.unit or own,
                    value.number,
                    value.year,
                    base.number if base else None,
                    base.year if base and base.number is not None else 0,
                    value.bound,
                    kind,
                    growth=(name + measure).endswith(GROWTHS),
                    evidence=evidence,
                    year_assumed=value.year_assumed,
                )


def _subject(table: Table, row: TableRow) -> Cell | None:
    """What the row's figures are of; None where the table is none of planned figures."""
    if "indicator" in table.roles:
        return row.get("indicator")
    if not any(YEAR.search(cell.head) for cell in row.cells):
        return None
    return next((cell for cell in row.cells if cell.role != "serial"), None)


def _value(cell: Cell, period: tuple[int, int]) -> _Value | None:
    """The figure of a cell, where its head is that of a year's value."""
    found, printed = FIGURE.match(cell.text), YEAR.search(cell.head)
    rest, unit = _parted(cell.head)
    measure = VALUE_WORDS.sub("", rest)
    dashed = cell.text in "—-－"
    if not (found or dashed) or not (printed or (VALUE_WORDS.search(rest) and not measure)):
        return None
    year = int(printed.group()) if printed else 0
    past = bool(IS_BASE.search(rest)) if not (year and period[0]) else year < period[0]
    number = _number(found["value"]) if found else None
    bound = BOUNDS.get(found["bound"][:1], "") if found else ""
    told, assumed = year_or_end(year, 0 if past else period[1])
    return _Value(cell, measure, unit, told, past, number, bound, assumed)


def _parted(said: str) -> tuple[str, str]:
    """A name and the unit in the bracket behind it."""
    found = UNIT.match(said)
    return (found["name"], found["unit"]) if found else (said, "")


def _of_naming(naming: Naming) -> Target:
    """A figure that was read as an indicator, with the base and the target that it has."""
    told: Mapping[str, object] = naming.attributes
    figure, base = (FIGURE.match(str(told[which])) for which in ("target", "base"))
    return Target(
        naming.name,
        str(told["unit"]),
        _number(figure["value"]) if figure else 0.0,
        int(str(told["target_year"] or 0)),
        _number(base["value"]) if base else None,
        int(str(told["base_year"] or 0)) if base else 0,
        BOUNDS.get(figure["bound"][:1], "") if figure else "",
        str(told["nature"]),
        naming.name.endswith(GROWTHS),
        str(told["scope"]),
        evidence=naming.evidence,
        year_assumed=bool(told.get("year_assumed")),
    )


def _number(printed: str) -> float:
    return float(printed.replace(",", "").replace("，", ""))
