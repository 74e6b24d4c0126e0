"""Candidates as a sheet that a person fills in, a row a pair: verdict and why first, then both
names with the place where the text names them; and the filled sheet read back.

Written as CSV in UTF-8 with a BOM, so that a spreadsheet opens it right; read in
whatever a spreadsheet saves: commas, semicolons or tabs, UTF-8, UTF-16 or GB 18030.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.errors import ExportError, SourceError
from ingest.files import read_bytes
from ingest.identity.review import Candidate

ASKED = ("verdict", "why")
NAMES = ("first", "second")
PLACE = ("page", "line", "quote")
COLUMNS = (
    *ASKED,
    *NAMES,
    "type",
    "likeness",
    *(f"{name}_{part}" for name in NAMES for part in PLACE),
)
Rows = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Filled:
    """A row that a person has filled in, and the number of its line."""

    line: int
    verdict: str
    first: str
    second: str
    why: str


def write_sheet(path: Path, candidates: Sequence[Candidate], rows: Rows) -> None:
    """Write the sheet; ``rows`` tell page, line and quote by id. ExportError if it cannot be."""
    text = io.StringIO()
    sheet = csv.writer(text, lineterminator="\n")
    sheet.writerow(COLUMNS)
    sheet.writerows(_row(one, rows) for one in candidates)
    try:
        path.write_text(text.getvalue(), "utf-8-sig", newline="\n")
    except OSError as error:
        raise ExportError("review.sheet_unwritable", path=path, why=error.strerror) from error


def read_sheet(path: Path) -> list[Filled]:
    """The rows with a verdict. SourceError where it is no such sheet, or cannot be read."""
    try:
        return list(_filled(path, _decoded(read_bytes(path))))
    except OSError as error:
        raise SourceError("review.sheet_unreadable", path=path, why=error.strerror) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise SourceError("review.sheet_unreadable", path=path, why=str(error)) from error


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _filled(path: Path, text: str) -> Iterator[Filled]:
    head = text.partition("\n")[0]
    between = max("\t;,", key=head.count)
    sheet = csv.DictReader(io.StringIO(text, newline=""), delimiter=between, restval="")
    needed = (*ASKED[:1], *NAMES)
    if missing := [name for name in needed if name not in (sheet.fieldnames or ())]:
        raise SourceError("review.sheet_columns", path=path, names=", ".join(missing))
    for row in sheet:
        if verdict := row["verdict"].strip().lower():
            first, second = (row[name].strip() for name in NAMES)
            yield Filled(sheet.line_num, verdict, first, second, row.get("why", "").strip())


def _row(one: Candidate, rows: Rows) -> list[object]:
    """Quotes without the line breaks of the cut."""
    places = [rows[thing.id] for thing in (one.first, one.second)]
    told = ["".join(str(place[part] or "").split()) for place in places for part in PLACE]
    return ["", "", one.first.name, one.second.name, one.first.label, one.likeness, *told]
