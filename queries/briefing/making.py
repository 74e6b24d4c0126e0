"""What a brief says: of an answer, of a field, of any one thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from graph.schema import RELATIONS, TYPES
from ingest.catalogue import catalogue, text
from queries.asking.answer import Answer, Found
from queries.asking.wording import state
from queries.briefing.plainly import Plain, plainly
from queries.briefing.record import Brief, Entry, Part, Said
from queries.briefing.sources import MOST, Place, Sources, places
from queries.measured import measured
from queries.passages import Rows

LEVELS = ("stated", "derived")
FACTS = tuple("status amount base target direction business area".split())
MEASURED = ("base", "target")
#: What ends the sentence that answers, and what in it stands before counts and lists.
STOPS = ("：", ": ", "。", ". ")
HEAD = re.compile(r"\u5171 ?\d+|" + "|".join(map(re.escape, STOPS)))
#: A sentence that counts what it names.
COUNTED = re.compile(r"\S{2,40}?\u5171 ?\d")
SHORT = 90
PLAN = "Document"
Row = Mapping[str, Any]


def of_answer(found: Answer, rows: Rows, titles: Mapping[str, str], day: date) -> Brief:
    """The brief of an answer; ``rows`` runs a named query, ``titles`` are the plans by id."""
    return _Maker(found.language, rows, titles, day).answer(found)


def of_thing(row: Row, lang: str, rows: Rows, titles: Mapping[str, str], day: date) -> Brief:
    """The brief of a field (who supports it) or of any other thing (a row of ``entity``)."""
    maker = _Maker(lang, rows, titles, day)
    return maker.of_field(row) if row["type"] == "TechField" else maker.thing(row)


def sentence(told: str, short: int = SHORT) -> str:
    """What answers, without the names that a list has: a short answer whole, of one longer than
    ``short`` what stands before its first list."""
    if len(told) <= short:
        return told
    ends = [(at, sign) for sign in STOPS if (at := told.find(sign)) > 0]
    if not ends:
        return told
    at, sign = min(ends)
    return told[:at] + (". " if sign.isascii() else "。").strip()


def title(found: Answer) -> str:
    """What was found, in the plan's own terms; where that has no name, the question."""
    if any(each.basis in LEVELS for each in found.answers) or COUNTED.match(found.text):
        return HEAD.split(found.text, maxsplit=1)[0].strip(" ，,")
    return found.question.strip(" ?？。")


def groups(found: Answer) -> list[tuple[str | None, list[Found]]]:
    """The answers by their basis: stated first, then derived, then any other."""
    bases = dict.fromkeys((*LEVELS, *(each.basis for each in found.answers)))
    same = ((basis, [each for each in found.answers if each.basis == basis]) for basis in bases)
    return [(basis, answers) for basis, answers in same if answers]


@dataclass(frozen=True, slots=True)
class _One:
    """A thing before its sources have numbers."""

    name: str
    own: tuple[str, ...]
    type: str
    basis: str
    places: Sequence[Place]
    told: Sequence[Plain]
    known: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Maker:
    lang: str
    rows: Rows
    titles: Mapping[str, str]
    day: date

    def answer(self, found: Answer) -> Brief:
        about = tuple(self._asked(found))
        parts = [
            (self._level(basis, len(same)), [self._found(each, about) for each in same])
            for basis, same in groups(found)
        ]
        told = sentence(found.text) if found.answers else found.text
        counted = [(basis, len(same)) for basis, same in groups(found) if basis in LEVELS]
        if len(counted) > 1:
            told = f"{sentence(found.text, 0)}{self._glue()}{self._counts(counted)}"
        return self._brief(title(found), told, (), parts)

    def of_field(self, row: Row) -> Brief:
        found = list(_merged(self.rows("field_supports", field=row["id"]), "institution"))
        parts = [
            (
                self._level(level, len(same)),
                [self._support(each, (each["name"], row["name"])) for each in same],
            )
            for level in LEVELS
            if (same := [each for each in found if each["basis"] == level])
        ]
        named = self._say("title.field", field=_name(row, self.lang))
        told = self._say("summary.field", count=len(found), field=_name(row, self.lang))
        told += self._glue() + self._counts(_counted(found)) if found else ""
        return self._brief(named, told, places(row), parts)

    def thing(self, row: Row) -> Brief:
        found = list(_merged(self.rows("institution_fields", institution=row["id"]), "field"))
        found.sort(key=lambda each: LEVELS.index(each["basis"]))
        name = _name(row, self.lang)
        related = [each for each in self._related(row) if each["default"]]
        parts = [
            (
                self._fields(),
                [
                    self._support(each, (row["name"], each["name"]), "TechField", name)
                    for each in found
                ],
            )
        ]
        for told, same in groupby(related, self._relation):
            own = [self._tie(each, told) for each in _merged(same, "other")]
            parts.append(((f"{told}{self._count(len(own))}", ""), own))
        return self._brief(_full(row, self.lang), self._of_thing(row, found), places(row), parts)

    def _related(self, row: Row) -> list[Row]:
        return list(self.rows("entity_relations", id=row["id"]))

    def _of_thing(self, row: Row, found: Sequence[Row]) -> str:
        aliases = self._say("join").join(row["aliases"] or ())
        told = {"name": _name(row, self.lang), "type": caption(row["type"], self.lang)}
        said = self._say("summary.thing_also" if aliases else "summary.thing", also=aliases, **told)
        if found:
            said += self._glue() + self._say("summary.fields", count=len(found))
            said += self._glue() + self._counts(_counted(found))
        return said

    def _brief(
        self,
        named: str,
        told: str,
        own: Sequence[Place],
        parts: Sequence[tuple[tuple[str, str], Sequence[_One]]],
    ) -> Brief:
        sources = Sources(self.rows, self.titles)
        sources.gather([own[:1], *(one.places for _, ones in parts for one in ones)])
        summary = Said(told, sources.numbers(own[:1]))
        made = tuple(
            Part(heading, why, tuple(self._entry(one, sources) for one in ones), not ones[0].told)
            for (heading, why), ones in parts
            if ones
        )
        day = {"year": self.day.year, "day": self.day.day, "month": self._month()}
        written = text("app.clock.day", self.lang, **day)
        plans = self._say("join").join(
            self._say("plan", title=title) for title in dict.fromkeys(self.titles.values())
        )
        return Brief(self.lang, named, plans, written, summary, made, sources.cited())

    def _entry(self, one: _One, sources: Sources) -> Entry:
        """Each sentence with the sources that tell it; what tells none in particular at the end."""
        own = one.places[:MOST]
        told = [self._sources_of(each, one, sources) for each in one.told]
        left = [place for place in own if not any(place in said for said in told)]
        for each, said in zip(one.told, told, strict=True):
            if not said and not each.names:  # it speaks of the thing itself
                said += sources.saying(left, one.own[:1]) or left
        left = [place for place in left if not any(place in said for said in told)]
        words = [each.text for each in one.told]
        if left:
            words.append(self._say("also") if words else "")
            told.append(left)
        cited = (Said(text, sources.numbers(said)) for text, said in zip(words, told, strict=True))
        return Entry(one.name, one.type, one.basis, tuple(self._pages(one.places)), tuple(cited))

    def _sources_of(self, said: Plain, one: _One, sources: Sources) -> list[Place]:
        """The places whose sentence tells ``said``: it has one of its things; else the thing that
        the entry is about together with one of its words, or with the field."""
        own = one.places[:MOST]
        if len(one.told) == 1:
            return list(own)
        if said.names:
            return sources.saying(own, [one.known.get(name, name) for name in said.names])
        other = said.words or one.own[1:]
        return sources.saying(sources.saying(own, one.own[:1]), other)

    def _asked(self, found: Answer) -> Iterator[str]:
        """The field or institution that the question asks of, as the plan writes it."""
        for name in ("field", "institution"):
            if isinstance(id := found.params.get(name), str):
                yield from (str(row["name"]) for row in self.rows("entity", id=id))

    def _known(self, via: Iterable[Any]) -> Mapping[str, str]:
        """By the English name of each step (an id, or a row of it), the plan's own."""
        if self.lang != "en":
            return {}
        steps = [each for each in via if isinstance(each, Mapping)]
        ids = [each for each in via if isinstance(each, str)]
        steps += [row for id in ids for row in self.rows("entity", id=id)]
        return {str(step["name_en"]): str(step["name"]) for step in steps if step["name_en"]}

    def _pages(self, own: Sequence[Place]) -> Iterator[str]:
        several = len(self.titles) > 1
        for document, page in dict.fromkeys((place[0], place[1]) for place in own[:1]):
            line = own[0][2]
            plan = self.titles.get(document, "")
            key = "place_in" if several and plan else "place"
            yield self._say(key, page=page, line=line, plan=plan)

    def _found(self, each: Found, about: tuple[str, ...]) -> _One:
        row = {"name": each.name, "name_en": each.name_en}
        own = [(one.document, one.page, one.line, one.quote) for one in each.evidence]
        told = [*plainly(each.reasons, self.lang), *self._ties(each), *self._facts(each)]
        basis = text(f"app.basis.{each.basis}", self.lang) if each.basis in LEVELS else ""
        kind = caption(each.type, self.lang)
        return _One(
            _full(row, self.lang),
            (each.name, *about),
            kind,
            basis,
            own,
            told,
            self._known(each.via),
        )

    def _support(self, row: Row, own: tuple[str, ...], type: str = "", it: str = "") -> _One:
        """A field that an institution supports; ``own`` are the names of both as the plan has
        them, the institution's first."""
        told = list(plainly(row[f"reasons_{self.lang}"] or (), self.lang, it))
        basis = text(f"app.basis.{row['basis']}", self.lang)
        kind = caption(type or row["type"], self.lang)
        return _One(
            _full(row, self.lang),
            own,
            kind,
            basis,
            row["places"],
            told,
            self._known(row["via"] or ()),
        )

    def _tie(self, row: Row, told: str) -> _One:
        named = {"name": row["other_name"], "name_en": row["other_name_en"]}
        kind = caption(row["other_type"], self.lang)
        return _One(_full(named, self.lang), (named["name"],), kind, told, row["places"], ())

    def _ties(self, each: Found) -> Iterator[Plain]:
        """The relation to another thing, where the question asked for it."""
        if relation := each.facts.get("relation"):
            other = {"name": each.facts["other"], "name_en": each.facts.get("other_en")}
            ends = {"source": _name(_row(each), self.lang), "target": _name(other, self.lang)}
            told = text("app.graph.edge", self.lang, relation=caption(relation, self.lang), **ends)
            yield Plain(self._say("plain.other", reason=told))

    def _facts(self, each: Found) -> Iterator[Plain]:
        told = []
        for name in FACTS:
            if (value := each.facts.get(name)) not in (None, ""):
                told.append(self._fact(name, self._value(each, name, value)))
        if told:
            yield Plain(self._say("plain.other", reason=self._say("facts").join(told)))

    def _fact(self, name: str, value: str) -> str:
        if f"brief.of.{name}" in catalogue():
            return self._say(f"of.{name}", value=value)
        return self._say("fact", name=text(f"app.fact.{name}", self.lang), value=value)

    def _value(self, each: Found, name: str, value: Any) -> str:
        if name == "status":
            return str(state(str(value), self.lang))
        said = measured(value, each.facts.get("unit") if name in MEASURED else "")
        if name == "target" and each.facts.get("year_assumed"):
            said += text("compare.year.assumed", self.lang, year=each.facts["target_year"])
        return said

    def _level(self, basis: str | None, count: int) -> tuple[str, str]:
        """The heading of a basis, and what it means."""
        if basis not in LEVELS:
            return self._say("found", count=self._count(count)), ""
        heading = text(f"app.basis.{basis}", self.lang) + self._count(count)
        return heading, text(f"app.basis.{basis}_why", self.lang)

    def _fields(self) -> tuple[str, str]:
        return text("app.profile.fields", self.lang), ""

    def _relation(self, row: Row) -> str:
        """What the relation is called, seen from the thing's side."""
        if row["direction"] == "out":
            named = caption(row["type"], self.lang)
            return named[:1].upper() + named[1:]
        return text(f"app.detail.in.{row['type']}", self.lang)

    def _counts(self, counted: Iterable[tuple[str | None, int]]) -> str:
        told = [
            self._say("counted", basis=text(f"app.basis.{basis}", self.lang), count=count)
            for basis, count in counted
        ]
        return self._say("among", counts=self._say("join").join(told))

    def _count(self, count: int) -> str:
        return self._say("count", count=count)

    def _glue(self) -> str:
        return " " if self.lang == "en" else ""

    def _month(self) -> str:
        return self.day.strftime("%B") if self.lang == "en" else str(self.day.month)

    def _say(self, key: str, **values: object) -> str:
        return text(f"brief.{key}", self.lang, **values)


def caption(kind: str, lang: str) -> str:
    """What a type or a relation is called."""
    if kind in ("Passage", "Target"):
        return text("ask.passages.one" if kind == "Passage" else "ask.word.target", lang)
    if kind == PLAN:
        return text("plans.short", lang)
    known = TYPES.get(kind) or RELATIONS.get(kind)
    return known.caption(lang) if known else kind


def _merged(rows: Iterable[Row], key: str) -> Iterator[dict[str, Any]]:
    """Rows of one thing, which several plans may tell of, as one with all places; the surer basis
    and the reasons of all."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        kept = found.setdefault(row[key], {**row, "places": []})
        kept["places"] += [place for place in places(row) if place not in kept["places"]]
        if kept["basis"] == "derived" and row["basis"] == "stated":
            kept["basis"] = "stated"
        for lang in ("zh", "en"):
            name = f"reasons_{lang}"
            if name in row:
                kept[name] = list(dict.fromkeys([*(kept[name] or ()), *(row[name] or ())]))
    yield from found.values()


def _counted(found: Iterable[Row]) -> list[tuple[str | None, int]]:
    counts = Counter(each["basis"] for each in found)
    return [(level, counts[level]) for level in LEVELS if counts[level]]


def _row(each: Found) -> Row:
    return {"name": each.name, "name_en": each.name_en}


def _name(row: Row, lang: str) -> str:
    return str((row.get("name_en") if lang == "en" else None) or row["name"])


def _full(row: Row, lang: str) -> str:
    """The name in ``lang``, the plan's own name behind an English one."""
    shown, own = _name(row, lang), str(row["name"])
    return shown if shown == own else text("app.name.both", lang, shown=shown, own=own)
