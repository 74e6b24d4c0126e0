"""Lines → paragraphs: where one ends and the next begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.layout.blocks import ITEM
from ingest.layout.contents import LED
from ingest.layout.headings import ANNEXES, shape_of
from ingest.layout.lines import ends_early, text_of
from ingest.layout.shapes import Strip
from ingest.typography import CLOSING, TERMINAL

INDENT = 1.2
OTHER_SIZE = 0.06
CENTRED, EXACT = 1.5, 0.25
FIRM = (0, 1, 2, 3, 4)
NUMBERED = re.compile(r"^(?:[0-9]{1,2}[.．、](?![0-9])|[（(][一二三四五六七八九十0-9]{1,3}[）)])")


def group_lines(lines: Sequence[Strip], notes: bool = False) -> Iterator[list[Strip]]:
    """Runs of lines that make one paragraph."""
    group: list[Strip] = []
    for line in lines:
        opens = notes and ITEM.match(text_of(line))
        if group and (opens or begins(group, line)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def begins(group: Sequence[Strip], line: Strip, leading: float = 0.0) -> bool:
    """Whether ``line`` begins a paragraph after the lines of ``group``.

    ``leading`` is the usual distance of lines, in sizes of their signs; 0 where it is not known.
    """
    before = group[-1]
    text = text_of(line)
    if _differs(before, line) or ITEM.match(text) or LED.match(text_of(before)):
        return True
    if is_centred(before) or is_centred(line):
        return not _goes_on_centred(group, line)
    if _indent(line) > INDENT * line.size and not _hangs(group, line):
        return True
    if ends_early(before, line, before.column[1]):
        return True
    if before.sheet == line.sheet and leading and _leading(before, line) > leading * line.size:
        return True
    return _opens_after(before, line, text)


def _opens_after(before: Strip, line: Strip, text: str) -> bool:
    """Whether numbering opens the line behind a line that is full."""
    numbered = NUMBERED.match(text) or ANNEXES.match(text)
    if _ended(before) and (numbered or shape_of(text) is not None):
        return True
    short = line.column[1] - line.right > 2 * line.size
    firm = short and shape_of(text) in FIRM and text_of(before)[-1:] not in "，、（"
    return firm and (before.sheet != line.sheet or line.middle < before.middle)


def breaks_in_cell(strip: Strip, after: Strip, left: float, right: float) -> bool:
    """Whether the author ended a cell's line: more would have fitted, or a new paragraph opens."""
    if _ended(strip) and (after.left - left > INDENT * after.size or _opens(after)):
        return True
    short = strip.right - strip.left < right - left - strip.size
    return short and ends_early(strip, after, right)


def _opens(line: Strip) -> bool:
    return bool(ITEM.match(text_of(line)) or NUMBERED.match(text_of(line)))


def is_unfinished(group: Sequence[Strip]) -> bool:
    """Whether the paragraph's last line is full and ends no sentence."""
    last = group[-1]
    return (
        not _ended(last)
        and not is_centred(last)
        and last.column[1] - last.right < 1.5 * last.size
        and len(group) > 1
    )


def is_centred(line: Strip) -> bool:
    """Whether it stands in the middle, with white of the same width on both sides."""
    left, right = line.left - line.column[0], line.column[1] - line.right
    apart = abs(left - right) / line.size
    return (left > 2.5 * line.size and apart < CENTRED) or (left > line.size and apart < EXACT)


def _goes_on_centred(group: Sequence[Strip], line: Strip) -> bool:
    """A centred title may go on in a second line, which then is close by."""
    before = group[-1]
    if not is_centred(before) and before.column[1] - before.right > CENTRED * before.size:
        return False
    near = before.sheet == line.sheet and _leading(before, line) < 2.2 * line.size
    full = before.right - before.left > 0.7 * (before.column[1] - before.column[0])
    return near and full and is_centred(line) and len(group) < 5 and not _ended(before)


def _differs(before: Strip, line: Strip) -> bool:
    size = abs(before.size - line.size) > OTHER_SIZE * max(before.size, line.size)
    return size and len(line.glyphs) > 3 and len(before.glyphs) > 3


def _indent(line: Strip) -> float:
    return line.left - line.column[0]


def _hangs(group: Sequence[Strip], line: Strip) -> bool:
    """Whether the paragraph's lines all stand as far in as this one, as an item's do."""
    return len(group) > 1 and abs(_indent(group[-1]) - _indent(line)) < 0.3 * line.size


def _ended(line: Strip) -> bool:
    text = text_of(line).rstrip(CLOSING)
    return text[-1:] in TERMINAL


def _leading(before: Strip, line: Strip) -> float:
    return line.middle - before.middle


def usual_leading(lines: Sequence[Strip], body: float) -> float:
    """How far apart lines of one paragraph mostly stand, with a quarter more; in their sizes."""
    gaps = Counter(
        round(_leading(a, b) / b.size, 1)
        for a, b in zip(lines, lines[1:])
        if a.sheet == b.sheet and a.table is b.table is None and abs(b.size - body) < 0.5
    )
    return gaps.most_common(1)[0][0] * 1.25 if gaps else 0.0
