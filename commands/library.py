"""Commands on the library of plans: plans list, show, remove, set."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from commands.terminal import say, show_json, show_table
from graph.store import Store, open_store, plain
from ingest.catalogue import text
from ingest.errors import UsageError
from ingest.judging.corrections import FACTS
from queries import plans as library
from queries.lenses import kept_lenses
from queries.library import run
from queries.reviewing import kept_judgements

SHOWN = ("short", "kind", "level", "place", "issuer", "period", "date")
COUNTED = ("passages", "entities", "relations", "supports")
SHORT_ID = 12
Row = dict[str, Any]


def plans(args: Namespace) -> int:
    """List the plans, show one, take some out, or correct what is known of one."""
    with open_store() as store:
        return ACTIONS[args.action](store, args)


def _list(store: Store, args: Namespace) -> int:
    rows = library.plans(store, library.chosen(store, args.plans))
    if args.json:
        show_json([plain(row) for row in rows])
    elif rows:
        show_table([_line(row, args.lang) for row in rows])
    else:
        say("plans.none", args.lang)
    return 0


def _show(store: Store, args: Namespace) -> int:
    row = library.one(store, _only(args))
    (told,) = run(store, "plan", id=row["id"])
    facts = [plain(fact) for fact in _told(told)]
    if args.json:
        show_json({**plain(row), "facts": facts})
        return 0
    show_table([{"": name, " ": value} for name, value in _spoken(row, args.lang).items()])
    print()
    show_table([_fact_line(fact, args.lang) for fact in facts])
    return 0


def _remove(store: Store, args: Namespace) -> int:
    if not args.plans:
        raise UsageError("plans.which", action="remove")
    for row in [library.one(store, given) for given in args.plans]:
        removed = library.remove(store, row["id"])
        say("plans.removed", args.lang, title=row["title"], removed=removed)
    return 0


def _set(store: Store, args: Namespace) -> int:
    row = library.one(store, _only(args))
    values = {fact: v for fact in FACTS if (v := getattr(args, fact)) is not None}
    if not values:
        raise UsageError("plans.nothing_set", facts=", ".join(f"--{fact}" for fact in FACTS))
    done = library.set_facts(store, row, values, kept_judgements(), kept_lenses().values())
    say("plans.set" if done else "plans.set_later", args.lang, title=row["title"])
    return 0


def _only(args: Namespace) -> str:
    if len(args.plans) != 1:
        raise UsageError("plans.which", action=args.action)
    return str(args.plans[0])


def _line(row: Row, lang: str) -> Mapping[str, Any]:
    spoken = _spoken(row, lang)
    return {name: value for name, value in spoken.items() if name != text("plans.title", lang)}


def _spoken(row: Row, lang: str) -> dict[str, Any]:
    """A plan's facts and figures under their captions."""
    told: dict[str, Any] = {"id": row["id"][:SHORT_ID], "title": row["title"]}
    told |= {name: caption(name, row[name], lang) for name in SHOWN}
    told |= {name: row[name] for name in COUNTED}
    return {text(f"plans.{name}", lang): value for name, value in told.items()}


def caption(fact: str, value: str | None, lang: str) -> str | None:
    """A fact's value in words: kinds and levels have some in each language."""
    return text(f"plans.{fact}s.{value}", lang) if value and fact in ("kind", "level") else value


def _told(row: Row) -> list[Row]:
    names = ("facts", "found", "rules", "pages", "lines", "quotes")
    told = zip(*(row[name] or () for name in names), strict=True)
    keys = ("fact", "value", "rule", "page", "line", "quote")
    return [{"document": row["id"], **dict(zip(keys, one, strict=True))} for one in told]


def _fact_line(fact: Row, lang: str) -> Row:
    at = text("plans.at", lang, page=fact["page"], line=fact["line"]) if fact["line"] else ""
    told: dict[str, Any] = {"fact": text(f"plans.{fact['fact']}", lang)}
    told |= {"value": caption(fact["fact"], fact["value"], lang), "told_by": _rule(fact, lang)}
    return {text(f"plans.column.{k}", lang): v for k, v in {**told, "place": at}.items()}


def _rule(fact: Row, lang: str) -> str:
    rule = fact["rule"].rpartition(".")[2]
    return text(f"plans.rule.{rule}", lang)


ACTIONS = {"list": _list, "show": _show, "remove": _remove, "set": _set}
