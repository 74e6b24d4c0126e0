"""Queries that a person saved under a name, beside the ones that ship: a file in INNOGRAPH_HOME."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from filelock import FileLock

from graph.export.atomic import whole_file
from graph.store import home_folder
from ingest.errors import UsageError
from ingest.files import private_folder

FILE = "queries.json"
LONGEST_NAME, MOST = 60, 200


def saved() -> Mapping[str, str]:
    """Statements by the names that people gave them, by name; none from a file that is damaged."""
    path = _file()
    try:
        found = json.loads(path.read_text("utf-8")) if path.exists() else {}
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): str(found[name]) for name in sorted(found)}


def save(name: str, statement: str) -> None:
    """Keep a statement under a name; what had that name is replaced. UsageError for a name or a
    number of queries that will not do."""
    word = " ".join(name.split())
    if not word or len(word) > LONGEST_NAME or not word.isprintable():
        raise UsageError("typed.name", longest=LONGEST_NAME)
    with _alone():
        known = {**saved(), word: statement}
        if len(known) > MOST:
            raise UsageError("typed.many", most=MOST)
        _write(known)


def drop(name: str) -> None:
    """Forget the statement of that name."""
    with _alone():
        _write({each: statement for each, statement in saved().items() if each != name})


def _write(known: Mapping[str, str]) -> None:
    with whole_file(_file(), force=True) as out:
        out.write(json.dumps(known, ensure_ascii=False, indent=1).encode("utf-8"))


def _alone() -> FileLock:
    private_folder(home_folder())
    return FileLock(f"{_file()}.lock", timeout=10)


def _file() -> Path:
    return home_folder() / FILE
