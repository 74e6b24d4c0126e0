"""What people decided about likeness: the same, different, unsure. Signed lines in a file.

One line a judgement: when, who, verdict, two names, parted by tabs; the file
only grows. The last line on a pair holds; ``undo`` takes the pair back. Same
is transitive; different is remembered and stops every merge that would bring
the two together, through whomever.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

SAME, DIFFERENT, UNSURE, UNDO = "same", "different", "unsure", "undo"
VERDICTS = (SAME, DIFFERENT, UNSURE, UNDO)


@dataclass(frozen=True, slots=True)
class Judgement:
    """``first`` and ``second`` are names as an entity carries them."""

    when: str
    who: str
    verdict: str
    first: str
    second: str

    @property
    def pair(self) -> frozenset[str]:
        return frozenset({self.first, self.second})


@dataclass(frozen=True, slots=True)
class Judgements:
    """The judgements that hold, the latest for each pair."""

    rows: tuple[Judgement, ...] = ()

    def pairs(self, verdict: str) -> Iterator[tuple[str, str]]:
        """Pairs of names with that verdict."""
        return ((row.first, row.second) for row in self.rows if row.verdict == verdict)

    def judged(self, first: str, second: str) -> str | None:
        """The verdict on a pair, None where nobody has said."""
        wanted = frozenset({first, second})
        return next((row.verdict for row in self.rows if row.pair == wanted), None)


def read_judgements(path: Path) -> Judgements:
    """The judgements kept at ``path``, none where the file is absent."""
    if not path.is_file():
        return Judgements()
    return latest(_parse(path.read_text("utf-8").splitlines()))


def latest(rows: Iterable[Judgement]) -> Judgements:
    """The last word on each pair; what was undone is left out."""
    held: dict[frozenset[str], Judgement] = {}
    for row in rows:
        held.pop(row.pair, None)
        if row.verdict != UNDO:
            held[row.pair] = row
    return Judgements(tuple(held.values()))


def sign(path: Path, who: str, verdict: str, first: str, second: str) -> Judgement:
    """Appends a judgement, signed with the time in UTC, and gives it back."""
    if verdict not in VERDICTS:
        raise ValueError(f"verdict {verdict!r} is none of {', '.join(VERDICTS)}")
    when = datetime.now(UTC).isoformat(timespec="seconds")
    row = Judgement(when, *(" ".join(v.split()) for v in (who, verdict, first, second)))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as lines:
        lines.write(f"{row.when}\t{row.who}\t{row.verdict}\t{row.first}\t{row.second}" + "\n")
    return row


def _parse(lines: Sequence[str]) -> Iterator[Judgement]:
    for line in lines:
        fields = line.split("\t")
        if len(fields) == 5 and fields[2] in VERDICTS:
            yield Judgement(*fields)
