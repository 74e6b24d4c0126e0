"""What the plan's text says where the graph has no fact: the passages nearest in meaning and words.

Only where nothing is near, or a name stands in no sentence, is it said that the plan lacks it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from graph.store import Store
from ingest.catalogue import text
from queries.asking import passages, refusal
from queries.asking.answer import Answer, Found
from queries.asking.common import tag
from queries.asking.language import language_of
from queries.asking.normalise import is_chinese
from queries.asking.reader import OWNING, Reading
from queries.asking.respond import asks_names
from queries.asking.vocabulary import Vocabulary
from queries.library import arguments, library, run
from queries.meaning.model import may_make
from queries.meaning.nearest import MOST, Near, Nearest, nearest

QUERY = "ask/passages_of"
REFUSED = ("not_in_plan", "not_understood")
LACKING = "not_in_graph"
#: Refusals that are answers: so many there are, that is what the graph counts.
CERTAIN = ("tally",)
#: What the graph alone says: where a question has such, a near passage is no answer to it.
CLOSED = ("place", "year", "invest", "figure", "negation", "neg", "tally", "most", "least", "shape")
#: Words that an English question has at least.
FEWEST = 4
#: Words by which facts of the graph are asked for.
ASKING = ("support", "join", "relation", "related", "location", *OWNING)
Row = dict[str, Any]
ORGANISATION, MARK = "nt", "\0"


@dataclass(frozen=True, slots=True)
class Sought:
    """What was found near, and the question's Chinese words that stand in no sentence."""

    nearest: Nearest
    absent: tuple[str, ...]


def beside(store: Store, answer: Answer, reading: Reading, names: Vocabulary) -> Answer:
    """The answer, with what the text says where the graph has nothing."""
    if answer.intent == passages.NAME and answer.status == "answered":
        return _ordered(store, answer, reading, names)
    if not _is_open_to_text(answer, reading) or _names_nothing(store, reading, names):
        return answer
    return _told(store, answer, reading, _sought(store, answer, reading, names))


def _is_open_to_text(answer: Answer, reading: Reading) -> bool:
    """Whether the graph has no answer, of what was asked or of words searched in its facts."""
    if answer.status == "refused":
        return answer.reason in REFUSED and reading.key not in CERTAIN
    topics = reading.typed.topics if reading.typed else reading.match and reading.match.of("topic")
    return answer.status == "empty" and (answer.intent == passages.NAME or bool(topics))


def nearest_rows(store: Store, words: str) -> list[Row]:
    """The passages nearest to some words in meaning, the nearest first; none without a model."""
    found = nearest(store, words, language_of(words)).near
    rows = {row["id"]: row for row in run(store, QUERY, ids=[one.passage for one in found])}
    return [{**rows[n.passage], "likeness": n.likeness} for n in found if n.passage in rows]


def _told(store: Store, answer: Answer, reading: Reading, sought: Sought) -> Answer:
    """What may truly be said, by how near the text comes."""
    found, lang = sought.nearest, answer.language
    if found.is_far:
        return answer
    if not found.near:
        return _unsearched(answer, sought)
    sure = found.is_sure and answer.status == "refused" and _may_answer(answer, reading)
    told = _passages(store, found.near, found.lang, lang, sure)
    making = "" if found.whole or not may_make() else text("ask.nearby.making", lang)
    if sure:
        said = making + text("ask.nearby.sure", lang) + passages.first(told, lang)
        return _answered(store, replace(answer, text=said, answers=told))
    said = making + _lacking(sought, lang) + text("ask.nearby.weak", lang)
    said += passages.first(told, lang) + _rest(answer)
    return _unsure(replace(answer, text=said, answers=told))


def _unsure(answer: Answer) -> Answer:
    """Not in the graph, which is all that can be said; nothing more of what is empty."""
    if answer.status == "empty":
        return answer
    return replace(answer, reason=LACKING, reading=text("ask.reason.not_in_graph", answer.language))


def _lacking(sought: Sought, lang: str) -> str:
    """Which Chinese words of the question stand in no sentence; English ones never do."""
    words = text("ask.join.quoted", lang).join(sought.absent)
    return text("ask.passages.absent", lang, words=words) if words else ""


def _rest(answer: Answer) -> str:
    """What a refusal says at its end: what was understood, what can be asked."""
    lang = answer.language
    opens = (
        text("ask.refused.known", lang, list=MARK),
        text("ask.refused.askable", lang, question=MARK),
    )
    found = (answer.text.find(each.partition(MARK)[0]) for each in opens)
    at = min((at for at in found if at >= 0), default=len(answer.text))
    return answer.text[at:]


def _answered(store: Store, answer: Answer) -> Answer:
    query = library()[QUERY]
    return replace(
        answer,
        status="answered",
        reading=text("ask.nearby.reading", answer.language),
        cypher=query.text(store.engine.name),
        params=arguments(query, {"ids": [one.id for one in answer.answers]}),
        intent=passages.NAME,
        query=QUERY,
        reason="",
        nearest=(),
    )


def _unsearched(answer: Answer, sought: Sought) -> Answer:
    """Without vectors, words alone decide what stands nowhere; that is said as it is."""
    if answer.reason != "not_in_plan":
        return answer
    lang = answer.language
    told = text(f"ask.nearby.unsearched.{language_of(answer.question)}", lang)
    return _unsure(replace(answer, text=_lacking(sought, lang) + told + _rest(answer)))


def _sought(store: Store, answer: Answer, reading: Reading, names: Vocabulary) -> Sought:
    words = passages.sought(refusal.closed(reading.tokens), names)
    rows = passages.holding(store, words) if words else []
    held = [row["id"] for row in passages.ranked(words, rows, rows, names)]
    found = nearest(store, answer.question, language_of(answer.question), held[: 2 * MOST])
    return Sought(found, tuple(filter(is_chinese, passages.absent(words, rows))))


def _ordered(store: Store, answer: Answer, reading: Reading, names: Vocabulary) -> Answer:
    """Passages that hold all the words, in the order of both words and meaning."""
    held = [one.id for one in answer.answers]
    spoken = language_of(answer.question)
    found = nearest(store, answer.question, spoken, held)
    place = {near.passage: at for at, near in enumerate(found.near)}
    own = tuple(sorted(answer.answers, key=lambda one: place.get(one.id, len(place))))
    before, after = (passages.first(some, answer.language) for some in (answer.answers, own))
    return replace(answer, answers=own, text=answer.text.replace(before, after))


def _passages(
    store: Store, near: Iterable[Near], spoken: str, lang: str, sure: bool
) -> tuple[Found, ...]:
    by_id = {one.passage: one for one in near}
    rows = {row["id"]: row for row in run(store, QUERY, ids=list(by_id))}
    weak = (text("ask.nearby.unlike", lang),)
    return tuple(
        passages.quoted(store, rows[id], one.spans, () if sure and one.is_sure(spoken) else weak)
        for id, one in by_id.items()
        if id in rows
    )


def _may_answer(answer: Answer, reading: Reading) -> bool:
    """Whether sentences may answer: a sentence with words that the graph does not know, in which no
    bodies, ties, years, places or figures are asked for."""
    tokens = reading.tokens
    short = len(answer.question.split()) < FEWEST and not is_chinese(answer.question)
    if short or reading.key in CLOSED or asks_names(tokens):
        return False
    outside = {sense.value for token in tokens if (sense := token.of("outside"))}
    known = all(token.senses for token in tokens)
    return outside <= {"how"} and not known and not any(t.of(*ASKING, *CLOSED) for t in tokens)


def _names_nothing(store: Store, reading: Reading, names: Vocabulary) -> bool:
    """Whether the question names something in Chinese that stands in no sentence of any plan."""
    words = passages.sought(refusal.closed(reading.tokens), names)
    proper = [word for word in words if _is_name(word.said)]
    return bool(proper) and bool(passages.absent(proper, passages.holding(store, proper)))


def _is_name(said: str) -> bool:
    """Whether the dictionary knows it as a body's name: 清华大学, but not 初创公司."""
    return is_chinese(said) and tag(said) == ORGANISATION
