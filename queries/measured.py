"""A planned figure with its unit, as a person writes it: 8% 以上, 12.5 亿元, 10000 人以上."""

from __future__ import annotations

import re
from typing import Any

from ingest.catalogue import text

TAIL = re.compile(r"(?:以上|以下|以内|左右|余)$")
CLOSE = ("%", "‰", "％")


def parted(value: Any, unit: str) -> tuple[str, str]:
    """The number, and the unit with what the plan says behind the number: ``8以上``, ``%`` → ``8``,
    ``% 以上``."""
    said = str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()
    found = TAIL.search(said)
    if not unit or not found:
        return said, unit
    apart = " " if unit in CLOSE else ""
    return said[: found.start()].rstrip(), f"{unit}{apart}{found[0]}"


def measured(value: Any, unit: str | None) -> str:
    """``value`` (as a plan prints it) in ``unit``."""
    number, behind = parted(value, unit or "")
    return f"{number}{'' if behind.startswith(CLOSE) else ' '}{behind}".strip()


def when(year: Any, assumed: bool | None, lang: str) -> str:
    """A figure's year as words; one that is not printed is told as assumed."""
    if not year:
        return ""
    return text(f"ask.year.{'assumed' if assumed else 'printed'}", lang, year=year)
