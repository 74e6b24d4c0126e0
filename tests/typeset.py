"""Set a box as a converter flattens it out of a PDF: cells cut into lines, pages broken.

The names are invented; none occurs in a text that the reader is measured on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

PROSE_WIDTH = 28


def wrap(text: str, width: int) -> list[str]:
    """``text`` in lines of ``width`` characters."""
    return [text[i : i + width] for i in range(0, len(text), width)]


def flatten(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> list[list[str]]:
    """Each row as its lines, cell by cell; a row that fits stands in one line."""
    return [list(_row_lines(row, widths)) for row in rows]


def _row_lines(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    if all(len(cell) <= width for cell, width in zip(row, widths)):
        yield " ".join(cell for cell in row if cell)
        return
    for cell, width in zip(row, widths):
        yield from wrap(cell, width)


def pages(title: str, heads: str, lines: Sequence[str], prose: str, per_page: int) -> str:
    """The box at the top of each page, the running prose below it, page by page."""
    parts = [lines[i : i + per_page] for i in range(0, len(lines), per_page)]
    running = wrap(prose, PROSE_WIDTH)
    share = -(-len(running) // (len(parts) + 1))
    chunks = [running[i : i + share] for i in range(0, len(running), share)]
    chunks += [[]] * (len(parts) + 1 - len(chunks))
    body = ["　　第一章 总则", *chunks[0]]
    text = "\n\n".join(body)
    for part, chunk in zip(parts, chunks[1:]):
        page = "\n\n".join([f" 专栏 1：{title}", heads, *part, *chunk])
        text += f"\n{page}"
    return text + "\n"
