"""Where a typed statement went wrong, and in plain words what is wrong there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ingest.catalogue import text
from ingest.errors import InnographError

#: How engines tell of a place: line and column, from 1 (Neo4j) or the column from 0 (ArcadeDB).
PLACES = (
    (re.compile(r"line (\d+), column (\d+)"), 1),
    (re.compile(r"line (\d+):(\d+)"), 0),
)
INPUT = re.compile(r"(?:mismatched|extraneous|[Uu]nexpected|[Ii]nvalid) input '((?:[^']|'')+)'")
MISSING = re.compile(r"expecting \{?[^{}]*?'([)\]}])'")
VARIABLE = re.compile(r"[Vv]ariable [`'](\w+)[`'] not defined")
WORD = re.compile(r"[^\W\d]\w*")
KEYWORDS = (
    "MATCH OPTIONAL WHERE RETURN WITH UNWIND ORDER BY SKIP LIMIT DISTINCT AS AND OR XOR NOT IN IS"
    " NULL STARTS ENDS CONTAINS CALL YIELD UNION ALL CASE WHEN THEN ELSE END ASC DESC EXISTS"
).split()
#: Words that write or open files: forbidden, and no slip of another.
WRITING = "CREATE MERGE DELETE DETACH SET REMOVE LOAD DROP FOREACH USE".split()
NEAR = 0.6


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: where in the statement (begin and end; equal if nowhere), the key of the words
    that say it (``typed.fault.KEY``), and what fills them."""

    begin: int
    end: int
    key: str
    values: dict[str, Any] = field(default_factory=dict)

    def say(self, lang: str) -> str:
        """In plain words."""
        return text(f"typed.fault.{self.key}", lang, **self.values)


def fault(error: InnographError, typed: str) -> Fault | None:
    """What ``error`` says of the statement; None where that has no place in it."""
    if error.key == "store.guard.word":
        return _word(typed, str(error.values["word"]))
    if error.key == "store.guard.function":
        return _function(typed, str(error.values["name"]))
    said = str(error.values.get("message", ""))
    if found := VARIABLE.search(said):
        return _variable(typed, found[1])
    if error.key.startswith("store.query"):
        return _syntax(typed, said)
    return None


def _word(typed: str, word: str) -> Fault | None:
    """A word that is not allowed: often a slip in one that is."""
    found = re.search(rf"\b{re.escape(word)}\b", typed, re.IGNORECASE)
    if not word or not found:
        return None
    if word.upper() in WRITING:
        return Fault(*found.span(), "word", {"word": word})
    near = process.extractOne(
        word.upper(), KEYWORDS, scorer=OSA.normalized_similarity, score_cutoff=NEAR
    )
    if near:
        return Fault(*found.span(), "slip", {"word": word, "meant": near[0]})
    return Fault(*found.span(), "word", {"word": word})


def _function(typed: str, name: str) -> Fault | None:
    found = re.search(rf"\b{re.escape(name)}\b", typed, re.IGNORECASE)
    return Fault(*found.span(), "function", {"word": name}) if found else None


def _variable(typed: str, name: str) -> Fault:
    found = re.search(rf"\b{re.escape(name)}\b", typed)
    return Fault(*(found.span() if found else (0, 0)), "variable", {"word": name})


def _syntax(typed: str, said: str) -> Fault | None:
    at = _place(typed, said)
    if at is None:
        return None
    line, column = _line_and_column(typed, at)
    word = WORD.match(typed, at)
    end = word.end() if word else min(at + 1, len(typed))
    told = {"line": line, "column": column, "word": typed[at:end].strip()}
    if not told["word"]:
        return Fault(max(at - 1, 0), at, "ends", told)
    if missing := MISSING.search(said):
        return Fault(at, end, "missing", {**told, "sign": missing[1]})
    return Fault(at, end, "input", told)


def _place(typed: str, said: str) -> int | None:
    """Where the engine stopped reading; it counts in lines and columns of what it was given."""
    for pattern, first in PLACES:
        if found := pattern.search(said):
            return _offset(typed, int(found[1]), int(found[2]) - first, said)
    return None


def _offset(typed: str, line: int, column: int, said: str) -> int:
    """The place as an offset; where what stands there is not what the engine names, the nearest
    place with it."""
    lines = typed.split("\n")
    at = sum(len(each) + 1 for each in lines[: line - 1]) + max(column, 0)
    named = INPUT.search(said)
    if named and not typed.startswith(named[1], at):
        found = [each.start() for each in re.finditer(re.escape(named[1]), typed)]
        at = min(found, key=lambda each: abs(each - at), default=at)
    return min(max(at, 0), len(typed))


def _line_and_column(typed: str, at: int) -> tuple[int, int]:
    before = typed[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1
