"""Lenses: which there are, laying them over the plans in the graph, adding one, taking one away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.load import drop_lens, lay_lenses
from graph.plans import kept
from graph.store import Store, home_folder
from ingest.errors import ExportError, UsageError
from ingest.files import private_file, private_folder, read_bytes
from ingest.judging.judgements import Judgements
from ingest.pipeline import read_plan
from ingest.supports.lenses import ID, Lens, LensField, lenses_in, read_lens, shipped
from queries.library import run

FOLDER = "lenses"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Laying:
    """The plans (rows of ``documents``) over which lenses were laid, and those whose file is not
    on this machine."""

    done: tuple[Row, ...] = ()
    without_file: tuple[Row, ...] = ()


def kept_lenses() -> Mapping[str, Lens]:
    """Every lens by its id: those that ship, then people's own. SourceError for a broken file."""
    return {**shipped(), **{lens.id: lens for lens in lenses_in(folder())}}


def folder() -> Path:
    """Where people's own lenses are kept: a folder in INNOGRAPH_HOME."""
    return home_folder() / FOLDER


def lens(id: str) -> Lens:
    """The lens with that id. UsageError where there is none."""
    known = kept_lenses()
    if id not in known:
        raise UsageError("lens.unknown", id=id[:60], known=", ".join(known))
    return known[id]


def add(path: Path) -> Lens:
    """Keep the lens in a file; one of the same id is replaced. SourceError for what is wrong with
    it, UsageError where that id ships with the product."""
    made = read_lens(path)
    if made.id in shipped():
        raise UsageError("lens.ships", id=made.id)
    home = folder() / f"{made.id}.toml"
    try:
        private_folder(home.parent)
        beside = home.with_suffix(".new")
        beside.write_bytes(read_bytes(path))
        private_file(beside).replace(home)
    except OSError as error:
        raise ExportError("store.unkept", path=home, why=error.strerror) from error
    return made


def of_plan(store: Store, plan: str, title: str) -> Lens:
    """A lens of the fields that a plan (its id) declares, each with its paragraph."""
    rows = run(store, "list_fields", plans=[plan])
    fields = (
        LensField(_id(row["id"], n), row["name"], row["name_en"] or row["name"], _paragraph(row))
        for n, row in enumerate(rows, 1)
    )
    return Lens(f"plan_{plan[:8]}", title, title, tuple(fields))


def _id(given: str, number: int) -> str:
    return given if ID.fullmatch(given) else f"field_{number}"


def _paragraph(row: Row) -> str:
    return " ".join((row["paragraph"] or row["name"]).split())


def remove(store: Store, id: str) -> Lens:
    """Take a lens of people's own away, with all that falls under it."""
    gone = lens(id)
    if id in shipped():
        raise UsageError("lens.ships", id=id)
    (folder() / f"{id}.toml").unlink(missing_ok=True)
    drop_lens(store, id)
    return gone


def late(store: Store, lenses: Iterable[Lens]) -> list[Row]:
    """The plans over which not these lenses lie, or in another state."""
    wanted = sorted(f"{one.id}:{one.digest}" for one in lenses)
    return [row for row in run(store, "documents") if sorted(row["lenses"] or ()) != wanted]


def is_laid(row: Row, lenses: Iterable[Lens]) -> bool:
    """Whether just these lenses lie over a plan."""
    return sorted(row["lenses"] or ()) == sorted(f"{one.id}:{one.digest}" for one in lenses)


def apply(
    store: Store,
    judgements: Judgements,
    lenses: Sequence[Lens],
    begun: Callable[[Row], None] = lambda row: None,
) -> Laying:
    """Lay these lenses over every plan where they do not lie; ``begun`` is called with each."""
    done, without_file = [], []
    for row in late(store, lenses):
        path = kept(row["id"])
        if path is None:
            without_file.append(row)
            continue
        begun(row)
        lay_lenses(store, read_plan(path, judgements, lenses))
        done.append(row)
    return Laying(tuple(done), tuple(without_file))


def figures(store: Store, plans: Sequence[str] | None = None) -> Iterator[Row]:
    """Each lens with the number of its fields, institutions and plans."""
    counted = {row["lens"]: row for row in run(store, "lens_counts", plans=plans)}
    for one in kept_lenses().values():
        told = counted.get(one.id, {"institutions": 0, "plans": 0})
        names = {"id": one.id, "zh": one.zh, "en": one.en, "fields": len(one.fields)}
        yield {**names, "institutions": told["institutions"], "plans": told["plans"]}
