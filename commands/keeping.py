"""Commands that look after what is kept: backup, restore, doctor."""

from __future__ import annotations

from argparse import Namespace

from commands.examining import BAD, examine
from commands.terminal import say, show_json, tell
from graph import logs
from graph.backup import back_up
from graph.backup import restore as restore_home
from graph.store import home_folder, open_store
from ingest.catalogue import text


def backup(args: Namespace) -> int:
    """Write all that is kept to one file, also while people use it."""
    logs.start("backup")
    with open_store() as store:
        made = back_up(store, home_folder(), args.file, args.force)
    size = round(args.file.stat().st_size / 1e6, 1)
    say("backup.done", args.lang, path=args.file, files=len(made["files"]), megabytes=size)
    return 0


def restore(args: Namespace) -> int:
    """Put back what a backup holds; what was there before is kept once."""
    logs.start("restore")
    home = home_folder()
    told = restore_home(home, args.file)
    with open_store() as store:
        count = store.engine.version  # the engine opens what was put back, or says why not
    say("restore.done", args.lang, path=args.file, made=told["made"], engine=count)
    tell("restore.replaced", args.lang, folder=home / "replaced")
    return 0


def doctor(args: Namespace) -> int:
    """Look at everything that can be wrong; 1 when something is."""
    found = list(examine(home_folder()))
    if args.json:
        show_json([each.to_json(args.lang) for each in found])
    else:
        for each in found:
            mark = text(f"cli.doctor.{each.state}", args.lang)
            print(f"{mark}  {each.say(args.lang)}")
    return 1 if any(each.state == BAD for each in found) else 0
