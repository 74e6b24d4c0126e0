"""The command that lays two plans side by side."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from commands.terminal import say
from graph.store import open_store
from ingest.errors import ExportError, QueryError, UsageError
from queries.comparing import FORMATS, compare, written

TEXTS = ("md", "json")


def compare_plans(args: Namespace) -> int:
    """Write what differs between two plans to a file, or as text to standard output."""
    form = _format(args)
    with open_store() as store:
        found = compare(store, args.first, args.second)
    if found.a["id"] == found.b["id"]:
        raise QueryError("compare.same", title=found.a["title"])
    content = written(found, form, args.lang)
    if args.output:
        _write(Path(args.output), content)
        say("compare.done", args.lang, path=args.output, count=len(found.changes))
    else:
        sys.stdout.write(content.decode("utf-8"))
    return 0


def _format(args: Namespace) -> str:
    """The form that is named, else the one that the file's ending tells, else Markdown."""
    suffix = Path(args.output or "").suffix.lstrip(".").lower()
    form = args.format or suffix or TEXTS[0]
    if form not in FORMATS or (form not in TEXTS and not args.output):
        known = ", ".join(FORMATS if args.output else TEXTS)
        raise UsageError("compare.no_format", format=form, known=known)
    return str(form)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise ExportError("compare.unwritable", path=path, why=error.strerror) from error
