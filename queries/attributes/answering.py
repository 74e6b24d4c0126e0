"""What is asked of tables → the answer: the cells, the value, the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.store import Store
from ingest.catalogue import text
from queries.asking.answer import Answer, Found, Quote
from queries.attributes import telling
from queries.attributes.asked import Asked, Heading, Terms, asked
from queries.attributes.heads import PLANNED, Heads, bare
from queries.attributes.limits import Limit
from queries.attributes.units import dimension, plain
from queries.library import arguments, library, run

NAME, QUERY = "attribute", "ask/attributes"
YEAR = re.compile(r"\d{4}")
Row = Mapping[str, Any]
Number = float | int | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question as typed and in its normal form, the language of its answer, the plans' titles."""

    store: Store
    typed: str
    lang: str
    normal: str
    titles: Mapping[str, str]


def answer(question: Question, heads: Heads, late: bool = False) -> Answer | None:
    """The answer of tables to a question; None where it asks for something else or no table has
    what it asks for. ``late`` for what ties were asked for in vain."""
    every = asked(question.normal, heads) if heads else iter(())
    readings = (one for one in every if one.late == late)
    return next(filter(None, (answered(question, one, heads) for one in readings)), None)


def answered(question: Question, one: Asked, heads: Heads) -> Answer | None:
    """The answer to one reading; None where no table has it."""
    rows = run(question.store, QUERY, **_params(one))
    rows = [row for row in rows if is_of(row, one.parts) and _stands_in(row, one.within)]
    fitting = [row for some in one.heads for row in _fitting(rows, some, one.terms)]
    alone = one.terms.rank and not one.type and len(one.ids) < 2
    if not fitting or alone or not _every(one, fitting):
        return None
    if one.terms.rank or one.terms.limit:
        return _compared(question, one, heads, fitting)
    said = telling.plain_text(fitting, question.lang)
    value = fitting[0]["number"] if len(fitting) == 1 else None
    return _made(question, one, fitting, said, value)


def _params(one: Asked) -> dict[str, Any]:
    ids = sorted({key for some in one.ids for key in some})
    return {"heads": one.printed, "ids": ids or None, "types": [one.type] if one.type else None}


def is_of(row: Row, parts: Sequence[str]) -> bool:
    """Whether a thing's names have one of these words, where there are any."""
    names = (row["name"], *(row["aliases"] or ()))
    return not parts or any(part in name for part in parts for name in names)


def _stands_in(row: Row, within: Sequence[str]) -> bool:
    return all(word in (row["table"] or "") for word in within)


def _every(one: Asked, rows: Sequence[Row]) -> bool:
    """Whether each thing that is named, and each head, has something told."""
    told, heads = {row["id"] for row in rows}, {row["head"] for row in rows}
    whole = all(told & set(some) for some in one.ids)
    return whole and all(heads & {meant.head for meant in some} for some in one.heads)


def _fitting(rows: Sequence[Row], some: Heading, said: Terms) -> Iterator[Row]:
    """The rows under heads that are meant: of each thing those whose own words were said before
    those that mean as much, of the years and the sort of figure that are said."""
    own, every = ({m.head for m in some if m.own >= least} for least in (True, False))
    of_own = {row["id"] for row in rows if row["head"] in own}
    kept = [row for row in rows if row["head"] in (own if row["id"] in of_own else every)]
    kept = [row for row in kept if not said.years or row["year"] in said.years]
    if said.planned is False:
        kept = [row for row in kept if not _is_planned(row)]
    elif said.planned:
        kept = list(filter(_is_planned, kept)) or kept
    yield from kept


def _is_planned(row: Row) -> bool:
    """Whether a figure is of a year that the plan looks forward to."""
    begins = YEAR.match(row["period"] or "")
    ahead = begins is not None and (row["year"] or 0) >= int(begins[0])
    return ahead or PLANNED.search(row["head"]) is not None


def _compared(question: Question, one: Asked, heads: Heads, rows: Sequence[Row]) -> Answer | None:
    """Those with the most or the least, or beyond a limit; where several heads fit, which."""
    figures = [row for row in rows if row["number"] is not None]
    printed = list(dict.fromkeys(row["head"] for row in figures))
    if not figures or len({dimension(row["unit"]) for row in figures}) > 1:
        return None
    ids = {row["id"] for row in figures}
    if len(printed) > 1 and (len(set(map(bare, printed))) > 1 or len(ids) < len(figures)):
        return _which(question, printed)
    limit = one.terms.limit
    best = _beyond(figures, limit) if limit else _best(figures, one.terms)
    if best is None:
        return None
    every = heads.names.of_type(one.type) if one.type else ()
    alike = [n for n in every if is_of({"name": n.name, "aliases": n.aliases}, one.parts)]
    said = telling.compared_text(best, one, len(alike) - len(ids), question.lang)
    counted = len({row["id"] for row in best}) if one.terms.counts else None
    return _made(question, one, best, said, counted if limit else best[0]["number"])


def _best(rows: Sequence[Row], said: Terms) -> list[Row]:
    """The first of the rows by their figures, with all that tie with the last of them."""
    above = said.rank == "most"
    ordered = sorted(rows, key=_figure, reverse=above)
    last = _figure(ordered[min(max(said.top, 1), len(ordered)) - 1])
    return [r for r in ordered if _figure(r) == last or (_figure(r) > last) == above]


def _beyond(rows: Sequence[Row], limit: Limit) -> list[Row] | None:
    """The rows beyond a limit; None where it is said in a unit that measures something else."""
    unit = limit.unit or rows[0]["unit"]
    if dimension(unit) != dimension(rows[0]["unit"]):
        return None
    bound = plain(limit.number, unit)
    same = [] if limit.strict else [row for row in rows if _figure(row) == bound]
    beyond = [r for r in rows if _figure(r) != bound and (_figure(r) > bound) == limit.above]
    return [row for row in rows if row in (*same, *beyond)]


def _figure(row: Row) -> float:
    return plain(row["number"], row["unit"])


def _which(question: Question, printed: Sequence[str]) -> Answer:
    lang = question.lang
    listed = text("ask.join.list", lang).join(f"“{head}”" for head in printed)
    return Answer(
        question.typed,
        lang,
        "ambiguous",
        text("ask.reason.ambiguous", lang),
        text("ask.attribute.which", lang, list=listed),
        intent=NAME,
        reason="ambiguous",
        nearest=tuple(printed),
    )


def _made(question: Question, one: Asked, rows: Sequence[Row], said: str, value: Number) -> Answer:
    lang, query = question.lang, library()[QUERY]
    notes = (text("ask.typed.aside", lang, words=one.aside),) if one.aside else ()
    front = "".join(notes)
    return Answer(
        question=question.typed,
        language=lang,
        status="answered" if rows else "empty",
        reading=front + telling.reading(rows, one, lang),
        text=front + said,
        value=int(value) if value is not None and float(value).is_integer() else value,
        answers=tuple(found(rows, question.titles)),
        cypher=query.text(question.store.engine.name),
        params=arguments(query, _params(one)),
        intent=NAME,
        query=QUERY,
        notes=notes,
    )


def found(rows: Sequence[Row], titles: Mapping[str, str]) -> Iterator[Found]:
    """Each thing once, with the cells that answer."""
    for same in telling.by_thing(rows):
        first = same[0]
        yield Found(
            id=first["id"],
            type=first["type"],
            name=first["name"],
            aliases=tuple(first["aliases"] or ()),
            basis=first["basis"],
            evidence=tuple(dict.fromkeys(q for row in same for q in _quotes(row, titles))),
            name_en=first["name_en"],
            facts={"value": "；".join(f"{row['head']}：{row['value']}" for row in same)}
            | ({} if first["amount"] is None else {"amount": first["amount"]}),
        )


def _quotes(row: Row, titles: Mapping[str, str]) -> Iterator[Quote]:
    document = row["document"]
    for page, line, quote in zip(row["pages"], row["lines"], row["quotes"], strict=True):
        yield Quote(page, line, quote, document, titles.get(document, ""))
