"""Cells in words: the head as printed, the value as printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
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
    key = f"ask.attribute.{one.rank}" if one.rank else "ask.attribute.beyond"
    listed = text("ask.attribute.join", lang).join(_lines(rows, lang))
    told = text(key, lang, head=rows[0]["head"], list=listed, count=len({r["id"] for r in rows}))
    return told + (text("ask.attribute.silent", lang, count=silent) if silent > 0 else "")


def reading(rows: Sequence[Row], one: Asked, lang: str) -> str:
    """How the question was read."""
    heads = "、".join(dict.fromkeys(row["head"] for row in rows))
    names = "、".join(dict.fromkeys(_name(row, lang) for row in rows)) if one.ids else ""
    return text("ask.attribute.reading", lang, heads=heads, names=f"{names} " if names else "")


def _lines(rows: Sequence[Row], lang: str) -> Iterator[str]:
    ordered = sorted(rows, key=itemgetter("id")) if len({r["id"] for r in rows}) > 1 else rows
    for _, same in groupby(ordered, itemgetter("id")):
        cells = list(same)
        parts = (text("ask.attribute.cell", lang, head=c["head"], value=_value(c)) for c in cells)
        told = text("ask.attribute.and", lang).join(dict.fromkeys(parts))
        yield text("ask.attribute.thing", lang, name=_name(cells[0], lang), cells=told)


def _value(row: Row) -> str:
    """The value as printed, with the unit of its head where it is a bare number."""
    unit = row["unit"] if row["number"] is not None else ""
    return str(row["value"]) + ("" if not unit or row["value"].endswith(unit) else unit)


def _name(row: Row, lang: str) -> str:
    return str(row["name_en"] or row["name"]) if lang == "en" else str(row["name"])
