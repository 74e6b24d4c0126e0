"""The command that finds a thing by what a person types, as the app's box does."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from commands.terminal import say, show_json, show_table
from graph.schema import TYPES
from graph.store import open_store
from ingest.catalogue import text
from queries.finding import Hit, finder
from queries.plans import chosen


def find(args: Namespace) -> int:
    """What the words may mean, the likeliest first, with the reason."""
    with open_store() as store:
        found = finder(store, chosen(store, args.plan)).find(" ".join(args.words), args.limit)
    if args.json:
        show_json([_told(hit, found.sure) for hit in found.hits])
        return 0
    if not found.hits:
        say("find.nothing", args.lang)
    elif not found.sure:
        say("find.meant", args.lang)
    show_table([_line(hit, args.lang) for hit in found.hits])
    return 0


def _told(hit: Hit, sure: bool) -> dict[str, Any]:
    known = {name: hit.row[name] for name in ("id", "type", "name", "name_en")}
    return {**known, "how": hit.how, "form": hit.form, "sure": sure}


def _line(hit: Hit, lang: str) -> dict[str, Any]:
    kind, why = hit.row["type"], text(f"app.search.how.{hit.how}", lang, form=hit.form)
    cells = {
        "id": hit.row["id"],
        "name": (hit.row["name_en"] if lang == "en" else None) or hit.row["name"],
        "type": TYPES[kind].caption(lang) if kind in TYPES else kind,
        "why": why,
    }
    return {text(f"cli.find.{name}", lang): cell for name, cell in cells.items()}
