"""What a table of the plan lists: how many 重大项目 there are is how many the table of that title
has; 平台表里进展为创建的 are its rows with that cell, 2027年开工的 those whose years begin with it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from ingest.catalogue import text
from queries.asking import lexicon
from queries.asking.answer import Answer, Found
from queries.asking.common import cut, is_doing
from queries.asking.kinds import ENTITIES, TYPES
from queries.asking.lexicon import Sense, name_parts, options
from queries.asking.normalise import form, is_chinese
from queries.asking.render import total
from queries.asking.tokens import Token
from queries.asking.vocabulary import Vocabulary
from queries.asking.wording import money, nouns
from queries.attributes.answering import QUERY, Question, found
from queries.attributes.asked import BOX, meant_by, said_in, type_of
from queries.attributes.heads import HEAD, PLATFORM, Heads
from queries.grammar.pieces import VERBS
from queries.library import arguments, library, run

NAME = "listed"
CLASSES = ("works", *TYPES, "project_type")
ASKING = ("count", "list", "what", "sum", "invest")
#: What a question may say beside a kind, a title's words and cells.
BESIDE = frozenset(
    "skip what who list count sum scope and second invest much unit yesno box statusword".split()
)
DATES = ("year", "only", "starts", "ends")
#: The lists that are called so in a title: 榜题 is what a 榜 has.
ROLLS = ("榜",)
TABLE = re.compile(r"表|专栏|附件|清单|名录|名单|\b(?:table|list|box|annex)\b")
#: Heads of what goes from one year to another.
PERIOD, YEARS = re.compile("年限|年份|建设期|起止|时限|周期|工期"), re.compile(r"20\d\d")
SHORTEST = 2
Row = Mapping[str, Any]


def listed(question: Question, heads: Heads) -> Answer | None:
    """The answer of the table that lists what is asked for; None where no title has its words, or
    the question says more than the table does."""
    tokens = said_in(BOX.sub("", question.normal), heads) if heads else []
    kinds = [token for token in tokens if token.of(*CLASSES)]
    if not kinds or not any(token.of(*ASKING) for token in tokens):
        return None
    rows = _table(question, kinds[0], heads, tokens)
    cells = _cells(rows, heads.names, question.normal, tokens, kinds)
    if not rows or not (_is_titled(rows, kinds[0]) or any(kinds[0].text in c for c in cells)):
        return None
    kept, dates = _dated(list(_with_cells(rows, cells)), tokens)
    kept, rank = _ranked(kept, tokens)
    used = (kinds[0], *dates, *rank)
    rest = [token for token in tokens if token not in used]
    if all(_is_beside(token, rows, cells, kinds[0]) for token in rest):
        return _answer(question, kept, [*sorted(cells), *(t.text for t in (*dates, *rank))], tokens)
    return None


def _table(question: Question, kind: Token, heads: Heads, tokens: Sequence[Token]) -> list[Row]:
    """The rows of the table of each plan that lists a kind; none where a plan has none, or several
    of which the question does not say which."""
    titles = _titles(kind, heads)
    every = run(question.store, QUERY, tables=sorted(set(titles))) if titles else []
    meant = _counted(titles, every, tokens)
    rows: list[Row] = [row for row in every if row["table"] in meant]
    plans = {(row["document"], row["table"]) for row in rows}
    return rows if len(plans) == len(question.titles) and _is_meant(kind, question, rows) else []


def _titles(kind: Token, heads: Heads) -> list[str]:
    """The titles of tables that have the words for a kind, else for what it is in general."""
    for words in (*_words(kind), (_noun(kind, narrowed=False),)):
        if titles := [title for _, title in heads.tables if all(word in title for word in words)]:
            return titles
    return []


def _words(kind: Token) -> list[tuple[str, ...]]:
    """The words that a title may have for a kind: as it is said, or in English all Chinese ones."""
    said = [kind.text]
    if not is_chinese(kind.text):
        sense = kind.of(*CLASSES)
        same = (row for row in lexicon.rows("types") if sense and _is_row(row, sense))
        said = [word for row in same for word in options(row["zh"])] or [PLATFORM]
    return [tuple(roll for roll in ROLLS if roll in word) or tuple(cut(word)) for word in said]


def _is_row(row: Mapping[str, str], sense: Sense) -> bool:
    return (row["kind"], row["value"], *name_parts(row["part"])) == (sense.kind, *sense.values)


def _is_titled(rows: Sequence[Row], kind: Token) -> bool:
    """Whether the title has a kind as it is said, not only what it is in general."""
    return any(all(word in rows[0]["table"] for word in words) for words in _words(kind))


def _counted(titles: Collection[str], rows: Sequence[Row], tokens: Sequence[Token]) -> set[str]:
    """Of several tables, the ones that list as many as the question says."""
    said = {float(sense.value) for t in tokens if (sense := t.of("tally", "number"))}
    own = {title: {row["id"] for row in rows if row["table"] == title} for title in titles}
    return {title for title, ids in own.items() if len(ids) in said} or set(titles)


def _is_meant(kind: Token, question: Question, rows: Sequence[Row]) -> bool:
    """Whether a kind is what a table lists: projects and platforms always, others where the
    question speaks of a table and the table has nothing else."""
    types = {row["type"] for row in rows}
    if kind.of("project_type"):
        return types == {"Project"}
    whole = types == {type_of(kind)} and TABLE.search(question.normal) is not None
    return kind.of("works") is not None or _noun(kind) == PLATFORM or whole


def _noun(kind: Token, narrowed: bool = True) -> str:
    """The Chinese noun for a kind; without ``narrowed`` for what it is in general: 平台 for
    服务平台."""
    sense = kind.of(*CLASSES)
    if sense is None or sense.kind == "works":
        return PLATFORM
    own = sense if narrowed else Sense(sense.kind, (sense.value, ""))
    return nouns([own], "", "zh")[0]


def _cells(
    rows: Sequence[Row],
    names: Vocabulary,
    normal: str,
    tokens: Sequence[Token],
    kinds: Sequence[Token],
) -> set[str]:
    """The cells that a question says, by their words or a name or state that means them; those
    within a longer one left out."""
    cells = {row["value"] for row in rows if row["number"] is None}
    states = {value for t in tokens if (s := t.of("status")) for value in s.values}
    keys = {key for t in tokens for key in meant_by(t) if key in names.entities}
    meant = {name for key in keys for name in names.entities[key].names()}
    meant |= {_noun(kind) for kind in kinds[1:]} | states
    said = {c for c in cells if len(c) >= SHORTEST and ("".join(form(c)) in normal or c in meant)}
    said = said or {cell for cell in cells if _states(cell) & states}
    return {c for c in said if not any(c != other and c in other for other in said)}


def _states(cell: str) -> set[str]:
    """A cell and the states that it means: 新建 is 创建."""
    senses = (s for s in lexicon.lexicon().senses.get(form(cell), ()) if s.kind == "status")
    return {cell, *(value for sense in senses for value in sense.values)}


def _with_cells(rows: Sequence[Row], cells: Collection[str]) -> Iterator[Row]:
    """The rows of the things that have, under each head that is meant, one of these cells."""
    heads = {row["head"] for row in rows if row["value"] in cells}
    held = {(row["id"], row["head"]) for row in rows if row["value"] in cells}
    return (row for row in rows if all((row["id"], head) in held for head in heads))


def _dated(rows: Sequence[Row], tokens: Sequence[Token]) -> tuple[list[Row], list[Token]]:
    """The rows of what starts or ends in the year that is said, and the words that say so."""
    year = next((int(s.value) for t in tokens if (s := t.of("year"))), 0)
    senses = [sense for t in tokens if (sense := t.of("starts", "ends"))]
    spans = {r["id"]: YEARS.findall(r["value"]) for r in rows if PERIOD.search(r["head"])}
    if not year or not senses or not spans:
        return list(rows), []
    end = 0 if senses[0].kind == "starts" else -1
    bound = next((sense.value for sense in senses if sense.value), "")
    kept = {key for key, years in spans.items() if years and _meets(int(years[end]), bound, year)}
    return [row for row in rows if row["id"] in kept], [t for t in tokens if t.of(*DATES)]


def _ranked(rows: Sequence[Row], tokens: Sequence[Token]) -> tuple[list[Row], list[Token]]:
    """The rows of what has the most or least invested in it, and the words that ask for that."""
    rank = next((t for t in tokens if t.of("most", "least")), None)
    given = [row["amount"] for row in rows if row["amount"] is not None]
    money = any(
        t.of("invest") or ((s := t.of("most", "least")) and s.value == "money") for t in tokens
    )
    if rank is None or not given or not money:
        return list(rows), []
    best = (max if rank.of("most") else min)(given)
    return [row for row in rows if row["amount"] == best], [rank]


def _meets(said: int, bound: str, year: int) -> bool:
    return {"later": said >= year, "until": said <= year}.get(bound, said == year)


def _is_beside(token: Token, rows: Sequence[Row], cells: Collection[str], kind: Token) -> bool:
    """Whether a word changes nothing beside a kind: it asks, it does what is done with all, the
    title or a cell has it, or it says how many the table lists."""
    if any(token.text in cell for cell in cells) or token.of(*BESIDE):
        return True
    if token.of(*ENTITIES):
        return False
    if sense := token.of("status"):
        return any(set(sense.values) & _states(cell) for cell in cells)
    if sense := token.of("tally", "number"):
        return float(sense.value) == len({row["id"] for row in rows})
    if token.of(*CLASSES):
        return _noun(token) in (*cells, _noun(kind))
    if token.of(HEAD):
        told = any(row["value"] in cells and token.text in row["head"] for row in rows)
        return told or is_doing(token.text)
    if token.of(*VERBS) or token.text == "what is":
        return True
    if not token.senses and all(len(word) == 1 or is_doing(word) for word in cut(token.text)):
        return is_chinese(token.text)
    return len(token.text) >= SHORTEST and token.text in rows[0]["table"]


def _answer(
    question: Question, rows: Sequence[Row], said: Sequence[str], tokens: Sequence[Token]
) -> Answer | None:
    lang, things = question.lang, tuple(found(rows, question.titles))
    if not things:
        return None
    join, query = text("ask.join.list", lang), library()[QUERY]
    title = join.join(dict.fromkeys(row["table"] for row in rows))
    key = "listed_cells" if said else "listed"
    head = text(f"ask.attribute.{key}", lang, title=title, cells=join.join(said), count=len(things))
    told = head + join.join(one.name for one in things) + text("ask.attribute.end", lang)
    value, sum_ = _value(things, tokens, lang)
    return Answer(
        question=question.typed,
        language=lang,
        status="answered",
        reading=head,
        text=told + sum_,
        value=value,
        answers=things,
        cypher=query.text(question.store.engine.name),
        params=arguments(query, {"tables": sorted({row["table"] for row in rows})}),
        intent=NAME,
        query=QUERY,
    )


def _value(
    things: Sequence[Found], tokens: Sequence[Token], lang: str
) -> tuple[float | int | None, str]:
    """How many they are, or what they cost in all, and that in words."""
    invests = any(token.of("invest") for token in tokens)
    counts = any(t.of("count") and not (invests and t.text == "多少") for t in tokens)
    if not invests and (counts or not any(token.of("sum") for token in tokens)):
        return len(things) if counts else None, ""
    amount = total(things)
    said = text("ask.answer.sum", lang, amount=money(amount or 0, lang), count=len(things))
    return len(things) if counts else amount, said
