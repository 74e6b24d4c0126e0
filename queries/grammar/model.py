"""The vocabulary of typed queries."""

from __future__ import annotations

from dataclasses import dataclass

MANY = 100_000
#: Being what a support goes through, as a facility is for its host.
VIA = "VIA"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a thing is called for: types, and words of which its name holds one. ``word`` is the
    sense's kind and values, for the noun that stands for it."""

    types: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    word: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One relation, away from what is asked for (``out``) or towards it; None: either way."""

    relation: str
    out: bool | None

    def pattern(self) -> str:
        """The relation as Cypher draws it, with a place for what it binds."""
        before, after = "<-" if self.out is False else "-", "->" if self.out else "-"
        return f"{before}[%s:{self.relation}]{after}"


@dataclass(frozen=True, slots=True)
class Tie:
    """What is asked for is tied to ``ids``, or to anything of ``kind`` (to what ``inner`` finds,
    where that is said), at least and at most so many times."""

    steps: tuple[Step, ...]
    kind: Kind = Kind()
    ids: tuple[str, ...] = ()
    inner: Typed | None = None
    bases: tuple[str, ...] = ()
    except_: tuple[str, ...] = ()
    least: int = 1
    most: int = MANY

    @property
    def negated(self) -> bool:
        """Whether there must be none."""
        return self.most == 0


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed query: what is asked for, under which conditions, and what is made of it.

    ``rank`` is most or least by the last tie, or by the investment (``by_amount``); ``top`` how
    many of them. ``topics`` are words that the name, direction or business holds. ``said`` names
    the two things of a question that can be answered with yes or no. ``others`` are the same with
    another relation that the schema permits, for when this one is empty;
    ``aside`` what was left out for one of them. ``told`` are things that the question describes
    and asks for as well: which laboratory it is, and who hosts it.
    """

    kinds: tuple[Kind, ...]
    ties: tuple[Tie, ...] = ()
    topics: tuple[tuple[str, ...], ...] = ()
    among: tuple[str, ...] | None = None
    family: str = ""
    exclude: tuple[str, ...] = ()
    exclude_types: tuple[str, ...] = ()
    exclude_parts: tuple[str, ...] = ()
    tally: int = 0
    statuses: tuple[str, ...] = ()
    statuses_not: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    flagship: str = ""
    over: float = -1.0
    under: float = -1.0
    count: bool = False
    amounts: bool = False
    rank: str = ""
    by_amount: bool = False
    top: int = 0
    yesno: bool = False
    others: tuple[Typed, ...] = ()
    aside: str = ""
    told: tuple[str, ...] = ()

    @property
    def types(self) -> tuple[str, ...]:
        """All types asked for."""
        return tuple(dict.fromkeys(t for kind in self.kinds for t in kind.types))
