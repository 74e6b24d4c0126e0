"""Laboratories of one body that a table and a passage about the body word differently.

``甲生物学国家重点实验室`` stands with its host 丙大学 in a table, the row on 丙大学 has it apply
for a ``甲与乙生物国家重点实验室``: one level, one body, the letters of one topic in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ingest.model import Tie
from ingest.naming.alike import plain
from ingest.naming.rules.words import ending_pattern, endings

if TYPE_CHECKING:
    from ingest.identity.entities import Group

SECTION = " › "
SCIENCE = re.compile("(?:科学|技术|学)$")
SHORTEST = 4
OPENING = 2


def worded_apart(groups: Sequence[Group], ties: Sequence[Tie]) -> Iterator[tuple[Group, Group]]:
    """(the one in the table, the one in the passage) of each laboratory that is one thing."""
    by_form = {form: group for group in groups for form in group.forms()}
    hosts = _hosts(ties, by_form)
    laboratories = [g for g in groups if g.label == "Laboratory"]
    for other in laboratories:
        bodies = _subjects(other, by_form) if id(other) not in hosts else set()
        homes = [
            g for g in laboratories if hosts.get(id(g), set()) & bodies and _is_one_topic(g, other)
        ]
        if len(homes) == 1:
            yield homes[0], other


def _hosts(ties: Sequence[Tie], by_form: Mapping[str, Group]) -> Mapping[int, set[int]]:
    """Group of a thing → groups of its hosts."""
    found: dict[int, set[int]] = {}
    for tie in ties:
        head, tail = by_form.get(plain(tie.head.name)), by_form.get(plain(tie.tail.name))
        if tie.type == "HOSTED_BY" and head and tail:
            found.setdefault(id(head), set()).add(id(tail))
    return found


def _subjects(group: Group, by_form: Mapping[str, Group]) -> set[int]:
    """The bodies whose own row or section the thing is named in."""
    sections = (e.section.split(SECTION)[-1] for n in group.namings for e in n.evidence)
    return {id(by_form[plain(name)]) for name in sections if plain(name) in by_form}


def _is_one_topic(one: Group, other: Group) -> bool:
    pairs = (
        (a, b) for a in map(_taken_apart, one.forms()) for b in map(_taken_apart, other.forms())
    )
    return any(level == same and level and _kept(a, b) for (a, level), (b, same) in pairs)


def _taken_apart(form: str) -> tuple[str, str]:
    """Topic and level: 甲生物, 国家重点实验室."""
    last = next((m for m in ending_pattern().finditer(form) if m.end() == len(form)), None)
    levelled = last and endings()[last.group()].need == "topic"
    return (SCIENCE.sub("", form[: last.start()]), last.group()) if last and levelled else ("", "")


def _kept(one: str, other: str) -> bool:
    """Whether the longer topic keeps the shorter one's letters in order, the first two alike."""
    short, long = sorted((one, other), key=len)
    letters = iter(long)
    alike = short[:OPENING] == long[:OPENING] and len(short) >= SHORTEST
    return alike and all(letter in letters for letter in short)
