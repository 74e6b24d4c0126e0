"""The judge as a spaCy pipeline: one token a character, names as spans of the document.

``blank("zh")`` tags nothing; the one component puts what it finds into
``doc.spans["names"]``, each span with its type as label and the find itself as
``span._.found``. Other components of spaCy can stand before or behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.naming.judge import find
from ingest.naming.rules.found import Found
from ingest.naming.rules.sentence import sentences

COMPONENT = "innograph_names"
NAMES = "names"

Span.set_extension("found", default=None, force=True)


@Language.component(COMPONENT)
def mark_names(doc: Doc) -> Doc:
    """The document with the names that the judge finds in it."""
    doc.spans[NAMES] = [_span(doc, found) for found in _found(doc.text)]
    return doc


def names_in(text: str) -> list[Found]:
    """What is named in ``text``, placed in the whole of it."""
    doc = pipeline()(text)
    return [span._.found for span in doc.spans[NAMES]]


@cache
def pipeline() -> Language:
    """A blank Chinese pipeline with the judge."""
    nlp = spacy.blank("zh")
    nlp.add_pipe(COMPONENT)
    return nlp


def _found(text: str) -> Iterator[Found]:
    for sentence in sentences(text):
        for one in find(sentence):
            yield replace(one, start=one.start + sentence.offset, end=one.end + sentence.offset)


def _span(doc: Doc, found: Found) -> Span:
    span = doc.char_span(found.start, found.end, label=found.label, alignment_mode="expand")
    assert span is not None  # a find lies in the text, and a character is a token
    span._.found = found
    return span
