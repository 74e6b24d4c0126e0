"""Planned figures: which indicator a question means, and which of its values.

An indicator may be named in full, or by words that its name holds. Where the
same figure is planned for the whole and for its zones, the whole is meant
unless the question names a zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from queries.asking.intents import Match
from queries.asking.lexicon import Sense
from queries.asking.normalise import form
from queries.asking.tokens import Token
from queries.asking.vocabulary import Named, Vocabulary, form_text

ASIDE = tuple("year target base count area skip scope what about yesno sum increase range".split())
ASIDE += tuple("much list idx_type unit both measure headcount host status where second".split())
CUES = ("much", "increase", "year", "target", "base", "count", "sum", "headcount")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
ENOUGH, LEAST = 0.5, 0.3


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
    areas = [names.entities[sense.value] for sense in match.of("area")]
    found = [names.entities[key] for key in keys]
    if areas:
        return [n for n in found if any(n.area in (a.name, *a.aliases) for a in areas)]
    return [n for n in found if _whole(n, names)] or found


def asked(match: Match, row: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Which values are asked for, base and target; None for a year without a figure."""
    years = {"base": row.get("base_year") or "", "target": row.get("target_year") or ""}
    wanted = [name for name, year in years.items() if year in [s.value for s in match.of("year")]]
    if len(wanted) < len(match.of("year")):
        return None
    if match.of("increase"):
        return ("base", "target")
    wanted += [kind for kind in ("base", "target") if match.of(kind)]
    if set(wanted) == {"base", "target"} and len(match.of("year")) == 1:
        wanted = wanted[:1]
    return tuple(n for n in ("base", "target") if n in wanted) or ("base", "target")


def number(text: str | None) -> float | int | None:
    """The number in a cell of the plan (``>10000`` → 10000), or none."""
    found = NUMBER.search(text or "")
    if not found:
        return None
    value = float(found[0])
    return int(value) if value.is_integer() else value


def growth(match: Match, row: Mapping[str, Any]) -> float | int | None:
    """By how much the target is above the base, where that is asked and both are numbers."""
    base, target = number(row.get("base")), number(row.get("target"))
    if not match.of("increase") or base is None or target is None:
        return None
    return round(target - base, 4)


def _whole(named: Named, names: Vocabulary) -> bool:
    zones = {
        zone.name for zone in names.of_type("Area") if zone.name not in "\n".join(names.titles)
    }
    return named.area not in zones


def _candidates(core: Sequence[Token], names: Vocabulary) -> tuple[str, ...]:
    scored = [(_covered(n, core), n) for n in names.of_type("Indicator")]
    best = max((score for score, _ in scored), default=0.0)
    alike = [n.id for score, n in scored if score and score >= best - 0.001]
    only = [n for score, n in scored if score]
    alone = len({form_text(n.name) for n in only}) == 1
    sure = best >= ENOUGH or alone
    if alone and best < LEAST:
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
    yield form_text("".join(token.words)) if not token.words[0].isascii() else token.text
    for sense in token.senses:
        if sense.kind == "topic":
            yield from ("".join(form(value)) for value in sense.values)
        if sense.kind.startswith("type"):
            yield from sense.values[1:]
