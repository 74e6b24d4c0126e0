"""The log of the product's own doings: a JSON object a line in ``HOME/logs``, rotated.

What happened and how long it took, never what a person asked or typed (that
only at the level ``debug``). ``INNOGRAPH_LOG`` names the level: debug, info
(the default), warning, error.
"""

from __future__ import annotations

import json
import logging
import os
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from graph.home import home_folder
from ingest.files import private_folder

SWITCH = "INNOGRAPH_LOG"
LEVELS = {"debug": logging.DEBUG, "info": logging.INFO}
LEVELS |= {"warning": logging.WARNING, "error": logging.ERROR}
#: Bytes of one file, and how many older ones are kept.
LARGEST, KEPT = 1_000_000, 4
PATIENCE = 2.0
OURS = logging.getLogger("innograph")


def start(program: str, *others: str) -> None:
    """Log for ``program`` from now on: our own doings, and errors of the loggers ``others``."""
    made = HomeLog(program)
    level = os.environ.get(SWITCH, "").strip().lower()
    OURS.setLevel(LEVELS.get(level, logging.INFO))
    OURS.propagate = False
    for logger in (OURS, *map(logging.getLogger, others)):
        for old in [each for each in logger.handlers if isinstance(each, HomeLog)]:
            logger.removeHandler(old)
        logger.addHandler(made)


def log_file() -> Path:
    """The newest file of the log."""
    return home_folder() / "logs" / "innograph.log"


class HomeLog(logging.Handler):
    """Appends records to the log of the home, which several processes share."""

    def __init__(self, program: str) -> None:
        super().__init__()
        self.program = program

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line. A log that cannot be written must not be in the way of anything."""
        with suppress(OSError, Timeout):
            line = json.dumps(dict(self._told(record)), ensure_ascii=False, default=str) + "\n"
            path = log_file()
            private_folder(path.parent.parent)
            private_folder(path.parent)
            with FileLock(path.with_suffix(".lock"), mode=0o600, timeout=PATIENCE):
                _rotate(path, len(line))
                flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
                with os.fdopen(os.open(path, flags, 0o600), "ab") as file:
                    file.write(line.encode("utf-8", "replace"))

    def _told(self, record: logging.LogRecord) -> Iterator[tuple[str, object]]:
        yield "time", datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        yield "level", record.levelname.lower()
        yield "program", self.program
        yield "process", record.process
        yield "event", record.getMessage()
        yield from getattr(record, "facts", {}).items()
        if record.exc_info and record.exc_info[1]:
            yield "trace", "".join(traceback.format_exception(record.exc_info[1]))


def note(event: str, level: int = logging.INFO, trace: bool = False, **facts: object) -> None:
    """Log that ``event`` happened; with ``trace`` also the exception that is being handled."""
    OURS.log(level, event, extra={"facts": facts}, exc_info=trace)


def _rotate(path: Path, more: int) -> None:
    """Make room for ``more`` bytes: ``innograph.log`` → ``innograph.1.log`` → …"""
    if not path.exists() or path.stat().st_size + more <= LARGEST:
        return
    names = [path, *(path.with_suffix(f".{n}.log") for n in range(1, KEPT + 1))]
    for older, newer in zip(reversed(names), reversed(names[:-1])):
        if newer.exists():
            newer.replace(older)
