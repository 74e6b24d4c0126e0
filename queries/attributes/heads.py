"""The heads that tables print, and by which words a question means them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from queries.asking.common import cut
from queries.asking.lexicon import Forms, Sense, options, rows
from queries.asking.normalise import form
from queries.asking.vocabulary import Vocabulary

#: The kind of a token that means a head: its values are the words said, first those that a head
#: has itself.
HEAD = "head"
BRACKET = re.compile(r"[（(][^（）()]*[）)]")
YEAR = re.compile(r"(?:19|20)\d\d(?:[-—–~至](?:19|20)\d\d)?年?度?")
#: Words behind which the word before tells as much: 产值目标.
TRAILING = frozenset("目标 规模 数量 数 总量 情况 值 总额 额".split())
SHORTEST = 2
PLATFORM, PLATFORMS = "平台", ("平台", "platform")
#: What says that a figure is planned, not what figure it is.
PLANNED = re.compile("目标|预期|规划|计划|力争|拟")
#: Words that say of no head which it is.
GENERAL = frozenset(("单位", "机构", "主体", "名称"))


@dataclass(frozen=True, slots=True)
class Meant:
    """A head as printed that words mean: whether by its own words or by what else is said for a
    noun in it."""

    head: str
    own: bool


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """What heads there are by type, what words mean them, the vocabulary that knows these words,
    and the tables (plan, title)."""

    meant: Mapping[str, tuple[Meant, ...]]
    names: Vocabulary
    types: Mapping[str, tuple[str, ...]]
    tables: tuple[tuple[str, str], ...]

    def __bool__(self) -> bool:
        return bool(self.meant)

    def of(self, said: str) -> tuple[Meant, ...]:
        """The heads that words (as a sense holds them) mean."""
        return self.meant.get(said, ())

    def of_type(self, type_: str) -> tuple[str, ...]:
        """The heads under which tables state something of a type."""
        return self.types.get(type_, ())


def heads(printed: Sequence[Mapping[str, Any]], names: Vocabulary) -> Heads:
    """The heads of the rows of ``ask/heads``, their words beside those of ``names``."""
    found: dict[str, dict[str, Meant]] = {}
    for head in dict.fromkeys(row["head"] for row in printed):
        for said, own in _said_for(head):
            known = found.setdefault("".join(form(said)), {})
            known[head] = Meant(head, own or (head in known and known[head].own))
    meant = {said: tuple(some.values()) for said, some in found.items()}
    types: dict[str, list[str]] = {}
    for row in printed:
        types.setdefault(row["type"], []).append(row["head"])
    by_type = {type_: tuple(dict.fromkeys(some)) for type_, some in types.items()}
    tables = dict.fromkeys((row["document"], row["table"]) for row in printed if row["table"])
    return Heads(meant, _with_words(names, printed) if meant else names, by_type, tuple(tables))


def as_plans_say(names: Vocabulary, printed: Sequence[Mapping[str, Any]]) -> Vocabulary:
    """The vocabulary in which 平台 is all that a plan's own table of 平台 lists, where that has
    laboratories and more."""
    types = {row["type"] for row in printed if PLATFORM in (row["table"] or "")}
    if not {"Laboratory", "TechPlatform"} <= types:
        return names
    forms = Forms(dict(names.forms.senses), names.forms.longest.copy())
    for said in PLATFORMS:
        forms.add(form(said), Sense("works"))
    return replace(names, forms=forms)


def _with_words(names: Vocabulary, printed: Sequence[Mapping[str, Any]]) -> Vocabulary:
    forms = Forms(dict(names.forms.senses), names.forms.longest.copy())
    for head in dict.fromkeys(row["head"] for row in printed):
        for said, _ in _said_for(head):
            forms.add(form(said), Sense(HEAD, ("".join(form(said)),)))
    for row in rows("heads"):
        for said in options(row["zh"], row["en"]) if row["kind"] != HEAD else ():
            forms.add(form(said), Sense(row["kind"], tuple(options(row["head"]))))
    return replace(names, forms=forms)


def bare(head: str) -> str:
    """A head without brackets, years and white space: 2028年产值（亿元） → 产值."""
    return YEAR.sub("", BRACKET.sub("", "".join(head.split())))


def _said_for(head: str) -> Iterator[tuple[str, bool]]:
    """What a question may say for a head, and whether the head itself has these words."""
    words = (word.removeprefix("年") for word in _own_words(head))  # 去年产值 is no 年产值
    long = (word for word in words if len(word) >= SHORTEST and word not in GENERAL)
    own = list(dict.fromkeys(long))
    yield from ((word, True) for word in own)
    whole = bare(head)
    for nouns, said in _alike():
        if any(whole.endswith(noun) or noun in own for noun in nouns):
            yield from ((word, False) for word in said if word not in own)


def _own_words(head: str) -> Iterator[str]:
    """The head's own words from any of them to its end; also without a last word that only says
    what sort of figure it is."""
    whole = bare(head)
    yield BRACKET.sub("", "".join(head.split()))
    words = list(cut(whole))
    for trail in (len(words), len(words) - 1):
        if trail == len(words) or (trail > 0 and words[-1] in TRAILING):
            own = ("".join(words[at:trail]) for at in range(trail))
            yield from (word for word in own if trail == len(words) or not PLANNED.match(word))


@cache
def _alike() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Nouns of heads with what is said for them in both languages."""
    return tuple(
        (tuple(options(row["head"])), tuple(options(row["zh"], row["en"])))
        for row in rows("heads")
        if row["kind"] == HEAD
    )
