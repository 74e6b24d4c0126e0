"""Planned figures: which indicator a question means, and which of its values.

An indicator may be named in full, or by words that its name holds. Where the
same figure is planned for the whole and for its zones, the whole is meant
unless the question names a zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from queries.asking.intents import Match
from queries.asking.lexicon import Sense
from queries.asking.normalise import form
from queries.asking.tokens import Token
from queries.asking.vocabulary import Named, Vocabulary, form_text

ASIDE = tuple("year target base count area skip scope what about yesno sum increase range".split())
ASIDE += tuple("much list idx_type unit both measure headcount host status where second".split())
CUES = ("much", "increase", "year", "target", "base", "count", "sum", "headcount")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
Q = TypeVar("Q")
ENOUGH, LEAST = 0.5, 0.3
STEP = "step"
STEPS = re.compile(rf"{STEP}\d+$")


def figures(tokens: Sequence[Token], names: Vocabulary) -> Iterator[list[Token]]:
    """The tokens with the words of a figure taken together as one indicator."""
    core = [t for t in tokens if not t.of(*ASIDE) or t.of("indicator")]
    if not core or not any(t.of(*CUES) for t in tokens):
        return
    keys = _candidates(core, names)
    if keys:
        words = tuple(word for token in core for word in token.words)
        rest = [t for t in tokens if t not in core]
        yield [Token(words, (Sense("indicator", keys),)), *rest]


def chosen(match: Match, names: Vocabulary) -> list[Named]:
    """The indicators that a match means: those of the zone it names, else of the whole plan."""
    keys = [key for sense in match.of("indicator") for key in sense.values]
    found = [names.named(key) for key in keys]
    tabled = [named for named in found if named.id not in names.targets]
    for group in (tabled, [named for named in found if named.id in names.targets]):
        if meant := _meant(group, match, names):
            return meant
    return [] if match.of("area") else tabled or found


def _meant(found: Sequence[Named], match: Match, names: Vocabulary) -> list[Named]:
    """Those of the zone that is named, else of the whole."""
    areas = [names.entities[sense.value] for sense in match.of("area")]
    if areas:
        return [n for n in found if any(n.area in (a.name, *a.aliases) for a in areas)]
    return [n for n in found if _whole(n, names)]


def query(match: Match, names: Vocabulary) -> str:
    """The query of a match; planned figures that no table of indicators has have their own."""
    keys = [key for sense in match.of("indicator") for key in sense.values]
    stated = match.intent.figure and any(key in names.targets for key in keys)
    return "ask/targets" if stated else match.intent.query


def with_steps(row: Mapping[str, Any]) -> dict[str, Any]:
    """A figure's facts with those of the years between the base and the target."""
    ends = {row.get("base_year"), row.get("target_year")}
    years, values = row.get("years") or (), row.get("values") or ()
    steps = zip(years, values, row.get("years_assumed") or [False] * len(years), strict=False)
    found = {**row, "target_year_assumed": row.get("year_assumed")}
    for at, (year, value, assumed) in enumerate(step for step in steps if step[0] not in ends):
        name = f"{STEP}{at}"
        found |= {name: value, f"{name}_year": year, f"{name}_year_assumed": assumed}
    return found


def asked(match: Match, row: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Which values are asked for, base and target; None for a year without a figure."""
    every = ("base", *(name for name in row if STEPS.match(name)), "target")
    said = [sense.value for sense in match.of("year")]
    wanted = [name for name in every if (row.get(f"{name}_year") or "") in said]
    if len(wanted) < len(said):
        return None
    if match.of("increase") and not row.get("growth"):
        return _ends(wanted)
    asked_ = ("base", "target") if len(said) != 1 else ("base",)  # the year said is the target's
    wanted += [kind for kind in asked_ if match.of(kind)]
    known = [name for name in every if name != "base" or row.get("base") or not row.get("values")]
    return tuple(name for name in every if name in wanted) or tuple(known)


def _ends(wanted: Sequence[str]) -> tuple[str, ...]:
    """From where to where an increase is asked for: between two years, or from the base on."""
    if len(wanted) == 2:
        return tuple(wanted)
    return ("base", next((name for name in wanted if name != "base"), "target"))


def is_unbased(match: Match, row: Mapping[str, Any], wanted: Sequence[str]) -> bool:
    """Whether an increase is asked for from a base that is not told."""
    unknown = bool(row.get("values")) and number(row.get("base")) is None
    return bool(match.of("increase")) and "base" in wanted and unknown


def where(row: Mapping[str, Any], wanted: Sequence[str], quotes: Sequence[Q]) -> tuple[Q, ...]:
    """Those of a figure's quotes that tell the years that are wanted; all, where none does."""
    years = {row.get(f"{name}_year") for name in wanted}
    told = zip(quotes, row.get("quote_years") or (), strict=False)
    return tuple(quote for quote, said in told if years & set(said.split())) or tuple(quotes)


def number(text: str | None) -> float | int | None:
    """The number in a cell of the plan (``>10000`` → 10000), or none."""
    found = NUMBER.search(text or "")
    if not found:
        return None
    value = float(found[0])
    return int(value) if value.is_integer() else value


def growth(
    match: Match, row: Mapping[str, Any], wanted: Sequence[str] = ("base", "target")
) -> float | int | None:
    """By how much the last of two values is above the first, where that is asked and both are
    numbers."""
    if not match.of("increase") or row.get("growth") or len(wanted) != 2:
        return None
    first, last = (number(row.get(name)) for name in wanted)
    return None if first is None or last is None else round(last - first, 4)


def _whole(named: Named, names: Vocabulary) -> bool:
    zones = {
        zone.name for zone in names.of_type("Area") if zone.name not in "\n".join(names.titles)
    }
    return named.area not in zones


def _candidates(core: Sequence[Token], names: Vocabulary) -> tuple[str, ...]:
    tabled = _best(core, names.of_type("Indicator"))
    return (*tabled, *_best(core, names.targets.values(), only_sure=True))


def _best(
    core: Sequence[Token], known: Iterable[Named], only_sure: bool = False
) -> tuple[str, ...]:
    scored = [(_covered(named, core), named) for named in known]
    best = max((score for score, _ in scored), default=0.0)
    alike = [n.id for score, n in scored if score and score >= best - 0.001]
    only = [n for score, n in scored if score]
    alone = len({form_text(n.name) for n in only}) == 1
    sure = best >= ENOUGH or alone
    if (alone and best < LEAST) or (only_sure and not sure):
        return ()
    return tuple(alike if sure else [n.id for n in only])


def _covered(named: Named, core: Sequence[Token]) -> float:
    """How much of the indicator's name the words cover; nothing when a word is not in it."""
    name, covered = form_text(named.name), 0
    for token in core:
        words = [w for w in _words(token) if w and w in name]
        if not words:
            return 0.0
        covered += max(map(len, words))
    return min(1.0, covered / len(name))


def _words(token: Token) -> Iterator[str]:
    said = "".join(token.words)
    yield token.text if said.isascii() else form_text(said)
    for sense in token.senses:
        if sense.kind == "topic":
            yield from ("".join(form(value)) for value in sense.values)
        if sense.kind.startswith("type"):
            yield from sense.values[1:]
