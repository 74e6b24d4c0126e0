"""Which paragraphs are headings or titles: by size, weight and numbering, as the file uses them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.layout.headings import shape_of
from ingest.layout.joins import Joined
from ingest.layout.lines import text_of
from ingest.layout.shapes import Strip

LARGER = 1.06
TITLE = 1.3
LONGEST = 70
Look = tuple[float, str]


class HeadSizes:
    """The looks (size and face) that a file keeps for its headings."""

    def __init__(self, items: Sequence[list[Strip] | Joined], body: float) -> None:
        self._body = body
        self._face = _usual_face(items)
        over: Counter[Look] = Counter()
        seen: set[Look] = set()
        numbered: set[Look] = set()
        for item, after in zip(items, [*items[1:], None]):
            if isinstance(item, Joined) or isinstance(after, Joined) or not self._stands_out(item):
                continue
            look = _look(item)
            seen.add(look)
            over[look] += after is not None and not self._stands_out(after)
            if shape_of(_text(item)) is not None:
                numbered.add(look)
        kept = [look for look in seen if look in numbered or over[look] > 1]
        self._levels = {look: n for n, look in enumerate(sorted(kept, reverse=True), 1)}
        self._largest = max((look[0] for look in seen), default=0.0)

    def kind(self, group: list[Strip], over_table: bool) -> tuple[str, int]:
        """What a group of lines is, and a heading's depth by its look."""
        if not self._stands_out(group):
            return "paragraph", 0
        look, numbered = _look(group), shape_of(_text(group)) is not None
        if look[0] == self._largest >= TITLE * self._body and not numbered:
            return "title", 0
        if look in self._levels and not (over_table and not numbered):
            return "heading", min(6, self._levels[look])
        return "paragraph", 0

    def _stands_out(self, group: list[Strip]) -> bool:
        text = _text(group)
        if len(text) > LONGEST or text[-1:] in "。；，：" or len(group) > 5:
            return False
        size, face = _look(group)
        other = len(group) == 1 and bool(face) and face != self._face
        return size > LARGER * self._body or (other and size > 0.95 * self._body)


def _usual_face(items: Sequence[list[Strip] | Joined]) -> str:
    """The face of most lines of running text."""
    faces = Counter(s.face for item in items if not isinstance(item, Joined) for s in item)
    faces.pop("", None)
    return min(faces.items(), key=lambda pair: (-pair[1], pair[0]))[0] if faces else ""


def _look(group: Sequence[Strip]) -> Look:
    first = group[0]
    return round(first.size * 2) / 2, first.face


def _text(group: Sequence[Strip]) -> str:
    return "".join(text_of(strip) for strip in group)
