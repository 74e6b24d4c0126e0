"""Sentences made by the forms of the genre: rows of firms, and of what firms build.

What a report says of firms it says in rows (推进甲集成电路、乙丙地二期等项目): where the brand
ends and the product begins is what a network must learn, and texts have too few of them. Rows
without any firm are among them, as in texts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random

from bench.training.corpus import Example, Name
from bench.training.made import firm, hospital, towns, zone
from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.words import well_known

Part = tuple[str, str]  # text, type of the name or ""
WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def made_sentences(number: int, random: Random) -> list[Example]:
    """``number`` of them."""
    return [_sentence(random) for _ in range(number)]


def _sentence(random: Random) -> Example:
    make: Callable[[Random], Iterator[Part]] = random.choice(
        (_projects, _projects, _projects, _projects, _firms, _firms, _event, _done, _works, _care)
    )
    parts = list(make(random))
    if random.random() < 0.6:
        lead = random.choice(WORDS["nothing"]) + random.choice(WORDS["then"])
        parts = [(lead, ""), *parts]
    if random.random() < 0.5:
        parts.append((random.choice(WORDS["then"]) + random.choice(WORDS["nothing"]), ""))
    return _joined([*parts, ("。", "")])


def _joined(parts: list[Part]) -> Example:
    text, names = "", []
    for words, label in parts:
        if label:
            names.append(Name(len(text), len(text) + len(words), label))
        text += words
    return Example(Sentence(text, 0), tuple(names), True, "enumerations")


def brand(random: Random) -> str:
    """A firm as a row has it, seldom with its legal form."""
    if random.random() < 0.35:
        return random.choice(_known())
    made = firm(random)
    return made if len(made) < 9 else random.choice(_known())


def _projects(random: Random) -> Iterator[Part]:
    yield random.choice(WORDS["before_projects"]), ""
    for number in range(random.choice((1, 2, 3, 3, 4, 5))):
        yield ("、" if number else ""), ""
        yield from _project(random)
    yield random.choice(WORDS["behind_projects"]), ""


def _project(random: Random) -> Iterator[Part]:
    way = random.random()
    if way < 0.15:
        yield _town(random) + random.choice(WORDS["works"]), ""
    elif way < 0.2:
        yield random.choice(WORDS["products"]) + random.choice(("基地", "项目", "改造", "")), ""
    elif way < 0.25:
        yield zone(random), "IndustrialPark"
    else:
        yield from _built(random)


def _built(random: Random) -> Iterator[Part]:
    """甲集成电路二期, 甲乙地基地, 甲20万吨乙烯."""
    yield brand(random), "Enterprise"
    where = _town(random) if random.random() < 0.25 else ""
    size = random.choice(WORDS["sizes"]) if random.random() < 0.15 else ""
    what = random.choice(WORDS["products"]) if random.random() < 0.75 else ""
    yield where + size + what + (random.choice(WORDS["goes_on"]) or ("" if what else "二期")), ""


def _firms(random: Random) -> Iterator[Part]:
    yield random.choice((*WORDS["firm_before"], random.choice(WORDS["products"]) + "产业依托")), ""
    yield from _row(random)
    ways = (
        "等" + random.choice(WORDS["classes"]),
        "等" + random.choice(WORDS["classes"]),
        "等",
        "",
    )
    yield random.choice(ways) + random.choice(WORDS["firm_behind"]), ""


def _row(random: Random) -> Iterator[Part]:
    for number in range(random.choice((1, 2, 3, 4, 6))):
        yield ("、" if number else ""), ""
        yield brand(random), "Enterprise"


def _event(random: Random) -> Iterator[Part]:
    yield from _row(random)
    yield random.choice(WORDS["firm_events"]), ""


def _done(random: Random) -> Iterator[Part]:
    for number in range(random.choice((1, 1, 2, 3))):
        yield ("、" if number else ""), ""
        yield from _built(random)
    yield random.choice(WORDS["done"]), ""


def _works(random: Random) -> Iterator[Part]:
    """A row without any firm."""
    yield random.choice(WORDS["before_projects"]), ""
    rows = range(random.choice((2, 3, 4)))
    items = [_town(random) + random.choice(WORDS["works"]) for _ in rows]
    topics = [random.choice(WORDS["products"]) + random.choice(("", "", "产业")) for _ in rows]
    some = random.choice((items, topics))
    yield (
        "、".join(some) + random.choice(("等项目建设", "等重大工程", "等产业发展", "等领域突破")),
        "",
    )


def _care(random: Random) -> Iterator[Part]:
    """A hospital and its branches, which are no names of their own."""
    yield random.choice(("推进", "建成", "加快", "支持")), ""
    yield hospital(random), "Hospital"
    yield (
        _town(random)
        + random.choice(("院区", "分院", "院区二期"))
        + random.choice(("等项目", "投用")),
        "",
    )


def _town(random: Random) -> str:
    return random.choice(towns())


@cache
def _known() -> list[str]:
    return sorted(well_known())
