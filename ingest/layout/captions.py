"""What stands around a table: its title, its unit, its notes; and boxes that are no tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.layout.blocks import ITEM
from ingest.layout.contents import without_contents
from ingest.layout.headings import shape_of
from ingest.layout.parts import FRAMED, HIDE, Part, Printed, Table, Words, cleared, mark
from ingest.typography import squeezed, width

CAPTION = re.compile(
    r"^(?:专栏|续?表|附表|附件|附图|图)\s*[0-9一二三四五六七八九十]*(?:[-－—.][0-9]+)?[\s：:]*\S?"
)
NUMBERED_CAPTION = re.compile(r"^(?:专栏|续?表|附表|附件)\s*[0-9一二三四五六七八九十]+")
BOX_TITLE = re.compile(r"^专栏\s*[0-9一二三四五六七八九十]*[\s：:]*\S")
UNIT = re.compile(r"^[（(]?(?:计量)?单位[：:].{1,20}$")
NOTE = re.compile(r"^[（(]?(?:备?注|说明|资料来源|数据来源|来源)(?:[0-9]+)?[：:.．、]")
MARKED = re.compile(r"^\s*([①-⑳㉑-㊿]|\[\d{1,2}\]|〔\d{1,2}〕|\*|†|\d{1,2}(?=[\s\t]))")
BULLETED = re.compile(f"^{HIDE}[^0-9]")
NUMBERED = re.compile(r"^[0-9]{1,2}[.．、](?![0-9])")
WIDEST_TITLE = 90


def surrounded(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, with captions, notes and contents as such and boxes of text opened."""
    marks = {m for part in parts if isinstance(part, Words) for m in _marks(part)}
    told = list(without_contents([_told(part, marks) for part in parts]))
    box = ""
    for index, part in enumerate(told):
        box = _box_in_lines(told, index) or (box if _is_listed(part) else "")
        if isinstance(part, Table):
            yield from _table(part, told, index)
        elif box and _is_listed(part):
            yield replace(part, under=(box,))
        elif _stands_over_table(told, index):
            yield part.of("caption")
        else:
            yield part


def _box_in_lines(parts: Sequence[Part], index: int) -> str:
    """The title of a box that has no frame: the line that numbers it, over a list."""
    part, after = parts[index], parts[index + 1 : index + 2]
    if not isinstance(part, Words) or part.kind != "paragraph" or not _may_be_title(part):
        return ""
    said = squeezed(part.text)
    return said if BOX_TITLE.match(said) and any(map(_is_listed, after)) else ""


def _is_listed(part: Part) -> bool:
    return isinstance(part, Words) and part.kind == "item"


def _table(part: Table, parts: Sequence[Part], index: int) -> Iterator[Part]:
    above = _caption_of(parts, index)
    title = part.title or (squeezed(above.text) if above else "")
    if part.columns == 1:
        yield from _opened(part, title)
    elif part.cells:
        yield replace(part, title=title)


def _opened(box: Table, title: str) -> Iterator[Words]:
    """The paragraphs of a frame with one column, under the box's title."""
    blocks = [
        Words("paragraph", tuple(group)) for cell in box.cells for group in _groups(cell.lines)
    ]
    if not title and len(blocks) > 1 and _may_be_title(blocks[0]):
        title = squeezed(blocks[0].text)
        yield blocks.pop(0).of("caption")
    for block in blocks:
        yield replace(block, under=(title,) if title else ())


def _groups(lines: Sequence[Printed]) -> Iterator[list[Printed]]:
    group: list[Printed] = []
    for line in lines:
        group.append(replace(line, ends=False))
        if line.ends:
            yield group
            group = []
    if group:
        yield group


def _told(part: Part, marks: set[str]) -> Part:
    """A paragraph that its own words show to be an item or a note."""
    if not isinstance(part, Words) or part.kind not in ("paragraph", "item", "note"):
        return part
    first, *rest = part.lines
    opened = MARKED.match(cleared(first.text))
    if opened and opened.group(1) in marks:
        text = mark(opened.group(1)) + cleared(first.text).lstrip()[len(opened.group(1)) :]
        return replace(part, kind="note", lines=(replace(first, text=text), *rest))
    if NOTE.match(part.text) or part.kind == "note":
        return part.of("note")
    return part.of("item") if _is_item(part) else part


def _is_item(part: Words) -> bool:
    """Whether a sign of lists or a number opens the paragraph."""
    listed = BULLETED.match(part.lines[0].text) or NUMBERED.match(part.text)
    return bool(listed or ITEM.match(part.text))


def _marks(part: Words) -> Iterator[str]:
    for line in part.lines:
        yield from (found.strip() for found in FRAMED.findall(line.text))


def _stands_over_table(parts: Sequence[Part], index: int) -> bool:
    after = _next_but_unit(parts, index + 1)
    over = after is not None and isinstance(parts[after], Table)
    return over and _caption_of(parts, after or 0) is parts[index]


def _next_but_unit(parts: Sequence[Part], index: int) -> int | None:
    while index < len(parts):
        part = parts[index]
        if isinstance(part, Table) or not UNIT.match(part.text):
            return index
        index += 1
    return None


def _caption_of(parts: Sequence[Part], index: int) -> Words | None:
    """The short line right over the table at ``index``, over its unit if that is given."""
    for part in reversed(parts[max(0, index - 2) : index]):
        if isinstance(part, Words) and UNIT.match(part.text):
            continue
        return part if isinstance(part, Words) and _is_caption(part) else None
    return None


def _is_caption(part: Words) -> bool:
    if part.kind == "caption":
        return True
    if part.kind == "heading":
        return bool(NUMBERED_CAPTION.match(squeezed(part.text)))
    return part.kind == "paragraph" and _may_be_title(part)


def _may_be_title(part: Words) -> bool:
    text = squeezed(part.text)
    short = 0 < width(text) <= WIDEST_TITLE and text[-1] not in "。；：，、！？;:,"
    return short and bool(CAPTION.match(text) or shape_of(text) is None)
