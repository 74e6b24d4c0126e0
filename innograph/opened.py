"""The graph, opened: every question that a program can put to it, in one place.

The doors for programs (``doors/``) ask through this class too, so a question has one answer,
whichever way it comes. ``plans`` are ids, beginnings of ids, or parts of titles; none means all.
A thing or a field is named by its id, its name, an alias or its English name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from graph.export import Subgraph, Written, format_of, format_of_file, write
from graph.load import LoadCounts, load
from graph.plans import keep
from graph.store import Store, open_store, plain
from ingest.errors import QueryError, UsageError
from innograph.plan import Plan, read
from queries.ask import Answer
from queries.asking.nearby import nearest_rows
from queries.comparing import Comparison, compare
from queries.library import library, run
from queries.naming import meant
from queries.narrowing import Narrowed, ask_plans
from queries.plans import chosen, narrowed, one, with_plans
from queries.plans import plans as known_plans
from queries.reconciling import Reconciler
from queries.subgraph import choose

FIELDS = ("TechField",)
Row = dict[str, Any]
Plans = Sequence[str]


def open_graph(uri: str | None = None, *, home: str | PathLike[str] | None = None) -> Graph:
    """The graph at ``uri`` (default ``NEO4J_URI``), else that of the folder ``home`` (default
    ``INNOGRAPH_HOME``), whose engine starts with the first question and ends with the last user.

    InnographError where it cannot be reached.
    """
    return Graph(open_store(uri, home=Path(home) if home else None))


class Graph:
    """The graph, as a context manager. Safe for several threads.

    Rows are plain dicts; a row that says something of a plan has ``document`` (id) and ``plan``
    (title), and its evidence in ``page``, ``line`` and ``quote`` or in lists of these.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def plans(self, plans: Plans = ()) -> list[Row]:
        """The plans with what is known of them and how much each holds, by title."""
        return _plain(known_plans(self.store, self._ids(plans)))

    def fields(self, *, weaker: bool = False, plans: Plans = ()) -> list[Row]:
        """The plans' own fields: id, names, paragraph, how many institutions support each
        (``stated``, ``derived``)."""
        return self.query("list_fields", weaker=weaker, plans=plans)

    def supports(
        self,
        field: str,
        *,
        weaker: bool = False,
        types: Sequence[str] | None = None,
        plans: Plans = (),
    ) -> list[Row]:
        """Who supports a field, why and how surely: ``basis`` is stated or derived,
        ``confidence`` from 0 to 1, ``via`` what a derived support goes through."""
        narrow = {"types": list(types)} if types else {}
        id = self.meant(field, "field", FIELDS)["id"]
        given = {"field": id, "default_only": not weaker, **narrow}
        return self.query("field_supports", plans=plans, **given)

    def ask(self, question: str, lang: str | None = None, plans: Plans = ()) -> Answer:
        """The answer to a question in Chinese or English, with evidence; in its own language or
        in ``lang`` (zh, en). What the plans do not say has a ``status`` that says so."""
        return ask_plans(self.store, question, lang, self._ids(plans))

    def find(
        self, words: str, types: Sequence[str] | None = None, limit: int = 50, plans: Plans = ()
    ) -> list[Row]:
        """The things whose name, alias or English name holds ``words``, the nearest first."""
        given = {"text": words, "types": list(types) if types else None, "limit": limit}
        return self.query("find_entities", plans=plans, **given)

    def meant(self, name: str, kind: str = "entity", types: Sequence[str] | None = None) -> Row:
        """The one thing (id, type, name) that ``name`` means; ``kind`` (entity, field, area) is
        for the error. InnographError, with what is near, where there is none or several."""
        return meant(self.store, name, kind, list(types) if types else None)

    def profile(self, name: str, *, plans: Plans = ()) -> Row:
        """All that is known of one thing: its properties, and lists of its ``relations`` and of
        the ``fields`` that it supports."""
        id = self.meant(name)["id"]
        rows = self.query("entity", id=id, plans=plans)
        if not rows:
            raise QueryError("api.not_in_plans", name=name[:60])
        ties = self.query("entity_relations", id=id, plans=plans)
        fields = self.query("institution_fields", institution=id, plans=plans)
        return {**rows[0], "tied": ties, "fields": fields}

    def neighbours(
        self,
        name: str,
        *,
        hops: int = 1,
        limit: int = 60,
        weaker: bool = False,
        plans: Plans = (),
    ) -> Row:
        """What lies within one or two steps of a thing: ``nodes`` by distance, itself first, the
        ``edges`` among them, and ``total``, their number before the limit."""
        id = self.meant(name)["id"]
        given = {"entity": id, "hops": hops, "limit": limit, "weaker": weaker}
        (row,) = self.query("neighbours", plans=plans, **given)
        return {**row, "edges": _plain(with_plans(self.store, row["edges"]))}

    def path(self, source: str, target: str, *, weaker: bool = False, plans: Plans = ()) -> Row:
        """One shortest way between two things: ``nodes`` and ``edges`` in its order, ``length``.
        InnographError where there is none of six steps or fewer."""
        ends = [self.meant(name)["id"] for name in (source, target)]
        if ends[0] == ends[1]:
            raise UsageError("api.same_ends", name=source[:60])
        given = {"source": ends[0], "target": ends[1], "weaker": weaker}
        rows = self.query("path_between", plans=plans, **given)
        if not rows:
            raise QueryError("api.no_path", source=source[:60], target=target[:60])
        return {**rows[0], "edges": _plain(with_plans(self.store, rows[0]["edges"]))}

    def passages(
        self,
        plan: str,
        *,
        line: int | None = None,
        page: int | None = None,
        words: str | None = None,
        near: str | None = None,
        around: int = 0,
    ) -> list[Row]:
        """Passages of a plan in reading order: that with a line (and those ``around`` it), those
        of a printed page, those that hold ``words``; without any, all. Those that stand ``near``
        some words in meaning, the nearest first, with their ``likeness``."""
        document = one(self.store, plan)["id"]
        if line is not None:
            rows = self.query("passage", document=document, line=line, around=around)
        elif page is not None:
            rows = self.query("page_passages", document=document, page=page)
        elif near:
            rows = nearest_rows(Narrowed(self.store, [document]), near)
        elif words:
            rows = self.query("app_find_text", document=document, text=words, limit=1000)
        else:
            rows = self.query("app_passages", document=document)
        return with_plans(self.store, [{**row, "document": document} for row in rows])

    def evidence(self, institution: str, field: str, *, plans: Plans = ()) -> list[Row]:
        """Why an institution supports a field: everything that was found, the weaker too."""
        ids = {
            "institution": self.meant(institution)["id"],
            "field": self.meant(field, "field", FIELDS)["id"],
        }
        return self.query("cell_evidence", plans=plans, **ids)

    def compare(self, first: str, second: str) -> Comparison:
        """What differs between two plans, each change with the words of both."""
        found = compare(self.store, first, second)
        if found.a["id"] == found.b["id"]:
            raise QueryError("compare.same", title=found.a["title"])
        return found

    def query(self, name: str, *, plans: Plans = (), **params: Any) -> list[Row]:
        """Rows of a named query (``innograph query`` lists them)."""
        return _plain(with_plans(self.store, narrowed(self.store, name, plans, **params)))

    def queries(self) -> Mapping[str, Any]:
        """The named queries by name: what each answers, its parameters, its Cypher."""
        return library()

    def subgraph(self, *, plans: Plans = (), **conditions: Any) -> Subgraph:
        """Nodes and edges that fit the ``conditions`` of ``innograph export``: ``field``,
        ``entity`` with ``hops``, ``area``, ``types``, ``relations``, ``basis``,
        ``min_confidence``, ``weaker``, ``neighbours``, ``question``, ``query``."""
        return choose(self.store, **conditions, plans=self._ids(plans))

    def export(
        self,
        path: str | PathLike[str],
        *,
        form: str = "",
        force: bool = False,
        lang: str = "en",
        plans: Plans = (),
        **conditions: Any,
    ) -> Written:
        """Write a subgraph (``conditions`` as in :meth:`subgraph`) to a file, in ``form`` (gexf,
        graphml, csv, json, ttl, jsonld, ftm, cypher, xlsx, svg, png) or that of the file's
        ending; what lies there already is only replaced with ``force``."""
        kind = format_of(form) if form else format_of_file(Path(path))
        found = self.subgraph(plans=plans, **conditions)
        return write(found, kind.name, Path(path), force=force, lang=lang)

    def load(self, plan: str | PathLike[str] | Plan) -> LoadCounts:
        """Make the graph hold a plan (a file, or one that was read); what is there already
        changes nothing."""
        found = plan if isinstance(plan, Plan) else read(plan)
        if not isinstance(plan, Plan):
            keep(Path(plan), found.document.id)
        return load(self.store, found.extraction)

    def reconciler(self, plans: Plans = ()) -> Reconciler:
        """What holds names of a list against the things of the graph as it is now."""
        return Reconciler(self.store, self._ids(plans))

    def tag(self) -> str:
        """A text that changes with every load."""
        return ",".join(f"{row['id']}:{row['run']}" for row in run(self.store, "ask/runs"))

    def close(self) -> None:
        """Close; an engine that nobody else uses ends."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _ids(self, plans: Plans) -> list[str] | None:
        return chosen(self.store, plans)


def _plain(rows: Sequence[Row]) -> list[Row]:
    return [plain(row) for row in rows]
