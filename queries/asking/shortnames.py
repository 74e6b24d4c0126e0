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
    if not name.endswith(_parts("legal")):
        return
    core = BRACKET.sub("", name)
    for place in _parts("place"):
        core = core.removeprefix(place)
    while core := _cut(core):
        if len(core) >= 2 and core not in generic() and core not in _parts("common"):
            yield core


def _cut(core: str) -> str:
    ending = next((e for e in _parts("legal") + _parts("trade") if core.endswith(e)), "")
    return core.removesuffix(ending) if ending else ""


@cache
def _parts(kind: str) -> tuple[str, ...]:
    """The name parts of one kind, longest first."""
    found = {part for row in rows("nameparts") if row["kind"] == kind for part in options(row["zh"])}
    return tuple(sorted(found, key=lambda part: (-len(part), part)))
