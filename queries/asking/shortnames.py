"""Short forms that people use for an organisation: its name without place and legal form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from queries.asking.lexicon import generic, options, rows

BRACKET = re.compile(r"[(（][^)）]*[)）]")


def short_names(name: str) -> Iterator[str]:
    """Ever shorter forms of a company's name, none of them a common word.

    杭州谱育科技发展有限公司 → 谱育科技发展, 谱育科技, 谱育.
    """
    if not name.endswith(parts("legal")):
        return
    core = whole = BRACKET.sub("", name)
    for place in parts("place"):
        core = core.removeprefix(place)
    common = generic() | set(parts("common"))
    head = whole.removesuffix(core) if core else ""
    for short in _shorter(core):
        if len(short) > 1 and short not in common:
            yield from dict.fromkeys((short, head + short))


def abbreviated(name: str) -> Iterator[str]:
    """A body's name with what it is shortened as a rule: 西安交通大学 → 西安交大."""
    for whole, short in _abbreviations():
        if name.endswith(whole) and len(name) > len(whole) + 1:
            yield name.removesuffix(whole) + short


def _shorter(core: str) -> Iterator[str]:
    """The name itself and all that is left when endings are cut off one after another."""
    waiting, seen = [core], set()
    while waiting:
        short = waiting.pop()
        if short not in seen:
            seen.add(short)
            yield short
            endings = parts("legal") + parts("trade")
            waiting += [short.removesuffix(e) for e in endings if short.endswith(e) and e != short]


@cache
def parts(kind: str) -> tuple[str, ...]:
    """The name parts of one kind, longest first."""
    found = {
        part for row in rows("nameparts") if row["kind"] == kind for part in options(row["zh"])
    }
    return tuple(sorted(found, key=lambda part: (-len(part), part)))


@cache
def _abbreviations() -> tuple[tuple[str, ...], ...]:
    """Ends of names, each with what it is shortened to."""
    kept = (row["zh"] for row in rows("nameparts") if row["kind"] == "abbreviation")
    return tuple(tuple(options(cell)) for cell in kept)
