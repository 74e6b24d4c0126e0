"""Files that a reader hands over. The field speaks the reader's language: Streamlit's own words
are English, and tell of the server's limit. That is the higher one, so that the page can say why
a file is too large."""

from __future__ import annotations

import json

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from ingest.errors import SourceError
from views import parts
from views.words import say

WORDS = """<style>
[data-testid=stFileUploaderDropzoneInstructions] {{ display: none }}
[data-testid=stFileUploaderDropzone] button p {{ font-size: 0 }}
[data-testid=stFileUploaderDropzone] button p::after {{ font-size: 0.875rem; content: {choose} }}
</style>"""


def file(label: str, kinds: str, largest: int) -> UploadedFile | None:
    """One file of at most ``largest`` MB, of the ``kinds`` that are told below the field; None
    until there is one. What is larger is refused on the page."""
    st.html(WORDS.format(choose=json.dumps(say("file.choose"), ensure_ascii=False)))
    given = st.file_uploader(label)
    st.caption(kinds)
    if given and given.size > largest * 1_000_000:
        parts.refused(SourceError("source.too_large", path=given.name, limit=largest))
        return None
    return given
