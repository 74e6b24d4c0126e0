"""Physical lines → what each is before any reading: page foot, heading, box title, heads, text."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.layout.pages import page_numbers, page_starts
from ingest.lexicon import LEXICON
from ingest.model import Document
from ingest.typography import width

BOX_TITLE = re.compile(r"^\s*专\s*栏\s*([0-9一二三四五六七八九十]{1,3})?\s*[：:]?\s*(.{0,60})$")
TABLE_TITLE = re.compile(r"^[^。；，]{4,36}(?:指标表?|一览表|清单|项目表|计划表?)$")
YEAR_HEAD = re.compile(r"^(?:20[0-9]{2})?年?(?:目标)?值?$")
CUT = re.compile(r"(?<![A-Za-z0-9.,;:%]) +(?![A-Za-z0-9.,;:%])| +(?=\d{1,2}[、.](?!\d))")
SERIAL_CUT = re.compile(r"^\s*\d{1,3}( +)(?=\S)")
LEADING = re.compile(
    r"^(?:[0-9]{1,2}[.．、]|[（(][一二三四五六七八九十0-9]{1,3}[）)])(?:[^：（）]|（[^（）]*）){2,20}：.{6,}"
)
HEADINGS = (
    re.compile(r"^(?:附件|附录|附图|附表)[一二三四五六七八九十0-9]*[：:]?.{0,30}$"),
    re.compile(
        r"^(?:专篇[一二三四五六七八九十]+|第[一二三四五六七八九十]+[章篇部分]+)[：: 　]?.{0,40}$"
    ),
    re.compile(r"^第[一二三四五六七八九十]+节[：: 　]?.{0,40}$"),
    re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|#{1,2} ).{2,40}$"),
    re.compile(r"^(?:[（(][一二三四五六七八九十]{1,3}[）)]|#{3} ).{2,45}$"),
    re.compile(r"^(?:[0-9]{1,2}[.．、](?![0-9])|#{4,6} ).{2,34}$"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One filled physical line.

    ``kind``: foot (page number), heading, box (title of a box), heads (column
    heads), text. ``level`` counts a heading's depth from 0; ``gap`` tells the
    blank lines before it; ``top`` whether it begins a page.
    """

    line: int
    page: int
    start: int
    text: str
    kind: str
    level: int
    gap: int
    top: bool

    @property
    def width(self) -> int:
        """Width in half-width columns."""
        return width(self.text)


@cache
def column_roles() -> Mapping[str, str]:
    """What the cells under a column head hold, by the head."""
    table = tomllib.loads((LEXICON / "columns.toml").read_text("utf-8"))
    return {head: role for role, heads in table.items() for head in heads}


def read_rows(document: Document) -> tuple[Row, ...]:
    """Every line of the document that is not blank, with its kind."""
    texts = [line.text for line in document.lines]
    tops = set(page_starts(texts))
    filled = [i for i, text in enumerate(texts) if text.strip()]
    gaps = [b - a - 1 for a, b in zip([-1, *filled], filled)]
    running = _running_heads(texts, tops)
    numbers = frozenset(page_numbers(texts))
    return tuple(
        Row(
            i + 1,
            document.page(i + 1),
            document.lines[i].start,
            texts[i],
            *(("foot", 0) if i in numbers else _kind(texts[i], running)),
            gap,
            i in tops,
        )
        for i, gap in zip(filled, gaps)
    )


def _running_heads(texts: Sequence[str], tops: set[int]) -> frozenset[str]:
    """What stands at the top of three pages or more, box titles apart."""
    heads = Counter(re.sub(r"\d+", "#", texts[i].strip()) for i in tops)
    return frozenset(h for h, n in heads.items() if n > 2 and not BOX_TITLE.match(h))


def _kind(line: str, running: frozenset[str]) -> tuple[str, int]:
    text = line.strip()
    if re.sub(r"\d+", "#", text) in running:
        return "foot", 0
    if BOX_TITLE.match(text) and len(text) < 60 and "。" not in text:
        return "box", 0
    if len(head_roles(text)) > 1:
        return "heads", 0
    level = heading_level(text)
    return ("heading", level) if level is not None else ("text", 0)


def heading_level(text: str) -> int | None:
    """Depth of a heading's numbering (0 outermost), None where it is no heading."""
    if text[-1:] in "，、；;," or "。" in text[:-1] or LEADING.match(text) or _is_figure_row(text):
        return None
    return next((n for n, shape in enumerate(HEADINGS) if shape.match(text)), None)


def _is_figure_row(text: str) -> bool:
    """A row of a table of figures, which a number opens as it opens a heading."""
    return bool(re.search(r"\s[-—0-9.≥≤><]+\s", text)) or bool(re.match(r"^\d+\s", text))


def cut_at_spaces(text: str, serial: bool = False) -> list[tuple[str, int]]:
    """Pieces of a line between separating spaces, each with its place in the line.

    A space beside Latin letters or digits separates nothing, but for one
    before ``1、`` and, with ``serial``, one behind a number that opens the line;
    nor do the spaces of a line whose characters were spread to fill it.
    """
    end = len(text.rstrip())
    begin = len(text) - len(text.lstrip())
    gaps = [gap.span() for gap in CUT.finditer(text, begin, end)]
    if serial and (found := SERIAL_CUT.match(text)):
        gaps = sorted({found.span(1), *gaps})
    starts = [begin, *(b for _, b in gaps)]
    ends = [*(a for a, _ in gaps), end]
    pieces = [(text[a:b], a) for a, b in zip(starts, ends) if text[a:b].strip()]
    spread = sum(len(piece.strip()) == 1 and not piece.strip().isdigit() for piece, _ in pieces) > 1
    return [(text[begin:end], begin)] if spread else pieces


def head_roles(text: str) -> tuple[tuple[str, str], ...]:
    """(head, role) of each column head, where the line holds nothing but column heads."""
    words = re.sub(r"(?<=20\d\d) 年", "年", text.strip()).split()
    if re.fullmatch(r"名 称 .+", text.strip()):
        words = ["名称", *words[2:]]
    roles = [(word, _role(word)) for word in words]
    known = [r for _, r in roles if r != "year"]
    return tuple(roles) if all(r for _, r in roles) and known else ()


def _role(word: str) -> str:
    return "year" if YEAR_HEAD.match(word) else column_roles().get(word, "")
