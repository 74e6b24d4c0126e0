"""Commands that read plans: extract, inspect, ingest, eval."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter

from commands.terminal import say, show_table, sums, tell
from graph.schema import RELATIONS, TYPES
from ingest.catalogue import text
from ingest.errors import UsageError
from ingest.judging.judgements import Judgements, damage
from ingest.measuring.evaluate import evaluate
from ingest.measuring.inspect import inspect_page
from ingest.model import Extraction
from ingest.pipeline import read_plan
from ingest.progress import Watcher, watched
from ingest.serialise import write_files
from queries.reviewing import kept_judgements


def extract(args: Namespace) -> int:
    """Read a plan and write the four files; no graph is touched."""
    with watched(telling(args.lang)):
        extraction = read_plan(args.input, judgements_told(args.lang))
    write_files(extraction, args.out)
    _show_counts(extraction, args.lang)
    say("extract.done", args.lang, folder=args.out)
    return 0


def telling(lang: str) -> Watcher:
    """Says how many pages of a scan are read."""
    return lambda done, of: tell("reading.page", lang, n=done, of=of)


def _show_counts(extraction: Extraction, lang: str) -> None:
    types = Counter(entity.label for entity in extraction.entities)
    relations = Counter(claim.type for claim in extraction.claims)
    caption, count = (text(f"cli.extract.{name}", lang) for name in ("type", "count"))
    named = [(getattr(TYPES[t], lang), n) for t, n in types.items()]
    named += [(getattr(RELATIONS[r], lang), n) for r, n in relations.items()]
    show_table([{caption: name, count: n} for name, n in named])
    if not named:
        say("extract.nothing", lang)
    became = Counter(row.became for row in extraction.ledger)
    say(
        "extract.supports",
        lang,
        shown=sum(s.default for s in extraction.supports),
        all=len(extraction.supports),
    )
    say("extract.ledger", lang, sums=sums(sorted(became.items())))
    for warning in extraction.warnings:
        tell("extract.warning", lang, what=warning.text, page=warning.page, line=warning.line)


def inspect(args: Namespace) -> int:
    """Print one page as it was read."""
    for line in inspect_page(args.input, args.page, args.lang):
        print(line)
    return 0


def judgements_told(lang: str) -> Judgements:
    """What people decided; says which lines of their file cannot be read."""
    judgements = kept_judgements()
    if damaged := damage(judgements, lang):
        print(damaged, file=sys.stderr, flush=True)
    return judgements


def evaluate_gold(args: Namespace) -> int:
    """Precision and recall against gold files."""
    if not args.gold.is_dir():
        raise UsageError("cli.eval.no_folder", path=args.gold)
    report = evaluate(args.gold, args.plan)
    if not report.plan and not report.texts:
        raise UsageError("cli.eval.no_gold", path=args.gold)
    print(report.to_text(), end="")
    return 0
