"""What is asked of tables → the answer: the cells, the value, the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.store import Store
from ingest.catalogue import text
from queries.asking.answer import Answer, Found, Quote
from queries.asking.normalise import atoms
from queries.asking.vocabulary import Vocabulary
from queries.attributes import telling
from queries.attributes.asked import Asked, Limit, asked
from queries.attributes.heads import PLANNED, Heads, Meant, bare
from queries.attributes.units import dimension, plain
from queries.library import arguments, library, run

NAME, QUERY = "attribute", "ask/attributes"
YEAR = re.compile(r"\d{4}")
Row = Mapping[str, Any]


def answer(
    store: Store, question: str, lang: str, normal: str, heads: Heads, titles: Mapping[str, str]
) -> Answer | None:
    """The answer of tables to a question (``normal`` is its normal form); None where it asks for
    something else or no table has it."""
    for one in asked(atoms(normal), heads, lang) if heads else ():
        if told := _answered(store, question, lang, one, heads.names, titles):
            return told
    return None


def _answered(
    store: Store,
    question: str,
    lang: str,
    one: Asked,
    names: Vocabulary,
    titles: Mapping[str, str],
) -> Answer | None:
    params = {
        "heads": sorted({meant.head for some in one.heads for meant in some}),
        "ids": sorted({key for some in one.ids for key in some}) or None,
        "types": [one.type] if one.type else None,
    }
    rows = [row for row in run(store, QUERY, **params) if _is_of(row, one.parts)]
    fitting = [row for some in one.heads for row in _fitting(rows, some, one)]
    if not fitting or not _every(one, fitting):
        return None
    if one.rank and not one.type and len(one.ids) < 2:
        return None
    if one.rank or one.limit:
        return _compared(store, question, lang, one, names, fitting, params, titles)
    said = telling.plain_text(fitting, lang)
    value = fitting[0]["number"] if len(fitting) == 1 else None
    return _made(store, question, lang, one, fitting, said, value, params, titles)


def _is_of(row: Row, parts: Sequence[str]) -> bool:
    names = (row["name"], *(row["aliases"] or ()))
    return not parts or any(part in name for part in parts for name in names)


def _every(one: Asked, rows: Sequence[Row]) -> bool:
    """Whether each thing that is named, and each head, has something told."""
    told = {row["id"] for row in rows}
    heads = {row["head"] for row in rows}
    whole = all(told & set(some) for some in one.ids)
    return whole and all(heads & {meant.head for meant in some} for some in one.heads)


def _fitting(rows: Sequence[Row], some: Sequence[Meant], one: Asked) -> Iterator[Row]:
    """The rows under heads that are meant: of each thing those whose own words were said before
    those that mean as much, of the years and the sort of figure that are said."""
    own = {meant.head for meant in some if meant.own}
    every = {meant.head for meant in some}
    of_own = {row["id"] for row in rows if row["head"] in own}
    kept = [
        row for row in rows if row["head"] in (own if row["id"] in of_own else every)
    ]
    yield from _as_said([row for row in kept if not one.years or row["year"] in one.years], one)


def _as_said(rows: Sequence[Row], one: Asked) -> Sequence[Row]:
    if one.planned is None:
        return rows
    if one.planned:
        return [row for row in rows if _is_planned(row)] or rows
    return [row for row in rows if not _is_planned(row)]


def _is_planned(row: Row) -> bool:
    """Whether a figure is of a year that the plan looks forward to."""
    begins = YEAR.match(row["period"] or "")
    ahead = bool(begins and row["year"]) and row["year"] >= int(begins[0])
    return ahead or PLANNED.search(row["head"]) is not None


def _compared(
    store: Store,
    question: str,
    lang: str,
    one: Asked,
    names: Vocabulary,
    rows: Sequence[Row],
    params: Mapping[str, Any],
    titles: Mapping[str, str],
) -> Answer | None:
    """Those with the most or the least, or beyond a limit; where several heads fit, which."""
    figures = [row for row in rows if row["number"] is not None]
    heads = list(dict.fromkeys(row["head"] for row in figures))
    if not figures or len({dimension(row["unit"]) for row in figures}) > 1:
        return None
    if len(heads) > 1 and (len(set(map(bare, heads))) > 1 or _twice(figures)):
        return _which(question, lang, heads)
    best = _best(figures, one.rank) if one.rank else _beyond(figures, one.limit)
    if best is None:
        return None
    silent = len(_all(one, names)) - len({row["id"] for row in figures}) if one.type else 0
    said = telling.compared_text(best, one, silent, lang)
    value = len({row["id"] for row in best}) if one.counts and one.limit else None
    value = value if value is not None or not one.rank else best[0]["number"]
    return _made(store, question, lang, one, best, said, value, params, titles)


def _twice(rows: Sequence[Row]) -> bool:
    """Whether a thing has two figures: of two years, say."""
    return len({row["id"] for row in rows}) < len(rows)


def _all(one: Asked, names: Vocabulary) -> list[str]:
    return [n.id for n in names.of_type(one.type) if _is_of({"name": n.name, "aliases": n.aliases}, one.parts)]


def _best(rows: Sequence[Row], rank: str) -> list[Row]:
    """All rows that tie for the most or the least."""
    figures = [plain(row["number"], row["unit"]) for row in rows]
    best = max(figures) if rank == "most" else min(figures)
    return [row for row, figure in zip(rows, figures, strict=True) if figure == best]


def _beyond(rows: Sequence[Row], limit: Limit | None) -> list[Row] | None:
    """The rows beyond a limit; None where it is said in a unit that measures something else."""
    assert limit is not None
    if limit.unit and dimension(limit.unit) != dimension(rows[0]["unit"]):
        return None
    bound = plain(limit.number, limit.unit or rows[0]["unit"])

    def fits(row: Row) -> bool:
        figure = plain(row["number"], row["unit"])
        if figure == bound:
            return not limit.strict
        return (figure > bound) == limit.above

    return list(filter(fits, rows))


def _which(question: str, lang: str, heads: Sequence[str]) -> Answer:
    listed = text("ask.join.list", lang).join(f"“{head}”" for head in heads)
    told = text("ask.attribute.which", lang, list=listed)
    head = text("ask.reason.ambiguous", lang)
    return Answer(
        question, lang, "ambiguous", head, told, intent=NAME, reason="ambiguous", nearest=tuple(heads)
    )


def _made(
    store: Store,
    question: str,
    lang: str,
    one: Asked,
    rows: Sequence[Row],
    said: str,
    value: float | int | None,
    params: Mapping[str, Any],
    titles: Mapping[str, str],
) -> Answer:
    query = library()[QUERY]
    notes = (text("ask.typed.aside", lang, words=one.aside),) if one.aside else ()
    front = "".join(notes)
    return Answer(
        question=question,
        language=lang,
        status="answered" if rows else "empty",
        reading=front + telling.reading(rows, one, lang),
        text=front + said,
        value=int(value) if value is not None and float(value).is_integer() else value,
        answers=tuple(_found(rows, titles)),
        cypher=query.text(store.engine.name),
        params=arguments(query, params),
        intent=NAME,
        query=QUERY,
        notes=notes,
    )


def _found(rows: Sequence[Row], titles: Mapping[str, str]) -> Iterator[Found]:
    """Each thing once, with the cells that answer."""
    by_thing: dict[str, list[Row]] = {}
    for row in rows:
        by_thing.setdefault(row["id"], []).append(row)
    for same in by_thing.values():
        first = same[0]
        yield Found(
            id=first["id"],
            type=first["type"],
            name=first["name"],
            aliases=tuple(first["aliases"] or ()),
            basis=first["basis"],
            evidence=tuple(dict.fromkeys(q for row in same for q in _quotes(row, titles))),
            name_en=first["name_en"],
            facts={"value": "；".join(f"{row['head']}：{row['value']}" for row in same)},
        )


def _quotes(row: Row, titles: Mapping[str, str]) -> Iterator[Quote]:
    document = row["document"]
    for page, line, quote in zip(row["pages"], row["lines"], row["quotes"], strict=True):
        yield Quote(page, line, quote, document, titles.get(document, ""))

