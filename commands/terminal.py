"""Speaking to a person at a terminal: texts, tables, progress."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ingest.catalogue import text


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
