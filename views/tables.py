"""Rows of queries as tables with headings in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from views import data
from views.words import basis, caption, full_name, lang, name_of, quoted, say

#: Pixels: of a small column, of a name, of a Latin sign, of what stands around a heading.
SMALL, NAME, SIGN, EDGES = 75, 260, 8, 28
Row = Mapping[str, Any]
Config = dict[str, Any]


def supports(rows: Sequence[Row]) -> tuple[pd.DataFrame, Config]:
    """Supports of fields: who, what field, on what grounds, where it stands."""
    known = data.plan_titles()
    plans = {"plan": [known.get(row["document"], "") for row in rows]} if len(known) > 1 else {}
    frame = pd.DataFrame(
        {
            "institution": [full_name(row) for row in rows],
            "type": [caption(row["type"]) for row in rows],
            "field": [name_of(row, "field_name") for row in rows],
            "basis": [say(f"basis.{basis(row)}") for row in rows],
            "confidence": [round(100 * row["confidence"]) for row in rows],
            **plans,
            "page": [row["page"] for row in rows],
            "why": [first_reason(row) for row in rows],
        }
    )
    return frame, headings(
        "institution", "type", "field", "basis", *plans, "why", confidence=percent, page=whole
    )


def first_reason(row: Row) -> str:
    """The first of the reasons that a support gives; its quote where it gives none."""
    reasons = row[f"reasons_{lang()}"] or [quoted(row["quote"] or "")]
    return str(reasons[0])


def headings(*texts: str, **others: Any) -> Config:
    """Column settings: texts, and columns of another kind, all with their captions."""
    wide: dict[str, Any] = dict.fromkeys(("quote", "why", "from_types", "to_types"), "large")
    wide |= dict.fromkeys(("name", "institution"), NAME)
    plain = {n: st.column_config.TextColumn(say(f"column.{n}"), width=wide.get(n)) for n in texts}
    return plain | {name: kind(say(f"column.{name}")) for name, kind in others.items()}


def whole(label: str) -> Any:
    """A column of whole numbers, as wide as its heading needs."""
    return st.column_config.NumberColumn(label, format="%d", width=_wide(label))


def counted(label: str) -> Any:
    """A column of numbers that may be large: with signs between the thousands."""
    return st.column_config.NumberColumn(label, format="localized", width=_wide(label))


def percent(label: str) -> Any:
    """A column of numbers between 0 and 100."""
    return st.column_config.NumberColumn(label, format="%d%%", width=_wide(label))


def _wide(label: str) -> int:
    """Pixels for a heading in the font of tables, at least those of a small column."""
    signs = sum(1 if sign.isascii() else 2 for sign in label)
    return max(SMALL, signs * SIGN + EDGES)
