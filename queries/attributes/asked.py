"""A question → which heads of which things it asks for, or that it asks for something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from queries.asking.kinds import BROAD, ENTITIES, TYPES
from queries.asking.lexicon import Form
from queries.asking.loose import lighter, spoken
from queries.asking.tokens import Token, tokenise
from queries.asking.vocabulary import Vocabulary
from queries.attributes.heads import HEAD, Heads, Meant

#: What a question may say beside a thing and a head without asking for anything else.
BESIDE = frozenset("skip what who count much list scope about year target base".split())
LIMITS = ("over", "under", "over_after", "under_after")
#: Verbs that say no more than a head of offices or of works does.
OFFICE, OFFICES = frozenset("host undertake support rely belong".split()), ("部门", "单位", "局", "委")
PROJECT = "project_type"
ENDS = frozenset(",;?:、")


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound of a comparison: the number and its unit as said, above or below, itself included."""

    number: float
    unit: str
    above: bool
    strict: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: heads of things (``ids``, each what one name may mean) or of all of a type
    whose name has one of ``parts``; ``rank`` most or least; years of the head; words left aside."""

    heads: tuple[tuple[Meant, ...], ...]
    ids: tuple[tuple[str, ...], ...] = ()
    type: str = ""
    parts: tuple[str, ...] = ()
    rank: str = ""
    limit: Limit | None = None
    years: tuple[int, ...] = ()
    planned: bool | None = None
    counts: bool = False
    aside: str = ""


def asked(words: Form, heads: Heads, lang: str) -> Iterator[Asked]:
    """What a question's atoms ask for of a table, the strictest reading first."""
    tokens = _joined(spoken(tokenise(words, heads.names)))
    if not any(token.of(HEAD) for token in tokens):
        return
    ways = [(tokens, ""), *lighter(tokens)]
    for kept, aside in ways:
        for found in _readings(list(kept), heads, aside):
            yield found


def _joined(tokens: Sequence[Token]) -> list[Token]:
    """Without commas: what they part is read as one."""
    return [token for token in tokens if token.text not in ENDS]


def _readings(tokens: list[Token], heads: Heads, aside: str) -> Iterator[Asked]:
    """The readings of tokens: which of them are heads is not always plain."""
    things = [t for t in tokens if t.of(*ENTITIES) and not t.of(HEAD)]
    kinds = [t for t in tokens if _type(t) and t not in things and not t.of(HEAD)]
    if not things and not kinds:
        return
    named = [] if _all_of(things, kinds, heads.names) else kinds
    if (things and named) or len(named) > 1:
        return
    ids = tuple(_meant(t) for t in things)
    kind, parts = (_type(named[0]), _parts(named[0])) if named else ("", ())
    for said in _said(tokens, things):
        meant = tuple(heads.of(t.of(HEAD).value) for t in said if (t.of(HEAD)))  # type: ignore[union-attr]
        told = _told([t for t in tokens if t not in (*things, *kinds, *said)], meant)
        if told is not None:
            yield Asked(meant, ids, kind, parts, aside=aside, **told)


def _said(tokens: Sequence[Token], things: Sequence[Token]) -> Iterator[list[Token]]:
    """The words that mean a head: all that can, or those that can mean nothing else."""
    every = [t for t in tokens if t.of(HEAD) and t not in things]
    only = [t for t in every if not t.of(*BESIDE)]
    yield from (some for some in ((every, only) if only != every else (every,)) if some)


def _all_of(things: Sequence[Token], kinds: Sequence[Token], names: Vocabulary) -> bool:
    """Whether the types said are only what the things are: 大连软件园这个园区."""
    types = {names.entities[key].type for t in things for key in _meant(t)}
    return bool(things) and all(_type(t) in types for t in kinds)


def _meant(token: Token) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(k for s in token.senses if s.kind in ENTITIES for k in s.values)
    )


def _type(token: Token) -> str:
    if token.of(PROJECT):
        return "Project"
    sense = token.of(*TYPES)
    return sense.value if sense and sense.value != BROAD else ""


def _parts(token: Token) -> tuple[str, ...]:
    sense = token.of(*TYPES)
    return sense.values[1:] if sense else ()


def _told(rest: Sequence[Token], meant: Sequence[Sequence[Meant]]) -> dict[str, object] | None:
    """What the other words say: rank, limit, years; None where one of them says anything else."""
    rank = next((k for t in rest for k in ("most", "least") if t.of(k)), "")
    limit, used = _limit(rest)
    offices = all(any(h.head.rstrip("）").endswith(OFFICES) for h in some) for some in meant)
    for token in rest:
        kinds = {sense.kind for sense in token.senses}
        fits = kinds & (BESIDE | {rank or "skip"}) or token in used or (token.of("and"))
        if not fits and not (offices and kinds & OFFICE):
            return None
    if rank and limit:
        return None
    years = tuple(int(s.value) for t in rest if (s := t.of("year")))
    if any(t.of("number", "tally", *LIMITS) and t not in used for t in rest):
        return None
    planned = True if _only(rest, "target") else False if _only(rest, "base") else None
    counts = any(t.of("count") for t in rest)
    return {"rank": rank, "limit": limit, "years": years, "planned": planned, "counts": counts}


def _only(rest: Sequence[Token], kind: str) -> bool:
    return any(t.of(kind) and not t.of("skip") for t in rest)


def _limit(rest: Sequence[Token]) -> tuple[Limit | None, list[Token]]:
    """A number with a bound beside it."""
    at = next((i for i, t in enumerate(rest) if t.of("number", "tally")), None)
    bound = next((t for t in rest if t.of(*LIMITS)), None)
    if at is None or bound is None:
        return None, []
    number, sense = rest[at].of("number", "tally"), bound.of(*LIMITS)
    assert number is not None and sense is not None
    unit = next((t for t in rest[at + 1 : at + 2] if t.of("unit") or not t.senses), None)
    used = [rest[at], bound, *([unit] if unit else [])]
    above = sense.kind.startswith("over")
    said = unit.text if unit else ""
    factor = unit.of("unit") if unit else None
    value = float(number.value) * (float(factor.value) if factor else 1.0)
    return Limit(value, "亿元" if factor else said, above, sense.value == "strict"), used

