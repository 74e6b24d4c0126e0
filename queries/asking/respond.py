"""A reading → an answer: run the query, take the value that was asked for, put it into words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from graph.store import Store
from ingest.catalogue import text
from queries.asking import figures, offers, passages, render, wording
from queries.asking.answer import Answer, Found, found
from queries.asking.intents import Match, intents
from queries.asking.kinds import ENTITIES
from queries.asking.language import language_of, may_deny
from queries.asking.normalise import atoms, normalise
from queries.asking.reader import Reading, read
from queries.asking.rereading import reread
from queries.asking.rewording import said
from queries.asking.slots import parameters
from queries.asking.vocabulary import Vocabulary
from queries.asking.wanted import asks_for_names
from queries.grammar.answering import answered
from queries.grammar.compose import compose
from queries.library import arguments, library, run

#: Refusals that say what is not in the plan: true only where no sentence has it.
CLAIMS = ("unknown_name", "outside")
#: Refusals that no other reading may undo.
FINAL = ("not_allowed", "no_question")
MOST_TRIED = 5
#: What one body hosts or undertakes.
THINGS = ("thing", "project")
SPLIT = re.compile(r"[、,，]\s*")
REASONS = {"cypher": "not_allowed", "instruction": "not_allowed", "no_plan": "not_in_plan"}
REASONS |= {"loading": "not_in_plan"}
Told = tuple[Sequence[Found], float | int | None, str]


def turned_away(question: str, lang: str, key: str, names: Vocabulary) -> Answer:
    """The answer to what is no question: a greeting, a query language, nothing at all; and
    to any question while no plan is loaded."""
    reason = REASONS.get(key, "no_question")
    told = text(f"ask.refused.{key}", lang)
    reading = text(f"ask.reason.{reason}", lang)
    near = offers.examples(names, lang)
    return Answer(question, lang, "refused", reading, told, reason=reason, nearest=near)


def answer(store: Store, question: str, lang: str, reading: Reading, names: Vocabulary) -> Answer:
    """The answer to a question: as it stands, else as it is most likely meant, else why not."""
    first = _plain(store, question, lang, reading, names)
    if is_fact(first):
        return first
    if first.reason in FINAL or _is_offered(first, reading) or _is_whole(first, reading, names):
        return first
    offered = reading.words if first.status == "ambiguous" else ""
    for again in islice(reread(reading, names, lang), MOST_TRIED):
        if any(word and word in offered for word in again.aside.split("、")):
            continue  # it leaves out what is offered to be mended
        told = _plain(store, question, lang, again, names)
        if is_fact(told):
            return told
    return first


def is_fact(told: Answer) -> bool:
    """Whether the graph answers, not only the text."""
    return told.status == "answered" and told.intent != passages.NAME


def _is_offered(first: Answer, reading: Reading) -> bool:
    """Whether several readings are offered that all of the question's words have."""
    return first.status == "ambiguous" and reading.key != "near"


def _is_whole(first: Answer, reading: Reading, names: Vocabulary) -> bool:
    """Whether a question was understood in all its words, and there is nothing to find."""
    if first.status != "empty" or reading.aside:
        return False
    if reading.match:
        told = any(token not in reading.tokens for token in reading.match.tokens)
        if reading.match.intent.amounts or reading.match.intent.figure:
            return True
        return not told and not reading.match.of("topic")
    whole = reading.typed and not reading.typed.topics
    lang = language_of(first.question)
    return bool(whole) and compose(reading.tokens, names, lang) == reading.typed


def _plain(store: Store, question: str, lang: str, reading: Reading, names: Vocabulary) -> Answer:
    """The answer to a reading, or why there is none."""
    if reading.sought:
        told = _by_passages(store, question, lang, reading, names)
        if isinstance(told, Answer):
            return told
        reading = told
    elif reading.key == "unknown_name":
        reading = _true(store, reading)
    if reading.reason == "ambiguous":
        return _ambiguous(question, lang, reading, names)
    if reading.typed:
        notes = _notes(reading, lang)
        told_ = answered(store, question, lang, reading.typed, names, notes)
        if reading.typed.tally not in (0, len(told_.answers), _all(reading.typed.types, names)):
            why = replace(reading, typed=None, reason="not_in_plan", key="tally")
            why = replace(why, words=str(reading.typed.tally))
            return _refused(question, lang, why, names, count=len(told_.answers))
        return _or_passages(store, told_, reading, names)
    if reading.match is None:
        return _refused(question, lang, reading, names)
    first = _answered(store, question, lang, reading.match, reading, names)
    if first.status == "empty" and reading.other and not reading.other.intent.ambiguous:
        return _answered(store, question, lang, reading.other, reading, names)
    return _or_passages(store, first, reading, names)


def _all(types: Sequence[str], names: Vocabulary) -> int:
    """How many there are of a type in all: the ten fields may be said of two of them."""
    return sum(1 for _ in names.of_type(*types))


def _or_passages(store: Store, empty: Answer, reading: Reading, names: Vocabulary) -> Answer:
    """What the text says of the words where no fact of the graph holds them."""
    topics = reading.typed.topics if reading.typed else reading.match and reading.match.of("topic")
    if empty.status != "empty" or not topics:
        return empty
    if reading.match and asks_for_names(reading.tokens):
        return empty
    words = passages.sought(reading.tokens, names)
    rows = passages.found_in(words, passages.holding(store, words), names) if words else []
    if not rows:
        return empty
    return _told_of(passages.answered(store, empty.question, empty.language, words, rows), reading)


def _told_of(told: Answer, reading: Reading) -> Answer:
    """Sentences answer no question that asks for names; there they are only told."""
    if not asks_for_names(reading.tokens):
        return told
    return replace(told, status="empty", answers=())


def _by_passages(
    store: Store, question: str, lang: str, reading: Reading, names: Vocabulary
) -> Answer | Reading:
    """The answer that the text gives; else the reading, with what is in no sentence."""
    rows = passages.holding(store, reading.sought)
    offered = reading.reason == "ambiguous" and asks_for_names(reading.tokens)
    whole = () if offered else passages.found_in(reading.sought, rows, names)
    if whole:
        found_ = passages.answered(store, question, lang, reading.sought, whole)
        return _told_of(found_, reading)
    if reading.key not in CLAIMS:
        return reading
    absent = passages.absent(reading.sought, rows)
    key, words = ("absent", absent) if absent else ("apart", [w.said for w in reading.sought])
    said = text("ask.join.quoted", lang).join(words)
    return replace(reading, reason="not_in_plan", key=key, words=said)


def _true(store: Store, reading: Reading) -> Reading:
    """A refusal that names as missing only what stands in no passage of any plan."""
    words = [word for word in SPLIT.split(reading.words) if word]
    said = [passages.Sought(word, (word,)) for word in words]
    absent = passages.absent(said, passages.holding(store, said))
    if absent == words:
        return reading
    if not absent:
        return replace(reading, reason="not_understood", key="words")
    return replace(reading, words="、".join(absent))


def _answered(
    store: Store, question: str, lang: str, match: Match, reading: Reading, names: Vocabulary
) -> Answer:
    query = library()[figures.query(match, names)]
    params = parameters(match, names)
    rows = run(store, query.name, **params)
    found_, value, told = _told(_without_place(match), list(found(rows, lang)), names, lang)
    if told in ("year", "tally"):
        why = Reading(None, "not_in_plan", told, _said(match, told))
        return _refused(question, lang, why, names, count=len(found_))
    if not rows and (no := _instead(store, question, lang, match, reading, names)):
        return no
    notes = _notes(reading, lang)
    told = _yes(question, match, found_, told, lang)
    return Answer(
        question=question,
        language=lang,
        status="answered" if told and (found_ or value is not None) else "empty",
        reading="".join(notes) + render.reading_text(match, names, lang),
        text="".join(notes) + (told or _nothing(match, names, lang)),
        value=value,
        answers=tuple(found_),
        cypher=query.text(store.engine.name),
        params=arguments(query, params),
        intent=match.intent.name,
        query=query.name,
        notes=notes,
        said=() if notes else said(question, match, names),
    )


def _instead(
    store: Store, question: str, lang: str, match: Match, reading: Reading, names: Vocabulary
) -> Answer | None:
    """The no to a question for one body, where the plan writes that it is another."""
    other = next((i for i in intents() if i.name == match.intent.instead), None)
    if other is None or not may_deny(question):
        return None
    thing = replace(match, intent=other, senses=match.of(*THINGS))
    told = _answered(store, question, lang, thing, reading, names)
    none = wording.nothing(match, names, lang)
    said = text("ask.no.instead", lang, told=told.text, none=none)
    asked = "".join(told.notes) + render.reading_text(match, names, lang)
    no = replace(told, text=said, reading=asked, intent=match.intent.name)
    return no if told.status == "answered" else None


def _nothing(match: Match, names: Vocabulary, lang: str) -> str:
    """What to say where there is no answer; of a thing and a place, that it does not lie there."""
    alone = _without_place(match)
    if alone == match:
        return wording.nothing(match, names, lang)
    thing, place = (
        wording.spoken(m, k, names, lang) for m, k in ((alone, ENTITIES), (match, ["area"]))
    )
    return text("ask.none.elsewhere", lang, thing=thing, place=place)


def _without_place(match: Match) -> Match:
    """Whether something lies in a place is told of the thing alone."""
    rest = tuple(sense for sense in match.senses if sense.kind != "area")
    things = any(sense.kind in ENTITIES for sense in rest)
    return replace(match, senses=rest) if match.intent.name == "location" and things else match


def _yes(question: str, match: Match, rows: Sequence[Found], told: str, lang: str) -> str:
    """What ties the two things that are named, as the yes that a question asks for; other
    families say it of themselves."""
    named = {key for sense in match.of(*ENTITIES) for key in sense.values}
    lies = match.intent.name == "location" and any(row.id in named for row in rows)
    tied = len(named) > 1 and (lies or match.intent.query == "ask/between")
    return text("ask.yes.plain", lang, told=told) if told and tied and may_deny(question) else told


def _told(match: Match, rows: list[Found], names: Vocabulary, lang: str) -> Told:
    """The answers that count, the number asked for, and the answer in words (none when empty)."""
    intent = match.intent
    if _miscounted(match, rows, names):
        return rows, None, "tally"
    if not rows:
        return (), 0 if match.of("count") and not match.of("invest") else None, ""
    if intent.figure:
        return _figure(match, rows, names, lang)
    if intent.rank:
        return _ranked(match, rows, names, lang)
    if intent.show:
        return _shown(intent.show, rows, names, lang)
    if intent.amounts:
        if match.of("invest") and not render.total(rows):
            return (), None, ""
        return rows, _amount(match, rows), render.amounts_text(match, rows, names, lang)
    if intent.name == "about":
        return rows, None, render.about_text(rows[0], names, lang)
    if intent.query in ("ask/between", "ask/ties"):
        return rows, None, render.between_text(match, rows, names, lang)
    if intent.query == "ask/member_of":
        return rows, None, render.member_text(match, rows[0], names, lang)
    if intent.query == "ask/support":
        return rows, None, render.yes_text(match, rows[0], names, lang)
    return (
        rows,
        len(rows) if match.of("count") else None,
        render.list_text(match, rows, names, lang),
    )


def _miscounted(match: Match, rows: Sequence[Found], names: Vocabulary) -> bool:
    """Whether the question says a number that is neither what was found nor all fields'."""
    right = {len(rows), len(list(names.of_type("TechField"))) if match.of("field_type") else -1}
    return any(int(sense.value) not in right for sense in match.of("tally"))


def _amount(match: Match, rows: Sequence[Found]) -> float | int | None:
    if match.of("invest") or (match.of("sum") and not match.of("count")):
        return render.total(rows)
    return len(rows) if match.of("count") else None


def _figure(match: Match, rows: Sequence[Found], names: Vocabulary, lang: str) -> Told:
    one = replace(rows[0], facts=figures.with_steps(rows[0].facts))
    wanted = figures.asked(match, one.facts)
    if wanted is None:
        return rows, None, "year"
    values = [figures.number(one.facts.get(name)) for name in wanted]
    one = replace(one, evidence=figures.where(one.facts, wanted, one.evidence))
    told = render.figure_text(one, wanted, names, lang)
    rows = [replace(rows[0], evidence=one.evidence), *rows[1:]]
    if match.of("status"):
        told = render.nature_text(match, one, told, lang)
        return rows if told else (), None, told
    if all(value is None for value in values) or figures.is_unbased(match, one.facts, wanted):
        return (), None, ""
    grown = figures.growth(match, one.facts, wanted)
    if grown is not None:
        return rows, grown, told + render.growth_text(one, grown, lang)
    return rows, values[0] if len(values) == 1 else None, told


def _ranked(match: Match, rows: Sequence[Found], names: Vocabulary, lang: str) -> Told:
    """Those with the most (or fewest); all of them where several tie."""
    key = match.intent.by
    known = [row for row in rows if row.facts.get(key) is not None]
    best = (min if match.of("least") else max)((row.facts[key] for row in known), default=None)
    top = [row for row in known if row.facts[key] == best]
    return top, best, render.rank_text(match, top, best, names, lang) if top else ""


def _shown(shown: str, rows: Sequence[Found], names: Vocabulary, lang: str) -> Told:
    value = render.property_of(rows[0], shown, lang)
    return (
        (rows if value else ()),
        None,
        render.show_text(rows[0], shown, names, lang) if value else "",
    )


def _ambiguous(question: str, lang: str, reading: Reading, names: Vocabulary) -> Answer:
    labels = tuple(_label(key, names, lang) for _, key in reading.nearest)
    caption = reading.match.intent.caption[lang] if reading.match else reading.words
    listed = text("ask.join.list", lang).join(dict.fromkeys(labels)) or caption
    key = "which" if reading.key == "names" and not reading.words else reading.key
    told = text(f"ask.ambiguous.{key}", lang, words=reading.words, list=listed)
    head = text("ask.reason.ambiguous", lang)
    intent = reading.match.intent.name if reading.match else ""
    near = _offers(reading.match, names, lang) if key == "intent" and reading.match else ()
    reworded = (_reworded(question, *pair, names, lang) for pair in reading.nearest)
    near = near or tuple(dict.fromkeys(told for told in reworded if told != question))
    return Answer(
        question, lang, "ambiguous", head, told, intent=intent, reason="ambiguous", nearest=near
    )


def _offers(match: Match, names: Vocabulary, lang: str) -> tuple[str, ...]:
    """Questions that say which of the readings is meant."""
    kinds = ("institution",)
    both = text("ask.offer.both", lang, list=wording.spoken(match, kinds, names, lang))
    labels = [names.label(sense.value, lang) for sense in match.of(*kinds)]
    return (both, *(text("ask.offer.each", lang, name=label) for label in labels))


def _reworded(question: str, said: str, key: str, names: Vocabulary, lang: str) -> str:
    """The question with what was said replaced by what it may mean, if that can be read;
    else the name alone."""
    label = names.label(key, lang) if key in names.entities else key
    told = normalise(question).replace(said, label, 1) if said else label
    return told if read(atoms(normalise(told)), names, lang).match else label


def _refused(question: str, lang: str, reading: Reading, names: Vocabulary, **facts: Any) -> Answer:
    """What was understood, what stood in the way, and what can be asked instead."""
    told = text(f"ask.refused.{reading.key}", lang, words=reading.words, **facts)
    head = text(f"ask.reason.{reading.reason}", lang)

    def reads(asked: str) -> bool:
        again = read(atoms(normalise(asked)), names, lang)
        return again.understood and not again.reason

    near = offers.offers(question, reading.tokens, names, lang, reads)
    if known := offers.understood(reading.tokens, names, lang):
        told += text("ask.refused.known", lang, list=text("ask.join.list", lang).join(known))
    if near:
        told += text("ask.refused.askable", lang, question=near[0])
    return Answer(question, lang, "refused", head, told, reason=reading.reason, nearest=near)


def _label(key: str, names: Vocabulary, lang: str) -> str:
    """A name, with the area of a figure that is planned for several."""
    known = key in names.entities or key in names.targets
    label, area = (names.label(key, lang), names.named(key).area) if known else (key, "")
    return text("ask.word.of_area", lang, name=label, area=area) if area else label


def _mend(said: str, meant: str, lang: str) -> str:
    return text("ask.reading.mended", lang, said=said, meant=meant)


def _notes(reading: Reading, lang: str) -> tuple[str, ...]:
    """What was mended and what was left aside."""
    mended = [_mend(m.said, m.meant, lang) for m in reading.mends]
    aside = [text("ask.typed.aside", lang, words=reading.aside)] if reading.aside else []
    return (*mended, *aside)


def _said(match: Match, kind: str) -> str:
    return ", ".join(sense.value for sense in match.of(kind))
