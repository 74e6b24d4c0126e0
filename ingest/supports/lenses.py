"""Lenses: sets of fields that people lay over any plan, beside those that a plan declares.

A lens is a small file: ``id``, ``zh``, ``en`` and for each of ``[[fields]]`` the same with ``text``
(a paragraph in Chinese that says what falls under it) or ``words`` (a list). What supports a
field of a lens is found as for a field that the plan declares; the field's own side has no
quote, since the lens's words stand in no plan.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ingest.errors import SourceError
from ingest.facts.prose import Prose
from ingest.files import read_bytes
from ingest.layout.reading import Reading
from ingest.model import Block, Claim, Entity, Span, Support, content_hash
from ingest.shipped import DATA
from ingest.supports.candidate import DeclaredField
from ingest.supports.support import field_supports

SHIPPED = DATA / "lenses"
ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
HAN = re.compile("[\u4e00-\u9fff]")
MOST_BYTES, MOST_FIELDS, LONGEST = 200_000, 100, 4000


@dataclass(frozen=True, slots=True)
class LensField:
    """A field of a lens; ``text`` says what falls under it and begins with its Chinese name."""

    id: str
    zh: str
    en: str
    text: str


@dataclass(frozen=True, slots=True)
class Lens:
    """A set of fields; ``digest`` changes with what it says."""

    id: str
    zh: str
    en: str
    fields: tuple[LensField, ...]

    @property
    def digest(self) -> str:
        """Changes with every word of it."""
        said = (part for f in self.fields for part in (f.id, f.zh, f.en, f.text))
        return content_hash(self.id, self.zh, self.en, *said)


@dataclass(frozen=True, slots=True)
class Laid:
    """A lens laid over a plan; the supports' fields are ids of the lens's fields."""

    lens: Lens
    supports: tuple[Support, ...]


def lay(
    lens: Lens,
    reading: Reading,
    entities: Sequence[Entity],
    claims: Sequence[Claim],
    prose: Sequence[Prose],
) -> Laid:
    """What of a plan falls under the fields of a lens."""
    named = {field.id: _as_entity(field, n) for n, field in enumerate(lens.fields, 1)}
    things = [entity for entity in entities if entity.label != "TechField"]
    fields = [_as_declared(field, n) for n, field in enumerate(lens.fields, 1)]
    found = field_supports(reading, fields, [*things, *named.values()], claims, prose)
    return Laid(lens, found)


def read_lens(path: Path) -> Lens:
    """The lens in the file at ``path``. SourceError says what is wrong with it."""
    try:
        table = tomllib.loads(read_bytes(path)[:MOST_BYTES].decode("utf-8-sig"))
    except OSError as error:
        raise SourceError("source.unreadable", path=path, why=error.strerror) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise SourceError("lens.no_toml", path=path, why=str(error)) from error
    return parsed(table, str(path))


def parsed(table: Mapping[str, Any], path: str) -> Lens:
    """The lens that a table holds. SourceError says what is wrong with it."""
    rows = table.get("fields")
    if not isinstance(rows, list) or not 0 < len(rows) <= MOST_FIELDS:
        raise SourceError("lens.no_fields", path=path, most=MOST_FIELDS)
    fields = tuple(_field(row, path) for row in rows)
    twice = [id for id, n in Counter(field.id for field in fields).items() if n > 1]
    twice += [zh for zh, n in Counter(field.zh for field in fields).items() if n > 1]
    if twice:
        raise SourceError("lens.twice", path=path, names=", ".join(twice))
    return Lens(*_names(table, path), fields)


def lenses_in(folder: Path) -> Iterator[Lens]:
    """The lenses of a folder, by file name."""
    if folder.is_dir():
        yield from map(read_lens, sorted(folder.glob("*.toml")))


def shipped() -> Mapping[str, Lens]:
    """The lenses that come with the product, by id."""
    return MappingProxyType({lens.id: lens for lens in lenses_in(SHIPPED)})


def _field(row: Any, path: str) -> LensField:
    if not isinstance(row, dict):
        raise SourceError("lens.no_fields", path=path, most=MOST_FIELDS)
    id, zh, en = _names(row, path)
    words = row.get("words", [])
    listed = "、".join(map(str, words)) if isinstance(words, list) else ""
    told = " ".join(str(row.get("text", "")).split()) or listed
    if not HAN.search(told) or len(told) > LONGEST:
        raise SourceError("lens.no_words", path=path, field=id, longest=LONGEST)
    return LensField(id, zh, en, f"{zh}。{told.removeprefix(f'{zh}。')}")


def _names(table: Mapping[str, Any], path: str) -> tuple[str, str, str]:
    id, zh = str(table.get("id", "")), " ".join(str(table.get("zh", "")).split())
    if not ID.fullmatch(id):
        raise SourceError("lens.no_id", path=path, id=id[:60])
    if not HAN.search(zh) or len(zh) > 60:
        raise SourceError("lens.no_name", path=path, id=id)
    return id, zh, " ".join(str(table.get("en", "")).split()) or zh


def _as_entity(field: LensField, order: int) -> Entity:
    attributes = MappingProxyType({"order": order, "name_en": field.en})
    return Entity(field.id, "TechField", field.zh, attributes=attributes)


def _as_declared(field: LensField, order: int) -> DeclaredField:
    """Without offsets: nothing is quoted from a text that stands in no plan."""
    block = Block("paragraph", field.text, ())
    return DeclaredField(field.zh, block, Span(0, len(field.zh)), order)


def as_text(lens: Lens) -> str:
    """The file of a lens, for a person to change."""
    return "\n".join((*_said(lens), *(line for f in lens.fields for line in _told(f)), ""))


def _told(field: LensField) -> Iterator[str]:
    yield from ("", "[[fields]]", *_said(field))
    yield f"text = {_quoted(field.text.removeprefix(f'{field.zh}。'))}"


def _said(one: Lens | LensField) -> Iterator[str]:
    yield from (f"{name} = {_quoted(getattr(one, name))}" for name in ("id", "zh", "en"))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
