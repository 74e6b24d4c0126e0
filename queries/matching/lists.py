"""A list of the user as items with name and identifier: CSV or TSV with a head, or the ROR dump."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.schema import TYPES
from ingest.errors import SourceError, UsageError
from ingest.files import read_bytes

#: Heads of columns by what stands under them, as they are compared (small, signs aside).
HEADS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "itemlabel", "label", "名称", "企业名称", "单位名称", "机构名称"),
    "id": ("id", "item", "qid", "ror", "rorid", "uscc", "统一社会信用代码", "社会信用代码", "标识"),
    "type": ("type", "类型"),
    "alias": ("alias", "aliases", "itemaltlabel", "altlabel", "别名", "简称", "英文名"),
}
APART = re.compile(r"\s*[|;；]\s*")
LARGEST, LONGEST = 1_000_000_000, 300
ROR = re.compile(r"(?:https?://)?(?:ror\.org/)?(0[a-z0-9]{6}\d{2})", re.IGNORECASE)
WIKIDATA = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)")
CODE = re.compile(r"[0-9A-HJ-NP-RTUW-Y]{18}")
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a list: its number in it (from 1), its names, its identifier as the list has
    it, what those of no known kind are called, and the list's word for its type or ""."""

    number: int
    names: tuple[str, ...]
    given: str
    scheme: str
    type: str = ""


def read_list(path: Path) -> Iterator[Item]:
    """The items of a list. SourceError where it cannot be read, UsageError where it has no columns
    of names and identifiers."""
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise SourceError("match.too_large", path=path, limit=LARGEST // 1_000_000)
        words = read_bytes(path).decode("utf-8-sig")
    except OSError as error:
        raise SourceError("match.unreadable", path=path, why=error.strerror) from error
    except UnicodeDecodeError as error:
        raise SourceError("match.unreadable", path=path, why="UTF-8") from error
    read = _of_ror if words.lstrip()[:1] in ("[", "{") else _of_table
    return read(words, path)


def identifier(given: str, scheme: str) -> str:
    """An identifier as it is kept (``ror:…``, ``wikidata:…``, ``uscc:…``); ``scheme`` names those
    of no known kind. UsageError for a social credit code whose sign is wrong, and for none."""
    word = "".join(given.split())
    if found := ROR.fullmatch(word):
        return f"ror:{found[1].lower()}"
    if found := WIKIDATA.fullmatch(word):
        return f"wikidata:{found[1]}"
    if CODE.fullmatch(word.upper()):
        if not _is_code(word.upper()):
            raise UsageError("match.wrong_code", code=word)
        return f"uscc:{word.upper()}"
    if not word or len(word) > LONGEST or not word.isprintable():
        raise UsageError("match.no_identifier", given=given[:40])
    return f"{scheme}:{word}"


def _is_code(code: str) -> bool:
    """Whether the check sign of a unified social credit code is right (GB 32100-2015)."""
    total = sum(SIGNS.index(sign) * pow(3, at, 31) for at, sign in enumerate(code[:17]))
    return SIGNS[(31 - total % 31) % 31] == code[17]


def _of_table(words: str, path: Path) -> Iterator[Item]:
    head = words.partition("\n")[0]
    rows = csv.reader(io.StringIO(words, newline=""), delimiter="\t" if "\t" in head else ",")
    try:
        columns = _columns(next(rows, []), path)
        yield from _items(rows, columns, path.stem)
    except csv.Error as error:
        raise SourceError("match.unreadable", path=path, why=str(error)) from error


def _columns(head: Sequence[str], path: Path) -> Mapping[str, int]:
    said = ["".join(cell.lower().split()).replace("_", "") for cell in head]
    found = {
        what: next((at for at, cell in enumerate(said) if cell in heads), -1)
        for what, heads in HEADS.items()
    }
    if min(found["name"], found["id"]) < 0:
        raise UsageError("match.no_columns", path=path)
    return found


def _items(rows: Iterator[list[str]], columns: Mapping[str, int], scheme: str) -> Iterator[Item]:
    for number, row in enumerate(rows, 1):
        cells = {
            what: row[at].strip() if 0 <= at < len(row) else "" for what, at in columns.items()
        }
        if cells["name"] and cells["id"]:
            names = [cells["name"], *filter(None, APART.split(cells["alias"]))]
            yield Item(number, tuple(names), cells["id"], scheme, cells["type"])


def _of_ror(words: str, path: Path) -> Iterator[Item]:
    """Organisations of a ROR dump, of its first or second scheme."""
    try:
        told = json.loads(words)
    except (ValueError, RecursionError) as error:
        raise SourceError("match.unreadable", path=path, why="JSON") from error
    if not isinstance(told, list):
        raise UsageError("match.no_columns", path=path)
    for number, one in enumerate(told, 1):
        if isinstance(one, dict) and isinstance(one.get("id"), str) and (names := _named(one)):
            yield Item(number, names, one["id"], "ror")


def _named(one: Row) -> tuple[str, ...]:
    shown = [one.get("name"), *(one.get("aliases") or ()), *(one.get("labels") or ())]
    every = [*shown, *(one.get("names") or ())]
    words = [
        each.get("value") or each.get("label") if isinstance(each, dict) else each for each in every
    ]
    acronyms = {
        each.get("value")
        for each in one.get("names") or ()
        if isinstance(each, dict) and "acronym" in (each.get("types") or ())
    }
    return tuple(dict.fromkeys(w for w in words if isinstance(w, str) and w and w not in acronyms))


def type_of(given: str) -> str:
    """The type that a list's word means, by name or caption; "" for any other word."""
    word = given.strip().lower()
    for name, info in TYPES.items():
        if word and word in (name.lower(), info.zh, info.en.lower()):
            return name
    return ""
