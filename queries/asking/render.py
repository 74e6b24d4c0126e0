"""An answer in words, in the language of the question, and how the question was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.schema import TYPES
from ingest.catalogue import catalogue, text
from queries.asking.answer import Found
from queries.asking.figures import number
from queries.asking.intents import Match
from queries.asking.kinds import ENTITIES, EXCLUDED
from queries.asking.kinds import TYPES as TYPE_KINDS
from queries.asking.lexicon import Sense
from queries.asking.vocabulary import Vocabulary

MOST_NAMED = 60
SAID = ("basis", "status", "year", "number")


def reading_text(match: Match, names: Vocabulary, lang: str) -> str:
    """How the question was read: ``机构类型 = 高校，领域 = 量子科技，直接与推断``."""
    slots = dict.fromkeys(_slots(match, names, lang))
    if match.intent.query == "ask/field_supporters" and not match.of("stated", "derived"):
        slots[text("ask.reading.both_bases", lang)] = None
    joined = text("ask.join.slots", lang).join(slots)
    caption = match.intent.caption[lang]
    return text("ask.reading.all", lang, caption=caption, slots=joined) if joined else caption


def _slots(match: Match, names: Vocabulary, lang: str) -> Iterator[str]:
    for sense in match.senses:
        if value := _value(sense, names, lang):
            key = f"ask.slot.{_slot(sense)}"
            yield text("ask.reading.slot", lang, name=text(key, lang), value=value)


def _slot(sense: Sense) -> str:
    if sense.kind in TYPE_KINDS or sense.kind == "project_type":
        return "type"
    return "exclude" if sense.kind.startswith("not_") else sense.kind


def _value(sense: Sense, names: Vocabulary, lang: str) -> str:
    """What a slot was filled with, in words; nothing for words that fill none."""
    if sense.kind == "not_type":
        return _type(sense, lang)
    if sense.kind in (*ENTITIES, *EXCLUDED):
        return text("ask.join.either", lang).join(names.label(key, lang) for key in sense.values)
    if sense.kind in TYPE_KINDS or sense.kind == "project_type":
        return _type(sense, lang)
    if sense.kind in ("stated", "derived", "most", "least", "flagship", "count"):
        return text(f"ask.word.{sense.kind}", lang)
    joined = text("ask.join.either", lang).join(sense.values)
    return joined if f"ask.slot.{sense.kind}" in catalogue() and sense.values else ""


def _type(sense: Sense, lang: str) -> str:
    name = text("ask.word.any", lang)
    if sense.value in TYPES:
        name = TYPES[sense.value].caption(lang)
    parts = [part for part in sense.values[1:] if part]
    if sense.kind == "project_type":
        return text(f"ask.word.{parts[0] if parts else 'project'}", lang)
    return text("ask.word.named", lang, type=name, part="/".join(parts)) if parts else name


def list_text(match: Match, found: Sequence[Found], names: Vocabulary, lang: str) -> str:
    """A list of answers: stated apart from derived, each with its page."""
    head = text("ask.answer.count", lang, count=len(found), caption=match.intent.caption[lang])
    groups = [(basis, [f for f in found if f.basis == basis]) for basis in ("stated", "derived")]
    if not any(group for _, group in groups):
        return head + _named(found, names, lang)
    parts = [text(f"ask.answer.{b}", lang, list=_named(g, names, lang)) for b, g in groups if g]
    return head + "".join(parts)


def _named(found: Sequence[Found], names: Vocabulary, lang: str) -> str:
    shown = [_one(one, names, lang) for one in found[:MOST_NAMED]]
    rest = len(found) - len(shown)
    more = [text("ask.answer.more", lang, count=rest)] if rest else []
    return text("ask.join.list", lang).join([*shown, *more]) + text("ask.join.end", lang)


def _one(one: Found, names: Vocabulary, lang: str) -> str:
    via = [names.label(key, lang) for key in one.via if key in names.entities]
    notes = (
        [text("ask.answer.via", lang, list=text("ask.join.list", lang).join(via))] if via else []
    )
    if (amount := one.facts.get("amount")) is not None:
        notes.append(text("ask.answer.amount", lang, amount=_plain(amount)))
    if one.evidence:
        notes.append(text("ask.answer.page", lang, page=one.evidence[0].page))
    label = names.label(one.id, lang) if one.id in names.entities else one.name
    inside = text("ask.join.notes", lang).join(notes)
    return text("ask.answer.one", lang, name=label, notes=inside) if notes else label


def amounts_text(match: Match, found: Sequence[Found], names: Vocabulary, lang: str) -> str:
    """Projects with their investments and the sum of those that the plan gives."""
    told = list_text(match, found, names, lang)
    given = [f.facts["amount"] for f in found if "amount" in f.facts]
    if not given:
        return told + text("ask.answer.no_amount", lang)
    return told + text("ask.answer.sum", lang, amount=_plain(total(found)), count=len(given))


def total(found: Iterable[Found]) -> float | int | None:
    """The sum of the investments (亿元), without the noise of binary fractions."""
    given = [float(f.facts["amount"]) for f in found if "amount" in f.facts]
    return _whole(round(sum(given), 4)) if given else None


def rank_text(match: Match, top: Sequence[Found], value: Any, names: Vocabulary, lang: str) -> str:
    """The first of a ranking, all that tie, and their figure."""
    list_ = _named(top, names, lang)
    return text(
        "ask.answer.rank", lang, caption=match.intent.caption[lang], list=list_, value=_plain(value)
    )


def figure_text(one: Found, wanted: Sequence[str], names: Vocabulary, lang: str) -> str:
    """An indicator's values as the plan prints them."""
    facts = one.facts
    parts = [_figure(facts, name, lang) for name in wanted]
    area = facts.get("area") or ""
    area = text("ask.word.whole", lang) if area in names.titles else area
    told = text("ask.join.notes", lang).join(parts)
    page = one.evidence[0].page if one.evidence else ""
    return text(
        "ask.answer.figure", lang, name=names.label(one.id, lang), area=area, values=told, page=page
    )


def _figure(facts: Mapping[str, Any], name: str, lang: str) -> str:
    year = facts.get(f"{name}_year", "")
    key = "ask.answer.value" if number(facts.get(name)) is not None else "ask.answer.no_value"
    return text(
        key,
        lang,
        kind=text(f"ask.word.{name}", lang),
        year=year,
        value=facts.get(name),
        unit=facts.get("unit") or "",
    )


def growth_text(one: Found, grown: float | int, lang: str) -> str:
    """By how much a figure is to grow."""
    unit = one.facts.get("unit") or ""
    return text("ask.answer.growth", lang, value=_plain(grown), unit=unit)


def show_text(one: Found, shown: str, names: Vocabulary, lang: str) -> str:
    """One property of an entity: direction, business, status, other names, pages."""
    value = property_of(one, shown, lang)
    name = names.label(one.id, lang)
    key = f"ask.answer.show_{shown}" if value else "ask.answer.show_none"
    page = one.evidence[0].page if one.evidence else ""
    return text(key, lang, name=name, value=value, page=page)


def property_of(one: Found, shown: str, lang: str) -> str:
    """The property as words; empty where the plan does not give it."""
    if shown == "aliases":
        extra = [one.name_en] if one.name_en else []
        return text("ask.join.list", lang).join([*one.aliases, *extra])
    if shown == "pages":
        return text("ask.join.list", lang).join(
            str(p) for p in sorted({q.page for q in one.evidence})
        )
    return str(one.facts.get(shown) or "")


def about_text(one: Found, names: Vocabulary, lang: str) -> str:
    """What the plan says an entity is."""
    kind = TYPES[one.type].caption(lang) if one.type in TYPES else one.type
    lines = [
        text(
            "ask.answer.about",
            lang,
            name=names.label(one.id, lang),
            type=kind,
            page=one.evidence[0].page if one.evidence else "",
        )
    ]
    for shown in ("aliases", "status", "direction", "business", "amount"):
        if value := property_of(one, shown, lang):
            lines.append(text(f"ask.answer.about_{shown}", lang, value=value))
    return "".join(lines)


def between_text(rows: Sequence[Found], names: Vocabulary, lang: str) -> str:
    """The stated relations between two entities as short sentences."""
    from graph.schema import RELATIONS

    parts = []
    for one in rows:
        relation = RELATIONS[one.facts["relation"]].caption(lang)
        other = (lang == "en" and one.facts.get("other_en")) or one.facts["other"]
        parts.append(
            text(
                "ask.answer.between",
                lang,
                head=names.label(one.id, lang),
                relation=relation,
                tail=other,
            )
        )
    return text("ask.join.list", lang).join(parts) + text("ask.join.end", lang)


def _plain(value: Any) -> Any:
    return _whole(round(value, 4)) if isinstance(value, float) else value


def _whole(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value
