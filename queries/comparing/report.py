"""A comparison in words: title, a summary of ten lines at most, and one table a section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.schema import RELATIONS, TYPES
from ingest.catalogue import text
from queries.comparing.changes import SECTIONS, Change, Comparison, Side

SUMMARY = 10
NATURE = re.compile(r"，[^，）]*$")  # what stands behind a target's years
NAMED = 5  # names that a line of the summary gives at most
#: What a summary says first.
TOLD = (
    ("targets", "changed"),
    ("status", "changed"),
    ("things", "new"),
    ("things", "gone"),
    ("things", "renamed"),
    ("fields", "new"),
    ("fields", "gone"),
    ("supports", "new"),
    ("supports", "gone"),
    ("ties", "new"),
    ("ties", "gone"),
    ("targets", "new"),
)
COLUMNS = ("change", "type", "name", "a", "a_quote", "b", "b_quote")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, the heads of its columns, its rows."""

    name: str
    heading: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What goes on paper: title, the two plans in words, summary, sections."""

    title: str
    about: tuple[tuple[str, str], ...]
    summary: tuple[str, ...]
    sections: tuple[Section, ...]


def report(found: Comparison, lang: str) -> Report:
    """The comparison in ``lang`` (zh or en)."""
    sections = (_section(found.changes, name, lang) for name in SECTIONS)
    names = {"a": found.a["short"], "b": found.b["short"]}
    return Report(
        text("compare.title", lang, **names),
        tuple((text(f"compare.{side}", lang), _plan(row)) for side, row in _sides(found)),
        tuple(summary(found, lang)) or (text("compare.nothing", lang),),
        tuple(section for section in sections if section.rows),
    )


def summary(found: Comparison, lang: str) -> Iterator[str]:
    """At most ten lines, what matters most first."""
    there = [pair for pair in TOLD if found.counts.get(pair)]
    for section, change in there[:SUMMARY]:
        some = [c for c in found.changes if (c.section, c.change) == (section, change)]
        names = list(dict.fromkeys(_called(c, lang) for c in some))
        more = text("compare.more", lang) if len(names) > NAMED else ""
        told = text("compare.comma", lang).join(names[:NAMED]) + more
        yield text(f"compare.told.{section}.{change}", lang, count=len(some), names=told)


def _sides(found: Comparison) -> Sequence[tuple[str, Mapping[str, str]]]:
    return (("a", found.a), ("b", found.b))


def _plan(row: Mapping[str, str]) -> str:
    told = (row["title"], row["place"], row["issuer"], row["period"], row["date"])
    return " · ".join(filter(None, told))


def _called(change: Change, lang: str) -> str:
    """A change's name, with what it changed to where that says more."""
    if change.section == "status" and change.a and change.b:
        return f"{change.name} {change.a.value} → {change.b.value}"
    if change.section == "targets" and change.a and change.b:
        return f"{change.name} {_target(change.a, lang)} → {_target(change.b, lang)}"
    if change.section == "things" and change.change == "renamed" and change.a:
        return f"{change.a.name} → {change.name}"
    return f"{change.name} – {change.other}" if change.other else change.name


def _target(side: Side, lang: str) -> str:
    return NATURE.sub("", _said(side, lang)).split(" → ")[-1]


def _section(changes: Sequence[Change], name: str, lang: str) -> Section:
    rows = tuple(_row(each, lang) for each in changes if each.section == name)
    heads = tuple(text(f"compare.column.{column}", lang) for column in COLUMNS)
    return Section(name, text(f"compare.section.{name}", lang), heads, rows)


def _row(change: Change, lang: str) -> tuple[str, ...]:
    kind = text(f"compare.change.{change.change}", lang)
    if change.growth:
        kind += f" {change.growth:+.0%}"
    sides = (
        part for side in (change.a, change.b) for part in (_value(side, lang), _quote(side, lang))
    )
    return (kind, _type(change, lang), change.name, *sides)


def _type(change: Change, lang: str) -> str:
    if change.type in TYPES:
        return TYPES[change.type].caption(lang)
    known = RELATIONS.get(change.type)
    return known.caption(lang) if known else TYPES["TechField"].caption(lang)


def _value(side: Side | None, lang: str) -> str:
    if side is None:
        return ""
    said = _said(side, lang)
    return f"{side.name}：{said}" if said else side.name


def _said(side: Side, lang: str) -> str:
    return side.value_en if lang == "en" and side.value_en else side.value


def _quote(side: Side | None, lang: str) -> str:
    pieces = side.evidence if side else ()
    return "；".join(
        text("compare.quote", lang, page=q.page, line=q.line, quote=q.quote) for q in pieces
    )
