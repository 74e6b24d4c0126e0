"""An answer in words, in the language of the question, and how the question was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.schema import TYPES
from ingest.catalogue import catalogue, text
from queries.asking import wording
from queries.asking.answer import Found
from queries.asking.figures import number
from queries.asking.intents import Match
from queries.asking.kinds import ENTITIES, EXCLUDED
from queries.asking.kinds import TYPES as TYPE_KINDS
from queries.asking.lexicon import Sense
from queries.asking.vocabulary import Vocabulary
from queries.measured import parted, when

MOST_NAMED = 60
MOST_VIA = 3
NATURES = ("约束性", "预期性")
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
    parts = [part for part in sense.values[1:] if part]
    if sense.kind == "project_type":
        return text(f"ask.word.{parts[0] if parts else 'project'}", lang)
    if parts or sense.kind == "industry_type" or sense.value not in TYPES:
        return wording.kind(sense, lang)
    return TYPES[sense.value].caption(lang)


def list_text(match: Match, found: Sequence[Found], names: Vocabulary, lang: str) -> str:
    """A list of answers: stated apart from derived, each with its page."""
    listed = named(found, names, lang)
    if said := wording.inline(match, listed, len(found), names, lang):
        return said
    stated, derived = ([f for f in found if f.basis == b] for b in ("stated", "derived"))
    more = {"stated": len(stated), "derived": len(derived), "more": named(derived, names, lang)}
    if stated and derived:
        first = named(stated, names, lang)
        return wording.listing(match, "both", len(found), names, lang, list=first, **more)
    basis = "stated" if stated else "derived"
    key = f"{'one' if len(found) == 1 else 'all'}_{basis}" if stated or derived else "plain"
    return wording.listing(match, key, len(found), names, lang, list=listed)


def named(found: Sequence[Found], names: Vocabulary, lang: str) -> str:
    """The names, each with what stands behind it in brackets."""
    shown = [_one(one, names, lang) for one in found[:MOST_NAMED]]
    rest = len(found) - len(shown)
    more = [text("ask.answer.more", lang, count=rest)] if rest else []
    return text("ask.join.list", lang).join([*shown, *more])


def _one(one: Found, names: Vocabulary, lang: str) -> str:
    label = names.label(one.id, lang) if one.id in names.entities else one.name
    inside = text("ask.join.notes", lang).join(_notes(one, names, lang))
    return text("ask.answer.one", lang, name=label, notes=inside) if inside else label


def _notes(one: Found, names: Vocabulary, lang: str) -> Iterator[str]:
    """What stands in brackets behind a name: by way of what, how much, on which page."""
    via = [names.label(key, lang) for key in one.via if key in names.entities]
    if via:
        listed = text("ask.join.list", lang).join(via[:MOST_VIA])
        key, rest = ("via_more", len(via) - MOST_VIA) if len(via) > MOST_VIA else ("via", 0)
        count = len(via) if lang == "zh" else rest
        yield text(f"ask.answer.{key}", lang, list=listed, count=count)
    if (amount := one.facts.get("amount")) is not None:
        yield wording.money(amount, lang)
    if one.evidence:
        yield text("ask.answer.page", lang, page=one.evidence[0].page)


def yes_text(match: Match, one: Found, names: Vocabulary, lang: str) -> str:
    """Whether an institution supports a field, or takes part in a chain, and why."""
    words = {kind: wording.spoken(match, (kind,), names, lang) for kind in ("institution", "field")}
    notes = text("ask.join.notes", lang).join(_notes(one, names, lang))
    notes = text("ask.yes.notes", lang, notes=notes) if notes else ""
    head, tail = words["institution"], words["field"]
    told = text(f"ask.yes.{one.basis}", lang, head=head, tail=tail, notes=notes)
    reasons = text("ask.join.reasons", lang).join(one.reasons[:MOST_VIA])
    return told + (text("ask.yes.because", lang, list=reasons) if reasons else "")


def member_text(match: Match, one: Found, names: Vocabulary, lang: str) -> str:
    """That an institution takes part in a chain, and where it stands."""
    notes = text("ask.join.notes", lang).join(_notes(one, names, lang))
    return wording.inline(match, notes, 1, names, lang)


def amounts_text(match: Match, found: Sequence[Found], names: Vocabulary, lang: str) -> str:
    """Projects with their investments and the sum of those that the plan gives."""
    if match.intent.name == "project_amount":
        return wording.inline(match, _notes_of(found[0], names, lang), 1, names, lang)
    told = list_text(match, found, names, lang)
    given = [f.facts["amount"] for f in found if "amount" in f.facts]
    if not given:
        return told + text("ask.answer.no_amount", lang)
    if len(found) == 1:
        return told
    return told + text(
        "ask.answer.sum", lang, amount=wording.money(total(found) or 0, lang), count=len(given)
    )


def _notes_of(one: Found, names: Vocabulary, lang: str) -> str:
    first, *rest = _notes(one, names, lang)
    inside = text("ask.join.notes", lang).join(rest)
    return text("ask.answer.one", lang, name=first, notes=inside) if inside else first


def total(found: Iterable[Found]) -> float | int | None:
    """The sum of the investments (亿元), without the noise of binary fractions."""
    given = [float(f.facts["amount"]) for f in found if "amount" in f.facts]
    return _whole(round(sum(given), 4)) if given else None


def rank_text(match: Match, top: Sequence[Found], value: Any, names: Vocabulary, lang: str) -> str:
    """The first of a ranking, all that tie, and their figure."""
    return wording.ranking(match, named(top, names, lang), _plain(value), len(top), names, lang)


def figure_text(one: Found, wanted: Sequence[str], names: Vocabulary, lang: str) -> str:
    """An indicator's values as the plan prints them."""
    facts = one.facts
    parts = [_figure(facts, name, lang) for name in wanted]
    area = facts.get("area") or ""
    area = text("ask.word.whole", lang) if area in names.titles else area
    told = text("ask.join.notes", lang).join(parts)
    page = one.evidence[0].page if one.evidence else ""
    key = "ask.answer.figure" if area else "ask.answer.figure_alone"
    return text(key, lang, name=names.label(one.id, lang), area=area, values=told, page=page)


def _figure(facts: Mapping[str, Any], name: str, lang: str) -> str:
    year = when(facts.get(f"{name}_year"), facts.get(f"{name}_year_assumed"), lang)
    key = "ask.answer.value" if number(facts.get(name)) is not None else "ask.answer.no_value"
    value, unit = parted(facts.get(name) or "", wording.unit(facts.get("unit") or "", lang))
    return text(
        key,
        lang,
        kind=text("ask.word.base" if name == "base" else "ask.word.target", lang),
        year=year,
        value=value,
        unit=unit,
    ).strip()


def nature_text(match: Match, one: Found, told: str, lang: str) -> str:
    """Whether a figure is binding, where that is asked; nothing where it is not told."""
    asked, nature = [sense.value for sense in match.of("status")], one.facts.get("nature") or ""
    state = next((s for s in NATURES if nature and s.startswith(nature[:2])), "")
    if not state:
        return ""
    said = text(f"ask.nature.{state}", lang) + told
    return (
        said
        if len(asked) > 1
        else text(f"ask.{'yes' if asked == [state] else 'no'}.plain", lang, told=said)
    )


def growth_text(one: Found, grown: float | int, lang: str) -> str:
    """By how much a figure is to grow."""
    unit = wording.unit(one.facts.get("unit") or "", lang)
    return text("ask.answer.growth", lang, value=_plain(grown), unit=unit)


def show_text(one: Found, shown: str, names: Vocabulary, lang: str) -> str:
    """One property of an entity: direction, business, status, other names, pages."""
    value = property_of(one, shown, lang)
    page = one.evidence[0].page if one.evidence else ""
    name = names.label(one.id, lang)
    return text(f"ask.answer.show_{shown}", lang, name=name, value=value, page=page)


def property_of(one: Found, shown: str, lang: str) -> str:
    """The property as words; empty where the plan does not give it."""
    if shown == "aliases":
        extra = [one.name if lang == "en" else one.name_en] if one.name_en else []
        return text("ask.join.list", lang).join([*one.aliases, *filter(None, extra)])
    if shown == "pages":
        return text("ask.join.list", lang).join(
            str(p) for p in sorted({q.page for q in one.evidence})
        )
    if shown == "amount" and one.facts.get(shown) is not None:
        return wording.money(one.facts[shown], lang)
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


def between_text(match: Match, rows: Sequence[Found], names: Vocabulary, lang: str) -> str:
    """The stated relations between two entities as short sentences, each with its page."""
    parts = [_tie(one, names, lang) for one in rows]
    listed = text("ask.join.list", lang).join(parts)
    if match.intent.query == "ask/between":
        return listed + text("ask.join.end", lang)
    return text("ask.yes.ties", lang, list=listed)


def _tie(one: Found, names: Vocabulary, lang: str) -> str:
    tail = (lang == "en" and one.facts.get("other_en")) or one.facts["other"]
    key = f"ask.tie.{one.facts['relation']}"
    told = text(key, lang, head=names.label(one.id, lang), tail=tail)
    page = [text("ask.answer.page", lang, page=one.evidence[0].page)] if one.evidence else []
    return text("ask.answer.one", lang, name=told, notes=page[0]) if page else told


def _plain(value: Any) -> Any:
    return _whole(round(value, 4)) if isinstance(value, float) else value


def _whole(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value
