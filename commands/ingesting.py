"""The command that reads plans and loads them: many readers, one writer, failures at the end."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from commands.cluster import read_on
from commands.reading import judgements_told, telling
from commands.terminal import say, tell
from commands.workers import Begun, Outcome, Task, Unchanged, read_all
from graph import logs
from graph.load import LoadCounts, load
from graph.plans import keep
from graph.store import Store, open_store
from ingest.errors import ExportError, InnographError, UsageError
from ingest.model import Document, Extraction
from ingest.progress import watched
from ingest.sources.inputs import plan_files
from queries.lenses import kept_lenses
from queries.library import run
from queries.meaning.nearest import prepare

Row = dict[str, Any]
Outcomes = Iterator[tuple[Path, Outcome]]


def ingest(args: Namespace) -> int:
    """Read and load each input; one that fails is told at the end and does not stop the others.
    What is in the graph already is not read again, so an interrupted run goes on."""
    logs.start("ingest")
    paths = plan_files(args.inputs)
    if not paths:
        raise UsageError("cli.ingest.no_files", inputs=", ".join(map(str, args.inputs)))
    lenses, judgements = tuple(kept_lenses().values()), judgements_told(args.lang)
    with open_store() as store, watched(telling(args.lang)):
        task = Task(judgements, lenses, _known(store))
        writer = _Writer(store, args.lang, len(paths))
        for path, outcome in _read(args, paths, task, writer.begin):
            writer.take(path, outcome)
        prepare(store, writer.loaded)
    return writer.report()


def _read(args: Namespace, paths: list[Path], task: Task, begun: Begun) -> Outcomes:
    """What the inputs say: on this machine's cores, or on a cluster."""
    if args.scheduler:
        return read_on(args.scheduler, paths, task)
    return read_all(paths, task, args.workers or os.cpu_count() or 1, begun)


def _known(store: Store) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Of each plan in the graph what tells whether it need not be read again."""
    rows = run(store, "documents")
    return {row["id"]: (row["fingerprint"], tuple(row["lenses"] or ())) for row in rows}


class _Writer:
    """Loads what was read, one plan after the other, and keeps account."""

    def __init__(self, store: Store, lang: str, total: int) -> None:
        self.store, self.lang, self.total = store, lang, total
        self.failed: list[tuple[Path, str]] = []
        self.loaded: list[str] = []
        self.done = 0

    def begin(self, path: Path) -> None:
        """A file is about to be read by this very process."""
        tell("ingest.reading", self.lang, path=path)

    def take(self, path: Path, outcome: Outcome) -> None:
        """Load one plan, or note why it cannot be."""
        self.done += 1
        try:
            if isinstance(outcome, InnographError):
                raise outcome
            _keep(path, outcome.document.id, self.lang)
            if isinstance(outcome, Unchanged):
                self._say("ingest.unchanged", path=path, title=outcome.document.title)
            else:
                self._load(path, outcome)
        except InnographError as error:
            self.failed.append((path, error.say(self.lang)))

    def report(self) -> int:
        """Which inputs failed, and why; the exit status."""
        for path, why in self.failed:
            tell("failed_input", self.lang, path=path, why=why)
        if self.failed:
            tell("ingest.failed", self.lang, failed=len(self.failed), total=self.total)
        return 1 if self.failed else 0

    def _load(self, path: Path, extraction: Extraction) -> None:
        self._tell_of_another(extraction.document)
        counts = load(self.store, extraction, self._step)
        self.loaded.append(extraction.document.id)
        key = "ingest.loaded" if counts.changed else "ingest.same"
        self._say(key, path=path, **_figures(counts))

    def _tell_of_another(self, document: Document) -> None:
        """A plan of the same title from another file may be the same one in another form."""
        for row in run(self.store, "shelf"):
            same = row["read_title"] == document.title and row["source"] != document.source
            if same and row["id"] != document.id:
                told = {"title": document.title, "source": row["source"], "id": row["id"][:12]}
                tell("ingest.alike", self.lang, **told)

    def _step(self, name: str, number: int, of: int) -> None:
        if self.total == 1:
            tell(f"step.{name}", self.lang, n=number, of=of)

    def _say(self, key: str, **values: object) -> None:
        """A line on one plan; of many with its number before it."""
        if self.total > 1:
            print(f"[{self.done}/{self.total}]", end=" ")
        say(key, self.lang, **values)


def _figures(counts: LoadCounts) -> Mapping[str, int]:
    names = ("entities", "relations", "supports", "passages", "removed")
    return {name: getattr(counts, name) for name in names}


def _keep(path: Path, document_id: str, lang: str) -> None:
    """Keep the plan's file, so that judgements can be applied at once; the graph does without."""
    try:
        keep(path, document_id)
    except ExportError as error:
        print(error.say(lang), file=sys.stderr, flush=True)
