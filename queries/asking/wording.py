"""How an answer begins: what is counted, of whom, in a sentence that a person would say.

The sentences are ``data/texts/ask_said.toml``; the nouns for types, with their measure
words, are the first forms in ``queries/lexicon/types.csv``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from ingest.catalogue import catalogue, text
from queries.asking.intents import Match
from queries.asking.kinds import BROAD, ENTITIES
from queries.asking.lexicon import Sense, name_parts, options, rows
from queries.asking.slots import FILL
from queries.asking.vocabulary import Vocabulary

#: The nouns that words of the question stand for, by what an intent counts.
NOUNS: Mapping[str, tuple[str, ...]] = {
    "institution": ("type", "type_lab"),
    "host": ("type",),
    "hosted": ("type_lab", "type_thing"),
    "chains": ("chain_type", "future_type", "service_type", "industry_type"),
    "park": ("type_park",),
    "project": ("project_type",),
    "major": ("project_type",),
    "any": tuple(
        "type type_lab type_thing type_park chain_type future_type industry_type service_type"
        " cluster_type area_type project_type".split()
    ),
}
#: Words in sentences that name a type without counting it, and what they are by default.
ROLES = {"who": "institution", "owner": "host", "things": "hosted"}
ROLES |= {"projects": "project", "parks": "park"}
PLACES: Mapping[str, tuple[str, ...]] = {
    "field": ("field",),
    "institution": ("institution",),
    "thing": ("thing",),
    "project": ("project",),
    "chain": ("chain", "chain_part"),
    "cluster": ("cluster",),
    "park": ("park", "area"),
    "area": ("area",),
    "any": ENTITIES,
}
#: Where words that narrow stand: before the noun (0), after it (1), at the end (2).
AFTER: Mapping[str, Mapping[str, int]] = {
    "zh": {"status": 1, "left_out": 1, "lacking": 1},
    "en": dict.fromkeys(("area", "topic", "stated", "derived", "status", "flagship"), 1)
    | {"left_out": 2, "lacking": 2},
}
LIMITS = ("over", "under", "over_after", "under_after", "range")
Noun = tuple[str, str, str]


def nothing(match: Match, names: Vocabulary, lang: str) -> str:
    """What to say where the plan has no answer."""
    if f"ask.none.{match.intent.name}" in catalogue():
        return _sentence(_filled("none", match, 0, names, lang))
    said = _fronted(_filled("said", match, 0, names, lang), match, names, lang)
    if said.startswith(text("ask.head.plan", lang)):
        return f"{said}."
    return _sentence(text("ask.head.none", lang, said=said))


def listing(match: Match, key: str, count: int, names: Vocabulary, lang: str, **lists: Any) -> str:
    """The sentence of a list of ``count``, by ``key`` of ``head`` (plain, both, all_stated …)."""
    said = _fronted(_filled("said", match, count, names, lang), match, names, lang)
    counted = {"count": count, "measure": _noun(match, lang)[2]}
    return _sentence(text(f"ask.head.{key}", lang, said=said, **counted, **lists))


def inline(match: Match, listed: str, count: int, names: Vocabulary, lang: str) -> str:
    """The answer of an intent that takes its list into the sentence; empty for others."""
    if "{list}" not in _template("said", match, lang, count):
        return ""
    told = _sentence(_filled("said", match, count, names, lang, list=listed))
    if not match.of("count"):
        return told
    return told + text("ask.head.inline_count", lang, count=count, measure=_noun(match, lang)[2])


def ranking(match: Match, listed: str, value: Any, count: int, names: Vocabulary, lang: str) -> str:
    """The sentence about the first of a ranking, ``count`` of them where several tie."""
    most, large = text(f"ask.extreme.{_end(match)}", lang).split("|")
    words = {"many": most, "most": most, "large": large, "largest": large}
    words["each"] = text(f"ask.each.{'several' if count > 1 else 'one'}", lang)
    return _sentence(_filled("rank", match, count, names, lang, list=listed, value=value, **words))


def unit(printed: str, lang: str) -> str:
    """A unit of a planned figure in ``lang``; as it is printed where there is no other word."""
    key = f"ask.unit.{printed}"
    return text(key, lang) if key in catalogue() else printed


def kind(sense: Sense, lang: str) -> str:
    """The noun of a type word: 国家重点实验室, state key laboratory."""
    return _row(sense, lang)[0]


def spoken(match: Match, kinds: Sequence[str], names: Vocabulary, lang: str) -> str:
    """The names that fill slots of these kinds, as they stand in a sentence."""
    keys = dict.fromkeys(key for sense in match.of(*kinds) for key in sense.values[:1])
    return _joined([_label(key, names, lang) for key in keys if key in names.entities], lang)


def _fronted(said: str, match: Match, names: Vocabulary, lang: str) -> str:
    """Where in Chinese the area stands before the whole: 某片区里支持某领域的机构."""
    area = spoken(match, ("area",), names, lang)
    if not area or area in said:
        return said
    return text("ask.head.front", lang, area=area, said=said)


def _end(match: Match) -> str:
    return "least" if match.of("least") else "most"


def _template(group: str, match: Match, lang: str, count: int) -> str:
    entry = catalogue().get(f"ask.{group}.{match.intent.name}")
    if entry is None:
        return match.intent.caption[lang]
    one, _, several = entry[lang].partition("|")
    return several if several and count > 1 else one


def _filled(
    group: str, match: Match, count: int, names: Vocabulary, lang: str, **words: Any
) -> str:
    """A template of ``group`` with all its places filled."""
    template = _template(group, match, lang, count)
    before, after, end = _narrowed(match, template, count, names, lang)
    places = {place: spoken(match, kinds, names, lang) for place, kinds in PLACES.items()}
    places |= {role: _role(match, role, lang) for role in ROLES}
    places["kinds"] = before + _counted(match, count, lang) + after
    places |= {"measure": _measured(match, lang), "limits": _limits(match, names, lang)}
    places |= {"topic": _topics(match, lang), "both": _both(match, lang)}
    places["among"] = _among(match, lang)
    return template.format(**{**places, **words}) + end


def _counted(match: Match, count: int, lang: str) -> str:
    """What is counted: 创新中心, 6 institutions, no company."""
    one, several, _ = _noun(match, lang)
    if lang == "zh":
        return one
    if not count:
        return text("ask.head.no", lang, one=one)
    return f"1 {one}" if count == 1 else f"{count} {several}"


def _both(match: Match, lang: str) -> str:
    key = "two" if len(match.of("institution")) == 2 else "several"
    return text(f"ask.both.{key}", lang)


def _narrowed(
    match: Match, template: str, count: int, names: Vocabulary, lang: str
) -> tuple[str, str, str]:
    """What narrows the noun: before it, after it, and at the end of the sentence."""
    found = {key: value for key, value in _narrowing(match, names, lang) if value}
    for basis in ("stated", "derived"):
        found |= {basis: basis} if match.of(basis) and not count else {}
    found = {k: v for k, v in found.items() if f"{{{k}}}" not in template}
    told = {k: text(f"ask.narrow.{k}", lang, value=value) for k, value in found.items()}
    before, after, end = (_put(told, at, lang) for at in range(3))
    return before, after, end


def _put(told: Mapping[str, str], at: int, lang: str) -> str:
    return "".join(words for key, words in told.items() if AFTER[lang].get(key, 0) == at)


def _narrowing(match: Match, names: Vocabulary, lang: str) -> Iterator[tuple[str, str]]:
    yield "area", spoken(match, ("area",), names, lang)
    yield "topic", _topics(match, lang)
    states = dict.fromkeys(value for sense in match.of("status") for value in sense.values)
    yield "status", _either([state(value, lang) for value in states], lang)
    yield "flagship", "x" if match.of("flagship") else ""
    left_out = spoken(match, ("not_institution", "not_field"), names, lang)
    kinds = [_row(sense, lang)[lang != "zh"] for sense in match.of("not_type")]
    yield "left_out", _joined([*([left_out] if left_out else []), *kinds], lang)
    yield "lacking", spoken(match, ("lacks_field",), names, lang)


def state(value: str, lang: str) -> str:
    """A status of the plan (在建 …) in words of ``lang``; as printed where it is not known."""
    key = f"ask.state.{value}"
    return text(key, lang) if key in catalogue() else value


def _topics(match: Match, lang: str) -> str:
    return text("ask.join.quoted", lang).join(sense.value for sense in match.of("topic"))


def _limits(match: Match, names: Vocabulary, lang: str) -> str:
    """不少于 10 亿元, 不多于 50 亿元."""
    told = []
    strict = "_strict" if FILL["strict"](match, names) else ""
    if match.of("number") and len(match.of("number")) == 1 and not match.of(*LIMITS):
        return text("ask.limit.equal", lang, value=money(FILL["over"](match, names), lang))
    for key in ("over", "under"):
        value = FILL[key](match, names)
        if value >= 0:
            told.append(text(f"ask.limit.{key}{strict}", lang, value=money(value, lang)))
    return text("ask.join.list" if lang == "zh" else "ask.join.and", lang).join(told)


def money(value: float, lang: str) -> str:
    """An investment given in 亿元, as it is said: 180 亿元, 18 billion yuan."""
    unit, factor = ("hundred_million", 1.0)
    if lang == "en":
        unit, factor = ("billion", 0.1) if value >= 10 else ("million", 100.0)
    shown = round(float(value) * factor, 4)
    return text(f"ask.money.{unit}", lang, value=int(shown) if shown.is_integer() else shown)


def _noun(match: Match, lang: str) -> Noun:
    """One, several and the measure word of what the intent counts."""
    kinds = NOUNS.get(match.intent.noun, ())
    senses = [sense for sense in match.of(*kinds) if sense.value != BROAD or sense.values[1:]]
    return nouns(senses, match.intent.noun, lang)


def _role(match: Match, role: str, lang: str) -> str:
    """A type that a sentence speaks of without counting: several in English."""
    senses = [s for s in match.of(*NOUNS[ROLES[role]]) if s.value != BROAD]
    one, several, _ = nouns(senses, ROLES[role], lang)
    return one if lang == "zh" else several


def _measured(match: Match, lang: str) -> str:
    senses = [s for s in match.of(*NOUNS["institution"]) if s.value != BROAD]
    return nouns(senses, "institution", lang)[2]


def _among(match: Match, lang: str) -> str:
    senses = [s for s in match.of(*NOUNS["institution"]) if s.value != BROAD]
    if not senses:
        return ""
    return text("ask.head.among", lang, kinds=nouns(senses, "institution", lang)[1])


def nouns(senses: Sequence[Sense], default: str, lang: str) -> Noun:
    """One, several and the measure word of what type words stand for."""
    if senses:
        found = [_row(sense, lang) for sense in dict.fromkeys(senses)]
        one, several = (_joined([noun[i] for noun in found], lang) for i in (0, 1))
        return one, several, found[0][2]
    noun = text(f"ask.noun.{default or 'institution'}", lang)
    one, _, rest = noun.partition("|")
    return (one, one, rest) if lang == "zh" else (one, rest, "")


def _row(sense: Sense, lang: str) -> Noun:
    """The noun of a type word; of a type in general where its row is not found."""
    table = _table()
    kind = sense.kind.removeprefix("not_")
    row = table.get((kind, *sense.values)) or table.get((kind, sense.value, ""))
    zh, en, counting = row or next(r for k, r in table.items() if k[1] == sense.value)
    if sense.values[1:] and (kind, *sense.values) not in table:
        zh = sense.values[1]
    return (zh, zh, counting) if lang == "zh" else (en, plural(en), counting)


@cache
def _table() -> Mapping[tuple[str, ...], Noun]:
    """First Chinese and English form and measure word of every row of types."""
    found: dict[tuple[str, ...], Noun] = {}
    for row in rows("types"):
        key = (row["kind"], row["value"], *name_parts(row["part"]))
        zh, en = (next(options(row[lang]), "") for lang in ("zh", "en"))
        found.setdefault(key, (zh, en, row["measure"]))
    return found


def plural(noun: str) -> str:
    """An English noun for several: companies, parks, branches."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _label(key: str, names: Vocabulary, lang: str) -> str:
    """A name as it stands inside a sentence."""
    label, kind = names.label(key, lang), names.named(key).type
    if lang == "zh":
        return label
    low = label[:1].lower() + label[1:] if label[1:2].islower() else label
    if kind == "TechField":
        return low
    if kind == "IndustryChain":
        return f"the {low.removesuffix(' chain')} chain"
    return f"the {low}" if kind in ("IndustryCluster", "FutureIndustry") else label


def _joined(words: Sequence[str], lang: str) -> str:
    """甲、乙和丙; A, B and C."""
    if len(words) < 2:
        return "".join(words)
    comma, last = text("ask.join.list", lang), text("ask.join.and", lang)
    return comma.join(words[:-1]) + last + words[-1]


def _either(words: Sequence[str], lang: str) -> str:
    return text("ask.join.either", lang).join(words)


def _sentence(told: str) -> str:
    return told[:1].upper() + told[1:]
