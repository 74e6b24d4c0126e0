"""Rows → running prose and the parts of boxes that interrupt it.

A part begins at a box title or at column heads and ends where the prose goes
on: where a heading stands, or where the seam with the prose before the box is
whole and the rest of the page has the width of prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ingest.layout.rows import BOX_TITLE, TABLE_TITLE, Row, cut_at_spaces, head_roles
from ingest.typography import TERMINAL, Seams, squeezed

NOTE = re.compile(r"^(?:注|备注|说明|指标说明|注释)[：:]")
LEAD = re.compile(r"^[^。！？]{4,24}。.")
NUMBERED = re.compile(r"^\s*\d{1,2}[、.．](?!\d)")
FOOTNOTE = re.compile(r"^\s*(\d{1,2})(?=[^\d\s.、．年月日%—-])")
STRAY = re.compile(r"^[、，。；：）)（(\s]+$")
FIGURES = re.compile(r"(?:预期性|约束性|预期值|约束值)\s*$")
HEADING_DEPTH_IN_BOXES = 5


@dataclass(frozen=True, slots=True)
class Part:
    """What of a box stands on one page: its title (or ""), heads, rows, notes under it."""

    title: str
    roles: tuple[tuple[str, str], ...]
    head_rows: tuple[Row, ...]
    rows: tuple[Row, ...]
    notes: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Regions:
    """The rows of a document told apart: ``prose`` has the headings, ``stray`` lone punctuation."""

    prose: tuple[Row, ...]
    parts: tuple[Part, ...]
    feet: tuple[Row, ...]
    stray: tuple[Row, ...]
    footnotes: tuple[Row, ...]


def split_regions(rows: Sequence[Row]) -> Regions:
    """Tell the prose from the boxes."""
    feet = tuple(row for row in rows if row.kind == "foot")
    stray = tuple(row for row in rows if row.kind != "foot" and STRAY.match(row.text.strip()))
    text = [row for row in rows if row.kind != "foot" and row not in stray]
    footnotes = frozenset(_footnotes(text))
    left = [row for row in text if row not in footnotes]
    walker = _Walker(left, Seams(squeezed(row.text) for row in left))
    parts = tuple(walker.parts())
    notes = tuple(row for row in text if row in footnotes)
    return Regions(tuple(walker.prose), parts, feet, stray, notes)


def _footnotes(rows: Sequence[Row]) -> Iterator[Row]:
    """Rows at the foot of a page from the next footnote number on, as wide as no prose is."""
    wide = _prose_width(rows)
    expected = 1
    page = 0
    for row in rows:
        found = FOOTNOTE.match(row.text)
        if found and int(found.group(1)) == expected and (row.width > wide + 8 or "：" in row.text):
            expected, page = expected + 1, row.page
        if row.page == page:
            yield row


class _Walker:
    """Goes through the rows once, keeping the prose read so far, which the seams need."""

    def __init__(self, rows: Sequence[Row], seams: Seams) -> None:
        self.rows = rows
        self.seams = seams
        self.prose: list[Row] = []
        self.wide = _prose_width(rows)
        self.paged = rows[-1].page > rows[0].page if rows else False

    def parts(self) -> Iterator[Part]:
        at = 0
        while at < len(self.rows):
            row = self.rows[at]
            if row.kind not in ("box", "heads"):
                self.prose.append(row)
                at += 1
                continue
            end = self._region_end(at)
            yield self._part(self._title_before(row), list(self.rows[at:end]))
            at = end

    def _region_end(self, at: int) -> int:
        """The first row that can no longer belong to the part that begins at ``at``."""
        heads = _head_length(self.rows, at)
        end = at + heads
        while end < len(self.rows) and not self._ends_region(end, at, heads):
            end += 1
        return end

    def _ends_region(self, index: int, start: int, heads: int) -> bool:
        row = self.rows[index]
        if row.kind in ("box", "heads"):
            return True
        if not self.paged:
            return row.kind == "heading" and row.level < HEADING_DEPTH_IN_BOXES
        return row.top and index > start + heads

    def _title_before(self, row: Row) -> list[Row]:
        """Table titles and single heads right before column heads, taken off the prose."""
        taken: list[Row] = []
        while row.kind == "heads" and self.prose and _belongs_to_heads(self.prose[-1]):
            taken.insert(0, self.prose.pop())
        return taken

    def _part(self, before: list[Row], region: list[Row]) -> Part:
        heads = _head_length(region, 0)
        titles = [row for row in region[heads:] if TABLE_TITLE.match(squeezed(row.text))]
        body = [row for row in region[heads:] if row not in titles]
        cut = self._cut(body)
        self.prose.extend(body[cut:])
        note = next((i for i, row in enumerate(body[:cut]) if NOTE.match(row.text.strip())), cut)
        top = (*before, *region[:heads], *titles)
        return Part(
            _title(top),
            tuple(role for row in region[:heads] for role in head_roles(row.text)),
            top,
            tuple(body[:note]),
            tuple(body[note:cut]),
        )

    def _cut(self, body: Sequence[Row]) -> int:
        """How many rows of ``body`` belong to the box."""
        limit = next((i for i, row in enumerate(body) if _stops_box(row)), len(body))
        if not self.paged:
            return limit
        figures = max((i for i, r in enumerate(body[:limit]) if FIGURES.search(r.text)), default=-1)
        notes = max(
            (i for i, r in enumerate(body[:limit]) if NOTE.match(r.text.strip())), default=-1
        )
        scores = self._cut_scores(body[:limit])
        return max(range(max(figures, notes) + 1, limit + 1), key=lambda cut: (scores[cut], cut))

    def _cut_scores(self, body: Sequence[Row]) -> list[float]:
        """How good a cut before each row is, and one behind the last."""
        behind = [0.0, *accumulate(self._like_prose(row, False) for row in reversed(body))][::-1]
        narrow = [0.0, *accumulate(0.3 * (row.width < self.wide - 8) for row in body)]
        scores = [
            self._like_prose(row, True) + behind[cut + 1] + narrow[cut] + self._seam(body, cut)
            for cut, row in enumerate(body)
        ]
        return [*scores, narrow[-1]]

    def _like_prose(self, row: Row, first: bool) -> float:
        """How much a row behind a cut, the first or a later one, looks like running prose."""
        if len(cut_at_spaces(row.text)) > 1 or (row.gap == 0 and not row.top):
            return -4.0
        if self.wide - 6 <= row.width <= self.wide + 5:
            return 0.5
        closes = row.text.rstrip()[-1] in TERMINAL and row.width <= self.wide
        return (-1.0 if first else 0.5) if closes else -4.0

    def _seam(self, body: Sequence[Row], cut: int) -> float:
        """How well the prose before the box goes on at ``cut``, and how badly the box would."""
        inside = (
            self.seams.score(squeezed(body[cut - 1].text), squeezed(body[cut].text)) if cut else 0
        )
        return self._prose_seam(body[cut]) - max(0.0, inside)

    def _prose_seam(self, first: Row) -> float:
        last = self.prose[-1].text if self.prose else "。"
        if NUMBERED.match(first.text):
            return -3.0
        if last.rstrip()[-1] in "。！？" or self.prose[-1].kind == "heading":
            return 2.0 if LEAD.match(first.text.strip()) else -0.5
        return 1.0 + 2.0 * self.seams.score(squeezed(last), squeezed(first.text))


def _stops_box(row: Row) -> bool:
    return row.kind == "heading" and row.level < HEADING_DEPTH_IN_BOXES


def _head_length(rows: Sequence[Row], at: int) -> int:
    """How many rows from ``at`` are the title and the column heads, wrapped ones included."""
    end = at + 1
    while end < len(rows) and (
        rows[end].kind == "heads"
        or _continues_head(rows, at, end)
        or _numbers_box(rows[end - 1], rows[end])
    ):
        end += 1
    return end - at


def _continues_head(rows: Sequence[Row], at: int, end: int) -> bool:
    """``指标属`` + ``性``: a column head that was wrapped."""
    words = [squeezed(row.text) for row in rows[end : end + 2]]
    if rows[end].kind != "text" or rows[at].kind not in ("heads", "box") or len(words[0]) > 4:
        return False
    whole = "".join(words) in _heads() or squeezed(rows[end - 1].text) + words[0] in _heads()
    return whole and rows[end - 1].gap <= 1 and end > at


def _heads() -> frozenset[str]:
    from ingest.layout.rows import column_roles

    return frozenset(column_roles())


def _numbers_box(before: Row, row: Row) -> bool:
    """``专栏`` / ``3`` / title on lines of their own."""
    said = before.text.strip()
    bare = re.fullmatch(r"专\s*栏", said) and row.text.strip().isdigit()
    return bool(bare) or (
        said.isdigit() and before.kind != "heading" and len(row.text.strip()) < 30
    )


def _belongs_to_heads(row: Row) -> bool:
    said = squeezed(row.text)
    return row.kind == "text" and (bool(TABLE_TITLE.match(said)) or said in _heads())


def _title(heads: Sequence[Row]) -> str:
    """The box's own title, from its title row, or the table title beside its heads."""
    for row in heads:
        if row.kind == "box" and (found := BOX_TITLE.match(row.text)):
            return squeezed(found.group(2)) or _split_title(heads)
    return next((squeezed(r.text) for r in heads if TABLE_TITLE.match(squeezed(r.text))), "")


def _split_title(heads: Sequence[Row]) -> str:
    rest = [squeezed(row.text) for row in heads if row.kind != "box"]
    return next((text for text in rest if not text.isdigit()), "")


def _prose_width(rows: Sequence[Row]) -> int:
    """The width at which prose is wrapped, in half-width columns."""
    widths = Counter(row.width for row in rows if row.kind == "text" and row.width > 40)
    return widths.most_common(1)[0][0] if widths else 60
