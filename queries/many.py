"""Questions that are about several plans at once: what they share, which has most, each in turn,
what differs, one word that means a field here and another there.

Each is a question about one plan with a few words more; those are taken off, the rest is asked,
and the answers are laid side by side.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.store import Store
from ingest.catalogue import text
from queries.asking.answer import Answer, Found, found
from queries.asking.language import language_of
from queries.library import run

Ask = Callable[[str], Answer]
SUPPORTERS, LENS_QUERY = "field_supporters", "lens_supports"
NAMED = 12
PLAN = r"(?:规划|计划|方案|文件|城市|地方)"
SHARED = re.compile(
    rf"""(?:被|在)?(?:两|二|几|多|各|所有|不止一|一)?[份个]?(?:以上)?的?{PLAN}(?:里|中)?
         都(?:提到|写到|出现|有|点名)(?:了|过)?的?
      | (?:出现|写|提)?(?:在|到)?(?:不止一|多|两|几)[份个]?(?:以上)?的?{PLAN}(?:里|中)?
         (?:出现|提到)?过?的?
      | (?:that\ )?(?:are\ |is\ )?(?:named\ |mentioned\ |found\ )?(?:in|by)\s
         (?:more\ than\ one|several|both|two|all(?:\ the)?)\ (?:different\ )?plans?""",
    re.IGNORECASE | re.VERBOSE,
)
MOST = re.compile(
    rf"哪(?:一)?[份个]?{PLAN}(?:里|中)?(?:的|写到的|提到的)?(?P<zh>.+?)(?:的)?(?:数量)?最多(?:呢)?$"
    r"|(?:which|what) plan (?:has|names|mentions|lists) (?:the )?most (?P<en>.+)$",
    re.IGNORECASE,
)
EACH = re.compile(
    rf"(?:各|每)(?:一)?[份个]?{PLAN}(?:里|中)?(?:的|分别)?|"
    r"(?:,? )?(?:(?:in|by|for|of) each (?:of the )?plans?|plan by plan|by plan)",
    re.IGNORECASE,
)
DIFFERENT = re.compile(
    r"(?P<zh>.+)(?:有什么|有哪些|有何|的)(?:不同|区别|差异|差别|变化)|(?P<zh2>.+)(?:对比|比较)(?:一下)?$"
    r"|(?:what is |what's )?(?:the )?(?:difference|compare|comparison)s?(?: between)? (?P<en>.+)",
    re.IGNORECASE,
)
LEFT = "，,。？?！! 、的"


@dataclass(frozen=True, slots=True)
class Shelves:
    """What several plans are asked: the store, titles by id, how all and how one of them answer."""

    store: Store
    titles: Mapping[str, str]
    every: Ask
    one: Callable[[str, str], Answer]
    meant: Callable[[str], Sequence[str]]


def about_many(shelves: Shelves, question: str, lang: str | None) -> Answer | None:
    """The answer to a question that is about several plans at once; None for any other."""
    said = question.strip().rstrip(LEFT)
    spoken = lang or language_of(said)
    for read in (_differing, _most, _shared, _each):
        if answer := read(shelves, said, spoken):
            return replace(answer, question=question)
    return None


def all_meanings(shelves: Shelves, answer: Answer) -> Answer:
    """Where a word means a field in one plan and another in the next: what each of them says.
    As it was where one plan alone gives two meanings."""
    if answer.status != "ambiguous" or answer.intent != SUPPORTERS:
        return answer
    meanings = [shelves.every(each) for each in answer.nearest]
    told = [each for each in meanings if each.status == "answered"]
    plans = [_plans_of(each.answers) for each in told]
    if not told or len(frozenset().union(*plans)) < sum(map(len, plans)):
        return answer
    return _side_by_side(shelves, answer.question, answer.language, told)


def with_lens(shelves: Shelves, answer: Answer) -> Answer:
    """An answer about a field, and what the lens that has it finds in the plans that do not
    declare it."""
    fields = [one for one in answer.said if one.kind == "field"]
    silent = set(shelves.titles) - _plans_of(answer.answers)
    kept = {"parts", "area", "bases", "exclude", "exclude_types", "lacking"}
    if answer.intent != SUPPORTERS or answer.status != "answered" or not silent:
        return answer
    if any(answer.params.get(name) for name in kept):
        return answer
    lens = next((f for one in fields for f in _lens_fields(shelves.store, one.words)), None)
    if lens is None:
        return answer
    types = list(answer.params.get("types") or ()) or None
    asked = {"lens": lens["lens"], "field": lens["field"], "types": types}
    rows = run(shelves.store, LENS_QUERY, **asked, plans=sorted(silent))
    more = tuple(_cited(shelves, rows, answer.language))
    new = tuple(one for one in more if one.id not in {known.id for known in answer.answers})
    if not new:
        return answer
    told = text(
        "plans.under_lens",
        answer.language,
        field=lens["name" if answer.language == "zh" else "name_en"],
        plans=_by_plan(shelves, more, answer.language),
    )
    return replace(answer, text=f"{answer.text}\n{told}", answers=(*answer.answers, *new))


def _lens_fields(store: Store, word: str) -> Iterator[Mapping[str, str]]:
    """Fields of lenses whose name has the word."""
    for row in run(store, "ask/lens_fields"):
        english = f" {row['name_en'].lower()} "
        if word in row["name"] or f" {word.lower()} " in english:
            yield row


def _cited(shelves: Shelves, rows: Iterable[Mapping[str, Any]], lang: str) -> Iterator[Found]:
    for row in rows:
        made = next(found([{**row, "id": row["institution"], "aliases": ()}], lang))
        plan = row["document"]
        quotes = (replace(q, document=plan, plan=shelves.titles[plan]) for q in made.evidence)
        steps = tuple(step["id"] for step in row["via"] or () if step)
        yield replace(made, evidence=tuple(quotes), via=steps)


def _shared(shelves: Shelves, said: str, lang: str) -> Answer | None:
    """What several plans name: 两份规划都提到的企业有哪些."""
    rest = _without(SHARED, said)
    if rest is None:
        return None
    every = shelves.every(_whole(rest, lang))
    if every.status != "answered":
        return None
    spoken = {row["id"]: row["documents"] for row in run(shelves.store, "ask/documents_of")}
    several = {id: [p for p in spoken.get(id, ()) if p in shelves.titles] for id in _ids(every)}
    both = tuple(one for one in every.answers if len(several[one.id]) > 1)
    key = "plans.shared" if both else "plans.not_shared"
    names = text("plans.comma", lang).join(one.name for one in both[:NAMED])
    told = text(key, lang, count=len(both), names=names)
    reading = text("plans.shared_reading", lang, reading=every.reading)
    return replace(
        every,
        status="answered" if both else "empty",
        answers=both,
        text=told,
        reading=reading,
        value=None,
    )


def _most(shelves: Shelves, said: str, lang: str) -> Answer | None:
    """Which plan names most of something."""
    asked = MOST.search(said)
    rest = asked and (asked["zh"] or asked["en"])
    if not rest:
        return None
    told = list(_in_turn(shelves, _whole(rest.strip(LEFT), lang)))
    counts = Counter({plan: len(one.answers) for plan, one in told})
    if not counts:
        return None
    ranked = counts.most_common()
    first = [plan for plan, n in ranked if n == ranked[0][1]]
    figures = text("plans.comma", lang).join(
        text("plans.figure", lang, plan=shelves.titles[plan], count=n) for plan, n in ranked
    )
    names = text("plans.comma", lang).join(shelves.titles[plan] for plan in first)
    answers = tuple(Found(plan, "Document", shelves.titles[plan]) for plan in first)
    reading = text("plans.most_reading", lang, reading=told[0][1].reading)
    return replace(
        told[0][1],
        answers=answers,
        value=ranked[0][1],
        text=text("plans.most", lang, names=names, figures=figures),
        reading=reading,
    )


def _each(shelves: Shelves, said: str, lang: str) -> Answer | None:
    """The same question to each plan: 各规划有哪些实验室."""
    rest = _without(EACH, said)
    if rest is None:
        return None
    told = [one for _, one in _in_turn(shelves, _whole(rest, lang))]
    return _side_by_side(shelves, said, lang, told) if told else None


def _differing(shelves: Shelves, said: str, lang: str) -> Answer | None:
    """What differs between two plans, in ten lines; the page and the command tell all."""
    asked = DIFFERENT.search(said)
    words = asked and (asked["zh"] or asked["zh2"] or asked["en"])
    plans = shelves.meant(words) if words else ()
    if len(plans) != 2:
        return None
    from queries.comparing import compare, report  # only these questions need it

    told = report(compare(shelves.store, *plans), lang)
    answers = tuple(Found(plan, "Document", shelves.titles[plan]) for plan in plans)
    names = text("plans.comma", lang).join(shelves.titles[plan] for plan in plans)
    reading = text("plans.differing", lang, names=names)
    return Answer(
        said, lang, "answered", reading, "\n".join(told.summary), answers=answers, intent="compare"
    )


def _in_turn(shelves: Shelves, question: str) -> Iterator[tuple[str, Answer]]:
    """The plans that answer a question, each with its answer."""
    for plan in shelves.titles:
        told = shelves.one(plan, question)
        if told.status == "answered" and all(one.type != "Passage" for one in told.answers):
            yield plan, told


def _side_by_side(shelves: Shelves, question: str, lang: str, told: Sequence[Answer]) -> Answer:
    """Answers as one, each thing once, told by plan."""
    joined: dict[str, Found] = {}
    for one in (one for each in told for one in each.answers):
        known = joined.get(one.id)
        joined[one.id] = replace(known, evidence=known.evidence + one.evidence) if known else one
    answers, words = tuple(joined.values()), [one for each in told for one in each.said]
    readings = dict.fromkeys(each.reading for each in told)
    return replace(
        told[0],
        question=question,
        answers=answers,
        value=None,
        said=tuple(words),
        reading=text("plans.comma", lang).join(list(readings)[:3]),
        text=text(
            "plans.side_by_side",
            lang,
            count=len(answers),
            many=len(_plans_of(answers)),
            plans=_by_plan(shelves, answers, lang),
        ),
    )


def _by_plan(shelves: Shelves, answers: Iterable[Found], lang: str) -> str:
    """Lines: a plan, how many things, their names."""
    own: dict[str, list[Found]] = {}
    for one in answers:
        for plan in dict.fromkeys(quote.document for quote in one.evidence):
            own.setdefault(plan, []).append(one)
    return "\n".join(
        text(
            "plans.line",
            lang,
            plan=shelves.titles.get(plan, plan),
            count=len(some),
            names=text("plans.comma", lang).join(_name(one, lang) for one in some[:NAMED])
            + ("…" if len(some) > NAMED else ""),
        )
        for plan, some in own.items()
    )


def _name(one: Found, lang: str) -> str:
    return (one.name_en if lang == "en" else None) or one.name


def _without(pattern: re.Pattern[str], said: str) -> str | None:
    """The question without the words about plans; None where there are none, or nothing else."""
    rest, times = pattern.subn("", said, count=1)
    rest = rest.strip(LEFT)
    return rest if times and rest else None


def _whole(rest: str, lang: str) -> str:
    """A question where only a thing was left of one: 企业 → 有哪些企业."""
    asks = re.search(r"哪|谁|什么|多少|几|列|which|what|who|how|list", rest, re.IGNORECASE)
    return rest if asks else text("plans.which_are", lang, rest=rest)


def _plans_of(answers: Iterable[Found]) -> frozenset[str]:
    return frozenset(quote.document for one in answers for quote in one.evidence)


def _ids(answer: Answer) -> list[str]:
    return [one.id for one in answer.answers]
