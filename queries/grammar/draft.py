"""A query while it is being composed."""

from __future__ import annotations

from dataclasses import dataclass, field

from queries.asking.vocabulary import Vocabulary
from queries.grammar.model import Kind, Tie
from queries.grammar.pieces import Piece
from queries.grammar.schema import Way


@dataclass(slots=True)
class Draft:
    """What is known so far of a query that is being composed."""

    pieces: list[Piece]
    names: Vocabulary
    lang: str
    kinds: tuple[Kind, ...] = ()
    used: set[int] = field(default_factory=set)
    ways: list[Way] = field(default_factory=list)
    family: tuple[int, ...] = ()
    own: tuple[Tie, ...] = ()
    compared: tuple[str, ...] = ()
    priced: bool = False
    who: bool = False

    def at(self, *roles: str) -> list[int]:
        """Where pieces of these roles stand that nothing has taken up."""
        return [i for i, p in enumerate(self.pieces) if p.role in roles and i not in self.used]

    def types(self, piece: Piece) -> tuple[str, ...]:
        """The types that an object is of."""
        if piece.role == "class":
            return piece.kind.types
        return tuple(self.names.entities[key].type for key in piece.sense.values)

    @property
    def near(self) -> set[str]:
        """The types asked for."""
        return {t for kind in self.kinds for t in kind.types}

    @property
    def objects(self) -> list[Piece]:
        """Everything that is named, in the order of the question."""
        return [p for p in self.pieces if p.role in ("name", "class", "topic")]
