"""The rules inside spaCy: names as labelled spans of its document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.naming.spans import NAMES, names_in, pipeline

TEXT = "依托云川大学，建设深海装备国家重点实验室。支持明江理工大学发展。"


def test_names_are_labelled_spans_of_the_document() -> None:
    doc = pipeline()(TEXT)
    assert [(span.text, span.label_) for span in doc.spans[NAMES]] == [
        ("云川大学", "University"),
        ("深海装备国家重点实验室", "Laboratory"),
        ("明江理工大学", "University"),
    ]


def test_the_finds_stand_where_the_spans_do() -> None:
    doc = pipeline()(TEXT)
    places = [(span.start_char, span.end_char) for span in doc.spans[NAMES]]
    assert places == [(found.start, found.end) for found in names_in(TEXT)]


@pytest.mark.parametrize("text", ["", " ", "A B　大学", "云川大学 （A 区）、5G 实验室"])
def test_odd_texts_keep_their_places(text: str) -> None:
    assert all(0 <= found.start < found.end <= len(text) for found in names_in(text))


@given(st.text(alphabet="云川大学实验室建设依托、，。 \u3000AB（）“”5G\n", max_size=60))
def test_no_find_lies_outside_its_text(text: str) -> None:
    assert all(0 <= found.start < found.end <= len(text) for found in names_in(text))
