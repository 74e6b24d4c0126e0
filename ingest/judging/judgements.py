"""What people decided: signed lines in a file that only grows.

One line a judgement, parted by tabs (COLUMNS). On names the verdict is
``same``, ``different``, ``unsure`` or ``undo``; on a fact ``accept``,
``reject``, ``add``, ``propose`` or ``withdraw``, and ``what`` says which kind of fact: a
support (first the institution, second the field), an entity (its name and its
type), an identifier (a thing and what a list calls it) or a type of relation (head and
tail). An added or proposed fact bears the lines that are its evidence, their words and the plan's
title. What is only
proposed has no effect: it waits for a person, whose word on it always holds.

The latest word on a pair holds, but for one thing: a ``different`` holds until
it is undone. What is taken back is one word: the one before it holds again.
``same`` is transitive; a ``different`` stops every merge that would bring the
two together, through whomever.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from ingest.catalogue import text
from ingest.errors import ExportError, SourceError, UsageError
from ingest.files import private_file, private_folder, read_bytes
from ingest.judging.corrections import NO_CORRECTIONS, Corrections
from ingest.model import RELATION_TYPES, content_hash
from ingest.naming.alike import plain

SAME, DIFFERENT, UNSURE, UNDO = "same", "different", "unsure", "undo"
ACCEPT, REJECT, ADD, WITHDRAW = "accept", "reject", "add", "withdraw"
PROPOSE = "propose"
ON_NAMES = (SAME, DIFFERENT, UNSURE, UNDO)
ON_FACTS = (ACCEPT, REJECT, ADD, WITHDRAW, PROPOSE)
WITH_LINES = frozenset({ADD, PROPOSE})
TAKE_BACK = frozenset({UNDO, WITHDRAW})
NAMES, SUPPORTS, ENTITY = "", "SUPPORTS", "ENTITY"
KINDS = (SUPPORTS, ENTITY, *RELATION_TYPES)
#: What a list of the user calls a thing: its name, then the identifier. Only proposed and chosen.
IDENTIFIER = "IDENTIFIER"
COLUMNS = ("when", "who", "verdict", "first", "second", "why", "what", "lines", "quote", "plan")
NEEDED = 5  # columns that are never empty
HEAD = "# " + "\t".join(COLUMNS) + "\n"
LONGEST = 2000
Homes = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on two names or on a fact.

    ``first`` and ``second`` are two names, an institution's and a field's, a
    relation's head and tail, or an entity's name and its type. ``what`` is the
    kind of fact; ``lines`` ("12" or "12-14"), ``quote`` and ``plan`` (a title)
    are the evidence of an added one.
    """

    when: str
    who: str
    verdict: str
    first: str
    second: str
    why: str = ""
    what: str = ""
    lines: str = ""
    quote: str = ""
    plan: str = ""

    @property
    def kind(self) -> str:
        """NAMES, or the kind of fact; older files leave that of a support out."""
        return (self.what or SUPPORTS) if self.verdict in ON_FACTS else NAMES

    @property
    def pair(self) -> tuple[str, str]:
        """Both names as names are compared; of two names for things the order says nothing."""
        first, second = plain(self.first), plain(self.second)
        return (first, second) if self.kind else (min(first, second), max(first, second))

    @property
    def key(self) -> tuple[str, tuple[str, str]]:
        """What it is about: of two judgements with one key the later holds."""
        return self.kind, self.pair


@dataclass(frozen=True)
class Judgements:
    """The judgements that hold, in the order of signing.

    ``damaged`` are the numbers of lines that could not be read, ``path`` the
    file that they stand in; ``plans`` what people said of the documents themselves;
    ``proposed`` what waits for a person's word and has no effect before.
    """

    rows: tuple[Judgement, ...] = ()
    damaged: tuple[int, ...] = ()
    path: str = ""
    plans: Corrections = NO_CORRECTIONS
    proposed: tuple[Judgement, ...] = ()

    def of(self, document: str, title: str) -> str:
        """Changes with what holds of a document and of all names; empty where nothing does."""
        said = self.plans.digest(document, title)
        return content_hash(self.digest, said) if said else self.digest

    @cached_property
    def digest(self) -> str:
        """Changes with what holds; empty where nothing does."""
        said = ("\t".join(_fields(row)) for row in self.rows)
        return content_hash(*said) if self.rows else ""

    def on(self, *kinds: str) -> tuple[Judgement, ...]:
        """Those about NAMES, or about these kinds of facts."""
        return tuple(row for row in self.rows if row.kind in kinds)

    def said(
        self, first: str, second: str, kinds: Iterable[str] = (NAMES, SUPPORTS)
    ) -> tuple[Judgement, ...]:
        """What holds of these two, read as names or as ends of such facts."""
        wanted = {
            Judgement("", "", ACCEPT if kind else SAME, first, second, what=kind).key
            for kind in kinds
        }
        return tuple(row for row in self.rows if row.key in wanted)

    def verdict(self, first: str, second: str) -> str | None:
        """What follows for two names from all that was said; None where nothing does."""
        one, two = plain(first), plain(second)
        if one == two or two in self._homes.get(one, ()):
            return SAME
        if two in self.apart(one):
            return DIFFERENT
        return UNSURE if (min(one, two), max(one, two)) in self._unsure else None

    def same(self) -> tuple[frozenset[str], ...]:
        """Forms (as names are compared) that people called one thing, in order of signing."""
        return tuple(dict.fromkeys(self._homes.values()))

    def forms(self, name: str) -> frozenset[str]:
        """All forms that people called the same as ``name``, itself among them."""
        return self._homes.get(plain(name), frozenset({plain(name)}))

    def head(self, same: frozenset[str]) -> str:
        """The longest name of those that people called one thing, as they wrote it."""
        rows = (row for row in self.rows if row.verdict == SAME)
        written = {plain(name): name for row in rows for name in (row.first, row.second)}
        return written[max(same, key=lambda form: (len(form), form))]

    def apart(self, name: str) -> frozenset[str]:
        """All forms that people keep apart from ``name``."""
        return self._apart.get(self.forms(name), frozenset())

    @cached_property
    def stopped(self) -> tuple[Judgement, ...]:
        """``same`` lines without effect, because a ``different`` stands in their way."""
        joined = (row for row in self.rows if row.verdict == SAME)
        return tuple(row for row in joined if plain(row.second) not in self.forms(row.first))

    @cached_property
    def _unsure(self) -> frozenset[tuple[str, str]]:
        return frozenset(row.pair for row in self.rows if row.verdict == UNSURE)

    @cached_property
    def _homes(self) -> Homes:
        apart: dict[str, set[str]] = {}
        for one, two in (row.pair for row in self.rows if row.verdict == DIFFERENT):
            apart.setdefault(one, set()).add(two)
        homes: dict[str, frozenset[str]] = {}
        for one, two in (row.pair for row in self.rows if row.verdict == SAME):
            both = homes.get(one, frozenset({one})) | homes.get(two, frozenset({two}))
            if all(both.isdisjoint(apart.get(form, ())) for form in both):
                homes |= dict.fromkeys(both, both)
        return homes

    @cached_property
    def _apart(self) -> Mapping[frozenset[str], frozenset[str]]:
        """By all forms of one thing: the forms of things that it is not."""
        apart: dict[frozenset[str], set[str]] = {}
        for row in self.rows:
            if row.verdict == DIFFERENT:
                one, two = self.forms(row.first), self.forms(row.second)
                apart.setdefault(one, set()).update(two)
                apart.setdefault(two, set()).update(one)
        return {forms: frozenset(others) for forms, others in apart.items()}


def read_judgements(path: Path) -> Judgements:
    """The judgements kept at ``path``, none where there is no file. SourceError if unreadable."""
    try:
        read = list(parsed(read_bytes(path) if path.exists() else b""))
    except OSError as error:
        raise SourceError("review.unreadable", path=path, why=error.strerror) from error
    held = latest(row for _, row in read if row)
    return Judgements(
        tuple(row for row in held if row.verdict != PROPOSE),
        tuple(number for number, row in read if not row),
        str(path),
        proposed=tuple(row for row in held if row.verdict == PROPOSE),
    )


def damage(judgements: Judgements, lang: str) -> str:
    """One line that names the file and its lines that could not be read; empty if all could."""
    lines = text("review.comma", lang).join(map(str, judgements.damaged))
    return text("review.damaged", lang, path=judgements.path, lines=lines) if lines else ""


def latest(rows: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The word that holds on each pair, by the time of signing, so that files may be joined in
    any order; what was taken back is left out, and what was proposed of a pair that has a word."""
    said: dict[tuple[str, tuple[str, str]], list[Judgement]] = {}
    order: dict[tuple[str, tuple[str, str]], None] = {}
    for row in sorted(rows, key=lambda row: _time(row.when)):
        words = said.setdefault(row.key, [])
        if row.verdict in TAKE_BACK:
            del words[-1:]
        elif row.verdict == PROPOSE and words:
            continue
        elif row.verdict == DIFFERENT or not words or words[-1].verdict != DIFFERENT:
            words.append(row)
            order.pop(row.key, None)
            order[row.key] = None
    return tuple(said[key][-1] for key in order if said[key])


def sign(
    path: Path, who: str, verdict: str, first: str, second: str, why: str = "", **fact: str
) -> Judgement:
    """Append a judgement, signed with the time in UTC, and give it back; ``fact`` are ``what``,
    ``lines``, ``quote`` and ``plan``.

    UsageError where a word is missing or cannot be written, ExportError where
    the file cannot.
    """
    row = signed(who, verdict, first, second, why, **fact)
    append(path, [row])
    return row


def signed(
    who: str, verdict: str, first: str, second: str, why: str = "", **fact: str
) -> Judgement:
    """A judgement as :func:`sign` writes it, not yet written. UsageError as there."""
    if verdict not in ON_NAMES + ON_FACTS:
        raise ValueError(f"verdict {verdict!r} is none of {ON_NAMES + ON_FACTS}")
    when = datetime.now(UTC).isoformat(timespec="seconds")
    told = {name: _word(given) for name, given in fact.items()}
    row = Judgement(when, _word(who), verdict, _word(first), _word(second), _word(why), **told)
    if not row.who:
        raise UsageError("review.no_who")
    if not row.first or not row.second:
        raise UsageError("review.no_name")
    return row


def take_over(path: Path, given: bytes) -> tuple[int, tuple[int, ...]]:
    """Append the judgements of another file that this one does not have: how many, and the
    numbers of the lines that could not be read. SourceError where none could, ExportError where the
    file cannot be written."""
    here = {row for _, row in parsed(path.read_bytes() if path.exists() else b"")}
    read = list(parsed(given))
    if not any(row for _, row in read):
        raise SourceError("review.no_judgements")
    new = dict.fromkeys(row for _, row in read if row and row not in here)
    if new:
        append(path, list(new))
    return len(new), tuple(number for number, row in read if not row)


def append(path: Path, rows: Iterable[Judgement]) -> None:
    """Write judgements in one write, so that two who sign at once spoil nothing; a torn last line
    stays torn. ExportError where the file cannot be written."""
    lines = "".join("\t".join(_fields(row)).rstrip("\t") + "\n" for row in rows)
    try:
        private_folder(path.parent)
        with path.open("ab+", buffering=0) as file:
            private_file(path)
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(size - 1)
            before = "" if size and file.read(1) == b"\n" else "\n" if size else HEAD
            file.write((before + lines).encode("utf-8"))
            os.fsync(file.fileno())
    except OSError as error:
        raise ExportError("review.unwritable", path=path, why=error.strerror) from error


def _word(given: str) -> str:
    """One line without tabs. UsageError for what no file can hold, or no one would read."""
    word = " ".join(given.split())
    if len(word) > LONGEST or not word.isprintable():
        raise UsageError("review.unfit", longest=LONGEST)
    return word


def _fields(row: Judgement) -> Iterator[str]:
    return (getattr(row, name) for name in COLUMNS)


def parsed(content: bytes) -> Iterator[tuple[int, Judgement | None]]:
    """Numbers of the lines that say something, and what they say; None for what is no judgement."""
    for number, line in enumerate(content.split(b"\n"), 1):
        if _tells(line):
            yield number, _judgement(line)


def _tells(line: bytes) -> bool:
    """Blank lines and those that begin with ``#`` say nothing."""
    return bool(line.strip()) and not line.removeprefix(b"\xef\xbb\xbf").startswith(b"#")


def _judgement(line: bytes) -> Judgement | None:
    """The judgement of a line; None for one that cannot be read."""
    try:
        words = line.decode("utf-8-sig").rstrip("\r")
    except UnicodeDecodeError:
        return None
    fields = [field.strip() for field in words.split("\t")]
    if not NEEDED <= len(fields) <= len(COLUMNS) or not all(fields[:NEEDED]):
        return None
    row = Judgement(*fields)
    return row if _is_known(row) and _is_time(row.when) else None


def _is_known(row: Judgement) -> bool:
    """Whether the verdict is one, and the row has what such a verdict needs and no more."""
    if row.verdict in WITH_LINES:
        return row.kind in (*KINDS, IDENTIFIER) and bool(row.lines and row.quote)
    known = row.kind in (*KINDS, IDENTIFIER) if row.verdict in ON_FACTS else row.verdict in ON_NAMES
    return known and not (row.lines or row.quote) and bool(row.kind or not row.what)


def _is_time(text: str) -> bool:
    try:
        return bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def _time(text: str) -> datetime:
    """A time that says no zone is in UTC."""
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=UTC)
