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
from ingest.errors import ExportError, InnographError, SourceError, UsageError
from ingest.files import read_bytes
from ingest.identity.review import Candidate
from ingest.judging.judgements import (
    COLUMNS,
    ENTITY,
    IDENTIFIER,
    ON_NAMES,
    SUPPORTS,
    Judgement,
    Judgements,
    damage,
)
from ingest.measuring.worksheet import read_sheet, write_sheet
from ingest.model import ENTITY_TYPES
from queries.applying import apply
from queries.proposing.decided import by_rule
from queries.reviewing import (
    ON_FACT,
    Word,
    decide,
    judge,
    judgements_file,
    kept_judgements,
    take_over_file,
    waiting,
)
from queries.taking import preview
from queries.things import thing_rows
from queries.told import local, second, sentence, verdict, why

Rows = Mapping[str, Mapping[str, Any]]
#: What may be said for the kinds of facts; types and relations go by their names.
KINDS_SAID = {"entity": ENTITY, "support": SUPPORTS, "identifier": IDENTIFIER}


def review(args: Namespace) -> int:
    """List what waits and what was decided; with a verdict and two names, sign it; write what
    waits as a sheet and read the filled sheet; hand all judgements on and take others over; with
    ``apply``, bring what holds into the graph at once."""
    status = _done(args)
    if args.apply and not status:
        _apply(args.lang)
    return status


def _done(args: Namespace) -> int:
    if args.proposed:
        return _decide(args)
    if args.verdict:
        return _sign(args)
    if args.read:
        return _read(args)
    if args.take:
        return _take_over(args)
    if args.hand:
        return _hand_on(args)
    return 0 if args.apply else _list(args)


def _sign(args: Namespace) -> int:
    word, lang = _word(args), args.lang
    if not word.first or not (word.second or word.kind == ENTITY):
        raise UsageError("review.no_name")
    with open_store() as store:
        rows = judge(store, word)
    if args.json:
        show_json([_row(row) for row in rows])
    else:
        for row in rows:
            print(_said("kept", lang, verdict=verdict(row, lang), **_pair(row, lang)))
    _warn(kept_judgements(), args.lang)
    return 0


def _decide(args: Namespace) -> int:
    """Confirm or reject all proposals of a kind, a type or a proposer at once."""
    lang = args.lang
    if args.verdict not in ON_FACT or args.first:
        raise UsageError("propose.which", rule=args.proposed)
    rule = KINDS_SAID.get(args.proposed.lower(), args.proposed)
    rows = by_rule(kept_judgements(), rule)
    with open_store() as store:
        kept, left = decide(store, Word(args.verdict, "", "", args.who or "", args.why), rows)
    if args.json:
        show_json([_row(row) for row in kept])
    else:
        for row in kept:
            print(_said("kept", lang, verdict=verdict(row, lang), **_pair(row, lang)))
    for row, error in left:
        _tell(_said("left", lang, **_pair(row, lang)) + error.say(lang))
    return 1 if left else 0


def _word(args: Namespace) -> Word:
    """``--as`` names a relation, "support", "entity", or the type of an entity."""
    kind = KINDS_SAID.get(args.kind.lower(), args.kind)
    second = args.second or ""
    if kind in ENTITY_TYPES:
        kind, second = ENTITY, kind
    told = {"kind": kind, "lines": args.line, "plan": args.plan}
    return Word(args.verdict, args.first or "", second, args.who or "", args.why, **told)


def _take_over(args: Namespace) -> int:
    """Take over the judgements of a file; lines that are none are told and stop no other."""
    try:
        given = read_bytes(args.take)
    except OSError as error:
        why = error.strerror
        raise SourceError("review.sheet_unreadable", path=args.take, why=why) from error
    if args.preview:
        return _preview(given, args)
    taken, damaged = take_over_file(given)
    if damaged:
        _tell(damage(Judgements((), damaged, str(args.take)), args.lang))
    print(_said("taken", args.lang, path=args.take, count=taken))
    return 1 if damaged else 0


def _preview(given: bytes, args: Namespace) -> int:
    """Tell what a file would change and what of it has no place here; take nothing over."""
    with open_store() as store:
        found = preview(store, given)
    for line in found.lines:
        effect = text(f"app.review.effect.{line.effect}", args.lang)
        names = _comma(args.lang).join(line.unknown)
        told = {"line": line.number, "effect": effect, "what": sentence(line.row, args.lang)}
        if names:
            print(_said("preview_unknown", args.lang, names=names, **told))
        else:
            print(_said("preview", args.lang, **told))
    if found.damaged:
        _tell(damage(Judgements((), found.damaged, str(args.take)), args.lang))
    return 0


def _hand_on(args: Namespace) -> int:
    """Write every judgement, also those that later ones took back, as they stand in the file."""
    kept = judgements_file()
    try:
        args.hand.write_bytes(kept.read_bytes() if kept.exists() else b"")
    except OSError as error:
        why = error.strerror
        raise ExportError("review.sheet_unwritable", path=args.hand, why=why) from error
    print(_said("handed", args.lang, path=args.hand, count=len(kept_judgements().rows)))
    return 0


def _apply(lang: str) -> None:
    with open_store() as store:
        done = apply(
            store, kept_judgements(), lambda row: _tell(_said("applying", lang, title=row["title"]))
        )
    for row in done.without_file:
        _tell(_said("without_file", lang, title=row["title"], source=row["source"]))
    print(_said("applied", lang, count=len(done.done)))


def _read(args: Namespace) -> int:
    """Sign what a sheet says; a row that will not do is told and does not stop the others."""
    filled, failed, lang = read_sheet(args.read), 0, args.lang
    with open_store() as store:
        for row in filled:
            try:
                if row.verdict not in ON_NAMES:
                    raise UsageError("review.sheet_verdict", verdict=row.verdict)
                names = (row.verdict, row.first, row.second)
                judge(store, Word(*names, args.who or "", row.why or args.why))
            except InnographError as error:
                failed += 1
                told = error.say(lang)
                _tell(_said("sheet_row", lang, path=args.read, line=row.line, why=told))
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
        _tell(_said("stopped", lang, **_pair(row, lang)))
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
    yield from _proposals(judgements, args.limit, lang)
    held = judgements.rows
    yield _said("decided", lang, count=len(held)) if held else _said("decided_none", lang)
    for row in held:
        yield sentence(row, lang)


def _proposals(judgements: Judgements, limit: int, lang: str) -> Iterator[str]:
    """What is proposed, with its quote."""
    rows = judgements.proposed
    if rows:
        yield _said("proposed", lang, count=len(rows))
    for row in rows[:limit]:
        yield f"  {sentence(row, lang)}"
        yield _said("proposed_quote", lang, quote=row.quote)
    if len(rows) > limit:
        yield _said("more", lang, count=len(rows) - limit)
    if rows:
        yield _said("how_proposed", lang)


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
            verdict=verdict(row, lang),
            who=row.who,
            when=local(row.when)[:10],
            why=why(row, lang),
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
        "proposed": [_row(row) for row in judgements.proposed],
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


def _pair(row: Judgement, lang: str) -> dict[str, str]:
    return {"first": row.first, "second": second(row, lang), "who": row.who}


def _comma(lang: str) -> str:
    return _said("comma", lang)


def _said(key: str, lang: str, **values: object) -> str:
    return text(f"review.{key}", lang, **values)
