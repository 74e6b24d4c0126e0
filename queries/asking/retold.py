"""Runs of words that mean a thing without its name: 磁旋存储芯片的那家国家重点实验室.

A run tells a thing as far as its words stand in the thing's names, each word weighing the more the
fewer things have it; a word for a kind must be right, a word with a slip counts by what is left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log

from queries.asking.kinds import BROAD, ENTITIES, TYPES
from queries.asking.lexicon import Sense
from queries.asking.normalise import form, is_chinese
from queries.asking.spelling import pinyin
from queries.asking.tokens import Token
from queries.asking.vocabulary import KINDS, Named, Vocabulary, form_text

#: Types of things that are known by what their names tell; bodies only by a slip of their name.
TELLING = tuple("Project Laboratory Facility InnovationCenter TechPlatform IndustrialPark".split())
BODIES = tuple("University ResearchInstitute Enterprise Hospital Association".split())
INSIDE = frozenset(("skip", "and", "tie", "level", "host"))
#: How names of bodies end, and their short forms.
ENDINGS = frozenset("大院所校司团厂室盟会医中心")
#: What may stand before a short form; anything else may be part of a longer name.
LOOSE = tuple("skip scope and second occasion what who list except neg tie host rely".split())
BEFORE = frozenset("的 在 由 是".split())
SHORTEST_SHORT, LONGEST_SHORT, SPELT = 3, 6, 5
ENOUGH, CLOSE, LONGEST, MOST, LEAST_WEIGHT = 0.62, 0.03, 9, 2, 3.0


@dataclass(frozen=True, slots=True)
class Retold:
    """The tokens from ``start`` to ``end`` as the thing that they mean, and how doubtful it is."""

    start: int
    end: int
    token: Token
    doubt: float


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Pieces of all names (pairs of characters, Latin words) and who has them."""

    having: Mapping[str, frozenset[str]]
    sounds: Mapping[str, str]
    count: int

    def weight(self, piece: str) -> float:
        """How much a piece tells: the more, the fewer things have it."""
        return log((1 + self.count) / (1 + len(self.having.get(piece, ()))))


def retold(tokens: Sequence[Token], names: Vocabulary) -> list[Retold]:
    """Every run that tells a thing well enough."""
    known = _names(names)
    shortened = [one for at in range(len(tokens)) for one in _shortened(tokens, at, names)]
    runs = [
        (a, b)
        for a in range(len(tokens))
        for b in range(a + 1, min(len(tokens), a + LONGEST) + 1)
        if _is_run(tokens[a:b]) and not (a and tokens[a - 1].of("what", "count"))
    ]
    return [*shortened, *(one for a, b in runs if (one := _told(tokens, a, b, names, known)))]


def _shortened(tokens: Sequence[Token], start: int, names: Vocabulary) -> Iterator[Retold]:
    """A body by some characters of its name, the last one among them: 西交大, 自动化所."""
    if start and tokens[start - 1].text not in BEFORE and not tokens[start - 1].of(*LOOSE):
        return
    for end in range(start + 1, min(len(tokens), start + LONGEST_SHORT) + 1):
        run, text = tokens[start:end], "".join(token.text for token in tokens[start:end])
        named = run[0].of(*ENTITIES) and run[-1].of(*ENTITIES)
        long = SHORTEST_SHORT <= len(text) <= LONGEST_SHORT and is_chinese(text)
        if named or not long or text[-1] not in ENDINGS:
            continue
        keys = [n.id for n in names.of_type(*BODIES) if any(_shortens(text, m) for m in n.names())]
        if len(keys) == 1:
            kinds = KINDS[names.entities[keys[0]].type]
            senses = tuple(Sense(kind, tuple(keys)) for kind in kinds)
            yield Retold(start, end, Token(tuple(text), senses), 0.0)


def _shortens(text: str, name: str) -> bool:
    """Whether a text has characters of a name in order, its end too, and not its beginning only."""
    ends = text[-1] == name[-1] or (text[-1] == "大" and name.endswith("大学"))
    rest = iter(name)
    return ends and len(text) < len(name) and all(letter in rest for letter in text)


def _is_run(run: Sequence[Token]) -> bool:
    """Begins and ends with a word that tells something, holds one that is no name or kind, and
    nothing that asks."""
    telling = [_tells(token) for token in run]
    small = all(t or _is_small(token) for t, token in zip(telling, run, strict=True))
    own = any(not token.senses or token.of("topic", "chain_part") for token in run)
    return telling[0] and telling[-1] and small and own


def _tells(token: Token) -> bool:
    kinds = (*TYPES, "project_type", *ENTITIES, "topic")
    return not token.senses and token.text.isalnum() or token.of(*kinds) is not None


def _is_small(token: Token) -> bool:
    return bool(token.senses) and {s.kind for s in token.senses} <= INSIDE and token.text != ","


def _told(
    tokens: Sequence[Token], start: int, end: int, names: Vocabulary, known: Names
) -> Retold | None:
    run = [token for token in tokens[start:end] if _tells(token)]
    classes = [token for token in run if token.of(*TYPES, "project_type") and not token.of("topic")]
    words = [piece for token in run if token not in classes for piece in _pieces(token)]
    weights = {forms: max(known.weight(form) for form in forms) for forms in words}
    whole = sum(weights.values())
    if whole < LEAST_WEIGHT:
        return None
    scores: dict[str, float] = defaultdict(float)
    for forms, weight in weights.items():
        for key in frozenset().union(*(_having(form, known) for form in forms)):
            scores[key] += weight
    fitting = {
        key: score / whole
        for key, score in scores.items()
        if score / whole >= ENOUGH and _fits(names.entities[key], classes)
    }
    best = max(fitting.values(), default=0.0)
    keys = [key for key, score in fitting.items() if score >= best - CLOSE]
    if not keys or len(keys) > MOST:
        return None
    kinds = dict.fromkeys(kind for key in keys for kind in KINDS[names.entities[key].type])
    senses = tuple(Sense(kind, tuple(keys)) for kind in kinds)
    said = tuple(word for token in tokens[start:end] for word in token.words)
    doubt = 2 * (1 - best) + 0.5 * (len(keys) - 1) - 0.05 * len(classes)
    return Retold(start, end, Token(said, senses), max(doubt, 0.0))


def _having(form: str, known: Names) -> frozenset[str]:
    """The things with a piece; those whose name sounds so, where it is no word of any."""
    found = known.having.get(form, frozenset())
    if found or len(form) < SPELT or not form.isascii():
        return found
    return frozenset(key for key, sound in known.sounds.items() if form in sound)


def _fits(named: Named, classes: Sequence[Token]) -> bool:
    """Whether a thing is of the kinds that are said, or of one that is known by telling words."""
    if not classes:
        return named.type in TELLING
    for token in classes:
        sense = token.of(*TYPES, "project_type")
        assert sense is not None
        type_ = "Project" if sense.kind == "project_type" else sense.value
        parts = sense.values[1:] if sense.kind != "project_type" else ()
        if type_ not in (named.type, BROAD) or named.type not in (*TELLING, *BODIES):
            return False
        if any(parts) and not any(part in name for part in parts for name in named.names()):
            return False
    return True


def _pieces(token: Token) -> Iterator[tuple[str, ...]]:
    """The pieces of a word, each with all forms that stand for it."""
    about = token.of("topic")
    texts = (token.text, *about.values) if about else (token.text,)
    if not is_chinese(token.text):
        yield tuple(dict.fromkeys(p for text in texts for p in _cut(text)))
        return
    for piece in _cut(token.text):
        yield (piece, *(value for value in texts[1:] if len(value) == 2))


def _cut(text: str) -> list[str]:
    """Pairs of characters of Chinese, words of Latin."""
    if not is_chinese(text):
        return [word for word in form(text) if word.isalnum()]
    pairs = ["".join(pair) for pair in pairwise(form_text(text))]
    return [pair for pair in pairs if is_chinese(pair)] or [form_text(text)]


@lru_cache(maxsize=4)
def _names(names: Vocabulary) -> Names:
    having: dict[str, set[str]] = defaultdict(set)
    for named in names.of_type(*TELLING, *BODIES):
        for text in (*named.about.split("\n"), *named.english):
            for piece in _cut(text):
                having[piece].add(named.id)
    known = list(names.of_type(*TELLING, *BODIES))
    sounds = {named.id: "".join(pinyin(named.name)) for named in known}
    return Names({piece: frozenset(keys) for piece, keys in having.items()}, sounds, len(known))
