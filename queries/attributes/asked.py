"""A question → which heads of which things it asks for, or that it asks for something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from queries.asking.kinds import BROAD, ENTITIES, TYPES
from queries.asking.loose import lighter, spoken
from queries.asking.normalise import atoms, is_chinese
from queries.asking.tokens import Token, tokenise
from queries.asking.vocabulary import Vocabulary
from queries.attributes.heads import HEAD, Heads, Meant
from queries.attributes.limits import LIMITS, Limit, limit_of

#: What a question may say beside a thing and a head without asking for anything else.
BESIDE = frozenset("skip what who count much list scope about year target base and top".split())
#: Verbs that say no more than a head of offices does.
OFFICE = frozenset("host undertake support rely belong".split())
OFFICES = ("部门", "单位", "局", "委")
#: Words that ties are asked by.
TIED = ("hostnoun", "undertaker", "host", "undertake", "where", "locate")
PROJECT = "project_type"
#: A table by its number: 表3里.
BOX = re.compile(
    r"(?P<box>(?:专栏|附件|附表|表)(?:\d+|[一二三四五六七八九十]))(?:里面|里头|里|中的|中|的)?"
)
ENDS = frozenset(",;?:、")
Heading = tuple[Meant, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """What else is said: most or least (``rank``) and of how many (``top``), a limit, the years of
    the head, whether a planned figure is meant, whether things are counted."""

    rank: str = ""
    top: int = 1
    limit: Limit | None = None
    years: tuple[int, ...] = ()
    planned: bool | None = None
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Heads (each with all that the words may mean) of things (``ids``, each all that a name may
    mean) or of all of a type whose name has one of ``parts``; ``within`` are words of the table's
    title, ``aside`` those that were left aside; ``late`` where ties may answer the same words:
    牵头单位 is the host before it is an office."""

    heads: tuple[Heading, ...]
    ids: tuple[tuple[str, ...], ...] = ()
    type: str = ""
    parts: tuple[str, ...] = ()
    terms: Terms = Terms()
    within: tuple[str, ...] = ()
    aside: str = ""
    late: bool = False

    @property
    def printed(self) -> list[str]:
        """Every head that may be meant, as printed."""
        return sorted({meant.head for some in self.heads for meant in some})


def asked(normal: str, heads: Heads) -> Iterator[Asked]:
    """What a question (in its normal form) asks for of a table, the strictest reading first."""
    boxes = tuple(found["box"] for found in BOX.finditer(normal))
    tokens = said_in(BOX.sub("", normal), heads)
    if any(token.of(HEAD) for token in tokens):
        for kept, aside in ((tokens, ""), *lighter(tokens)):
            for one in _readings(kept, heads):
                yield replace(one, within=(*boxes, *one.within), aside=aside)


def said_in(normal: str, heads: Heads) -> list[Token]:
    """The tokens of a question without courtesy and without commas: what they part is one."""
    tokens = spoken(tokenise(atoms(normal), heads.names))
    return [token for token in tokens if token.text not in ENDS]


def meant_by(token: Token) -> tuple[str, ...]:
    """The entities that a token may mean."""
    named = (key for sense in token.senses if sense.kind in ENTITIES for key in sense.values)
    return tuple(dict.fromkeys(named))


def terms(rest: Sequence[Token], offices: bool = False) -> Terms | None:
    """What the words beside a thing and a head say; None where one of them says anything else.
    ``offices`` where the heads are of who is responsible."""
    limit, used = limit_of(rest)
    rank = next((k for t in rest for k in ("most", "least") if t.of(k)), "")
    top = next((s for t in rest if t not in used and (s := t.of("top", "number"))), None)
    rank = rank or ("most" if top and top.kind == "top" else "")
    if not all(t in used or _is_beside(t, rank, offices) for t in rest) or (rank and limit):
        return None
    return Terms(
        rank,
        int(float(top.value)) if top else 1,
        limit,
        tuple(int(sense.value) for t in rest if (sense := t.of("year"))),
        next((k == "target" for t in rest for k in ("target", "base") if _says(t, k)), None),
        any(token.of("count") for token in rest),
    )


def _is_beside(token: Token, rank: str, offices: bool) -> bool:
    kinds = {sense.kind for sense in token.senses}
    if kinds & {"number", "tally", *LIMITS}:
        return bool(rank) and not kinds & set(LIMITS)
    return bool(kinds & (BESIDE | {rank}) or (offices and kinds & OFFICE))


def _says(token: Token, kind: str) -> bool:
    return token.of(kind) is not None and token.of("skip") is None


def _readings(tokens: Sequence[Token], heads: Heads) -> Iterator[Asked]:
    """The readings of tokens: which of them are heads is not always plain."""
    things = [t for t in tokens if t.of(*ENTITIES) and not t.of(HEAD)]
    kinds = [t for t in tokens if type_of(t) and t not in things and not t.of(HEAD)]
    named = [] if _only_types(things, kinds, heads.names) else kinds
    if len(named) + bool(things) != 1:
        return
    of = (type_of(named[0]), _parts(named[0])) if named else ("", ())
    for said in _heads_said(tokens, things):
        meant = tuple(heads.of(sense.value) for t in said if (sense := t.of(HEAD)))
        rest = [t for t in tokens if t not in (*things, *kinds, *said)]
        titled = [] if things else [t for t in rest if _may_be_title(t)]
        told = terms([t for t in rest if t not in titled], _are_offices(meant))
        if told is not None:
            ids, within = tuple(map(meant_by, things)), tuple(t.text for t in titled)
            late = any(token.of(*TIED) for token in said)
            yield Asked(meant, ids, *of, told, within, late=late)


def _are_offices(meant: Sequence[Heading]) -> bool:
    return all(one.head.endswith(OFFICES) for some in meant for one in some)


def _heads_said(tokens: Sequence[Token], things: Sequence[Token]) -> Iterator[list[Token]]:
    """The words that mean a head: all that can, or those that can mean nothing else. What is
    invested in a project is asked of the project."""
    every = [t for t in tokens if t.of(HEAD) and not t.of("invest") and t not in things]
    only = [t for t in every if not t.of(*BESIDE)]
    yield from (some for some in ((every, only) if only != every else (every,)) if some)


def _may_be_title(token: Token) -> bool:
    """Whether a word may say which table is meant: 入库 in 表3首批入库企业."""
    open_ = all(sense.kind in ("topic", "chain_part") for sense in token.senses)
    return open_ and is_chinese(token.text) and len(token.text) > 1


def _only_types(things: Sequence[Token], kinds: Sequence[Token], names: Vocabulary) -> bool:
    """Whether the types said are only what the things are: 大连软件园这个园区."""
    types = {names.entities[key].type for t in things for key in meant_by(t)}
    return bool(things) and all(type_of(t) in types for t in kinds)


def type_of(token: Token) -> str:
    """The type that a token is the word for, "" where it is for none or for all."""
    if token.of(PROJECT):
        return "Project"
    sense = token.of(*TYPES)
    return sense.value if sense and sense.value != BROAD else ""


def _parts(token: Token) -> tuple[str, ...]:
    sense = token.of(*TYPES)
    return tuple(filter(None, sense.values[1:])) if sense else ()
