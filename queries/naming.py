"""What a person means by a name: an id, a name, an alias, an English name; else what is near."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from graph.store import Store
from ingest.errors import UsageError
from queries.library import run

MOST = 3
FAR = 0.34
#: Where nothing is near, so many names show what there is.
FEW = 12


def meant(
    store: Store, name: str, kind: str = "entity", types: Sequence[str] | None = None
) -> dict[str, Any]:
    """The entity (id, type, name) called ``name``; ``kind`` (field, entity, area) is for errors.

    UsageError where there is none, with the nearest names, or where a name
    means several, with their ids.
    """
    rows = run(store, "export/named", text=name, types=types)
    best = [row for row in rows if row["rank"] == rows[0]["rank"]]
    if len(best) == 1:
        return best[0]
    if best:
        ids = ", ".join(row["id"] for row in best[:8])
        raise UsageError("export.several", name=_short(name), near=ids)
    known = run(store, "export/names", types=types)
    words = [word for row in known for word in _names(row)]
    found = near(name, words) or [row["name"] for row in known][:FEW]
    raise UsageError(f"export.unknown.{kind}", name=_short(name), near=", ".join(found) or "-")


def one_of(name: str, known: Collection[str], kind: str) -> str:
    """``name`` as it stands in ``known``, whatever its case; UsageError with the nearest."""
    for each in known:
        if each.lower() == name.strip().lower():
            return each
    told = ", ".join(near(name, known) or list(known))
    raise UsageError(f"export.unknown.{kind}", name=_short(name), near=told)


def near(name: str, known: Iterable[str]) -> list[str]:
    """Those of ``known`` that are most like ``name``, at most three."""
    scored = ((_likeness(name.strip().lower(), word.lower()), word) for word in set(known))
    best = sorted((-score, word) for score, word in scored if score >= FAR)
    return [word for _, word in best[:MOST]]


def _likeness(sought: str, word: str) -> float:
    if sought and (sought in word or word in sought):
        return 0.6 + 0.4 * min(len(sought), len(word)) / max(len(sought), len(word))
    return SequenceMatcher(None, sought[:80], word[:80]).ratio()


def _names(row: dict[str, Any]) -> Iterator[str]:
    yield row["name"]
    yield from row["aliases"] or ()
    if row["name_en"]:
        yield row["name_en"]
    if ":" not in row["id"]:
        yield row["id"]


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:59]}…"
