"""What a measurement says: counts, shares, and how they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of right, wrong (found, not in the gold) and missing."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    @property
    def precision(self) -> float:
        """Share of the found that is right."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return _share(self.right, self.right + self.missing)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missing)

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right,
            self.wrong + other.wrong,
            self.missing + other.missing,
        )


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of fact: the score of all, by type, and the errors in words."""

    name: str
    score: Score
    by_type: Mapping[str, Score]
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """How well the facts are proved: facts, those without evidence, quotes not verbatim."""

    facts: int
    unproved: tuple[str, ...]
    not_verbatim: tuple[str, ...]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def part_lines(title: str, part: Part) -> Iterator[str]:
    """The part's figures, all and by type, then its errors."""
    yield row(f"{title} · {part.name}", part.score)
    yield from (row(f"  {kind}", score) for kind, score in part.by_type.items())
    yield from (f"    {error}" for error in part.errors)


def source_lines(sources: Sources) -> Iterator[str]:
    """How well the facts are proved, with the first that are not."""
    yield (
        f"  {sources.facts} facts, {len(sources.unproved)} without evidence, "
        f"{len(sources.not_verbatim)} quotes not verbatim"
    )
    yield from (f"    unproved {name}" for name in sources.unproved[:20])
    yield from (f"    not verbatim {name}" for name in sources.not_verbatim[:20])


def row(title: str, score: Score) -> str:
    """One line of figures."""
    counts = f"right {score.right:4} wrong {score.wrong:4} missing {score.missing:4}"
    shares = f"P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}"
    return f"{title:<44} {shares}  {counts}"
