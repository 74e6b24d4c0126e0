"""What changed between two plans, as records with both plans' words.

Sections: ``things`` (new, gone, renamed, alike), ``status``, ``ties`` (new, gone; of things that
both plans name), ``fields`` (new, gone, kept), ``supports`` (new, gone; of fields that both have),
``targets`` (new, gone, changed, kept).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from graph.store import Store
from ingest.catalogue import text
from ingest.naming.alike import plain
from queries.comparing.aligning import APART, aligned, alike
from queries.comparing.targets import aligned_targets, each_once, growth, meaning
from queries.library import run
from queries.measured import parted
from queries.plans import one, titles

SECTIONS = ("things", "status", "ties", "fields", "supports", "targets")
Row = Mapping[str, Any]
Tie = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Quote:
    """Where a plan says something: its id and title, printed page, physical line, words."""

    document: str
    plan: str
    page: int
    line: int
    quote: str


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the two plans says: a name, a value in words, and the quotes.

    ``value_en`` is the value in English where that differs; ``year_assumed`` says that the plan
    prints no year for a target, and the last of its period is taken.
    """

    name: str
    value: str = ""
    evidence: tuple[Quote, ...] = ()
    value_en: str = ""
    year_assumed: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; ``a`` or ``b`` is None where that plan says nothing of it.

    ``type`` is that of the thing, of the relation, or a field's id; ``other`` the relation's
    other end; ``growth`` of a target from the first plan's to the second's.
    """

    section: str
    change: str
    type: str
    name: str
    a: Side | None = None
    b: Side | None = None
    other: str = ""
    growth: float | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two plans (rows of ``documents``) and all that differs, in a fixed order."""

    a: Row
    b: Row
    changes: tuple[Change, ...] = ()

    @property
    def counts(self) -> Mapping[tuple[str, str], int]:
        """How many changes of each section and kind."""
        return Counter((each.section, each.change) for each in self.changes)

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        summary: dict[str, dict[str, int]] = defaultdict(dict)
        for (section, change), count in sorted(self.counts.items()):
            summary[section][change] = count
        plans = {name: _plan(row) for name, row in (("a", self.a), ("b", self.b))}
        return {**plans, "summary": summary, "changes": [asdict(c) for c in self.changes]}


def compare(store: Store, first: str, second: str) -> Comparison:
    """What differs between the plans that the two words mean. QueryError where one means none."""
    a, b = one(store, first), one(store, second)
    pair = _Pair(_Plan(store, a), _Plan(store, b))
    return Comparison(a, b, tuple(pair.changes()))


def _plan(row: Row) -> Row:
    names = ("id", "title", "short", "place", "issuer", "period", "date", "kind", "level")
    return {name: row[name] for name in names}


class _Plan:
    """One plan's things, ties and quotes."""

    def __init__(self, store: Store, row: Row) -> None:
        self.id, self.title = row["id"], titles(store)[row["id"]]
        self.things: dict[str, Row] = {
            each["id"]: each for each in run(store, "compare/things", plan=self.id)
        }
        self.targets = list(each_once(run(store, "compare/targets", plan=self.id)))
        ties = run(store, "compare/ties", plan=self.id)
        self.ties: dict[Tie, Row] = {(t["type"], t["head"], t["tail"]): t for t in ties}

    def of(self, *types: str) -> list[Row]:
        """The things of these types."""
        return [row for row in self.things.values() if row["type"] in types]

    def figures(self) -> list[Row]:
        """The planned figures, and the indicators that have no number."""
        known = {meaning(row["name"]) for row in self.targets}
        others = (row for row in self.of("Indicator") if meaning(row["name"]) not in known)
        return [*self.targets, *others]

    def figure_side(self, row: Row) -> Side:
        """What this plan says of a planned figure."""
        if "values" not in row:
            assumed = bool(row["year_assumed"])
            side = self.side(row, _figure(row))
            return replace(side, value_en=_figure(row, "en"), year_assumed=assumed)
        pieces = zip(row["pages"], row["lines"], row["quotes"], strict=True)
        told = [{"page": page, "line": line, "quote": quote} for page, line, quote in pieces]
        quotes = tuple(quote for piece in told for quote in self._quotes(piece))
        assumed = any(row["years_assumed"] or ())
        return Side(row["name"], _figure(row), quotes, _figure(row, "en"), assumed)

    def side(self, row: Row, value: str = "") -> Side:
        """What this plan says of a thing; a figure by its whole row."""
        pieces = row["quotes"] or [row]
        if row["type"] == "Indicator":
            told = max(pieces, key=lambda piece: len(piece["quote"] or ""))
        else:
            whole = (piece for piece in pieces if row["name"] in _words(piece))
            told = next(whole, pieces[0])
        return Side(row["name"], value, self._quotes(told))

    def tie_side(self, tie: Tie) -> Side:
        """What this plan says of a relation."""
        return Side(self.things[tie[1]]["name"], self.name(tie[2]), self._quotes(self.ties[tie]))

    def name(self, id: str) -> str:
        """What this plan calls a thing."""
        return str(self.things[id]["name"])

    def _quotes(self, piece: Mapping[str, Any]) -> tuple[Quote, ...]:
        if piece["quote"] is None:
            return ()
        return (Quote(self.id, self.title, piece["page"], piece["line"], _words(piece)),)


def _words(piece: Mapping[str, Any]) -> str:
    return "".join(str(piece["quote"] or "").split())


@dataclass
class _Pair:
    """Two plans and which thing of the first is which of the second."""

    a: _Plan
    b: _Plan
    met: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ours, theirs = (list(plan.things.values()) for plan in (self.a, self.b))
        apart = ("Indicator",)
        self.met = aligned(
            [row for row in ours if row["type"] not in apart],
            [row for row in theirs if row["type"] not in apart],
        )

    def changes(self) -> Iterator[Change]:
        """All of them, section by section."""
        yield from self._things()
        yield from self._status()
        yield from self._ties("ties", lambda type: type != "SUPPORTS")
        yield from self._fields()
        yield from self._ties("supports", lambda type: type == "SUPPORTS")
        yield from self._targets()

    def _things(self) -> Iterator[Change]:
        new, gone = self._new(), self._gone()
        for one_, other in self.met.items():
            ours, theirs = self.a.things[one_], self.b.things[other]
            if ours["type"] not in APART and plain(ours["name"]) != plain(theirs["name"]):
                yield self._both("things", "renamed", ours, theirs)
        twins = alike(gone, new)
        for one_, other in twins:
            yield self._both("things", "alike", self.a.things[one_], self.b.things[other])
        paired = {id for pair in twins for id in pair}
        for row in new:
            if row["id"] not in paired:
                side = self.b.side(row, row["status"] or "")
                yield Change("things", "new", row["type"], row["name"], None, side)
        for row in gone:
            if row["id"] not in paired:
                side = self.a.side(row, row["status"] or "")
                yield Change("things", "gone", row["type"], row["name"], side)

    def _new(self) -> list[Row]:
        met = set(self.met.values())
        return [r for r in self.b.things.values() if r["id"] not in met and r["type"] not in APART]

    def _gone(self) -> list[Row]:
        rows = self.a.things.values()
        return [r for r in rows if r["id"] not in self.met and r["type"] not in APART]

    def _status(self) -> Iterator[Change]:
        for one_, other in self.met.items():
            ours, theirs = self.a.things[one_], self.b.things[other]
            before, after = ours["status"] or "", theirs["status"] or ""
            if before and after and before != after:
                yield self._both("status", "changed", ours, theirs, before, after)

    def _ties(self, section: str, fits: Any) -> Iterator[Change]:
        """Relations that only one plan has, of things that both name."""
        ours = {self._as_b(tie): tie for tie in self.a.ties if fits(tie[0])}
        theirs = {tie for tie in self.b.ties if fits(tie[0])}
        for tie in sorted(theirs - ours.keys()):
            if tie[1] in self._both_name and (section != "supports" or tie[2] in self._both_name):
                side = self.b.tie_side(tie)
                yield Change(section, "new", tie[0], side.name, None, side, side.value)
        for known, tie in sorted(ours.items()):
            there = tie[1] in self.met and (section != "supports" or tie[2] in self.met)
            if known not in theirs and there:
                side = self.a.tie_side(tie)
                yield Change(section, "gone", tie[0], side.name, side, None, side.value)

    @property
    def _both_name(self) -> frozenset[str]:
        return frozenset(self.met.values())

    def _as_b(self, tie: Tie) -> Tie:
        return tie[0], self.met.get(tie[1], f"a:{tie[1]}"), self.met.get(tie[2], f"a:{tie[2]}")

    def _fields(self) -> Iterator[Change]:
        ours, theirs = (plan.of("TechField") for plan in (self.a, self.b))
        counts = [_supporters(plan) for plan in (self.a, self.b)]
        for row in ours:
            told = self.a.side(row, str(counts[0][row["id"]]))
            if other := self.met.get(row["id"]):
                there = self.b.side(self.b.things[other], str(counts[1][other]))
                yield Change("fields", "kept", row["id"], row["name"], told, there)
            else:
                yield Change("fields", "gone", row["id"], row["name"], told)
        for row in theirs:
            if row["id"] not in self._both_name:
                side = self.b.side(row, str(counts[1][row["id"]]))
                yield Change("fields", "new", row["id"], row["name"], None, side)

    def _targets(self) -> Iterator[Change]:
        ours, theirs = (plan.figures() for plan in (self.a, self.b))
        pairs = list(aligned_targets(ours, theirs))
        for one_, other in pairs:
            sides = self.a.figure_side(one_), self.b.figure_side(other)
            same = one_["target"] == other["target"] and one_["unit"] == other["unit"]
            change, rate = "kept" if same else "changed", growth(one_, other)
            yield Change("targets", change, "Indicator", other["name"], *sides, growth=rate)
        paired = {row["id"] for pair in pairs for row in pair}
        for row in (r for r in theirs if r["id"] not in paired):
            side = self.b.figure_side(row)
            yield Change("targets", "new", "Indicator", row["name"], None, side)
        for row in (r for r in ours if r["id"] not in paired):
            yield Change("targets", "gone", "Indicator", row["name"], self.a.figure_side(row))

    def _both(
        self, section: str, change: str, ours: Row, theirs: Row, before: str = "", after: str = ""
    ) -> Change:
        sides = self.a.side(ours, before), self.b.side(theirs, after)
        return Change(section, change, theirs["type"], theirs["name"], *sides)


def _supporters(plan: _Plan) -> Mapping[str, int]:
    return Counter(tail for kind, _, tail in plan.ties if kind == "SUPPORTS")


def _figure(row: Row, lang: str = "zh") -> str:
    """Base and targets with their years and unit: 4.1%（2025）→ 4.8%（2030），预期性."""
    unit = (row["unit"] or "") + ("/年" if row.get("yearly") else "")
    values, years = row.get("values") or [row["target"]], row.get("years") or [row["target_year"]]
    steps = zip(
        values,
        years,
        row.get("years_assumed") or [row.get("year_assumed")] * len(years),
        strict=True,
    )
    told = [_value(row["base"], unit, row["base_year"], False, lang)]
    told += [_value(value, unit, year, assumed, lang) for value, year, assumed in steps]
    way = ("+" if row.get("growth") else "") + " → ".join(filter(None, told))
    return "，".join(filter(None, (way, row["nature"])))


def _value(value: Any, unit: str, year: Any, assumed: bool | None, lang: str) -> str:
    if value in (None, ""):
        return ""
    key = "compare.year.assumed" if assumed else "compare.year.printed"
    return "".join(parted(value, unit)) + (text(key, lang, year=year) if year else "")
