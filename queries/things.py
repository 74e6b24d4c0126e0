"""The things of the graph as a reviewer names them: by name, alias, English name or id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from graph.store import Store
from ingest.catalogue import text
from ingest.errors import QueryError
from ingest.identity.review import Thing, find_thing, near_names
from queries.library import run

Row = dict[str, Any]


def thing_rows(store: Store) -> list[Row]:
    """Every entity with its place in the text. QueryError while the graph is empty."""
    rows = run(store, "review/things")
    if not rows:
        raise QueryError("review.empty_graph")
    return rows


def as_things(rows: Iterable[Row]) -> list[Thing]:
    """Rows of :func:`thing_rows` as things."""
    return [
        Thing(row["id"], row["type"], row["name"], tuple(row["aliases"] or ()), row["name_en"])
        for row in rows
    ]


def known(things: Sequence[Thing], given: str) -> Thing:
    """The thing that ``given`` names. QueryError, with what is near it, where there is none."""
    if thing := find_thing(things, given):
        return thing
    names = near_names(things, given)
    raise _Near("review.unknown", "review.near" if names else "review.not_near", names, name=given)


class _Near(QueryError):
    """An unknown name, and what is near it in the reader's language."""

    def __init__(self, key: str, near: str, names: Sequence[str], **values: object) -> None:
        self.near, self.names = near, names
        super().__init__(key, **values)

    def say(self, lang: str) -> str:
        """As InnographError."""
        comma = text("review.comma", lang)
        self.values["near"] = text(self.near, lang, names=comma.join(self.names))
        return super().say(lang)
