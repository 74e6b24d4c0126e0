"""The command `propose`: what other readers propose, checked, to wait for a person's word."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from commands.terminal import say, show_json, tell
from graph.store import Store, home_folder, open_store
from ingest.errors import InnographError, SourceError, UsageError
from ingest.files import read_bytes
from ingest.judging.judgements import COLUMNS
from ingest.sources import read_document
from queries import plans
from queries.library import run
from queries.proposing.checked import Checker
from queries.proposing.model import Model, Piece, Spent, pieces
from queries.proposing.proposal import objects
from queries.reviewing import judgements_file, kept_judgements

#: Bytes of a file of proposals; the folder of a model's replies in the home.
LARGEST = 100_000_000
FOLDER = "proposals"
Row = dict[str, Any]


def propose(args: Namespace) -> int:
    """Take proposals from a file or a language model; those that stand wait in Review."""
    if bool(args.file) == bool(args.model):
        raise UsageError("propose.one_of")
    with open_store() as store:
        plan = _plan(store, args.plan)
        if args.file:
            checker = _checker(store, plan, args.who or args.file.name)
            checker.take_lines(_lines(args.file))
            return _report(checker, args)
        return _of_model(store, plan, args)


def _of_model(store: Store, plan: Row, args: Namespace) -> int:
    model = Model(args.model, args.model_name, home_folder() / FOLDER, args.budget)
    found = pieces(run(store, "app_passages", document=plan["id"]))
    new = [piece for piece in found if not model.is_known(piece)]
    told = {"place": model.place, "title": plan["title"], "spent": model.spent}
    signs = sum(len(piece.text) for piece in new)
    told |= {"pieces": len(new), "signs": signs, "all": len(found), "budget": model.budget}
    tell("propose.leaves", args.lang, **told)
    if args.count:
        return 0
    checker = _checker(store, plan, args.who or f"{model.name} @ {model.place}")
    left = _asked(model, found, checker)
    if left:
        tell("propose.spent", args.lang, left=left, spent=model.spent, budget=model.budget)
    return _report(checker, args)


def _asked(model: Model, found: list[Piece], checker: Checker) -> int:
    """Ask of each piece; how many had to be left for want of budget. What was said of one is
    checked and signed before the next, so that an interrupted run loses nothing."""
    left = 0
    for piece in found:
        try:
            reply = model.reply(piece)
        except Spent:
            left += 1
            continue
        checker.take_objects(objects(reply.text), piece.line)
    return left


def _checker(store: Store, plan: Row, who: str) -> Checker:
    return Checker(store, plan, who, kept_judgements(), judgements_file())


def _plan(store: Store, given: str) -> Row:
    """The plan that is meant: by its file, whose text the graph must have, else by id or title."""
    path = Path(given)
    if not path.is_file():
        return plans.one(store, given)
    document = read_document(path).id
    row = next((row for row in plans.plans(store) if row["id"] == document), None)
    if row is None:
        raise UsageError("propose.not_loaded", path=path)
    return row


def _lines(path: Path) -> list[str]:
    """The lines of a file of proposals. SourceError where it cannot be read."""
    try:
        content = read_bytes(path)
    except OSError as error:
        raise SourceError("propose.unreadable", path=path, why=error.strerror) from error
    if len(content) > LARGEST:
        raise SourceError("propose.too_large", path=path, limit=LARGEST // 1_000_000)
    try:
        return content.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise SourceError("propose.unreadable", path=path, why="UTF-8") from error


def _report(checker: Checker, args: Namespace) -> int:
    """What came of it: each refused one with its reason, then the counts."""
    done, lang = checker.outcome, args.lang
    if args.json:
        show_json(_told(checker, lang))
        return 0
    for each in done.refused:
        tell("propose.refused", lang, number=each.number, why=each.why.say(lang))
    counts = {"kept": len(done.kept), "known": done.known, "refused": len(done.refused)}
    say("propose.done", lang, title=checker.plan["title"], **counts)
    if done.kept:
        say("propose.next", lang)
    return 0


def _told(checker: Checker, lang: str) -> Row:
    done = checker.outcome
    return {
        "plan": checker.plan["id"],
        "title": checker.plan["title"],
        "who": checker.who,
        "proposed": [{name: getattr(row, name) for name in COLUMNS} for row in done.kept],
        "known": done.known,
        "refused": [_refused(each.number, each.why, lang) for each in done.refused],
    }


def _refused(number: int, why: InnographError, lang: str) -> Row:
    return {"number": number, "key": why.key, "why": why.say(lang)}
