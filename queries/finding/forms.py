"""The forms that a thing can be found by: as it is written, as it sounds, in English, in short."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph.schema import TYPES
from queries.asking.normalise import is_chinese, normalise
from queries.asking.shortnames import parts, short_names
from queries.asking.spelling import english_forms, pinyin

APART = re.compile(r"[^\w&]+|_")
ORGANISATIONS = ("University", "ResearchInstitute", "Enterprise", "Hospital", "Laboratory")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a thing (its number): how it came about, as it is compared, as it is shown."""

    thing: int
    how: str
    key: str
    shown: str


def terms(text: str) -> list[str]:
    """A name as small words without signs: 之江实验室; zhejiang, lab."""
    return [word for word in APART.split(unicodedata.normalize("NFKC", text).lower()) if word]


def key(text: str) -> str:
    """``text`` as it is compared: small, nothing between its letters."""
    return "".join(terms(text))


def typed_terms(text: str) -> list[str]:
    """What a person typed as :func:`terms`, with simplified characters as names have them."""
    return terms(normalise(text))


@lru_cache(maxsize=400_000)
def syllables(text: str) -> tuple[str, ...]:
    """How a compared text sounds; a run of Latin letters and digits is one syllable."""
    return tuple(part.strip() for part in pinyin(text) if part.strip())


def forms(number: int, row: Row) -> Iterator[Form]:
    """Every form of the thing ``row``, its own names first."""
    seen = set()
    for how, text in _texts(row):
        compared = key(text)
        if compared and (how, compared) not in seen:
            seen.add((how, compared))
            yield Form(number, how, compared, text)


def _texts(row: Row) -> Iterator[tuple[str, str]]:
    yield "name", row["name"]
    yield from (("alias", alias) for alias in row.get("aliases") or ())
    yield from (("english", name) for name in english(row))
    yield from (("short", text) for text in _short(row))
    yield from (("spelled", text) for text in english_forms(row["type"], row["name"]))


def english(row: Row) -> Iterator[str]:
    """The English names, the one that is shown first."""
    yield from dict.fromkeys(
        name for name in (row.get("name_en"), *(row.get("names_en") or ())) if name
    )


def _short(row: Row) -> Iterator[str]:
    """Short forms: of a firm its name without place and legal form; letters of English names."""
    if row["type"] in ORGANISATIONS:
        yield from short_names(row["name"])
        for name in english(row):
            yield from _letters(name)


def _letters(name: str) -> Iterator[str]:
    """First letters of an English name, of a place also of its syllables: ZU, ZJU."""
    words = [word for word in re.findall(r"[A-Za-z]+", name) if word[0].isupper()]
    if len(words) > 1:
        yield "".join(word[0] for word in words)
        yield "".join(_spelt_places().get(word.lower(), word[0]) for word in words)


@lru_cache(maxsize=1)
def _spelt_places() -> Mapping[str, str]:
    """Places in Latin letters with the first letters of their syllables: zhejiang → zj."""
    return {"".join(said): "".join(s[0] for s in said) for said in map(pinyin, parts("place"))}


def said_of(row: Row) -> frozenset[str]:
    """Words that hold for the thing without being its name: what its type is called."""
    known = TYPES.get(row["type"])
    return frozenset(terms(f"{known.zh} {known.en}")) if known else frozenset()


def owners(rows: Iterable[Row]) -> Mapping[str, tuple[str, ...]]:
    """What the names of organisations may be replaced by in the names of what is theirs."""
    return {
        row["name"]: tuple(key(text) for text in (*(row.get("aliases") or ()), *english(row)))
        for row in rows
        if row["type"] in ORGANISATIONS and len(row["name"]) > 2
    }


def chinese(text: str) -> bool:
    """Whether ``text`` has a Chinese character."""
    return is_chinese(text)
