"""Streamlit's own words, which are English, in the reader's language or not at all."""

from __future__ import annotations

import json

import streamlit as st

from views.words import say

STYLE = """<style>
[data-testid=InputInstructions] {{ display: none }}
[role=listbox][data-empty] [role=option] > * {{ visibility: hidden; font-size: 0 }}
[role=listbox][data-empty] [role=option] > *::after {{
  visibility: visible; font-size: 0.875rem; padding: 0.5rem 0.75rem; content: {nothing} }}
[class*=st-key-hits-] a p {{ white-space: normal }}
</style>"""


def style() -> None:
    """Say what the fields of this page say by themselves."""
    st.html(STYLE.format(nothing=json.dumps(say("field.nothing"), ensure_ascii=False)))
