"""The ledger: what became of every line of a plan that is not blank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from views import data, tables
from views.words import lang, say

#: From what counts most to what counts least.
BECAME = ("relation", "entity", "heading", "furniture", "ignored", "unresolved")
BETWEEN = " / "


@dataclass(frozen=True, slots=True)
class Kept:
    """A line of the source: its number, printed page, what became of it, why, its words."""

    line: int
    page: int
    became: str
    why: str
    words: str


def lines(document: str) -> list[Kept]:
    """The ledger of a plan; empty for one that was loaded without it."""
    row = data.row("app_ledger", document=document)
    if not row or not row["lines"]:
        return []
    parts = (row[name] for name in ("lines", "pages", "became", "why", "words"))
    return [Kept(*each) for each in zip(*parts, strict=True)]


def reason(kept: Kept) -> str:
    """Why, in the reader's language."""
    chinese, _, english = kept.why.partition(BETWEEN)
    return english if lang() == "en" and english else chinese


def best(found: Sequence[Kept]) -> Kept | None:
    """The line of a passage that counts most."""
    return min(found, key=lambda each: BECAME.index(each.became), default=None)


def sentence(found: Sequence[Kept]) -> str:
    """How many lines there are, how many became facts, how many could not be resolved."""
    counted = Counter(each.became for each in found)
    taken = counted["relation"] + counted["entity"]
    told = {"lines": f"{len(found):,}", "taken": f"{taken:,}", "unresolved": counted["unresolved"]}
    return say("about.ledger_why", **told)


def summary(found: Sequence[Kept]) -> None:
    """How many lines became what, as a table."""
    counted = Counter(each.became for each in found)
    rows = [_row(became, counted, found) for became in BECAME if counted[became]]
    config = tables.headings("became", "reasons", lines=tables.counted, share=_share)
    st.dataframe(pd.DataFrame(rows), column_config=config, hide_index=True)


def _row(became: str, counted: Mapping[str, int], found: Sequence[Kept]) -> dict[str, Any]:
    reasons = Counter(reason(each) for each in found if each.became == became)
    told = [f"{why} {count:,}" for why, count in reasons.most_common()]
    return {
        "became": say(f"became.{became}"),
        "lines": counted[became],
        "share": 100 * counted[became] / len(found),
        "reasons": say("list.comma").join(told),
    }


def _share(label: str) -> Any:
    return st.column_config.ProgressColumn(label, format="%.1f%%", min_value=0, max_value=100)
