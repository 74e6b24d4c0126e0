"""What a Word file's styles say of a paragraph: depth as a heading, title, list, contents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.sources.numerals import whole

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADING = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
NAMED = {
    "title": "title",
    "caption": "caption",
    "题注": "caption",
    "footnote text": "note",
    "endnote text": "note",
}


@cache
def _named(path: str) -> str:
    return "/".join(W + step for step in path.split("/"))


def value(element: Any, path: str, name: str = "val") -> str | None:
    """An attribute of the element at ``path`` below ``element`` (``pPr/pStyle``)."""
    found = element.find(_named(path))
    got = found.get(W + name) if found is not None else None
    return str(got) if got is not None else None


def is_on(element: Any, path: str) -> bool:
    """Whether a switch is there and not set to off."""
    found = element.find(_named(path))
    return found is not None and found.get(W + "val", "1") not in ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Style:
    """What counts of one style, with what it inherits; ``list`` is (numbering, level)."""

    kind: str = ""
    level: int = 0
    list: tuple[str, int] | None = None
    hidden: bool = False


class Styles:
    """The styles of one file."""

    def __init__(self, root: Any) -> None:
        found = root.iterfind(W + "style") if root is not None else ()
        self._elements = {style.get(W + "styleId"): style for style in found}
        self._known: dict[str, Style] = {}

    def of(self, name: str | None) -> Style:
        """The style ``name``, with all that it inherits."""
        if name is None or name not in self._elements:
            return Style()
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def _read(self, name: str) -> Style:
        chain = list(self._chain(name))
        called = (value(chain[0], "name") or "").lower()
        kind = "furniture" if called.startswith("toc") else NAMED.get(called, "")
        return Style(
            kind,
            next((level for each in chain if (level := _level(each)) is not None), 0),
            _numbering(chain),
            any(is_on(each, "rPr/vanish") for each in chain),
        )

    def _chain(self, name: str | None) -> Iterator[Any]:
        """The style and those that it is based on."""
        seen: set[str] = set()
        while name in self._elements and name not in seen:
            seen.add(str(name))
            yield self._elements[name]
            name = value(self._elements[name], "basedOn")


def _level(style: Any) -> int | None:
    """Depth from 1 of a heading's style; 0 where it says that it is none."""
    if outline := value(style, "pPr/outlineLvl"):
        return outline_level(outline)
    named = HEADING.match(value(style, "name") or "")
    return int(named.group(1)) if named else None


def outline_level(outline: str) -> int:
    """Depth from 1; 0 for body text, which Word numbers 9."""
    return level + 1 if (level := whole(outline, 9)) < 9 else 0


def _numbering(chain: list[Any]) -> tuple[str, int] | None:
    number = next((n for each in chain if (n := value(each, "pPr/numPr/numId"))), None)
    level = next((n for each in chain if (n := value(each, "pPr/numPr/ilvl"))), "0")
    return (number, whole(level, 0)) if number not in (None, "0") else None
