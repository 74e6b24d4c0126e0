"""What carries a field: institutions of a kind that support it, and things that supports go
through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from views import data, tables
from views.words import caption, name_of, say

#: A field without one of these has a gap.
WANTED = ("Enterprise", "Laboratory", "Facility")
SHOWN = (*WANTED, "University", "ResearchInstitute", "Hospital", "InnovationCenter", "TechPlatform")
Row = dict[str, Any]
Things = Mapping[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Carried:
    """A field (``row``), its number of supports, things by kind that carry it, and what weaker
    hints would add."""

    row: Row
    supports: int
    things: Things
    hints: Things

    @property
    def missing(self) -> list[str]:
        """Kinds that are wanted and not there."""
        return [kind for kind in WANTED if not self.things.get(kind)]


def field(row: Row, weaker: bool) -> Carried:
    """What carries the field of ``row``; with ``weaker``, hints count as supports."""
    counted = _supports(row["id"], weaker)
    return Carried(row, len(counted), _things(row["id"], weaker), _things(row["id"], True))


def table(found: Sequence[Carried]) -> None:
    """Fields and how many things of each kind carry them."""
    st.subheader(say("gaps.carried"))
    columns = {kind: [len(each.things.get(kind, ())) for each in found] for kind in SHOWN}
    frame = pd.DataFrame({"field": [name_of(each.row) for each in found], **columns})
    config = {kind: tables.whole(caption(kind)) for kind in SHOWN}
    st.dataframe(frame, column_config=tables.headings("field") | config, hide_index=True)
    st.caption(say("gaps.carried_why"))


def listed(kinds: Iterable[str]) -> str:
    """Captions of types, with commas."""
    return say("list.comma").join(caption(kind).lower() for kind in kinds)


def _supports(id: str, weaker: bool) -> list[Row]:
    found = data.rows("app_supports", weaker=True)
    return [row for row in found if row["field"] == id and (weaker or row["default"])]


def _things(id: str, weaker: bool) -> Things:
    """Institutions and steps by kind, each once."""
    things = {row["institution"]: row | {"id": row["institution"]} for row in _supports(id, weaker)}
    steps = data.rows("field_via", field=id, default_only=not weaker)
    kinds: dict[str, list[Row]] = defaultdict(list)
    for each in (things | {row["id"]: row for row in steps}).values():
        kinds[each["type"]].append(each)
    return kinds
