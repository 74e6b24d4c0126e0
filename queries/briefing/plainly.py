"""Reasons in plain words: what says the same of several things becomes one sentence.

A reason is a text of the catalogue (``support.KEY``); its parts are read back from that text, so
that a paragraph can be written of them (``brief.plain.KEY``). One that cannot
be read stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from string import Formatter

from ingest.catalogue import catalogue, text

#: Which reasons say the same of several things, in the order in which they are told.
KINDS: Mapping[str, str] = {
    "sentence": "sentence",
    "own_name": "own_name",
    "own_direction": "own_direction",
    "own_business": "own_business",
    "hosted_by_name": "hosted",
    "hosted_by_direction": "hosted",
    "hosted_by_business": "hosted",
    "undertaken_by_name": "undertaken",
    "undertaken_by_direction": "undertaken",
    "member": "member",
    "host_of_member": "host_of_member",
    "builder": "builder",
}
#: Things that a sentence lists before it says how many more there are.
LISTED = 6


@dataclass(slots=True)
class _Told:
    """What all reasons of one kind say."""

    things: dict[str, None] = field(default_factory=dict)
    members: dict[str, None] = field(default_factory=dict)
    words: dict[str, None] = field(default_factory=dict)
    fields: dict[str, dict[str, None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plain:
    """A sentence, and the names of things or the words in it by which its sources are known."""

    text: str
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def plainly(reasons: Sequence[str], lang: str, it: str = "") -> Iterator[Plain]:
    """The reasons as sentences; ``it`` is what they speak of, where "it" would not do."""
    told: dict[str, _Told] = {}
    left = []
    for reason in dict.fromkeys(reasons):
        kind, parts = _read(reason, lang)
        if kind:
            _add(told.setdefault(kind, _Told()), parts, lang)
        else:
            left.append(reason)
    for kind in dict.fromkeys(KINDS.values()):
        if kind in told:
            yield _sentence(kind, told[kind], lang, it)
    for reason in left:
        yield Plain(text("brief.plain.other", lang, reason=reason))


def _read(reason: str, lang: str) -> tuple[str, dict[str, str]]:
    for key, pattern in _patterns(lang, tuple(KINDS)):
        if match := pattern.fullmatch(reason):
            return KINDS[key], match.groupdict()
    return "", {}


def _add(told: _Told, parts: Mapping[str, str], lang: str) -> None:
    known = (("thing", told.things), ("member", told.members), ("words", told.words))
    for name, kept in known:
        if parts.get(name):
            kept[parts[name]] = None
    for key, pattern in _patterns(lang, ("topic", "field")):
        if match := pattern.fullmatch(parts.get("under", "")):
            topics = told.fields.setdefault(match["field"], {})
            topics |= {match["topic"]: None} if key == "topic" else {}
            return


def _sentence(kind: str, told: _Told, lang: str, it: str) -> Plain:
    names = (*told.things, *told.members)
    tells = names and all(_names_it(name, told.fields) for name in told.things)
    key = f"brief.plain.{kind}_bare"
    parts = {
        "it": it or text("brief.it", lang),
        "its": text("brief.whose", lang, name=it) if it else text("brief.its", lang),
        "things": _listed(told.things, lang),
        "members": _listed(told.members, lang),
        "words": text("brief.plain.between", lang).join(told.words),
        "about": _about(told.fields, lang),
    }
    said = key if tells and key in catalogue() else f"brief.plain.{kind}"
    words = text(said, lang, **parts)
    quoted = () if names else tuple(told.words)
    return Plain(words[:1].upper() + words[1:], names, quoted)


def _names_it(name: str, fields: Mapping[str, object]) -> bool:
    """Whether a name says by itself to which field it belongs."""
    return any(field.lower() in name.lower() for field in fields)


def _listed(names: Mapping[str, None], lang: str) -> str:
    shown = text("brief.join", lang).join(list(names)[:LISTED])
    if len(names) <= LISTED:
        return shown
    return text("brief.plain.more", lang, names=shown, count=len(names))


def _about(fields: Mapping[str, Mapping[str, None]], lang: str) -> str:
    told = []
    for name, topics in fields.items():
        words = text("brief.plain.between", lang).join(topics)
        told.append(text("brief.plain.topics", lang, field=name, topics=words) if words else name)
    return text("brief.join", lang).join(told)


@cache
def _patterns(lang: str, keys: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = ((key, catalogue()[f"support.{key}"][lang]) for key in keys)
    return tuple((key, re.compile(_pattern(template))) for key, template in found)


def _pattern(template: str) -> str:
    """A template as a pattern that gives its places back; a place that comes again is the same."""
    made, seen = "", set[str]()
    for before, name, _, _ in Formatter().parse(template):
        made += re.escape(before)
        if name:
            made += f"(?P={name})" if name in seen else f"(?P<{name}>.+?)"
            seen.add(name)
    return made
