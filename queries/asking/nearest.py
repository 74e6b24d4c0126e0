"""Where no fact answers: the passages of the plan that come nearest to what was asked.

A passage comes near as far as it holds the question's words, each weighing the more the fewer
passages have it; a word that is in none weighs most, so that what the plan does not speak of stays
refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import log

from graph.store import Store
from ingest.catalogue import text
from queries.asking import passages, refusal
from queries.asking.answer import Answer
from queries.asking.bodies import is_body
from queries.asking.common import cut, english_parts, is_doing, is_proper, tag
from queries.asking.kinds import ENTITIES, TYPES
from queries.asking.lexicon import terms
from queries.asking.normalise import form, is_chinese
from queries.asking.passages import Row, Sought
from queries.asking.reader import Reading
from queries.asking.tokens import Token
from queries.asking.vocabulary import Vocabulary

#: Kinds of words that ask or join, and are not what a text would say.
ASKING = frozenset(
    "skip and scope occasion second any alias what list who yesno why or but both neg about count"
    " page sum quote".split()
)
CLASSES = (*TYPES, "project_type", "field_type")
#: Reasons of a refusal that no sentence undoes, and what no text settles.
CLOSED, OPINION = ("negation", "tally"), ("opinion", "daily")
ENOUGH, SMALL, ABSENT, MOST, STRANGE = 0.45, 0.3, 0.4, 10, 3


def nearest(
    store: Store, empty: Answer, reading: Reading, names: Vocabulary, may_answer: bool
) -> Answer:
    """The passages nearest to a question that has no answer: as the answer where they may be one,
    else told behind why there is none."""
    words = list(dict.fromkeys(_content(reading.tokens, names)))
    rows = passages.holding(store, words)
    missing = passages.absent(words, rows)
    scored = _scored(words, rows)
    if not scored or any(_is_name(word) and word.said in missing for word in words):
        return empty
    held = [word for word in words if word.stands_in(scored[0]["told"])]
    told = passages.answered(store, empty.question, empty.language, held, scored[:MOST])
    if not may_answer or not _is_open(reading, words, scored[0]["told"]):
        return replace(empty, text=empty.text + told.text)
    if not missing:
        return told
    quoted = text("ask.join.quoted", empty.language).join(missing)
    note = text("ask.passages.missing", empty.language, words=quoted)
    return replace(told, text=told.text + note)


def _is_open(reading: Reading, words: Sequence[Sought], told: str) -> bool:
    """Whether a text may answer: it is asked for, or it speaks of all that the question names, of
    everything by which that goes beyond the graph, and of something that is no name or kind."""
    if any(token.of("quote") for token in reading.tokens):
        return True
    beyond = [token for token in reading.tokens if token.of("outside", "place", "year", "area")]
    opinion = any((o := t.of("outside")) and o.value in OPINION for t in beyond)
    closed = reading.key in CLOSED or any(token.of("neg", "except") for token in reading.tokens)
    if closed or opinion or not all("".join(token.words) in told for token in beyond):
        return False
    free = "".join(t.text for t in reading.tokens if not t.senses or _is_topical(t))
    own = [w for w in words if not w.named and w.said in free and _is_topic(w.said)]
    named = [w for w in words if w.named]
    return bool(own) and all(word.stands_in(told) for word in (*own, *named))


def _is_topical(token: Token) -> bool:
    return token.of("topic") is not None and token.of(*ENTITIES, *CLASSES) is None


def _content(tokens: Sequence[Token], names: Vocabulary) -> Iterator[Sought]:
    """What a text would say of the question's words."""
    for token in refusal.closed(tokens):
        kinds = {sense.kind for sense in token.senses}
        if kinds and kinds <= ASKING:
            continue
        if token.of(*ENTITIES, "topic") or (not kinds and terms().get(token.words)):
            yield from passages.sought([token], names)
            continue
        yield from (Sought(w, _forms(w)) for w in _words(token) if len(w) >= passages.SHORTEST)


def _words(token: Token) -> list[str]:
    """The words of a stretch; a short one that no dictionary has, and that does nothing, whole."""
    words = list(cut(token.text))
    strange = not token.senses and len(words) > 1 and len(token.text) <= STRANGE
    named = is_body(token.words) or (strange and not any(map(is_doing, words)))
    return [token.text] if named else words


def _forms(word: str) -> tuple[str, ...]:
    if is_chinese(word):
        return (word,)
    return tuple(known.lower() for known in terms().get((word,), ())) or (word,)


def _scored(words: Sequence[Sought], rows: Sequence[Row]) -> list[Row]:
    """The passages that hold enough of what is asked, the nearest first."""
    weights = {word: _weight(word, rows) for word in words}
    whole = sum(weights.values())
    scored = [
        (sum(w for word, w in weights.items() if word.stands_in(row["told"])) / whole, row)
        for row in rows
        if whole
    ]
    near = [(score, row) for score, row in scored if score >= ENOUGH]
    near.sort(key=lambda one: (-one[0], len(one[1]["told"]), one[1]["document"], one[1]["line"]))
    return [row for _, row in near]


def _weight(word: Sought, rows: Sequence[Row]) -> float:
    """How much a word tells; one that no passage has counts whole only where it is a name."""
    having = sum(word.stands_in(row["told"]) for row in rows)
    share = 1.0 if word.named or _is_topic(word.said) else SMALL
    if not having and not _is_name(word):
        share = min(share, ABSENT)
    return log(1 + (1 + len(rows)) / (1 + having)) * share


def _is_topic(said: str) -> bool:
    """Whether a word can name what a text speaks of, and is not only a verb or a small word."""
    if not is_chinese(said):
        return not english_parts(said) or bool(english_parts(said) & {"NOUN", "PROPN"})
    return tag(said)[:1] in ("", "n", "j", "l", "i", "s", "b", "a") or tag(said) == "vn"


def _is_name(word: Sought) -> bool:
    if word.named or is_body(form(word.said)):
        return True
    return is_chinese(word.said) and is_proper(word.said)
