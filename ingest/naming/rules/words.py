"""Words as data: the lexicon files, and general lists that come whole inside kept packages.

A list is evidence to weigh, never a verdict: ``brands`` is noisy, ``places``
holds words that are also common nouns, ``ordinary`` knows no new words.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

LEXICON = Path(__file__).resolve().parents[2] / "lexicon"
PROPER_TAGS = frozenset({"ns", "nr", "nt", "nz", "nrt", "nrfg"})
ABBREVIATED = "京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋陕吉闽贵粤川青藏琼宁疆蒙"
NEEDS = ("any", "topic", "proper", "beside")
MADE_OF = "式型化级性制"  # 开放式, 数智化: an ordinary word makes an ordinary word
SELDOM = 100  # a place counted less often than this is meant where its characters stand
RARE = 15  # a word counted less often in the dictionary's corpus is no common word


@dataclass(frozen=True, slots=True)
class Ending:
    """How a name of ``label`` can end, and what must stand before it (one of ``NEEDS``)."""

    text: str
    label: str
    need: str


@cache
def table(name: str) -> Mapping[str, Mapping[str, list[str]]]:
    """A lexicon file."""
    return tomllib.loads((LEXICON / f"{name}.toml").read_text("utf-8"))


@cache
def words(file: str, key: str) -> frozenset[str]:
    """One list of a lexicon file."""
    return frozenset(table(file)[key])


@cache
def endings() -> Mapping[str, Ending]:
    """Every ending by its text."""
    rows = ((label, need, t) for label, needs in table("names").items() for need, t in _flat(needs))
    return {text: Ending(text, label, need) for label, need, text in rows if need in NEEDS}


def _flat(needs: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    return ((need, text) for need, texts in needs.items() for text in texts)


@cache
def ending_pattern() -> re.Pattern[str]:
    """Finds endings, the longest first."""
    ordered = sorted(endings(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered)))


@cache
def goes_on_pattern() -> re.Pattern[str]:
    """Finds words that begin like an ending and are none."""
    return re.compile("|".join(map(re.escape, table("names")["endings"]["goes_on"])))


@cache
def statuses() -> Mapping[str, str]:
    """What stands in brackets → the status."""
    return {word: status for status, all_ in table("statuses").items() for word in all_}


@cache
def short_forms(kind: str) -> Mapping[str, str]:
    """Short form → what it says in full (``bodies``, ``parks``)."""
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(
        (LEXICON / "short_forms.toml").read_text("utf-8")
    )
    return found[kind]


@cache
def general() -> frozenset[str]:
    """Qualities, levels and topics together."""
    return words("generic", "quality") | words("generic", "level") | words("generic", "topic")


@cache
def universities() -> frozenset[str]:
    """Names of Chinese universities and colleges (py92)."""
    with (_package("py92") / "cn_schools.csv").open(encoding="utf-8-sig", newline="") as rows:
        return frozenset(
            row["学校"].replace("（", "(").replace("）", ")") for row in csv.DictReader(rows)
        )


@cache
def places() -> frozenset[str]:
    """Provinces, cities, counties with and without their class word (companynameparser)."""
    data = _package("companynameparser") / "data"
    full = (data / "china_place.txt").read_text("utf-8").split()
    names = {*full, *(name[:-1] for name in full if name[-1] in "省市县区" and len(name) > 2)}
    plain = {name for name in names if _count(name) <= SELDOM or not is_ordinary(name)}
    return frozenset(plain - words("generic", "topic")) | provinces() | cities()


@cache
def provinces() -> frozenset[str]:
    """Names of provinces, with and without their class word (companynameparser)."""
    return _level("sheng", "省|市|(?:壮族|回族|维吾尔)?自治区")


@cache
def cities() -> frozenset[str]:
    """Names of prefectures and their like, with and without their class word."""
    return _level("shi", "市|地区|盟|州") - words("generic", "no_city")


def _level(column: str, kinds: str) -> frozenset[str]:
    data = _package("companynameparser") / "data"
    with (data / "pca.csv").open(encoding="utf-8", newline="") as rows:
        full = {row[column] for row in csv.DictReader(rows) if row[column]}
    return frozenset(full | {re.sub(rf"(?<=..)(?:{kinds})$", "", name) for name in full})


@cache
def school_shorts() -> frozenset[str]:
    """Usual short forms of the listed universities, such as 云工大."""
    shorts = (short for full in universities() for short in usual_shorts(full))
    return frozenset(short for short in shorts if not is_ordinary(short))


@cache
def usual_shorts(full: str) -> tuple[str, ...]:
    """Short forms of a university's name that are commonly built from it."""
    if not full.endswith("大学") or len(full) < 4:
        return ()
    body = full[:-2]
    place = place_at_start(body)
    if not place or place == body:
        return (full[0] + "大",) if len(body) < 4 else ()
    rest = body[len(place) :]
    return (place[0] + rest[0] + "大", place[0] + rest[0], place + rest[0] + "大")


@cache
def brands() -> frozenset[str]:
    """Brand and firm names (companynameparser), ordinary words left out."""
    return frozenset(row for row in every_brand() if not is_ordinary(row))


@cache
def every_brand() -> frozenset[str]:
    """Brand and firm names with those that are also ordinary words: 小米."""
    data = _package("companynameparser") / "data"
    rows = (data / "brand.txt").read_text("utf-8").split()
    return frozenset(row for row in rows if len(row) > 1)


@cache
def listed_firms() -> frozenset[str]:
    """Short names of all listed companies: 一汽解放."""
    rows = (LEXICON / "listed.txt").read_text("utf-8").splitlines()
    return frozenset(row for row in rows if not row.startswith("#"))


@cache
def well_known() -> frozenset[str]:
    """Firms not listed on the mainland that everybody in their trade knows: 空客."""
    rows = (LEXICON / "well_known.txt").read_text("utf-8").splitlines()
    names = {name for row in rows if not row.startswith("#") for name in row.split()}
    return frozenset(names)


@cache
def listed_stems() -> frozenset[str]:
    """What a listed company's name begins with, where that is no word and no place: 一汽."""
    stems = {name[:-2] for name in listed_firms() if len(name) > 3 and is_ordinary(name[-2:])}
    return frozenset(stem for stem in stems if not is_ordinary(stem) and stem not in places())


@cache
def central_firms() -> frozenset[str]:
    """Central enterprises, by name and by their usual short names."""
    known: Mapping[str, list[str]] = table("central")["names"]
    return frozenset({*known, *(short for shorts in known.values() for short in shorts)})


@cache
def _dictionary() -> Mapping[str, tuple[int, str]]:
    """Word → count and part of speech in jieba's dictionary, rare words left out."""
    rows = (_package("jieba") / "dict.txt").read_text("utf-8").splitlines()
    fields = (row.split(" ") for row in rows)
    return {word: (int(n), kind) for word, n, kind in fields if int(n) >= RARE}


def tag(word: str) -> str:
    """Part of speech of a word of general Chinese, "" where it is none."""
    return _dictionary().get(word, (0, ""))[1]


def _count(word: str) -> int:
    return _dictionary().get(word, (0, ""))[0]


def is_ordinary(word: str) -> bool:
    """Whether a word is common Chinese or of this register: no proper name."""
    if word in cities():
        return False
    if word in general() or tag(word) not in PROPER_TAGS | {""}:
        return True
    made = 2 < len(word) < 5 and word[-1] in MADE_OF
    return made and (word[:-1] in general() or tag(word[:-1]) not in PROPER_TAGS | {""})


def bare(core: str, lists: tuple[str, ...]) -> str:
    """``core`` without the words of the given lists of generic.toml, longest first."""
    general_words = frozenset().union(*(words("generic", name) for name in lists))
    rest, at = "", 0
    while at < len(core):
        size = next((n for n in range(6, 0, -1) if core[at : at + n] in general_words), 0)
        rest += "" if size else core[at]
        at += size or 1
    return rest


BARE, WORD = 1.6, 1.0


def proper_part(text: str, longest: int = 6) -> str:
    """The longest stretch of ``text`` that is a proper name or no known word at all.

    The text is cut into the fewest words; a word that dictionaries mark as a
    name and characters that no word covers count, 星野水电 gives 星野.
    """
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        bare = (best[end - 1][0] + BARE, end - 1)
        fits = [
            (best[start][0] + WORD, start)
            for start in range(max(0, end - longest), end - 1)
            if _is_word(text[start:end])
        ]
        best.append(min([bare, *fits]))
    return max(_proper_runs(text, best), key=len, default="")


def _is_word(text: str) -> bool:
    return is_ordinary(text) or bool(tag(text)) or text in places()


def _proper_runs(text: str, best: list[tuple[float, int]]) -> Iterator[str]:
    end, run = len(text), ""
    while end:
        start = best[end][1]
        piece = text[start:end]
        ordinary = piece in general() if end - start == 1 else is_ordinary(piece)
        if ordinary:
            yield run
            run = ""
        else:
            run = piece + run
        end = start
    yield run


@lru_cache(maxsize=100_000)
def place_at_start(text: str) -> str:
    """The longest place name that ``text`` begins with, "" where there is none."""
    sizes = range(min(len(text), 8), 1, -1)
    return next((text[:n] for n in sizes if text[:n] in places()), "")


def place_before(text: str, end: int) -> str:
    """The longest place name that stands right before ``end``, "" where there is none."""
    sizes = (n for n in range(min(8, end), 1, -1) if text[end - n : end] in places())
    return text[end - next(sizes, 0) : end]


@cache
def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(name)
    return Path(spec.origin).parent
