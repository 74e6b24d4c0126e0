"""What time it is where the reader is: judgements are signed in UTC and shown in local time."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from views.words import lang, say


def zone() -> tzinfo | None:
    """The zone of the reader's browser; None, which stands for this machine's, if not known."""
    try:
        return ZoneInfo(st.context.timezone or "")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def spoken(day: date) -> str:
    """A day as the page's language writes it, the month in figures or by its English name."""
    month = day.strftime("%B") if lang() == "en" else day.month
    return say("clock.day", year=day.year, month=month, day=day.day)


def today() -> date:
    """The day at the reader's."""
    return datetime.now(zone()).date()
