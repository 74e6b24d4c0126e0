"""What no page foresaw: its trace goes to the log, a number that finds it there to the reader."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from graph import logs
from views.words import say


def unforeseen(error: Exception) -> bool:
    """Log what a page's run ended with, and say so on the page; True: nothing else is shown."""
    number = secrets.token_hex(4)
    try:
        raise error
    except Exception:
        logs.note("page.failed", logging.ERROR, trace=True, number=number)
    st.error(say("trouble.unforeseen", number=number), icon=":material/error:")
    return True
