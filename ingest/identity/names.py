"""The small file of names that may lie beside a plan: ids and English names.

``PLAN.names.toml`` holds ``[fields.ID]`` with ``zh``, ``en``, ``also`` and
``[institutions."NAME"]`` with ``en``, ``also``, ``source``. It is looked for
beside the plan, then among the files that ship with the product, where it
must name the very fields that the text declares; of a plan that declares other fields too, only
those of the same name get its ids, so that a field is one thing in all plans.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.errors import SourceError
from ingest.files import read_bytes
from ingest.shipped import DATA


@dataclass(frozen=True, slots=True)
class Names:
    """Field ids by Chinese name, English names by Chinese name (first is the official one)."""

    field_ids: Mapping[str, str]
    english: Mapping[str, tuple[str, ...]]


NO_NAMES = Names({}, {})


def find_names(plan: Path, fields: Sequence[str]) -> Names:
    """The names for the plan at ``plan`` whose text declares ``fields``."""
    for path in _candidates(plan):
        names = read_names(path)
        if path.parent == plan.parent or (fields and set(fields) <= set(names.field_ids)):
            return names
    return _of_fields(fields)


def _of_fields(fields: Sequence[str]) -> Names:
    """What the files that ship say of fields of these names: one field in whichever plan."""
    ids: dict[str, str] = {}
    english: dict[str, tuple[str, ...]] = {}
    for names in map(read_names, sorted(DATA.glob("*.names.toml"))):
        ids |= {f: names.field_ids[f] for f in fields if f in names.field_ids}
        english |= {f: names.english[f] for f in ids if f in names.english}
    return Names(ids, english) if ids else NO_NAMES


def _candidates(plan: Path) -> Iterator[Path]:
    beside = plan.with_suffix(".names.toml")
    if beside.exists():
        yield beside
    yield from sorted(DATA.glob("*.names.toml"))


def read_names(path: Path) -> Names:
    """The names in the file at ``path``. SourceError says what is wrong with it."""
    table = _table(path)
    fields, institutions = (_entries(table, kind, path) for kind in ("fields", "institutions"))
    for id, entry in fields.items():
        if not _is_text(entry.get("zh")):
            raise _wrong(path, f"[fields.{id[:60]}] zh")
    english = {entry["zh"]: _english(entry) for entry in fields.values()}
    english |= {name: _english(entry) for name, entry in institutions.items()}
    return Names({entry["zh"]: key for key, entry in fields.items()}, english)


def _table(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(read_bytes(path).decode("utf-8-sig"))
    except OSError as error:
        raise SourceError("source.unreadable", path=path, why=error.strerror) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise _wrong(path, str(error)) from error


def _entries(table: Mapping[str, Any], kind: str, path: Path) -> Mapping[str, Mapping[str, Any]]:
    """The entries of a kind, each with an English name."""
    entries = table.get(kind, {})
    if not isinstance(entries, dict):
        raise _wrong(path, f"[{kind}]")
    for id, entry in entries.items():
        if not isinstance(entry, dict) or not _is_text(entry.get("en")):
            raise _wrong(path, f"[{kind}.{id[:60]}] en")
        if not isinstance(entry.get("also", []), list):
            raise _wrong(path, f"[{kind}.{id[:60]}] also")
    return entries


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _wrong(path: Path, why: str) -> SourceError:
    return SourceError("source.names", path=path, why=why)


def _english(entry: Mapping[str, Any]) -> tuple[str, ...]:
    return (entry["en"], *map(str, entry.get("also", [])))
