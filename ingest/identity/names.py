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
    """The names in the file at ``path``."""
    table = tomllib.loads(path.read_text("utf-8"))
    fields, institutions = table.get("fields", {}), table.get("institutions", {})
    english = {entry["zh"]: _english(entry) for entry in fields.values()}
    english |= {name: _english(entry) for name, entry in institutions.items()}
    return Names({entry["zh"]: key for key, entry in fields.items()}, english)


def _english(entry: Mapping[str, object]) -> tuple[str, ...]:
    also = entry.get("also", [])
    assert isinstance(also, list)
    return (str(entry["en"]), *map(str, also))
