"""What the plan's text says where the graph has no fact: the passages nearest in meaning and words.

Only where nothing is near, or a name stands in no sentence, is it said that the plan lacks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.store import Store
from ingest.catalogue import text
from queries.asking import passages, refusal
from queries.asking.answer import Answer, Found
from queries.asking.bodies import is_body
from queries.asking.common import cut, english_parts, tag
from queries.asking.kinds import ENTITIES
from queries.asking.language import language_of, may_deny
from queries.asking.normalise import form, is_chinese
from queries.asking.reader import Reading
from queries.asking.tokens import Token
from queries.asking.vocabulary import Vocabulary
from queries.asking.wanted import asks_for_names, asks_of_a_tie
from queries.library import arguments, library, run
from queries.meaning.model import may_make
from queries.meaning.nearest import MOST, Near, Nearest, nearest

QUERY = "ask/passages_of"
REFUSED = ("not_in_plan", "not_understood")
LACKING = "not_in_graph"
#: From here on a sentence is about what was asked, whatever words of the question it lacks.
CERTAIN: Mapping[str, float] = {"zh": 0.925, "en": 0.825}
#: How many words a question has at least, without and with the name of a thing, to which alone
#: all sentences on it are near; sentences told to who asks for names.
FEWEST, TOLD = (5, 7), 5
#: Words that ask or join, and say nothing that a text could hold.
EMPTY = frozenset("skip and or but scope second any who what list count number unit yesno".split())
Row = dict[str, Any]
ORGANISATION, MARK = "nt", "\0"


@dataclass(frozen=True, slots=True)
class Sought:
    """What was found near, the question's words that stand in no sentence, and whether the name of
    a body is among them."""

    nearest: Nearest
    absent: tuple[str, ...]
    names_body: bool


def beside(store: Store, answer: Answer, reading: Reading, names: Vocabulary) -> Answer:
    """The answer, with what the text says where the graph has nothing."""
    if answer.intent == passages.NAME and answer.status == "answered":
        return _ordered(store, answer)
    if not _is_open_to_text(answer, reading):
        return answer
    return _told(store, answer, reading, _sought(store, answer, reading, names))


def nearest_rows(store: Store, words: str) -> list[Row]:
    """The passages nearest to some words in meaning, the nearest first; none without a model."""
    found = nearest(store, words, language_of(words)).near
    rows = {row["id"]: row for row in run(store, QUERY, ids=[one.passage for one in found])}
    return [{**rows[n.passage], "likeness": n.likeness} for n in found if n.passage in rows]


def _is_open_to_text(answer: Answer, reading: Reading) -> bool:
    """Whether the graph has no answer, of what was asked or of words searched in its facts."""
    if answer.status == "refused":
        return answer.reason in REFUSED and any(map(_says, reading.tokens))
    topics = reading.typed.topics if reading.typed else reading.match and reading.match.of("topic")
    told = bool(topics) or not (asks_for_names(reading.tokens) or may_deny(answer.question))
    return answer.status == "empty" and (answer.intent == passages.NAME or told)


def _says(token: Token) -> bool:
    """Whether a word says something that a text could hold."""
    return not {sense.kind for sense in token.senses} <= EMPTY or not token.senses


def _told(store: Store, answer: Answer, reading: Reading, sought: Sought) -> Answer:
    """What may truly be said, by how near the text comes."""
    found, lang = sought.nearest, answer.language
    if found.is_far or (sought.names_body and answer.reason == "not_in_plan"):
        held = _begins(answer, "ask.passages.head") < len(answer.text)
        return _unsure(answer) if held else answer
    if not found.near:
        return _unsearched(answer, sought)
    sure = _is_sure(found, sought) and _may_answer(answer, reading)
    sure |= any(token.of("quote") for token in reading.tokens)
    told = _passages(store, found.near, found.lang, lang, sure)
    making = "" if found.whole or not may_make() else text("ask.nearby.making", lang)
    if sure:
        said = making + text("ask.nearby.sure", lang) + passages.first(told, lang)
        return _answered(store, replace(answer, text=said, answers=told))
    own, rest = _parted(answer)
    said = own if reading.understood and answer.intent != passages.NAME else _lacking(sought, lang)
    names = answer.status == "empty" or asks_for_names(reading.tokens)
    quotes = passages.first(told, lang, TOLD if names else passages.SHOWN)
    said += making + text("ask.nearby.weak", lang) + quotes + rest
    return _unsure(replace(answer, text=said, answers=() if answer.status == "empty" else told))


def _is_sure(found: Nearest, sought: Sought) -> bool:
    """Whether the nearest is about what was asked: very near, or near with all of its words."""
    return found.likeness >= CERTAIN[found.lang] or (found.is_sure and not sought.absent)


def _unsure(answer: Answer) -> Answer:
    """Not in the graph, which is all that can be said; nothing more of what is empty."""
    if answer.status == "empty":
        return answer
    return replace(answer, reason=LACKING, reading=text("ask.reason.not_in_graph", answer.language))


def _lacking(sought: Sought, lang: str) -> str:
    """Which Chinese words of the question stand in no sentence."""
    words = text("ask.join.quoted", lang).join(filter(is_chinese, sought.absent))
    return text("ask.passages.absent", lang, words=words) if words else ""


def _parted(answer: Answer) -> tuple[str, str]:
    """What an answer says, and how a refusal ends: what was understood, what can be asked; without
    what words alone found."""
    whole = answer.text[: _begins(answer, "ask.passages.head")]
    at = min(_begins(answer, "ask.refused.known"), _begins(answer, "ask.refused.askable"))
    return whole[:at], whole[at:]


def _begins(answer: Answer, key: str) -> int:
    """Where a phrase of the catalogue begins in an answer; at its end where it does not stand."""
    phrase = text(key, answer.language, list=MARK, question=MARK, words=MARK, count=MARK)
    at = answer.text.find(phrase.split(MARK)[0])
    return at if at >= 0 else len(answer.text)


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
    """Where meaning was not searched, the words of the text's own language alone decide what
    stands nowhere; of others that is said as it is."""
    if answer.reason not in REFUSED:
        return answer
    if _begins(answer, "ask.passages.head") < len(answer.text):
        return _unsure(answer)
    chinese = language_of(answer.question) == "zh"
    if answer.reason != "not_in_plan" or (chinese and not may_make()):
        return answer
    lang = answer.language
    told = text(f"ask.nearby.unsearched.{language_of(answer.question)}", lang)
    return _unsure(replace(answer, text=_lacking(sought, lang) + told + _parted(answer)[1]))


def _sought(store: Store, answer: Answer, reading: Reading, names: Vocabulary) -> Sought:
    whole = passages.sought(refusal.closed(reading.tokens), names)
    parts = [passages.Sought(part, (part,)) for word in whole for part in _parts(word)]
    rows = passages.holding(store, (*whole, *parts))
    held = [row["id"] for row in passages.ranked(whole, rows, rows, names)]
    found = nearest(store, answer.question, language_of(answer.question), held[: 2 * MOST])
    bodies = passages.absent([word for word in whole if _names_body(word.said)], rows)
    absent = [one.said for one in parts if one.said in passages.absent([one], rows)]
    return Sought(found, tuple(dict.fromkeys((*bodies, *absent))), bool(bodies))


def _names_body(said: str) -> bool:
    """Whether it is a body's name, by the lists, by the dictionary or by how it ends."""
    if is_chinese(said):
        return tag(said) == ORGANISATION or is_body(form(said))
    return is_body(form(said)) and "VERB" not in english_parts(said)


def _parts(word: passages.Sought) -> Iterator[str]:
    """The words of a stretch that may name something; of an English one those no dictionary has."""
    for part in cut(word.said):
        chinese = is_chinese(part)
        if len(part) > 1 and (tag(part)[:1] in "nljx" if chinese else not english_parts(part)):
            yield part


def _ordered(store: Store, answer: Answer) -> Answer:
    """Passages that hold the words, in the order of both words and meaning, with those that only
    come near in meaning among them."""
    own = {one.id: one for one in answer.answers}
    lang = answer.language
    found = nearest(store, answer.question, language_of(answer.question), list(own))
    if found.is_far:
        return answer
    near = {one.id: one for one in _passages(store, found.near, found.lang, lang, True)}
    told = tuple(own.get(id) or near[id] for id in dict.fromkeys((*near, *own)))
    held = [own[one.id] for one in told if one.id in own]
    before, after = (passages.first(some, lang) for some in (answer.answers, held))
    return replace(answer, answers=told, text=answer.text.replace(before, after))


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
    """Whether sentences may answer: a question of some length that asks for no names."""
    tokens = reading.tokens
    named = any(token.of(*ENTITIES) for token in tokens)
    short = len(tokens) < FEWEST[named]
    tied = may_deny(answer.question) and asks_of_a_tie(tokens)
    return not short and not tied and not asks_for_names(tokens)
