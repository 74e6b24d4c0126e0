"""The plan's own sentences where the graph has no fact: passages that hold the question's words,
the likeliest first (BM25 over pairs of characters, with known names as whole words).

Which passages come at all is decided by a plain search for the words, so nothing that holds
them is missed and nothing grows with the number of plans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any
from weakref import WeakKeyDictionary

from graph.store import Store
from ingest.catalogue import text
from queries.asking.answer import Answer, Found, Quote
from queries.asking.common import cut, is_doing
from queries.asking.kinds import ENTITIES
from queries.asking.lexicon import Sense, terms
from queries.asking.normalise import is_chinese
from queries.asking.tokens import Token
from queries.asking.vocabulary import Vocabulary
from queries.library import arguments, library, run
from queries.meaning.units import Span, sentences

NAME = "passages"
QUERY = "ask/passages"
BLANK = re.compile(r"\s+")
LATIN = re.compile(r"[a-z0-9]+")
CHINESE = re.compile(r"[\u3400-\u9fff]+")
MOST, LONGEST_QUOTE, SHORTEST, SHOWN = 50, 120, 2, 3
#: Reasons of words outside the graph's schema that a text may still speak of.
TOLD = ("people", "money", "how", "patent", "daily")
#: Those of them that are words of a text, not of the question: patents, not how.
SAYING = tuple(value for value in TOLD if value != "how")
Row = dict[str, Any]
Ledger = dict[int, tuple[str, int]]
AT_HAND = 4
#: Lines over which a sentence may go. What stands between the cells of a row.
REACH = 40
CELLS = "｜"
_LEDGERS: WeakKeyDictionary[Store, dict[str, Ledger]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Sought:
    """What a passage must say: for each word of the question the ways to write it."""

    said: str
    forms: tuple[str, ...]
    named: bool = False

    def stands_in(self, told: str) -> bool:
        """Whether a text, without blanks and in small letters, holds it."""
        return any(form in told for form in self.forms)


def sought(tokens: Sequence[Token], names: Vocabulary) -> list[Sought]:
    """The words of a question that carry its meaning: unknown ones, names, topics."""
    found = (one for token in tokens for one in _sought(token, names))
    long = (one for one in found if all(len(form) >= SHORTEST for form in one.forms))
    return list(dict.fromkeys(long))


def _sought(token: Token, names: Vocabulary) -> Iterator[Sought]:
    if not token.senses and (known := terms().get(token.words)):
        yield Sought(token.text, tuple(word.lower() for word in known))
        return
    if not token.senses:
        yield from _unknown(token.text)
        return
    outside = token.of("outside")
    if (outside and outside.value in SAYING) or token.of("place"):
        yield Sought(token.text, (token.text,))
        return
    if sense := token.of(*ENTITIES):
        yield Sought(token.text, tuple(_written(token, sense, names)), True)
    elif sense := token.of("topic"):
        yield Sought(token.text, tuple(word.lower() for word in (*sense.values, token.text)))


def _unknown(said: str) -> Iterator[Sought]:
    """An unknown stretch whole, if it is short; else its words without those that do."""
    words = [word for word in cut(said) if not (is_chinese(word) and is_doing(word))]
    if is_chinese(said) and (len(said) <= 4 or not words):
        yield Sought(said, (said,))
        return
    yield from (Sought(word, (word,)) for word in words)


def _written(token: Token, sense: Sense, names: Vocabulary) -> Iterator[str]:
    yield token.text
    for key in sense.values:
        yield from (BLANK.sub("", name).lower() for name in names.entities[key].names())


def holding(store: Store, words: Sequence[Sought]) -> list[Row]:
    """The passages that hold any of the words, with the text to compare as ``told``."""
    forms = sorted({form for word in words for form in word.forms if len(form) >= SHORTEST})
    rows = run(store, QUERY, words=forms) if forms else []
    return [{**row, "told": BLANK.sub("", row["text"]).lower()} for row in rows]


def absent(words: Sequence[Sought], rows: Sequence[Row]) -> list[str]:
    """The words that stand in no passage."""
    return [w.said for w in words if not any(w.stands_in(row["told"]) for row in rows)]


def found_in(words: Sequence[Sought], rows: Sequence[Row], names: Vocabulary) -> list[Row]:
    """The passages that hold all of the words, the likeliest first."""
    whole = [row for row in rows if all(word.stands_in(row["told"]) for word in words)]
    return ranked(words, whole, rows, names)[:MOST]


def ranked(
    words: Sequence[Sought], wanted: Sequence[Row], rows: Sequence[Row], names: Vocabulary
) -> list[Row]:
    """Those ``wanted`` of the passages that hold any of the words, the likeliest first."""
    if len(wanted) < 2:
        return list(wanted)
    import bm25s  # loads its numbers only when they are needed

    known = frozenset(name for n in names.entities.values() for name in n.names())
    index = bm25s.BM25()
    index.index([list(pieces(row["told"], known)) for row in rows], show_progress=False)
    asked = [piece for word in words for form in word.forms for piece in pieces(form, known)]
    scores = dict(zip((row["id"] for row in rows), index.get_scores(asked), strict=True))
    return sorted(wanted, key=lambda row: (-scores[row["id"]], row["document"], row["line"]))


def pieces(told: str, known: frozenset[str]) -> Iterator[str]:
    """A text's pairs of characters and Latin words, and the known names in it as a whole."""
    yield from LATIN.findall(told)
    for run_ in CHINESE.findall(told):
        yield from (a + b for a, b in pairwise(run_))
        if len(run_) == 1:
            yield run_
        for size in range(3, min(len(run_), 12) + 1):
            yield from (
                w for i in range(len(run_) - size + 1) if (w := run_[i : i + size]) in known
            )


def answered(
    store: Store, question: str, lang: str, words: Sequence[Sought], rows: Sequence[Row]
) -> Answer:
    """The answer that the text itself gives."""
    forms = sorted({form for word in words for form in word.forms if len(form) >= SHORTEST})
    query = library()[QUERY]
    said = text("ask.join.quoted", lang).join(word.said for word in words)
    found = tuple(_found(store, row, words) for row in rows)
    return Answer(
        question=question,
        language=lang,
        status="answered",
        reading=text("ask.passages.reading", lang, words=said),
        text=text("ask.passages.head", lang, words=said, count=len(rows)) + first(found, lang),
        answers=found,
        cypher=query.text(store.engine.name),
        params=arguments(query, {"words": forms}),
        intent=NAME,
        query=QUERY,
    )


def first(found: Sequence[Found], lang: str, most: int = SHOWN) -> str:
    """The likeliest sentences, each with its page."""
    quotes = [one.evidence[0] for one in found[:most] if one.evidence]
    told = (
        text("ask.passages.quote", lang, quote=_short(BLANK.sub("", q.quote)), page=q.page)
        for q in quotes
    )
    return text("ask.join.reasons", lang).join(told) + text("ask.join.end", lang).rstrip()


def _short(quote: str) -> str:
    return quote if len(quote) <= LONGEST_QUOTE else f"{quote[:LONGEST_QUOTE]}…"


def _found(store: Store, row: Row, words: Sequence[Sought]) -> Found:
    spans = _holding_spans(row["text"], words)
    return quoted(store, row, spans[:SHOWN])


def quoted(store: Store, row: Row, spans: Sequence[Span], reasons: tuple[str, ...] = ()) -> Found:
    """A passage as an answer, with its sentences at ``spans``, each where its line stands."""
    ledger = _ledger(store, row["document"])
    if CELLS in row["text"]:
        quotes = [_whole(ledger, row)]
    else:
        places = _places(ledger, row)
        found = (_quote(row, span, _at(places, row, span[0])) for span in spans)
        quotes = [_standing(ledger, quote) for quote in found]
    name = row["section"] or row["plan"]
    return Found(row["id"], "Passage", name, evidence=tuple(quotes), reasons=reasons)


def _quote(row: Row, span: Span, place: tuple[int, int]) -> Quote:
    words = row["text"][slice(*span)].strip()
    return Quote(*place, words, row["document"], row["plan"])


def _whole(ledger: Ledger, row: Row) -> Quote:
    """Of a row of a table the most that stands together, as its lines stand in the text."""
    numbers = sorted(row["lines"]) or [row["line"]]
    runs: dict[int, list[int]] = {}
    for at, number in enumerate(numbers):
        runs.setdefault(number - at, []).append(number)
    said = {run[0]: "".join(ledger.get(n, ("", 0))[0] for n in run) for run in runs.values()}
    line = max(said, key=lambda number: len(said[number]))
    page = ledger.get(line, ("", row["page"]))[1]
    return Quote(page, line, said[line] or row["text"], row["document"], row["plan"])


def _standing(ledger: Ledger, quote: Quote) -> Quote:
    """A quote as far as its words stand together: other lines may stand between."""
    lines = range(quote.line, quote.line + REACH)
    raw = BLANK.sub("", "".join(ledger.get(number, ("", 0))[0] for number in lines))
    said = BLANK.sub("", quote.quote)
    if said in raw:
        return quote
    size = next((n for n in range(len(said), 0, -1) if said[:n] in raw), len(said))
    return replace(quote, quote=said[:size])


def _holding_spans(said: str, words: Sequence[Sought]) -> list[Span]:
    """Where the sentences stand that hold the words: all of them, else some, else any."""
    spans = sentences(said)
    told = [BLANK.sub("", said[a:b]).lower() for a, b in spans]
    whole = [s for s, t in zip(spans, told, strict=True) if all(w.stands_in(t) for w in words)]
    some = [s for s, t in zip(spans, told, strict=True) if any(w.stands_in(t) for w in words)]
    return whole or some or spans


def _ledger(store: Store, document: str) -> Ledger:
    """The words and the page of every line of a document."""
    kept = _LEDGERS.setdefault(store, {})
    if document not in kept:
        while len(kept) >= AT_HAND:
            kept.pop(next(iter(kept)))
        kept[document] = _read_ledger(store, document)
    return kept[document]


def _read_ledger(store: Store, document: str) -> Ledger:
    empty: Row = {"lines": (), "words": (), "pages": ()}
    (row,) = run(store, "app_ledger", document=document) or [empty]
    return dict(zip(row["lines"], zip(row["words"], row["pages"], strict=True), strict=True))


def _places(ledger: Ledger, row: Row) -> list[tuple[int, int, int]]:
    """Where each line of a passage ends in its text without blanks, its page and number."""
    found, end = [], 0
    for number in row["lines"]:
        words, page = ledger.get(number, ("", row["page"]))
        end += len(BLANK.sub("", words))
        found.append((end, page, number))
    return found


def _at(places: Sequence[tuple[int, int, int]], row: Row, start: int) -> tuple[int, int]:
    """Page and line of a place in a passage; its first line where they cannot be told."""
    before = len(BLANK.sub("", row["text"][:start]))
    if not places or places[-1][0] != len(BLANK.sub("", row["text"])):
        return row["page"], row["line"]
    return next(
        ((page, line) for end, page, line in places if end > before), (row["page"], row["line"])
    )
