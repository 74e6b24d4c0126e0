"""Cells in words: the head as printed, the value as printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ingest.catalogue import text
from queries.attributes.asked import Asked

MOST = 30
Row = Mapping[str, Any]


def plain_text(rows: Sequence[Row], lang: str) -> str:
    """What stands under the heads, thing by thing."""
    said = list(_lines(rows, lang))
    more = text("ask.attribute.more", lang, count=len(said)) if len(said) > MOST else ""
    joined = text("ask.attribute.join", lang).join(said[:MOST])
    return joined + more + text("ask.attribute.end", lang)


def compared_text(rows: Sequence[Row], one: Asked, silent: int, lang: str) -> str:
    """The ones with the most, the least, or beyond a limit; how many have no such figure."""
    if not rows:
        return text("ask.attribute.none", lang)
    key = f"ask.attribute.{one.terms.rank or 'beyond'}"
    listed = text("ask.attribute.join", lang).join(_lines(rows, lang))
    told = text(key, lang, head=rows[0]["head"], list=listed, count=len(by_thing(rows)))
    silent_ = text("ask.attribute.silent", lang, count=silent) if silent > 0 and one.type else ""
    return told + silent_


def reading(rows: Sequence[Row], one: Asked, lang: str) -> str:
    """How the question was read."""
    heads = text("ask.join.list", lang).join(dict.fromkeys(row["head"] for row in rows))
    names = text("ask.join.list", lang).join(dict.fromkeys(_name(row, lang) for row in rows))
    key = "ask.attribute.reading" if one.ids else "ask.attribute.reading_all"
    return text(key, lang, heads=heads or "、".join(one.printed), names=names)


def by_thing(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of each thing together, in the order of their first."""
    things: dict[str, list[Row]] = {}
    for row in rows:
        things.setdefault(row["id"], []).append(row)
    return list(things.values())


def _lines(rows: Sequence[Row], lang: str) -> Iterator[str]:
    for cells in by_thing(rows):
        parts = (text("ask.attribute.cell", lang, head=c["head"], value=_value(c)) for c in cells)
        told = text("ask.attribute.and", lang).join(dict.fromkeys(parts))
        yield text("ask.attribute.thing", lang, name=_name(cells[0], lang), cells=told)


def _value(row: Row) -> str:
    """The value as printed, with the unit of its head where it is a bare number."""
    unit = row["unit"] if row["number"] is not None else ""
    return str(row["value"]) + ("" if not unit or row["value"].endswith(unit) else unit)


def _name(row: Row, lang: str) -> str:
    return str(row["name_en"] or row["name"]) if lang == "en" else str(row["name"])
