"""How much a typed statement may compute inside one expression, as far as its text says.

No engine can be stopped there (docs/decisions/0007-console.md), so what can
be seen beforehand is refused: loops in loops in loops, long ranges in a loop,
an accumulator that doubles itself, brackets without end. What rows do is
bounded by the limit on time, not here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod

from graph.tokens import Token, is_name
from ingest.errors import QueryError

#: Brackets and CASEs in one another at most; loops in one another; steps of all of them together.
DEEPEST, LOOPS, STEPS = 64, 2, 1_000_000
OPENING, CLOSING = "([{", ")]}"
QUANTIFIERS = frozenset({"ALL", "ANY", "NONE", "SINGLE"})
#: What makes a text or a list many times as long as it was.
GROWING = frozenset({"REPLACE", "SPLIT", "JOIN", "LPAD", "RPAD"})


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop inside an expression: where its body begins and ends, how often it runs (1 where
    only the data know), and what it adds up in ("" for none)."""

    begin: int
    end: int
    steps: int
    into: str


def bounded(tokens: Sequence[Token]) -> None:
    """QueryError when the statement computes too much in one expression."""
    closing = dict(_pairs(tokens))
    loops = list(_loops(tokens, closing))
    for at, token in enumerate(tokens):
        listed = token.upper == "RANGE" and not is_name(tokens, at)
        if listed and _word(tokens, at - 1) != "UNWIND" and _length(tokens[at + 1 :]) > STEPS:
            raise QueryError("store.guard.steps", most=STEPS)
    for loop in loops:
        around = [each for each in loops if each.begin <= loop.begin and loop.end <= each.end]
        if len(around) > LOOPS:
            raise QueryError("store.guard.loops", most=LOOPS)
        if prod(each.steps for each in around) > STEPS:
            raise QueryError("store.guard.steps", most=STEPS)
        inner = [each for each in loops if loop.begin < each.begin and each.end < loop.end]
        _grows(tokens, loop, inner)


def _pairs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Each opening bracket and the one that closes it (the end where none does)."""
    open_: list[int] = []
    cases = 0
    for at, token in enumerate(tokens):
        if token.kind == "sign" and token.text in OPENING:
            open_.append(at)
        elif token.kind == "sign" and token.text in CLOSING and open_:
            yield open_.pop(), at
        elif token.upper in ("CASE", "END") and not is_name(tokens, at):
            cases = max(cases + (1 if token.upper == "CASE" else -1), 0)
        if len(open_) + cases > DEEPEST:
            raise QueryError("store.guard.deep", most=DEEPEST)
    for at in open_:
        yield at, len(tokens)


def _loops(tokens: Sequence[Token], closing: dict[int, int]) -> Iterator[Loop]:
    for at, end in closing.items():
        head = tokens[at - 1].upper if at else ""
        if tokens[at].text == "(" and head == "REDUCE" and not is_name(tokens, at - 1):
            yield from _reduce(tokens, at, end)
        elif _word(tokens, at + 2) == "IN" and (tokens[at].text == "[" or head in QUANTIFIERS):
            yield _loop(tokens, at + 3, end, "")


def _reduce(tokens: Sequence[Token], at: int, end: int) -> Iterator[Loop]:
    """``reduce(into = start, each IN list | body)``."""
    into = tokens[at + 1].text if at + 1 < len(tokens) else ""
    found = next((i for i in _top(tokens, at + 1, end) if _word(tokens, i) == "IN"), None)
    if found is not None:
        yield _loop(tokens, found + 1, end, into)


def _loop(tokens: Sequence[Token], source: int, end: int, into: str) -> Loop:
    """The loop over the list that begins at ``source``."""
    begin = next(
        (
            i
            for i in _top(tokens, source, end)
            if tokens[i].text == "|" or tokens[i].upper == "WHERE"
        ),
        end,
    )
    return Loop(begin, end, _steps(tokens[source:begin]), into)


def _top(tokens: Sequence[Token], begin: int, end: int) -> Iterator[int]:
    """The places from ``begin`` to ``end`` that are in no further bracket."""
    depth = 0
    for at in range(begin, end):
        if tokens[at].kind == "sign":
            depth -= tokens[at].text in CLOSING
            if depth == 0 and tokens[at].text not in OPENING:
                yield at
            depth += tokens[at].text in OPENING
        elif depth == 0:
            yield at


def _steps(source: Sequence[Token]) -> int:
    """How many things the ranges in ``source`` have, as far as they are numbers."""
    ranges = [i for i, token in enumerate(source) if token.upper == "RANGE"]
    return max((_length(source[i + 1 :]) for i in ranges), default=1)


def _length(after: Sequence[Token]) -> int:
    """The length of ``range`` from its brackets on: 1 where no number is written."""
    end = next((i for i, token in enumerate(after) if token.text == ")"), len(after))
    numbers = [_number(token.text) for token in after[:end] if token.kind == "number"]
    return max(int(max(numbers, default=1)), 1)


def _number(text: str) -> float:
    plain = text.replace("_", "").lower()
    for base, mark in ((16, "0x"), (8, "0o")):
        if plain.startswith(mark):
            return float(int(plain[2:] or "0", base))
    try:
        return min(float(plain), 1e18)
    except ValueError:
        return 1e18


def _grows(tokens: Sequence[Token], loop: Loop, inner: Sequence[Loop]) -> None:
    """Refuses a body in which what is added up stands twice, in a further loop's body, or beside
    a function that repeats it."""
    if not loop.into:
        return
    body = tokens[loop.begin + 1 : loop.end]
    repeated = any(_uses(tokens[each.begin + 1 : each.end], loop.into) for each in inner)
    if repeated or _uses(body, loop.into) > 1 or any(t.upper in GROWING for t in body):
        raise QueryError("store.guard.growth", name=loop.into)


def _uses(words: Sequence[Token], name: str) -> int:
    """How often the value of the body holds ``name``: of a CASE the branch with most counts, and
    no condition does."""
    counts, most, counting = [0], [0], [True]
    for at, token in enumerate(words):
        match token.upper:
            case "CASE":
                counts, most, counting = [*counts, 0], [*most, 0], [*counting, False]
            case "WHEN" | "THEN" | "ELSE" if len(counts) > 1:
                most[-1] = max(most[-1], counts[-1])
                counts[-1], counting[-1] = 0, token.upper != "WHEN"
            case "END" if len(counts) > 1:
                found = max(most.pop(), counts.pop())
                counting.pop()
                counts[-1] += found
            case _ if token.text.strip("`") == name.strip("`") and _is_value(words, at):
                counts[-1] += all(counting)
    return max(*counts, *most)


def _is_value(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word stands for a value: it is no property, label, parameter or key of a map."""
    before = tokens[at - 1].text if at else ""
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return before not in (".", ":", "$") and not (after == ":" and before in ("{", ","))


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].upper if 0 <= at < len(tokens) and tokens[at].kind == "word" else ""
