"""Physical lines → the printed page of each.

Signs that a page begins, as a converter leaves them: a form feed; a line that
starts with one space (an indent of two may follow) and lacks the blank line
that stands between all others; a wider gap than usual, most often behind a
lone number, which is the printed page number of the page that ends there.
Printed numbers found on the way correct the count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

LONE_NUMBER = re.compile(r"^\s*(?:[-—–－]\s*)?(?:第\s*)?(\d{1,4})(?:\s*页)?(?:\s*[-—–－])?\s*$")
PAGE_INDENTS = (1, 3)
WIDE_GAP = 2


def number_pages(rows: Sequence[str]) -> tuple[int, ...]:
    """Printed page of each line; all 1 where the text shows no pages."""
    starts = set(page_starts(rows))
    printed = {at: n for at in starts for n in _printed_before(rows, at)}
    return tuple(_count(len(rows), starts, printed))


def page_numbers(rows: Sequence[str]) -> Iterator[int]:
    """Indexes (from 0) of the rows that are a lone number at the foot of a page."""
    usual = _usual_gap(rows)
    filled = [i for i, row in enumerate(rows) if row.strip()]
    for index, after in zip(filled, [*filled[1:], len(rows)]):
        if LONE_NUMBER.match(rows[index]):
            wide = after < len(rows) and after - index - 1 > usual + 1
            if wide or _framed(rows[index]):
                yield index


def page_starts(rows: Sequence[str]) -> Iterator[int]:
    """Indexes (from 0) of the rows with which a page begins, but for the first page."""
    usual = _usual_gap(rows)
    filled = [i for i, row in enumerate(rows) if row.strip()]
    pairs = list(zip(filled, filled[1:]))
    indented = [b for a, b in pairs if usual and b - a == 1 and _indent(rows[b]) in PAGE_INDENTS]
    for a, b in pairs:
        wide = b - a - 1 >= usual + WIDE_GAP
        if _starts_page(rows, a, b, wide, usual, len(indented)):
            yield b


def _starts_page(
    rows: Sequence[str], a: int, b: int, wide: bool, usual: int, indented: int
) -> bool:
    if "\f" in rows[b] or any("\f" in row for row in rows[a + 1 : b]) or _framed(rows[a]):
        return True
    if wide and (LONE_NUMBER.match(rows[a]) or indented > 2):
        return True
    return bool(usual) and b - a == 1 and _indent(rows[b]) in PAGE_INDENTS


def _framed(row: str) -> bool:
    """Whether a number is dressed as a page number: ``- 12 -``, ``第12页``."""
    found = LONE_NUMBER.match(row)
    return found is not None and row.strip() != found.group(1)


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


def _usual_gap(rows: Sequence[str]) -> int:
    """How many blank rows mostly stand between two filled ones."""
    filled = [i for i, row in enumerate(rows) if row.strip()]
    gaps = Counter(b - a - 1 for a, b in zip(filled, filled[1:]))
    return gaps.most_common(1)[0][0] if gaps else 0


def _printed_before(rows: Sequence[str], start: int) -> Iterator[int]:
    """The page number printed on the page that ends before ``start``, if there is one."""
    last = next((rows[i] for i in range(start - 1, -1, -1) if rows[i].strip()), "")
    if found := LONE_NUMBER.match(last):
        yield int(found.group(1))


def _count(length: int, starts: set[int], printed: dict[int, int]) -> Iterator[int]:
    page = _first_page(starts, printed)
    for index in range(length):
        if index in starts:
            page = printed.get(index, page) + 1
        yield page


def _first_page(starts: set[int], printed: dict[int, int]) -> int:
    """The number of the first page: counted back from the first printed number."""
    ordered = sorted(starts)
    first = next((at for at in ordered if at in printed), None)
    return 1 if first is None else max(1, printed[first] - ordered.index(first))
