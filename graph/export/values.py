"""Attribute values as the formats know them: kinds, columns, texts that are safe in any file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

#: What XML, and with it GEXF, GraphML, SVG and XLSX, cannot hold even escaped.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SURROGATES = re.compile("[\ud800-\udfff]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
GLUE = " | "
INTEGER_LIMIT = 2**31


@dataclass(frozen=True, slots=True)
class Column:
    """An attribute of all nodes or all edges: its name, its kind, whether it is a list.

    ``kind``: boolean, integer, long, double or string.
    """

    name: str
    kind: str
    many: bool = False


def clean(text: str) -> str:
    """``text`` with what no file format can carry shown as the replacement character."""
    return UNPRINTABLE.sub(REPLACEMENT, text)


def columns(bags: Iterable[Mapping[str, Any]]) -> tuple[Column, ...]:
    """The columns that ``bags`` of attributes need, by name; the widest kind wins."""
    kinds: dict[str, str] = {}
    lists: set[str] = set()
    for bag in bags:
        for name, value in bag.items():
            if isinstance(value, list | tuple):
                lists.add(name)
            for kind in set(map(_kind, _items(value))):
                kinds[name] = _wider(kinds.get(name), kind)
    return tuple(Column(name, kinds[name], name in lists) for name in sorted(kinds))


def written(value: Any) -> str:
    """One value as text: ``true`` and ``false``, numbers without a needless fraction."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else str(value)


def joined(items: Iterable[Any]) -> str:
    """A list where a format knows none: ``甲 | 乙``; a bar within an item is doubled."""
    return GLUE.join(written(item).replace("|", "||") for item in items)


def free(bag: Mapping[str, Any], taken: frozenset[str]) -> dict[str, Any]:
    """``bag`` with ``_`` after the names that a format has taken for itself (in any case)."""
    return {f"{k}_" if k.lower() in taken else k: value for k, value in bag.items()}


def _items(value: Any) -> Iterator[Any]:
    if isinstance(value, list | tuple):
        yield from value
    elif value is not None:
        yield value


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer" if -INTEGER_LIMIT <= value < INTEGER_LIMIT else "long"
    return "double" if isinstance(value, float) else "string"


NUMBERS = ("integer", "long", "double")


def _wider(one: str | None, other: str) -> str:
    if one is None or one == other:
        return other
    if one in NUMBERS and other in NUMBERS:
        return max(one, other, key=NUMBERS.index)
    return "string"
