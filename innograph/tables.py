"""Rows and answers as pandas tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from queries.asking.answer import Answer

if TYPE_CHECKING:
    import pandas as pd


def frame(rows: Answer | Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """A table with a row for each of ``rows``, or for each answer to a question; lists and
    evidence stay as they are in their cells. No rows give an empty table."""
    import pandas as pd

    told = rows.to_json()["answers"] if isinstance(rows, Answer) else rows
    return pd.DataFrame(list(told))
