"""The command `review`: what waits for a person's judgement, what was decided, and deciding."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from commands.terminal import show_json
from graph.schema import TYPES
from graph.store import open_store
from ingest.catalogue import text
from ingest.errors import InnographError, UsageError
from ingest.judgements import COLUMNS, ON_NAMES, Judgement, Judgements, damage
from ingest.review import Candidate
from ingest.worksheet import read_sheet, write_sheet
from queries.reviewing import Word, judge, kept_judgements, thing_rows, waiting

Rows = Mapping[str, Mapping[str, Any]]


def review(args: Namespace) -> int:
    """List what waits and what was decided; with a verdict and two names, sign it; or write what
    waits as a sheet, and read the filled sheet."""
    if args.verdict:
        return _sign(args)
    return _read(args) if args.read else _list(args)


def _sign(args: Namespace) -> int:
    if not args.first or not args.second:
        raise UsageError("review.no_name")
    word = Word(args.verdict, args.first, args.second, args.who or "", args.why)
    with open_store() as store:
        rows = judge(store, word)
    if args.json:
        show_json([_row(row) for row in rows])
    else:
        for row in rows:
            print(_said("kept", args.lang, verdict=_verdict(row, args.lang), **_pair(row)))
    _warn(kept_judgements(), args.lang)
    return 0


def _read(args: Namespace) -> int:
    """Sign what a sheet says; a row that will not do is told and does not stop the others."""
    filled, failed, lang = read_sheet(args.read), 0, args.lang
    with open_store() as store:
        for row in filled:
            try:
                if row.verdict not in ON_NAMES:
                    raise UsageError("review.sheet_verdict", verdict=row.verdict)
                told = (row.verdict, row.first, row.second)
                judge(store, Word(*told, args.who or "", row.why or args.why))
            except InnographError as error:
                failed += 1
                why = error.say(lang)
                _tell(_said("sheet_row", lang, path=args.read, line=row.line, why=why))
    kept = len(filled) - failed
    print(_said("sheet_read", lang, path=args.read, kept=kept, failed=failed))
    return 1 if failed else 0


def _list(args: Namespace) -> int:
    if args.who or args.why:
        raise UsageError("review.which")
    with open_store() as store:
        rows = {row["id"]: row for row in thing_rows(store)}
    judgements = kept_judgements()
    found = waiting(list(rows.values()), judgements)
    if args.write:
        write_sheet(args.write, found, rows)
        print(_said("sheet_written", args.lang, path=args.write, count=len(found)))
    elif args.json:
        show_json(_listed(found, rows, judgements))
    else:
        print("\n".join(_lines(found, rows, judgements, args)))
    _warn(judgements, args.lang)
    return 0


def _warn(judgements: Judgements, lang: str) -> None:
    """What the reviewer should know and no program reads: on standard error."""
    for row in judgements.stopped:
        _tell(_said("stopped", lang, **_pair(row)))
    if damaged := damage(judgements, lang):
        _tell(damaged)


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _lines(
    found: Sequence[Candidate], rows: Rows, judgements: Judgements, args: Namespace
) -> Iterator[str]:
    lang = args.lang
    yield _said("pending", lang, count=len(found)) if found else _said("none", lang)
    for number, one in enumerate(found[: args.limit], 1):
        yield from _candidate(number, one, rows, judgements, lang)
    if len(found) > args.limit:
        yield _said("more", lang, count=len(found) - args.limit)
    if found:
        yield _said("how", lang)
    yield _said("how_support", lang)
    held = judgements.rows
    yield _said("decided", lang, count=len(held)) if held else _said("decided_none", lang)
    for row in held:
        told = {"verdict": _verdict(row, lang), "why": _why(row, lang), "when": row.when}
        yield _said("row", lang, **told, **_pair(row))


def _candidate(
    number: int, one: Candidate, rows: Rows, judgements: Judgements, lang: str
) -> Iterator[str]:
    told = _comma(lang).join(getattr(reason, lang) for reason in one.reasons)
    yield _said(
        "head",
        lang,
        number=number,
        type=getattr(TYPES[one.first.label], lang),
        percent=round(100 * one.likeness),
        reasons=told,
        judged=_judged(one, judgements, lang),
    )
    for thing in (one.first, one.second):
        yield _side(rows[thing.id], lang)


def _side(row: Mapping[str, Any], lang: str) -> str:
    titled = _said("document", lang, title=row["title"]) if row["title"] else ""
    quote = "".join((row["quote"] or "").split())
    told = {"name": row["name"], "page": row["page"], "line": row["line"]}
    return _said("side", lang, **told, quote=quote, document=titled)


def _judged(one: Candidate, judgements: Judgements, lang: str) -> str:
    """Who was unsure of the pair, and why."""
    said = [row for row in judgements.said(one.first.name, one.second.name) if one.verdict]
    return "".join(
        _said(
            "judged",
            lang,
            verdict=_verdict(row, lang),
            who=row.who,
            when=row.when[:10],
            why=_why(row, lang),
        )
        for row in said
    )


def _listed(found: Sequence[Candidate], rows: Rows, judgements: Judgements) -> dict[str, Any]:
    """All of it for a program."""
    return {
        "candidates": [
            {
                "first": _plain(rows[one.first.id]),
                "second": _plain(rows[one.second.id]),
                "likeness": one.likeness,
                "verdict": one.verdict,
                "reasons": [{"zh": reason.zh, "en": reason.en} for reason in one.reasons],
            }
            for one in found
        ],
        "judgements": [_row(row) for row in judgements.rows],
        "stopped": [_row(row) for row in judgements.stopped],
        "damaged": list(judgements.damaged),
        "file": judgements.path,
    }


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    evidence = {name: row[name] for name in ("page", "line", "quote")}
    named = {name: row[name] for name in ("id", "type", "name")}
    return {**named, "aliases": row["aliases"] or [], "document": row["title"], **evidence}


def _row(row: Judgement) -> dict[str, str]:
    return {name: getattr(row, name) for name in COLUMNS}


def _pair(row: Judgement) -> dict[str, str]:
    return {"first": row.first, "second": row.second, "who": row.who}


def _verdict(row: Judgement, lang: str) -> str:
    return _said(f"verdict.{row.verdict}", lang)


def _why(row: Judgement, lang: str) -> str:
    return _said("fact.why", lang, why=row.why) if row.why else ""


def _comma(lang: str) -> str:
    return _said("comma", lang)


def _said(key: str, lang: str, **values: object) -> str:
    return text(f"review.{key}", lang, **values)
