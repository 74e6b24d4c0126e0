"""Gold files → records: what careful readers found, to measure the reader against.

Two forms: a plan's three files (``entities.tsv``, ``relations.tsv``,
``supports.tsv``), and for any other text a name list ``STEM.tsv`` with
``STEM.negatives.txt`` or ``STEM.hard_negatives.txt`` (classes that are no names)
and ``STEM.ignore.tsv`` (doubtful things that count neither way). A form with ``~``
is a member of an enumeration that shares its ending.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

PLAN_FILES = ("entities.tsv", "relations.tsv", "supports.tsv")
CLASSES = ("hard_negatives.txt", "negatives.txt")
#: What a text's name list holds; things of other types are not scored on texts.
LISTED = frozenset(
    [
        *("Laboratory", "Facility", "InnovationCenter", "TechPlatform", "IndustrialPark"),
        *("University", "ResearchInstitute", "Enterprise", "Hospital", "Association"),
    ]
)
MARKS = str.maketrans("（）〔〕", "()()", "“”‘’\"'「」『』")


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """One thing that the gold lists; ``names`` holds name and aliases, normalised."""

    type: str
    name: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A relation between two gold entities, by their names, normalised."""

    type: str
    head: str
    tail: str


@dataclass(frozen=True, slots=True)
class GoldSupport:
    """``level`` is core (must be found) or optional (may be)."""

    institution: str
    field: str
    level: str


@dataclass(frozen=True, slots=True)
class PlanGold:
    """A plan's three gold files."""

    entities: tuple[GoldEntity, ...]
    relations: tuple[GoldRelation, ...]
    supports: tuple[GoldSupport, ...]


@dataclass(frozen=True, slots=True)
class TextGold:
    """A text's gold: its names, phrases that are classes, doubtful things; all normalised."""

    entities: tuple[GoldEntity, ...]
    classes: frozenset[str]
    ignored: frozenset[str]


def plain(name: str) -> str:
    """A name as names are compared: no white space, no quotation marks, no flagship mark."""
    return "".join(name.split()).translate(MARKS).rstrip("*").removeprefix("~")


def holds_plan(folder: Path) -> bool:
    """Whether ``folder`` has a plan's three files."""
    return all((folder / name).is_file() for name in PLAN_FILES)


def text_stems(folder: Path) -> tuple[str, ...]:
    """The texts with a name list in ``folder``."""
    lists = {path.stem for path in folder.glob("*.tsv") if path.name not in PLAN_FILES}
    return tuple(sorted(stem for stem in lists if "." not in stem))


def read_plan_gold(folder: Path) -> PlanGold:
    """The three files of ``folder``."""
    entities, relations, supports = (tuple(_rows(folder / name)) for name in PLAN_FILES)
    return PlanGold(
        tuple(_entity(row) for row in entities),
        tuple(GoldRelation(r["type"], plain(r["head"]), plain(r["tail"])) for r in relations),
        tuple(GoldSupport(plain(r["institution"]), r["field"], r["level"]) for r in supports),
    )


def read_text_gold(folder: Path, stem: str) -> TextGold:
    """The name list of the text ``stem`` with what stands beside it."""
    ignored = folder / f"{stem}.ignore.tsv"
    lists = [path for name in CLASSES if (path := folder / f"{stem}.{name}").is_file()]
    rows = [row for path in lists for row in path.read_text("utf-8").splitlines()]
    doubtful = _rows(ignored) if ignored.is_file() else iter(())
    return TextGold(
        tuple(_entity(row) for row in _rows(folder / f"{stem}.tsv")),
        frozenset(plain(row) for row in rows if row.strip()),
        frozenset(plain(row["phrase"]) for row in doubtful),
    )


def _entity(row: Mapping[str, str]) -> GoldEntity:
    names = [row["name"], *(row.get("aliases") or "").split(";")]
    return GoldEntity(row["type"], plain(row["name"]), frozenset(filter(None, map(plain, names))))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
