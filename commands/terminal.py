"""Speaking to a person at a terminal: texts, tables, progress."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from typing import Any, TextIO

from ingest.catalogue import text

#: Signs that a terminal obeys instead of showing them, and those that turn the direction of
#: reading: names and file names are strangers' words.
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Shown:
    """A stream to a person's terminal: what would be obeyed there is written out instead."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, said: str) -> int:
        """Write ``said`` without its power."""
        return self._stream.write(OBEYED.sub(_written_out, said))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _written_out(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign[0]):04x}"


@contextmanager
def shown() -> Iterator[None]:
    """All that the body prints goes through :class:`Shown`."""
    with ExitStack() as stack:
        stack.enter_context(redirect_stdout(Shown(sys.stdout)))
        stack.enter_context(redirect_stderr(Shown(sys.stderr)))
        yield


def say(key: str, lang: str, **values: object) -> None:
    """Print a text of the catalogue (``cli.`` is understood)."""
    print(text(f"cli.{key}", lang, **values))


def tell(key: str, lang: str, **values: object) -> None:
    """The same on standard error: progress and asides, which no program reads."""
    print(text(f"cli.{key}", lang, **values), file=sys.stderr, flush=True)


def show_json(value: object) -> None:
    """Print a value as JSON, Chinese as it is."""
    print(json.dumps(value, ensure_ascii=False, default=str))


def show_table(rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows as a table of aligned columns, Chinese characters counted as two."""
    if not rows:
        return
    columns = list(rows[0])
    cells = [columns, *([_cell(row.get(c)) for c in columns] for row in rows)]
    widths = [max(_width(line[i]) for line in cells) for i in range(len(columns))]
    for line in cells:
        padded = (cell + " " * (w - _width(cell)) for cell, w in zip(line, widths, strict=True))
        print("  ".join(padded).rstrip())


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    return " ".join(str(value).split())


def _width(cell: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in cell)


def sums(pairs: Iterable[tuple[str, int]]) -> str:
    """``a 3, b 2``."""
    return ", ".join(f"{name} {count}" for name, count in pairs)
