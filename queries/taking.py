"""What a file of other people's judgements would change here, before it is taken over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.store import Store
from ingest.errors import SourceError
from ingest.files import read_bytes
from ingest.identity.review import Thing, find_thing
from ingest.judging.judgements import (
    ADD,
    ENTITY,
    PROPOSE,
    TAKE_BACK,
    Judgement,
    latest,
    parsed,
)
from queries.reviewing import judgements_file
from queries.things import as_things, thing_rows

#: What becomes of a line: it says something new, changes our word, takes ours back, waits as a
#: proposal, is older than our word, is here already, or names what no plan here has.
EFFECTS = ("new", "changes", "takes_back", "proposes", "unplaced", "older", "here")
#: What is new here and known only by name needs no thing: it makes one.
MAKES = (ADD, PROPOSE)
Key = tuple[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """A judgement of the file, what becomes of it, our word on the same (None without one), and
    the names that no plan here has."""

    number: int
    row: Judgement
    effect: str
    ours: Judgement | None = None
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """The lines of a file that say something, and the numbers of those that cannot be read."""

    lines: tuple[Line, ...]
    damaged: tuple[int, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many lines have each effect, in the order of EFFECTS."""
        found = Counter(line.effect for line in self.lines)
        return {effect: found[effect] for effect in EFFECTS if found[effect]}


def preview(store: Store, given: bytes) -> Preview:
    """What taking the file over would do. SourceError where no line of it is a judgement."""
    path = judgements_file()
    here = [row for _, row in parsed(read_bytes(path) if path.exists() else b"") if row]
    read = list(parsed(given))
    rows = [(number, row) for number, row in read if row]
    if not rows:
        raise SourceError("review.no_judgements")
    ours = {row.key: row for row in latest(here)}
    after = {row.key: row for row in latest(dict.fromkeys([*here, *(row for _, row in rows)]))}
    things = as_things(thing_rows(store))
    lines = (
        _line(number, row, ours, after, set(here), tuple(_unknown(row, things)))
        for number, row in rows
    )
    return Preview(tuple(lines), tuple(number for number, row in read if not row))


def _line(
    number: int,
    row: Judgement,
    ours: Mapping[Key, Judgement],
    after: Mapping[Key, Judgement],
    here: set[Judgement],
    unknown: tuple[str, ...],
) -> Line:
    own = ours.get(row.key)
    if row in here:
        effect = "here"
    elif after.get(row.key) == own:
        effect = "older"
    elif row.verdict in TAKE_BACK:
        effect = "takes_back"
    elif after.get(row.key) != row:
        effect = "older"
    elif unknown:
        effect = "unplaced"
    elif row.verdict == PROPOSE:
        effect = "proposes"
    else:
        effect = "changes" if own and own.verdict != row.verdict else "new"
    return Line(number, row, effect, own, unknown)


def _unknown(row: Judgement, things: Sequence[Thing]) -> Iterator[str]:
    """The names of a judgement that no thing here bears."""
    names = [row.first, row.second]
    if row.kind == ENTITY:
        names = [] if row.verdict in MAKES else [row.first]
    yield from (name for name in names if find_thing(things, name) is None)
