"""The plans in the graph: which there are, which a person means, what people know better of them.

A plan is meant by its id, the beginning of it, or a part of its title. Queries that can be
narrowed take ``plans``, a list of ids (None: all).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graph.load import load, unload
from graph.plans import drop, kept
from graph.store import Store, home_folder
from ingest.errors import QueryError
from ingest.judging.corrections import Corrections, correct, forget, read_corrections
from ingest.judging.judgements import Judgements
from ingest.pipeline import read_plan
from ingest.supports.lenses import Lens
from queries.library import library, run
from queries.meaning import vectors
from queries.naming import near

FILE = "plans.tsv"
SHORTEST_ID = 6
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The store, or some plans of it (ids): what is asked here is answered from these alone."""

    store: Store
    plans: Sequence[str] | None = None

    def run(self, query: str, **params: Any) -> list[Row]:
        """Rows of a named query. QueryError where it cannot be narrowed to plans."""
        if self.plans is None:
            return run(self.store, query, **params)
        known = library().get(query)
        if known and not any(param.name == "plans" for param in known.params):
            raise QueryError("plans.not_narrowed", name=query)
        return run(self.store, query, **params, plans=self.plans)


def plans(store: Store, ids: Sequence[str] | None = None) -> list[Row]:
    """The plans with what is known of them, by title."""
    return run(store, "documents", plans=ids)


def chosen(store: Store, given: Iterable[str]) -> list[str] | None:
    """Ids of the plans that any of ``given`` means; None where nothing is given.

    QueryError where one means no plan, with the titles that are near.
    """
    wanted = [word for word in given if word.strip()]
    if not wanted:
        return None
    rows = plans(store)
    found = {row["id"]: None for word in wanted for row in _meant(rows, word)}
    return list(found)


def narrowed(store: Store, query: str, given: Sequence[str], **params: Any) -> list[Row]:
    """Rows of a named query, of the plans that ``given`` means. QueryError where it cannot be
    narrowed or one means none."""
    return Shelf(store, chosen(store, given)).run(query, **params)


def one(store: Store, given: str) -> Row:
    """The one plan that ``given`` means. QueryError where there is none, or several."""
    found = _meant(plans(store), given)
    if len(found) > 1:
        told = "; ".join(f"{row['id'][:12]} {row['title']}" for row in found)
        raise QueryError("plans.several", plan=given, titles=told)
    return found[0]


def titles(store: Store, ids: Sequence[str] | None = None) -> Mapping[str, str]:
    """Short title of each plan (of ``ids``) by its id; two of one name with what tells them
    apart."""
    rows = run(store, "shelf", plans=ids)
    if ids is not None:
        named = run(store, "shelf", shorts=sorted({row["short"] for row in rows}))
        rows = [row for row in named if row["id"] not in ids] + rows
    shorts = Counter(row["short"] for row in rows)
    return {
        row["id"]: row["short"] if shorts[row["short"]] == 1 else _told_apart(row) for row in rows
    }


def with_plans(store: Store, rows: Sequence[Row]) -> list[Row]:
    """The rows with ``plan`` (title) behind each ``document`` (id)."""
    if not any("document" in row or "documents" in row for row in rows):
        return list(rows)
    known = titles(store)
    return [dict(_named(row, known)) for row in rows]


def remove(store: Store, id: str) -> int:
    """Take a plan out, with all that only it says, its file and what people said of it; how many
    things went."""
    removed = unload(store, id)
    drop(id)
    vectors.drop(id)
    forget(corrections_file(), id)
    return removed


def set_facts(
    store: Store,
    row: Row,
    values: Mapping[str, str],
    judgements: Judgements,
    lenses: Iterable[Lens] = (),
) -> bool:
    """Write down what people know better of a plan and conclude it anew; whether its file was at
    hand (else it waits for the next ingest). UsageError for what cannot be said."""
    correct(corrections_file(), row["id"], row["read_title"], values)
    path = kept(row["id"])
    if path:
        said = replace(judgements, plans=kept_corrections())
        load(store, read_plan(path, said, lenses))
    return path is not None


def corrections_file() -> Path:
    """Where corrections of plans are kept: a file in INNOGRAPH_HOME."""
    return home_folder() / FILE


def kept_corrections() -> Corrections:
    """The corrections that people gave. SourceError where their file cannot be read."""
    return read_corrections(corrections_file())


def _meant(rows: Sequence[Row], given: str) -> list[Row]:
    word = given.strip()
    for fits in (_is_id, _is_title, _in_title):
        if found := [row for row in rows if fits(row, word)]:
            return found
    known = [row["short"] for row in rows]
    raise QueryError(
        "plans.unknown", plan=given[:60], near="; ".join(near(word, known) or known[:5])
    )


def _is_id(row: Row, word: str) -> bool:
    return len(word) >= SHORTEST_ID and str(row["id"]).startswith(word)


def _is_title(row: Row, word: str) -> bool:
    return word in (row["title"], row["short"])


def _in_title(row: Row, word: str) -> bool:
    return any(word in (row[name] or "") for name in ("title", "short", "place"))


def _told_apart(row: Row) -> str:
    inside = "，".join(filter(None, (row["period"], row["source"])))
    return f"{row['short']}（{inside}）"


def _named(row: Row, known: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        yield name, value
        if name == "document" and isinstance(value, str | None):
            yield "plan", known.get(value or "")
        elif name == "documents" and isinstance(value, list):
            yield "plans", [known.get(each) for each in value if isinstance(each, str)]
