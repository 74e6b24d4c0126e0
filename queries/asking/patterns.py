"""The little language in which intents say what questions look like.

A pattern lists kinds of tokens: ``field TYPE* who?``. Order is free unless a
``<`` says otherwise (``thing<rely``: the thing before the verb). After a kind,
``?`` is none or one, ``*`` any number, ``+`` one or more, nothing exactly one;
``a|b`` is either; capitals are macros. Every token of a question must be taken
up by an item or be one of the free kinds: nothing is ever left over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from queries.asking.lexicon import Sense
from queries.asking.tokens import Token

MANY = 99
ITEM = re.compile(r"([A-Za-z_|]+)([?*+]?)$")
BOUNDS = {"": (1, 1), "?": (0, 1), "*": (0, MANY), "+": (1, MANY)}
Bound = tuple[int | None, Sense, int]


@dataclass(frozen=True, slots=True)
class Item:
    """Kinds of tokens that a pattern takes, and how many."""

    kinds: tuple[str, ...]
    least: int
    most: int


@dataclass(frozen=True)
class Pattern:
    """Items, and pairs of items of which the first comes first."""

    items: tuple[Item, ...]
    before: tuple[tuple[int, int], ...] = ()

    @cached_property
    def kinds(self) -> frozenset[str]:
        """All kinds that its items take."""
        return frozenset(kind for item in self.items for kind in item.kinds)

    @cached_property
    def needed(self) -> tuple[frozenset[str], ...]:
        """For each item that must be there, its kinds."""
        return tuple(frozenset(item.kinds) for item in self.items if item.least)

    def may_fit(self, said: Sequence[frozenset[str]], free: frozenset[str]) -> bool:
        """Whether tokens of these kinds could be taken up: what a quick look can tell."""
        taken = self.kinds | free
        return all(not each.isdisjoint(taken) for each in said) and all(
            any(not each.isdisjoint(kinds) for each in said) for kinds in self.needed
        )


def parse(text: str, macros: Mapping[str, str]) -> Pattern:
    """The pattern that ``text`` writes; ValueError when it is not one."""
    items: list[Item] = []
    before = []
    for word in text.split():
        first, *rest = (_place(part, items, macros, "<" in word) for part in word.split("<"))
        before += [(first, second) for second in rest]
    return Pattern(tuple(items), tuple(before))


def match(
    pattern: Pattern, tokens: Sequence[Token], free: frozenset[str]
) -> tuple[Sense, ...] | None:
    """The senses that the items took, in the order of the tokens; None when it does not fit."""
    for bound in _bindings(pattern, tokens, free, [0] * len(pattern.items)):
        if _complete(pattern, bound):
            return tuple(sense for item, sense, _ in bound if item is not None)
    return None


def _place(text: str, items: list[Item], macros: Mapping[str, str], shared: bool) -> int:
    found = ITEM.match(text)
    if not found:
        raise ValueError(f"not a pattern item: {text}")
    kinds = tuple(k for name in found[1].split("|") for k in macros.get(name, name).split("|"))
    item = Item(kinds, *BOUNDS[found[2]])
    if shared and item in items:
        return items.index(item)
    items.append(item)
    return len(items) - 1


def _bindings(
    pattern: Pattern, tokens: Sequence[Token], free: frozenset[str], used: list[int], at: int = 0
) -> Iterator[list[Bound]]:
    """All ways to give the tokens from ``at`` on to items, or to let them go as free."""
    if at == len(tokens):
        yield []
        return
    for item, sense in _offers(pattern, tokens[at], free, used):
        if item is not None:
            used[item] += 1
        for rest in _bindings(pattern, tokens, free, used, at + 1):
            yield [(item, sense, at), *rest]
        if item is not None:
            used[item] -= 1


def _offers(
    pattern: Pattern, token: Token, free: frozenset[str], used: list[int]
) -> Iterator[tuple[int | None, Sense]]:
    for index, item in enumerate(pattern.items):
        if used[index] < item.most:
            yield from ((index, sense) for sense in token.senses if sense.kind in item.kinds)
    loose = next((sense for sense in token.senses if sense.kind in free), None)
    if loose:
        yield None, loose


def _complete(pattern: Pattern, bound: Sequence[Bound]) -> bool:
    counts = [sum(item == index for item, _, _ in bound) for index in range(len(pattern.items))]
    enough = all(n >= item.least for n, item in zip(counts, pattern.items, strict=True))
    return enough and all(_first(bound, a) < _first(bound, b) for a, b in pattern.before)


def _first(bound: Sequence[Bound], index: int) -> int:
    return next((at for item, _, at in bound if item == index), MANY)
