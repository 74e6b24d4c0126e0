"""What a document is called: its own big title, not that of the notice it came with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.layout.headings import shape_of
from ingest.layout.parts import Part, Words
from ingest.model import Line
from ingest.typography import squeezed

TITLE = re.compile(r"《([^《》]{6,60}?(?:规划|纲要|计划|方案|意见|报告)[^《》]{0,8})》")
TITLE_LINE = re.compile(
    r"^[^。！？，；>»|]{4,60}(?:规划|纲要|计划|方案|意见|报告|通知)(?:（.{1,12}）)?$"
)
#: A paper's sort alone.
BARE = re.compile(
    r"^(?:[一二三四五六]年)?(?:行动|实施|建设|发展|工作|专项)?(?:计划|方案|规划|纲要|意见)(?:（.{1,12}）)?$"
)
ISSUED = re.compile(
    r"(?:关于(?:印发|转发|发布|公布)《?|(?:印发|转发|发布|公布)《)(?P<own>[^《》，。]{4,80}?(?:[（(][^（）()]{4,12}[）)])?)》?的通知"
)
NOTICE = re.compile(r"(?:印发|转发|发布|批转).*(?:通知|公告|函)?$|通知$|公告$")
NAMED_PLAN = re.compile(r"(?:措施|办法|政策|行动|决定|工程|条例|细则|要点)(?:（.{1,12}）)?$")
ISSUER = re.compile(r"(?:文件|政府|办公室|办公厅|委员会|管委会|局|厅)$")
NEAR_TOP = 80


def title_of(lines: Sequence[Line], source: str) -> str:
    """A title line near the top, else the title that the notice of issue or the text gives."""
    head = [line.text.strip() for line in lines[:60] if line.text.strip()]
    titled = [row for row in head[:24] if TITLE_LINE.match(row)]
    notices = (row for row in head[:12] if row in titled)
    on_top = next((row for row in titled if _no_notice(row)), next(notices, ""))
    on_top = _with_first_line(head, on_top)
    issued = ISSUED.search(squeezed("".join(head[:12])))
    if issued and (NOTICE.search(on_top) or squeezed(on_top) in issued["own"]):
        return issued["own"]
    named = re.search(r"(?:编制|制定|印发)[^。《》]{0,20}" + TITLE.pattern, "".join(head))
    return on_top or (named and named.group(1)) or Path(source).stem


def _with_first_line(head: Sequence[str], title: str) -> str:
    """A title of two lines whose second says only what sort of paper it is: …⏎三年行动计划."""
    at = head.index(title) if BARE.match(title) else 0
    return head[at - 1] + title if at and TITLE_LINE.match(head[at - 1] + title) else title


def own_title(parts: Sequence[Part]) -> tuple[str, frozenset[int]]:
    """The title among the file's big lines, and the indexes of the parts that make it."""
    choices = list(_choices(parts))
    for fits in (_plan, _no_notice):
        for text, indexes in choices:
            if fits(text) and (fits is _plan or _stands_out(parts, indexes)):
                return text, frozenset(indexes)
    named = (found.group(1) for text, _ in choices if (found := TITLE.search(text)))
    return next(named, ""), frozenset()


def _stands_out(parts: Sequence[Part], indexes: Sequence[int]) -> bool:
    """Whether nothing else in the file is as big, or the file itself calls it a title."""
    big = [n for n, part in enumerate(parts) if isinstance(part, Words) and _big(part)]
    told = all(getattr(parts[n], "kind", "") == "title" for n in indexes)
    return told or big == list(indexes)


def _plan(text: str) -> bool:
    named = TITLE_LINE.match(text) or NAMED_PLAN.search(text)
    return bool(named) and len(text) <= 80 and _no_notice(text)


def _no_notice(text: str) -> bool:
    return not NOTICE.search(text)


def _choices(parts: Sequence[Part]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Big lines near the top: each by itself, and those that follow one another as one."""
    run: list[tuple[int, str]] = []
    for index, part in enumerate([*parts[:NEAR_TOP], None]):
        if isinstance(part, Words) and _big(part):
            run.append((index, squeezed(part.text)))
        else:
            if not any(_whole(text) for _, text in run[:-1]):
                yield from _together(run)
            yield from ((text, (at,)) for at, text in run if TITLE_LINE.match(text))
            yield from _together(run)
            yield from ((text, (at,)) for at, text in run if not TITLE_LINE.match(text))
            run = []


def _whole(text: str) -> bool:
    """Whether a line says something by itself, so that the next one does not go on with it."""
    return bool(TITLE_LINE.match(text) or NOTICE.search(text) or ISSUER.search(text))


def _together(run: Sequence[tuple[int, str]]) -> Iterator[tuple[str, tuple[int, ...]]]:
    if 1 < len(run) < 5:
        yield "".join(text for _, text in run), tuple(index for index, _ in run)


def _big(part: Words) -> bool:
    first = part.kind == "heading" and part.level == 1
    return part.kind == "title" or (first and shape_of(part.text) is None)
