"""Which plans speak of something: 哪些规划提到了甲实验室."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.store import Store
from ingest.catalogue import text
from queries.asking.answer import Answer, Found, Quote
from queries.asking.language import language_of
from queries.library import library, run
from queries.plans import titles

QUERY = "ask/plans_saying"
ASKED = re.compile(
    r"^(?:请问)?(?:都)?(?:有)?(?:哪些|哪几份|哪几个|哪份|多少份)(?:规划|计划|方案|文件)(?:里|中)?(?:都)?"
    r"(?:提到|写到|提及|涉及|讲到|说到|写了|谈到)(?:了|过)?(?P<zh>[^，。？！?!]{2,40})[？?。]?$"
    r"|^(?:which|what) plans? (?:mention|name|speak of|talk about|say)s? (?P<en>.{2,60}?)\??$",
    re.IGNORECASE,
)
STOP, CELLS = "。；！？", " ｜ "
LONGEST = 120
Row = Mapping[str, Any]


def plans_saying(store: Store, question: str, lang: str | None) -> Answer | None:
    """The plans that say what the question asks for, each with its first places; None for any
    other question, and while there is one plan."""
    found = ASKED.match(question.strip())
    known = titles(store) if found else {}
    if not found or len(known) < 2:
        return None
    words = list(_words(store, (found["zh"] or found["en"]).strip().strip('“”"《》')))
    spoken, rows = lang or language_of(question), run(store, QUERY, words=words)
    answers = tuple(_found(row, words, known) for row in rows if row["document"] in known)
    return _answer(question, spoken, words, answers, rows)


def _words(store: Store, said: str) -> Iterator[str]:
    """What was said, and the other names of the things that it names."""
    yield said
    for row in run(store, "find_entities", text=said, exact=True):
        yield from (name for name in (row["name"], *(row["aliases"] or ())) if name != said)


def _answer(
    question: str, lang: str, words: Sequence[str], answers: Sequence[Found], rows: Sequence[Row]
) -> Answer:
    status, told = ("answered", "said") if answers else ("empty", "unsaid")
    comma = text("plans.comma", lang)
    names = comma.join(one.name for one in answers)
    values = {"words": words[0], "count": len(answers), "names": names}
    return Answer(
        question,
        lang,
        status,
        text("plans.saying", lang, words=words[0]),
        text(f"plans.{told}", lang, **values),
        answers=tuple(answers),
        cypher=library()[QUERY].cypher,
        params={"words": list(words)},
        intent="plans_saying",
        query=QUERY,
    )


def _found(row: Row, words: Sequence[str], known: Mapping[str, str]) -> Found:
    plan = row["document"], known[row["document"]]
    quotes = tuple(Quote(p["page"], p["line"], _cut(p["text"], words), *plan) for p in row["found"])
    return Found(plan[0], "Document", plan[1], evidence=quotes)


def _cut(passage: str, words: Sequence[str]) -> str:
    """The sentence, or the cell of a table's row, that holds one of the words."""
    passage = next(cell for cell in passage.split(CELLS) if any(word in cell for word in words))
    at = min(at for word in words if (at := passage.find(word)) >= 0)
    begin = max(passage.rfind(stop, 0, at) for stop in STOP) + 1
    end = min((e + 1 for stop in STOP if (e := passage.find(stop, at)) >= 0), default=len(passage))
    return passage[max(begin, at - LONGEST) : min(end, at + LONGEST)]
