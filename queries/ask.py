"""A question in a person's own words → an answer with evidence, without any language model.

Question → language → atoms → tokens → an intent that takes up every word →
named query with parameters → rows → answer. What is not understood, or not in
the plan, is said so; nothing is answered on part of a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from graph.store import Store
from queries.asking import glossed, nearby, refusal, respond, rewording
from queries.asking.answer import Answer, Said
from queries.asking.called import called
from queries.asking.cited import cited
from queries.asking.language import language_of
from queries.asking.normalise import atoms, normalise
from queries.asking.reader import Reading, read
from queries.asking.rewording import Choice
from queries.asking.vocabulary import Vocabulary, vocabulary
from queries.attributes import answering as tables
from queries.attributes.called import called as called_heads
from queries.attributes.heads import Heads, as_plans_say, heads
from queries.attributes.listed import listed
from queries.library import run

__all__ = ["Answer", "Choice", "Reworded", "Said", "ask", "ask_many", "reworded"]

Reworded = tuple[tuple[Said, tuple[Choice, ...]], ...]
Runs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a graph as long as its documents stay: their runs, names, titles, and the
    heads of their tables."""

    runs: Runs
    names: Vocabulary
    titles: Mapping[str, str]
    heads: Heads


_KNOWN: WeakKeyDictionary[Store, Known] = WeakKeyDictionary()


def ask(store: Store, question: str, lang: str | None = None) -> Answer:
    """The answer to ``question``, in its own language or in ``lang`` (zh, en).

    Raises StoreError when the graph cannot be reached; every other trouble is
    an answer with a status.
    """
    text = normalise(question)
    spoken = lang or language_of(text)
    known = _known(store)
    names = known.names
    if key := refusal.guarded(question) or ("" if names.entities else _empty(store)):
        return respond.turned_away(question, spoken, key, names)
    put = tables.Question(store, question, spoken, text, known.titles)
    if told := tables.answer(put, known.heads) or listed(put, known.heads):
        return told
    reading = _read(text, names)
    told = respond.answer(store, question, spoken, reading, names)
    if not respond.is_fact(told):
        again = (
            respond.answer(store, question, spoken, r, names)
            for r in _otherwise(text, reading, names)
        )
        told = next(filter(respond.is_fact, again), told)
    if not respond.is_fact(told):
        late = tables.answer(put, known.heads, late=True)
        told = late or called_heads(put, known.heads) or told
    told = nearby.beside(store, told, reading, names)
    return cited(store, told, known.titles)


def _otherwise(text: str, reading: Reading, names: Vocabulary) -> Iterator[Reading]:
    """The question without what only explains, or in full; with things by their Chinese names."""
    lang = language_of(text)
    if lang == "zh" or glossed.named(text, names) == atoms(text):
        yield from (read(words, names, lang) for words in glossed.otherwise(text, names))
    if lang == "en":
        yield from called(reading.tokens, names)


def _read(text: str, names: Vocabulary) -> Reading:
    lang = language_of(text)
    return read(glossed.named(text, names) if lang == "en" else atoms(text), names, lang)


def ask_many(store: Store, questions: Iterable[str], lang: str | None = None) -> Iterator[Answer]:
    """The answers to questions, in their order."""
    return (ask(store, question, lang) for question in questions)


def reworded(store: Store, answer: Answer, lang: str) -> Reworded:
    """What the question of ``answer`` says, each with all that could be said in its place, what
    was said included; labels in ``lang`` (zh, en). Nothing that has no alternative."""
    return tuple(rewording.reworded(answer, _vocabulary(store), lang))


def _empty(store: Store) -> str:
    """Why there is nothing to ask about: no plan has been read, or the first is on its way."""
    return "loading" if store.is_loading else "no_plan"


def _vocabulary(store: Store) -> Vocabulary:
    return _known(store).names


def _known(store: Store) -> Known:
    """The names in the graph, read once for each state of its documents."""
    documents = run(store, "ask/runs")
    runs = tuple((row["id"], str(row["run"])) for row in documents)
    known = _KNOWN.get(store)
    if known is None or known.runs != runs:
        titles = {row["id"]: row["title"] for row in documents}
        boxes = [row["title"] for row in run(store, "ask/boxes")]
        targets = run(store, "ask/target_names")
        names = vocabulary(run(store, "ask/vocabulary"), titles.values(), boxes, targets)
        printed = run(store, "ask/heads")
        names = as_plans_say(names, printed)
        columns = heads(printed, names)
        known = _KNOWN[store] = Known(runs, names, titles, columns)
    return known
