"""Namings and ties → entities and claims (to be replaced by ingest/entities.py)."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from ingest.model import Claim, Entity, Naming, Tie, content_hash
from ingest.names import Names


def build(namings: Sequence[Naming], ties: Sequence[Tie], names: Names) -> tuple[tuple[Entity, ...], tuple[Claim, ...]]:
    groups: dict[tuple[str, str], list[Naming]] = {}
    for naming in [*namings, *(n for tie in ties for n in (tie.head, tie.tail))]:
        groups.setdefault(_key(naming), []).append(naming)
    entities = {key: _entity(key, group, names) for key, group in groups.items()}
    merged: dict[tuple[str, str, str], list[Tie]] = {}
    for tie in ties:
        key = (tie.type, entities[_key(tie.head)].id, entities[_key(tie.tail)].id)
        merged.setdefault(key, []).append(tie)
    claims = tuple(
        Claim(content_hash(*key), *key, same[0].basis, same[0].rule, tuple(dict.fromkeys(e for t in same for e in t.evidence)))
        for key, same in merged.items()
    )
    return tuple(sorted(entities.values(), key=lambda e: e.id)), tuple(sorted(claims, key=lambda c: c.id))


def _key(naming: Naming) -> tuple[str, str]:
    scope = str(naming.attributes.get("scope", ""))
    return naming.label, f"{scope}·{naming.name}" if scope else naming.name


def _entity(key: tuple[str, str], group: list[Naming], names: Names) -> Entity:
    label, full = key
    attributes = {k: v for naming in reversed(group) for k, v in naming.attributes.items()}
    english = names.english.get(group[0].name)
    if english:
        attributes |= {"name_en": english[0], "names_en": english}
    return Entity(
        str(attributes.pop("id", f"{label}:{full}")), label, group[0].name,
        tuple(dict.fromkeys(a for n in group for a in n.aliases)),
        next((n.status for n in group if n.status), None), any(n.flagship for n in group),
        tuple(dict.fromkeys(e for n in group for e in n.evidence)), MappingProxyType(attributes),
    )
