"""Commands on lenses: fields list, show, add, remove."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from commands.terminal import say, show_json, show_table, tell
from graph.store import Store, open_store, plain
from ingest.catalogue import text
from ingest.errors import UsageError
from queries import lenses
from queries.library import run
from queries.plans import chosen, titles
from queries.reviewing import kept_judgements

Row = dict[str, Any]


def fields(args: Namespace) -> int:
    """List the lenses, show one, add one from a file, take one away."""
    with open_store() as store:
        return ACTIONS[args.action](store, args)


def _list(store: Store, args: Namespace) -> int:
    rows = list(lenses.figures(store, chosen(store, args.plan)))
    if args.json:
        show_json(rows)
    else:
        names = ("id", args.lang, "fields", "institutions", "plans")
        heads = [text(f"cli.fields.{n}", args.lang) for n in ("id", "name", *names[2:])]
        show_table([dict(zip(heads, (row[n] for n in names), strict=True)) for row in rows])
    return 0


def _show(store: Store, args: Namespace) -> int:
    lens, ids = lenses.lens(_only(args)), chosen(store, args.plan)
    found = [plain(row) for row in run(store, "lens_plans", lens=lens.id, plans=ids)]
    known = titles(store)
    told = [{**row, "plan": known.get(row["document"])} for row in found]
    if args.json:
        rows = [{"id": f.id, "zh": f.zh, "en": f.en, "text": f.text} for f in lens.fields]
        names = {"id": lens.id, "zh": lens.zh, "en": lens.en}
        show_json({**names, "fields": rows, "plans": told})
        return 0
    for field in lens.fields:
        name = field.zh if args.lang == "zh" else field.en
        print(f"{name}  {field.text.removeprefix(f'{field.zh}。')}")
        for row in told:
            if row["field"] == field.id:
                say("fields.in_plan", args.lang, plan=row["plan"], count=row["institutions"])
    return 0


def _add(store: Store, args: Namespace) -> int:
    lens = lenses.add(Path(_only(args)))
    name = lens.zh if args.lang == "zh" else lens.en
    laid = _lay(store, args.lang)
    (told,) = [row for row in lenses.figures(store) if row["id"] == lens.id]
    counts = {"institutions": told["institutions"], "plans": told["plans"]}
    say("fields.added", args.lang, name=name, fields=len(lens.fields), **counts)
    if laid.without_file:
        lost = "; ".join(row["title"] for row in laid.without_file)
        tell("fields.no_file", args.lang, titles=lost)
    return 0


def _lay(store: Store, lang: str) -> lenses.Laying:
    """Lay every lens over the plans where it does not lie."""
    known = list(lenses.kept_lenses().values())
    begun = lambda row: tell("fields.laying", lang, title=row["title"])  # noqa: E731
    return lenses.apply(store, kept_judgements(), known, begun)


def _remove(store: Store, args: Namespace) -> int:
    gone = lenses.remove(store, _only(args))
    say("fields.removed", args.lang, name=gone.zh if args.lang == "zh" else gone.en)
    return 0


def _only(args: Namespace) -> str:
    if not args.lens:
        raise UsageError("lens.which", action=args.action)
    return str(args.lens)


ACTIONS = {"list": _list, "show": _show, "add": _add, "remove": _remove}
