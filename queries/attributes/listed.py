"""What a table of the plan lists: how many 重大项目 there are is how many the table of that title
has; 平台表里进展为创建的 are its rows with that cell.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from ingest.catalogue import text
from queries.asking.answer import Answer
from queries.asking.common import cut, is_doing
from queries.asking.kinds import ENTITIES, TYPES
from queries.asking.lexicon import Sense
from queries.asking.normalise import form, is_chinese
from queries.asking.render import total
from queries.asking.tokens import Token
from queries.asking.wording import money, nouns
from queries.attributes.answering import QUERY, Question, found
from queries.attributes.asked import BOX, said_in
from queries.attributes.heads import HEAD, PLATFORM, Heads
from queries.grammar.pieces import VERBS
from queries.library import arguments, library, run

NAME = "listed"
CLASSES = ("works", *TYPES, "project_type")
#: What a question may say beside a kind, a title's words and cells.
BESIDE = frozenset("skip what who list count sum scope and second invest much unit yesno".split())
#: The lists that are called so in a title: 榜题 is what a 榜 has.
ROLLS = ("榜",)
TABLE = re.compile(r"表|专栏|附件|清单|名录|名单|\b(?:table|list|box|annex)\b")
SHORTEST = 2
ASKING = ("count", "list", "what", "sum", "invest")
Row = Mapping[str, Any]


def listed(question: Question, heads: Heads) -> Answer | None:
    """The answer of the table that lists what is asked for; None where no title has its words, or
    the question says more than the table does."""
    tokens = said_in(BOX.sub("", question.normal), heads) if heads else []
    kinds = [token for token in tokens if token.of(*CLASSES)]
    if not kinds or not any(t.of(*ASKING) for t in tokens) or any(t.of(*ENTITIES) for t in tokens):
        return None
    titles = _titles(kinds[0], heads)
    every = run(question.store, QUERY, tables=sorted(set(titles))) if titles else []
    rows = [row for row in every if row["table"] in _counted(titles, every, tokens)]
    plans = {(row["document"], row["table"]) for row in rows}
    if len(plans) != len(question.titles) or not _is_meant(kinds[0], question, rows):
        return None
    said = _cells(rows, question.normal, tokens, kinds)
    if not all(word in rows[0]["table"] for word in _words(kinds[0])):
        if not any(kinds[0].text in cell for cell in said):
            return None
    if all(t is kinds[0] or _is_beside(t, rows, said, kinds[0]) for t in tokens):
        return _answer(question, list(_with_cells(rows, said)), said, tokens)
    return None


def _counted(titles: Collection[str], rows: Sequence[Row], tokens: Sequence[Token]) -> set[str]:
    """Of several tables, the ones that list as many as the question says."""
    said = {float(sense.value) for t in tokens if (sense := t.of("tally", "number"))}
    own = {title: {row["id"] for row in rows if row["table"] == title} for title in titles}
    return {title for title, ids in own.items() if len(ids) in said} or set(titles)


def _is_meant(kind: Token, question: Question, rows: Sequence[Row]) -> bool:
    """Whether a kind is what a table lists: projects and platforms always, others where the
    question speaks of a table and the table has nothing else."""
    whole = len({row["type"] for row in rows}) == 1 and TABLE.search(question.normal) is not None
    return kind.of("works", "project_type") is not None or _noun(kind) == PLATFORM or whole


def _titles(kind: Token, heads: Heads) -> list[str]:
    """The titles of tables that have the words for a kind."""
    for words in (_words(kind), (_general(kind),)):
        if found_ := [title for _, title in heads.tables if all(word in title for word in words)]:
            return found_
    return []


def _words(kind: Token) -> Sequence[str]:
    """The words that a title has for a kind."""
    said = kind.text if is_chinese(kind.text) else _noun(kind)
    return next(((roll,) for roll in ROLLS if roll in said), None) or tuple(cut(said))


def _noun(kind: Token) -> str:
    sense = kind.of(*CLASSES)
    assert sense is not None
    return PLATFORM if sense.kind == "works" else nouns([sense], "", "zh")[0]


def _general(kind: Token) -> str:
    """The noun for a kind without what narrows it: 平台 for 服务平台."""
    sense = kind.of(*CLASSES)
    assert sense is not None
    return PLATFORM if sense.kind == "works" else nouns([Sense(sense.kind, (sense.value, ""))], "", "zh")[0]


def _cells(
    rows: Sequence[Row], normal: str, tokens: Sequence[Token], kinds: Sequence[Token]
) -> set[str]:
    """The cells that a question says, those within a longer one left out."""
    cells = {row["value"] for row in rows if row["number"] is None}
    meant = {value for t in tokens if (s := t.of("status")) for value in s.values}
    meant |= {_noun(kind) for kind in kinds[1:]}
    said = {c for c in cells if len(c) >= SHORTEST and ("".join(form(c)) in normal or c in meant)}
    return {c for c in said if not any(c != other and c in other for other in said)}


def _is_beside(token: Token, rows: Sequence[Row], said: Collection[str], kind: Token) -> bool:
    """Whether a word changes nothing beside a kind: it asks, it does what is done with all, the
    title or a cell has it, or it says how many the table lists."""
    if any(token.text in cell for cell in said) or token.of(*BESIDE):
        return True
    if sense := token.of("status"):
        return bool(set(sense.values) & set(said))
    if sense := token.of("tally", "number"):
        return float(sense.value) == len({row["id"] for row in rows})
    if token.of(*CLASSES):
        return _noun(token) in (*said, _noun(kind))
    if token.of(HEAD):
        told = any(row["value"] in said and token.text in row["head"] for row in rows)
        return told or is_doing(token.text)
    if token.of(*VERBS) or token.text == "what is":
        return True
    if not token.senses and all(len(word) == 1 or is_doing(word) for word in cut(token.text)):
        return is_chinese(token.text)
    return len(token.text) >= SHORTEST and token.text in rows[0]["table"]


def _with_cells(rows: Sequence[Row], said: Collection[str]) -> Iterator[Row]:
    """The rows of the things that have, under each head that is meant, one of these cells."""
    heads = {row["head"] for row in rows if row["value"] in said}
    held = {(row["id"], row["head"]) for row in rows if row["value"] in said}
    return (row for row in rows if all((row["id"], head) in held for head in heads))


def _answer(
    question: Question, rows: Sequence[Row], said: Collection[str], tokens: Sequence[Token]
) -> Answer | None:
    lang, things = question.lang, tuple(found(rows, question.titles))
    if not things:
        return None
    join = text("ask.join.list", lang)
    title = join.join(dict.fromkeys(row["table"] for row in rows))
    key = "listed_cells" if said else "listed"
    cells = join.join(sorted(said))
    told = text(f"ask.attribute.{key}", lang, title=title, cells=cells, count=len(things))
    listing = join.join(one.name for one in things) + text("ask.attribute.end", lang)
    counts = any(token.of("count") for token in tokens)
    value: float | int | None = len(things) if counts else None
    if any(t.of("invest") or (t.of("sum") and not counts) for t in tokens):
        amount = total(things)
        value = value if counts else amount
        listing += text("ask.answer.sum", lang, amount=money(amount or 0, lang), count=len(things))
    query = library()[QUERY]
    return Answer(
        question=question.typed,
        language=lang,
        status="answered",
        reading=told,
        text=told + listing,
        value=value,
        answers=things,
        cypher=query.text(question.store.engine.name),
        params=arguments(query, {"tables": sorted({row["table"] for row in rows})}),
        intent=NAME,
        query=QUERY,
    )
