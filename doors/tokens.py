"""Tokens: who may do more through a door than read, or read where a door is closed.

A token is a secret of 32 random bytes, told once when it is made. What is kept in the home is its
SHA-256 (of a secret that long nobody tries all), its name, its scopes and its last day. Whoever
takes one out of the file shuts it out from the next request on.
"""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from graph import logs
from ingest.errors import ExportError, SourceError, UsageError
from ingest.files import private_file, private_folder, read_bytes

READ, REVIEW, INGEST = SCOPES = ("read", "review", "ingest")
FILE = "tokens.tsv"
COLUMNS = ("name", "scopes", "made", "ends", "sha256")
HEAD = "# " + "\t".join(COLUMNS) + "\n"
MARK, BYTES = "ig_", 32
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Token:
    """What is kept of a token: its name signs what is done with it; ``ends`` is its last day (UTC),
    "" for none."""

    name: str
    scopes: tuple[str, ...]
    made: str
    ends: str
    digest: str

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed."""
        return bool(self.ends) and date.fromisoformat(self.ends) < today


class Tokens:
    """The tokens in a file, read again whenever it has changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, int, int] | None = None
        self._known: dict[str, Token] = {}

    def of(self, secret: str) -> Token | None:
        """The token of which this is the secret; None for none, or one that is over."""
        self._refresh()
        found = self._known.get(_digest(secret))
        return found if found and not found.is_over(datetime.now(UTC).date()) else None

    def _refresh(self) -> None:
        try:
            told = self.path.stat()
        except FileNotFoundError:
            self._seen, self._known = None, {}
            return
        seen = (told.st_mtime_ns, told.st_size, told.st_ino)
        if seen != self._seen:
            self._known = {each.digest: each for each in self._read()}
            self._seen = seen  # last: who finds it finds what is known

    def _read(self) -> list[Token]:
        try:
            return read_tokens(self.path)
        except SourceError:
            logs.note("tokens.damaged", logging.ERROR, path=self.path)
            return []


def read_tokens(path: Path) -> list[Token]:
    """The tokens kept at ``path``, none where there is no file. SourceError where a line is none:
    of a damaged file nobody is let in."""
    try:
        lines = read_bytes(path).decode("utf-8").split("\n") if path.exists() else []
        return [_parsed(line) for line in lines if line.strip() and not line.startswith("#")]
    except (OSError, ValueError) as error:
        raise SourceError("tokens.unreadable", path=path) from error


def make(path: Path, name: str, scopes: Sequence[str], days: int = 0) -> str:
    """Make a token of that name, for ``days`` (0: without an end), and give its secret, which
    nobody can tell again. UsageError for a name that will not do or is taken, and for scopes."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or name.startswith("#"):
        raise UsageError("tokens.name", longest=LONGEST_NAME)
    if not scopes or set(scopes) - set(SCOPES):
        raise UsageError("tokens.scopes", scopes=", ".join(SCOPES))
    known = read_tokens(path)
    if any(each.name == name for each in known):
        raise UsageError("tokens.taken", name=name)
    secret, now = MARK + secrets.token_urlsafe(BYTES), datetime.now(UTC)
    ends = (now.date() + timedelta(days=days)).isoformat() if days else ""
    made = tuple(each for each in SCOPES if each in scopes), now.isoformat(timespec="seconds")
    _write(path, [*known, Token(name, *made, ends, _digest(secret))])
    return secret


def remove(path: Path, name: str) -> None:
    """Shut a token out. UsageError where there is none of that name."""
    known = read_tokens(path)
    kept = [each for each in known if each.name != name]
    if len(kept) == len(known):
        raise UsageError("tokens.unknown", name=name[:LONGEST_NAME])
    _write(path, kept)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _parsed(line: str) -> Token:
    name, scopes, made, ends, digest = line.rstrip("\r").split("\t")
    if ends:
        date.fromisoformat(ends)
    if not name or len(bytes.fromhex(digest)) != BYTES or set(scopes.split(",")) - set(SCOPES):
        raise ValueError(line)
    return Token(name, tuple(scopes.split(",")), made, ends, digest)


def _write(path: Path, tokens: Sequence[Token]) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        private_folder(path.parent)
        beside.touch(mode=0o600)
        beside.write_text(HEAD + "".join(_lines(tokens)), "utf-8", newline="\n")
        private_file(beside).replace(path)
    except OSError as error:
        raise ExportError("tokens.unwritable", path=path, why=error.strerror) from error


def _lines(tokens: Sequence[Token]) -> Iterator[str]:
    for each in tokens:
        scopes = ",".join(each.scopes)
        yield "\t".join((each.name, scopes, each.made, each.ends, each.digest)) + "\n"
