"""The command that writes a brief: of the answer to a question, or of one thing."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

from commands.terminal import say
from graph.export.atomic import whole_file
from graph.store import Store, open_store
from ingest.errors import QueryError, UsageError
from queries.briefing import Brief, of_answer, of_thing, write
from queries.library import run
from queries.naming import meant
from queries.narrowing import ask_plans
from queries.passages import Rows
from queries.plans import Shelf, chosen, titles


def brief(args: Namespace) -> int:
    """Write a brief in one of three styles as Word, PDF or Markdown; the ending tells the form."""
    if bool(args.question) == bool(args.entity):
        raise UsageError("cli.brief.one_of")
    if not args.output:
        raise UsageError("export.no_output")
    with open_store() as store:
        made = _made(store, args)
        path = Path(args.output)
        content = write(made, args.format or path.suffix[1:].lower(), args.style)
        with whole_file(path, args.force) as out:
            out.write(content)
    say("brief.done", args.lang, path=path, count=len(list(made.entries)))
    return 0


def _made(store: Store, args: Namespace) -> Brief:
    plans = chosen(store, args.plan)
    rows, known = _rows(store, plans), dict(titles(store, plans))
    if args.entity:
        (row,) = rows("entity", id=meant(store, args.entity)["id"])
        return of_thing(row, args.lang, rows, known, date.today())
    answer = ask_plans(store, args.question, args.lang, plans)
    if answer.status != "answered":
        raise QueryError("brief.nothing", why=answer.text)
    return of_answer(answer, rows, known, date.today())


def _rows(store: Store, plans: list[str] | None) -> Rows:
    """Runs named queries; those that tell of plans, of these alone."""

    def rows(query: str, **params: object) -> list[dict[str, object]]:
        narrows = "document" not in params
        return Shelf(store, plans).run(query, **params) if narrows else run(store, query, **params)

    return rows
