"""How Chinese names are written in Latin letters: pinyin, and pinyin with a translated ending."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from queries.asking.lexicon import options, rows
from queries.asking.normalise import is_chinese
from queries.asking.shortnames import short_names

LATIN_TYPES = frozenset({"Area", "IndustrialPark", "Laboratory", "Enterprise", "ResearchInstitute"})
SHORTEST = 6


@lru_cache(maxsize=8192)
def pinyin(text: str) -> tuple[str, ...]:
    """The syllables of ``text``, without tones; what is not Chinese stays."""
    from pypinyin import lazy_pinyin  # loads its tables only when they are needed

    return tuple(lazy_pinyin(text))


def english_forms(kind: str, name: str) -> Iterator[str]:
    """Latin forms of a name: 云谷小镇 → yungu town, yun gu town, yungu xiaozhen."""
    if kind not in LATIN_TYPES or not is_chinese(name):
        return
    if kind == "Enterprise":
        yield from (short for core in short_names(name) if len(short := _run(core)) >= SHORTEST)
    for ending, translations in _endings().items():
        if name.endswith(ending) and 1 < len(name.removesuffix(ending)) <= 4:
            yield from _translated(name.removesuffix(ending), translations)
            return


def _translated(stem: str, translations: tuple[str, ...]) -> Iterator[str]:
    for translation in translations:
        for spelled in {_run(stem), " ".join(pinyin(stem))}:
            yield f"{spelled} {translation}".strip()


def _run(text: str) -> str:
    return "".join(pinyin(text))


@cache
def _endings() -> Mapping[str, tuple[str, ...]]:
    """Endings of names and their translations, the longest ending first."""
    found = {r["zh"]: (*options(r["en"]), *_bare(r["en"])) for r in rows("nameparts") if r["en"]}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def _bare(cell: str) -> tuple[str, ...]:
    """An ending that may be left out is written with a bar at the end of its cell."""
    return ("",) if cell.endswith("|") else ()
