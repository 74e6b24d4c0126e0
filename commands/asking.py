"""Commands that read the graph: ask, query, cypher, status."""

from __future__ import annotations

import json
import platform
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from commands.terminal import say, show_json, show_table, tell
from graph.schema import TYPES
from graph.store import Store, home_folder, open_store, plain
from ingest.catalogue import text
from ingest.errors import UsageError
from ingest.files import read_bytes
from queries.ask import Answer
from queries.asking.answer import Found
from queries.library import library, parameters, run
from queries.narrowing import ask_plans
from queries.plans import chosen, narrowed, titles, with_plans

#: What answers are that are no entities.
OTHER = {"Document": "plans.short"}
#: What the status tells of a plan at a terminal.
DOCUMENT = ("id", "title", "source", "run", "passages", "entities")


def ask_question(args: Namespace) -> int:
    """Answer one question, or a file of them as JSON lines."""
    if bool(args.batch) == bool(args.question):
        raise UsageError("cli.ask.one_of")
    with open_store() as store:
        plans = chosen(store, args.plan)
        if args.batch:
            for question in _questions(args.batch):
                show_json(ask_plans(store, question, args.answer_lang, plans).to_json())
            return 0
        answer = ask_plans(store, args.question, args.answer_lang, plans)
        several = len(titles(store)) > 1
    if args.json:
        show_json(answer.to_json())
    else:
        _show_answer(answer, several)
    return 0


def _questions(path: Path) -> list[str]:
    """The questions in a file, one a line; blank lines are none."""
    try:
        lines = read_bytes(path).decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("cli.ask.no_batch", path=path) from error
    return [line.strip() for line in lines if line.strip()]


def _show_answer(answer: Answer, several: bool) -> None:
    """An answer at a terminal; with ``several`` plans each quote names its own."""
    lang = answer.language
    if answer.reading:
        say("ask.reading", lang, reading=answer.reading)
    print(answer.text)
    told = answer.answers if answer.status == "answered" else ()
    for basis in ("stated", "derived", None):
        group = [one for one in told if _group(one) == basis]
        if group:
            _show_group(basis, group, lang, several)
    for near in answer.nearest:
        say("ask.nearest", lang, reading=near)


def _group(found: Found) -> str | None:
    return found.basis if found.basis in ("stated", "derived") else None


def _show_group(basis: str | None, group: Iterable[Found], lang: str, several: bool) -> None:
    if basis:
        print()
        say(f"ask.{basis}", lang)
    for one in group:
        name = f"{one.name} ({one.name_en})" if lang == "en" and one.name_en else one.name
        kind = (
            getattr(TYPES[one.type], lang)
            if one.type in TYPES
            else text(OTHER.get(one.type, "ask.passages.one"), lang)
        )
        print(f"- {name} · {kind}")
        for reason in one.reasons[:2]:
            print(f"    {reason}")
        for quote in one.evidence[:3]:
            said = "".join(quote.quote.split())
            key = "ask.evidence_in" if several else "ask.evidence"
            told = {"page": quote.page, "line": quote.line, "quote": said, "plan": quote.plan}
            say(key, lang, **told)


def query(args: Namespace) -> int:
    """Run a named query, or list them all."""
    if not args.name:
        for name, known in library().items():
            print(f"{name}  {known.doc.get(args.lang, '').splitlines()[0]}")
        return 0
    with open_store() as store:
        params = parameters(args.name, args.param)
        rows = with_plans(store, narrowed(store, args.name, args.plan, **params))
    _show_rows([plain(row) for row in rows], args)
    return 0


def _show_rows(rows: list[Any], args: Namespace) -> None:
    if args.json:
        show_json(rows)
    elif rows:
        show_table(rows)
    else:
        say("query.empty", args.lang)


def cypher(args: Namespace) -> int:
    """Run Cypher that a person typed, read only."""
    with open_store() as store:
        result = store.console(args.cypher, limit=args.limit, timeout=args.timeout)
    rows = [dict(zip(result.columns, map(plain, row), strict=True)) for row in result.rows]
    _show_rows(rows, args)
    if result.truncated:
        tell("cypher.truncated", args.lang, limit=args.limit)
    return 0


def status(args: Namespace) -> int:
    """Engine, counts, versions."""
    with open_store() as store:
        found = _status(store)
    if args.json:
        show_json(found)
        return 0
    engine = found["engine"]
    where = text("cli.status.embedded", args.lang) if engine["embedded"] else engine["uri"]
    say("status.engine", args.lang, name=engine["name"], version=engine["version"], where=where)
    say("status.home", args.lang, home=found["home"])
    show_table([{name: row[name] for name in DOCUMENT} for row in found["documents"]])
    show_table([{"type": k, "count": v} for k, v in found["counts"].items()])
    say("status.versions", args.lang, versions=json.dumps(found["versions"]))
    return 0


def _status(store: Store) -> dict[str, Any]:
    engine = store.engine
    counted = Counter({row["type"]: row["entities"] for row in run(store, "counts_by_type")})
    for row in run(store, "counts_by_relation"):
        counted[row["type"]] += row["relations"]
    return {
        "engine": {
            "name": engine.name,
            "version": engine.version,
            "uri": engine.uri,
            "embedded": engine.embedded,
        },
        "home": str(home_folder()),
        "documents": [plain(row) for row in run(store, "documents")],
        "counts": dict(counted),
        "versions": {
            "innograph": version("innograph"),
            "python": platform.python_version(),
            "platform": sys.platform,
        },
    }
