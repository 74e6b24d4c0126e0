"""The command `match`: identifiers from a list that the user brings, which wait for a person."""

from __future__ import annotations

from argparse import Namespace

from commands.terminal import say, show_json, tell
from graph.store import open_store
from ingest.judging.judgements import COLUMNS
from queries.matching import Matcher, read_list
from queries.reviewing import judgements_file, kept_judgements


def match(args: Namespace) -> int:
    """Propose the identifiers of a list for the graph's things; those chosen in Review are kept."""
    lang, who = args.lang, args.who or args.list.name
    with open_store() as store:
        items = read_list(args.list)
        matcher = Matcher(store, who, kept_judgements(), judgements_file())
        done = matcher.take(items)
    if args.json:
        refused = [{"number": n, "key": why.key, "why": why.say(lang)} for n, why in done.refused]
        proposed = [{name: getattr(row, name) for name in COLUMNS} for row in done.kept]
        counts = {"known": done.known, "none": done.none}
        show_json({"proposed": proposed, **counts, "refused": refused})
        return 0
    for number, why in done.refused:
        tell("propose.refused", lang, number=number, why=why.say(lang))
    counts = {"kept": len(done.kept), "known": done.known, "none": done.none}
    say("match.done", lang, who=who, refused=len(done.refused), **counts)
    if done.kept:
        say("match.next", lang)
    return 0
