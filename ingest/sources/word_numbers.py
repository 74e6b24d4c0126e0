"""Automatic numbers of a Word file, as Word shows them before a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ingest.sources.numerals import shown, whole
from ingest.sources.word_styles import W, is_on, value

PLACE = re.compile(r"%([1-9])")
TIGHT = "、.．)）】]　"
BULLETS = ("bullet", "none")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    plain: bool = False
    space: bool = True


class Numbers:
    """Counts a file's numbered paragraphs in reading order."""

    def __init__(self, root: Any) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is not None:
            self._read(root)

    def label(self, number: str, level: int) -> str | None:
        """What stands before the next paragraph of a list's level; None where it has none."""
        levels = self._levels.get(number)
        if not levels or level not in levels:
            return None
        self._count(number, levels, level)
        told = levels[level]
        if told.form in BULLETS and not PLACE.search(told.text):
            return ""
        text = PLACE.sub(
            lambda found: self._figure(number, int(found.group(1)) - 1, told), told.text
        )
        return text + " " if told.space and text and text[-1] not in TIGHT else text

    def _figure(self, number: str, level: int, told: _Level) -> str:
        of = self._levels[number].get(level, _Level())
        count = self._counts[self._lists[number]].get(level, of.start)
        return shown(count, "decimal" if told.plain else of.form)

    def _count(self, number: str, levels: dict[int, _Level], level: int) -> None:
        """One more at ``level``; what is deeper begins anew."""
        counts = self._counts.setdefault(self._lists[number], {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]

    def _read(self, root: Any) -> None:
        shapes = {each.get(W + "abstractNumId"): each for each in root.iterfind(W + "abstractNum")}
        for number in root.iterfind(W + "num"):
            name, shape = number.get(W + "numId"), value(number, "abstractNumId")
            levels = _levels(shapes[shape]) if shape in shapes else {}
            changed = _overridden(number, levels)
            self._levels[name] = levels | changed
            self._lists[name] = name if changed else f"of {shape}"


def _levels(holder: Any) -> dict[int, _Level]:
    return {whole(each.get(W + "ilvl"), 0): _level(each) for each in holder.iterfind(W + "lvl")}


def _level(element: Any) -> _Level:
    return _Level(
        whole(value(element, "start"), 1),
        value(element, "numFmt") or "decimal",
        value(element, "lvlText") or "",
        is_on(element, "isLgl"),
        value(element, "suff") != "nothing",
    )


def _overridden(number: Any, levels: dict[int, _Level]) -> dict[int, _Level]:
    """Levels that this list sets for itself: it then counts for itself too."""
    changed: dict[int, _Level] = {}
    for each in number.iterfind(W + "lvlOverride"):
        at = whole(each.get(W + "ilvl"), 0)
        own = _levels(each).get(at, levels.get(at, _Level()))
        first = whole(value(each, "startOverride"), own.start)
        changed[at] = _Level(first, own.form, own.text, own.plain, own.space)
    return changed
