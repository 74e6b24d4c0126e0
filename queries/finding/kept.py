"""The finder of a graph, from its rows."""

from __future__ import annotations

from collections.abc import Sequence

from graph.store import Store
from queries.finding.finder import Finder
from queries.library import run


def finder(store: Store, plans: Sequence[str] | None = None) -> Finder:
    """What finds the things of the graph as it is now, of all ``plans`` (ids) or of some."""
    return Finder(run(store, "finding/things", plans=plans))
