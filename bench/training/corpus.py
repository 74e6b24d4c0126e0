"""Annotated texts and the bank of sentences → sentences with the spans of their names.

A text has a list of names (``NAME.tsv``: type, name, aliases, quote): wherever a form stands, it
is that name. Forms with ``~`` are members of an enumeration that shares the ending. What the
annotators found doubtful (``NAME.ignore.tsv``) teaches nothing.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.layout.reading import rebuild
from ingest.naming.learned.marks import LABELS
from ingest.naming.rules.sentence import Sentence, sentences
from ingest.sources import read_document

ROOT = Path(__file__).resolve().parents[2]
ANNOTATED = ROOT / "tests" / "annotated"
PLANS = ROOT / "data"
MARKED = ROOT / "tests" / "reading" / "sentences.txt"
UNLISTED = frozenset({"Government", "Area"})  # what lists of names leave out
DOUBTFUL = "?"
MARK = re.compile(r"\[([^\[\]|]+)\|(\w+)\]")
BRACKETS = str.maketrans("()", "（）")
MEMBER_END = re.compile(r"(?:、|和|与|及|等|[0-9一二三四五六七八九十两]+[个家所大])")


@dataclass(frozen=True, slots=True)
class Name:
    """Where a name stands in a sentence, and its type (``?``: doubtful)."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its names; ``whole``: whether every type was marked; where it is from."""

    sentence: Sentence
    names: tuple[Name, ...]
    whole: bool
    source: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Examples by the text or the file of the bank that they come from."""

    train: Mapping[str, tuple[Example, ...]]
    tune: Mapping[str, tuple[Example, ...]]


def read_corpus() -> Corpus:
    """All that is annotated in the project."""
    split = tomllib.loads((ANNOTATED / "split.toml").read_text("utf-8"))
    lists = sorted(path for path in (ANNOTATED / "names").glob("*.tsv") if "." not in path.stem)
    texts = {
        path.stem: tuple(text_examples(_text_of(path.stem), path, path.stem in split["whole"]))
        for path in lists
    }
    banks = [*sorted((ANNOTATED / "bank").glob("*.txt")), MARKED]
    bank = {path.stem: tuple(bank_examples(path)) for path in banks}
    tune = {stem: texts[stem] for stem in split["tune"]}
    return Corpus({k: v for k, v in texts.items() if k not in tune} | bank, tune)


def _text_of(stem: str) -> Path:
    return next(p for folder in (ANNOTATED / "texts", PLANS) for p in _named(folder, stem))


def _named(folder: Path, stem: str) -> Iterator[Path]:
    return (p for end in (".txt", ".html") if (p := folder / (stem + end)).is_file())


def bank_examples(path: Path) -> Iterator[Example]:
    """The sentences of a file of the bank."""
    for row in path.read_text("utf-8").splitlines():
        if row.strip() and not row.startswith("#"):
            text, names = unmarked(row.strip())
            yield from _examples(text, names, True, path.stem)


def unmarked(row: str) -> tuple[str, list[Name]]:
    """A marked line's text and names, the outer ones of those inside one another."""
    row = _flat(row)
    text, names, at = "", [], 0
    for found in MARK.finditer(row):
        text += row[at : found.start()]
        label = found[2] if found[2] in LABELS else DOUBTFUL
        names.append(Name(len(text), len(text) + len(found[1]), label))
        text, at = text + found[1], found.end()
    return text + row[at:], names


def _flat(row: str) -> str:
    """Only the outer marks of a line."""
    inner = re.compile(r"(\[[^\]|]*)\[([^\[\]|]+)\|\w+\]")
    while (flat := inner.sub(r"\1\2", row)) != row:
        row = flat
    return row


def text_examples(path: Path, listed: Path, whole: bool = False) -> Iterator[Example]:
    """The sentences of an annotated text."""
    forms = list(_forms(listed))
    doubtful = [phrase for phrase in _doubtful(listed) if phrase]
    reading = rebuild(read_document(path))
    for block in (*reading.blocks, *reading.inside):
        names = _marked(block.text, forms, doubtful)
        yield from _examples(block.text, names, whole, path.stem)


def _examples(text: str, names: list[Name], whole: bool, source: str) -> Iterator[Example]:
    for sentence in sentences(text):
        low, high = sentence.offset, sentence.offset + len(sentence.text)
        own = (n for n in names if low <= n.start and n.end <= high)
        yield Example(
            sentence,
            tuple(Name(n.start - low, n.end - low, n.label) for n in own),
            whole,
            source,
        )


def _forms(listed: Path) -> Iterator[tuple[str, str, str]]:
    """(form, type, ending that its enumeration must share or nothing)."""
    for row in rows_of(listed):
        label = row["type"] if row["type"] in LABELS else DOUBTFUL
        for form in (row["name"], *(row.get("aliases") or "").split(";")):
            if form.startswith("~"):
                yield form[1:], label, row["name"][-2:]
            elif len(form) > 1:
                yield form, label, ""


def _doubtful(listed: Path) -> Iterator[str]:
    path = listed.with_name(listed.stem + ".ignore.tsv")
    if path.is_file():
        yield from (row["phrase"] for row in rows_of(path))


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a tab separated file with a head."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _marked(text: str, forms: list[tuple[str, str, str]], doubtful: list[str]) -> list[Name]:
    plain = text.translate(BRACKETS)
    found = [
        *_found(plain, ((form, DOUBTFUL, "") for form in doubtful)),
        *_found(plain, forms),
    ]
    kept: list[Name] = []
    for one in sorted(found, key=lambda n: (n.start - n.end, n.label == DOUBTFUL, n.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda n: n.start)


def _found(text: str, forms: Iterable[tuple[str, str, str]]) -> Iterator[Name]:
    for form, label, ending in forms:
        for at in _places(text, form.translate(BRACKETS)):
            end = at + len(form)
            if not ending or _is_member(text, end, ending):
                yield Name(at, end, label)


def _places(text: str, form: str) -> Iterator[int]:
    at = text.find(form)
    while at >= 0:
        yield at
        at = text.find(form, at + 1)


def _is_member(text: str, end: int, ending: str) -> bool:
    near = re.split("[，。；]", text[end : end + 60])[0]
    return bool(MEMBER_END.match(text, end)) and ending in near
