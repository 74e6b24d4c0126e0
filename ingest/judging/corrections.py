"""What people know better of a document than its head says: lines in a file that only grows.

One line a correction, parted by tabs (COLUMNS); of two on one fact of one document the later
holds, an empty value takes back. A correction finds its document by its id, or, once the text
has changed, by the title that the document itself bears.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from ingest.about import About, Told
from ingest.errors import ExportError, SourceError, UsageError
from ingest.files import private_file, private_folder, read_bytes
from ingest.model import content_hash
from ingest.naming.gazetteer import where
from ingest.sources.about import LEVELS, kinds, with_derived

#: What can be corrected.
FACTS = ("title", "place", "issuer", "level", "period", "date", "kind")
COLUMNS = ("when", "document", "title", "fact", "value")
HEAD = "# " + "\t".join(COLUMNS) + "\n"
PERSON = "person"
LONGEST = 200
PLACES = ("province", "city", "county", "zone")


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's word on one fact of one document."""

    when: str
    document: str
    title: str
    fact: str
    value: str


@dataclass(frozen=True)
class Corrections:
    """All corrections in the order in which they were given."""

    rows: tuple[Correction, ...] = ()

    def of(self, document: str, title: str) -> Mapping[str, str]:
        """What holds of a document: fact → value."""
        own = [row for row in self.rows if row.document == document]
        rows = own or [row for row in self.rows if row.title == title]
        latest = {row.fact: row.value for row in rows}
        return MappingProxyType({fact: value for fact, value in latest.items() if value})

    def digest(self, document: str, title: str) -> str:
        """Changes with what holds of a document; "" where nothing does."""
        held = self.of(document, title)
        return content_hash(*(f"{fact}={held[fact]}" for fact in sorted(held))) if held else ""


NO_CORRECTIONS = Corrections()


def corrected(about: About, values: Mapping[str, str]) -> About:
    """The facts with people's word in place of what was read."""
    told = {name: fact for name, fact in about.facts.items() if fact.rule != "derived"}
    if "place" in values:
        told = {name: fact for name, fact in told.items() if name not in PLACES}
        told |= {name: Told(value, PERSON) for name, value in parts_of_place(values["place"])}
    given = {fact: value for fact, value in values.items() if fact != "place"}
    told |= {fact: Told(value, PERSON) for fact, value in given.items()}
    return with_derived(told) if values else about


def parts_of_place(place: str) -> Iterator[tuple[str, str]]:
    """浙江省杭州市 某某科技城 → province, city, zone."""
    found = where("".join(place.split()))
    rest = "".join(place.split())[found.size :]
    for name in PLACES[:3]:
        if value := getattr(found, name):
            yield name, value
    if rest:
        yield "zone", rest


def read_corrections(path: Path) -> Corrections:
    """The corrections in a file; none where there is none. SourceError if it cannot be read."""
    try:
        lines = read_bytes(path).decode("utf-8").split("\n") if path.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError("source.unreadable", path=path, why=str(error)) from error
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return Corrections(tuple(Correction(*row) for row in rows if len(row) == len(COLUMNS)))


def correct(path: Path, document: str, title: str, values: Mapping[str, str]) -> None:
    """Write down what a person says of a document. UsageError for what cannot be said."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    rows = [Correction(now, document, title, fact, _fit(fact, values[fact])) for fact in values]
    _append(path, rows)


def forget(path: Path, document: str) -> None:
    """Take out all that was said of a document."""
    kept = [row for row in read_corrections(path).rows if row.document != document]
    if path.exists():
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        beside.write_text(HEAD + _lines(kept), "utf-8", newline="\n")
        private_file(beside).replace(path)


def _fit(fact: str, value: str) -> str:
    word = " ".join(value.split())
    if fact not in FACTS:
        raise UsageError("plans.no_fact", fact=fact, facts=", ".join(FACTS))
    if len(word) > LONGEST or not word.isprintable():
        raise UsageError("plans.unfit", longest=LONGEST)
    known: Mapping[str, Sequence[str]] = {"level": LEVELS, "kind": kinds()}
    if word and fact in known and word not in known[fact]:
        raise UsageError("plans.no_value", fact=fact, value=word, known=", ".join(known[fact]))
    return word


def _append(path: Path, rows: Iterable[Correction]) -> None:
    try:
        private_folder(path.parent)
        with path.open("ab", buffering=0) as file:
            file.write((("" if file.tell() else HEAD) + _lines(rows)).encode("utf-8"))
            os.fsync(file.fileno())
        private_file(path)
    except OSError as error:
        raise ExportError("review.unwritable", path=path, why=error.strerror) from error


def _lines(rows: Iterable[Correction]) -> str:
    return "".join("\t".join(getattr(row, name) for name in COLUMNS) + "\n" for row in rows)
