"""Which of the lists of a text are its fields: a choice whose weights were learned.

The weights are those of a multinomial logit over texts whose fields are known
(``bench/training/fields.py``): the likeliest list is taken, or none.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from pathlib import Path

from ingest.kinds import is_phrase, kind_of
from ingest.naming.rules.words import words
from ingest.supports.candidate import BEGINS, Candidate, DeclaredField, has_technical, share, tells
from ingest.supports.declaring import weight_of
from ingest.supports.leads import field_words

WEIGHTS = Path(__file__).with_name("weights") / "fields.json"
#: Somebody who works on it.
BODY = re.compile("大学|学院|研究[院所]|实验室|公司|集团|医院|中心|股份")
NEEDED = -1.0  # logarithm of how much likelier a candidate must be than none


def by_name(found: Iterable[Candidate]) -> Mapping[str, Sequence[Candidate]]:
    """The lists in which a name stands."""
    holding: dict[str, list[Candidate]] = defaultdict(list)
    for one in found:
        for name in one.names:
            holding[name].append(one)
    return holding


def fuller(one: Candidate, holding: Mapping[str, Sequence[Candidate]]) -> str:
    """Whether another list of the kind has all of its members and more that are technical."""
    seldom = min((holding[name] for name in one.names), key=len)
    more = [o for o in seldom if o.form == one.form and o.names > one.names]
    extra = [f for o in more for f in o.fields if f.name not in one.names]
    technical = any(has_technical(field.name) for field in extra)
    return f"fuller:{'technical' if technical else 'other' if more else 'none'}"


def _is_verbal(field: DeclaredField) -> bool:
    """Whether what is listed is something to be done."""
    verbs = words("boundaries", "verbs") - words("boundaries", "inner")
    return is_phrase(field.name) or field.name[:2] in verbs


@cache
def _weights() -> Mapping[str, float]:
    found: Mapping[str, float] = json.loads(WEIGHTS.read_text("utf-8"))
    return found


def best_of(
    every: Iterable[Candidate], weights: Mapping[str, float] | None = None
) -> Candidate | None:
    """The likeliest candidate; None where that none of them is right is so much likelier that no
    more than one of four such would be."""
    own = _weights() if weights is None else weights
    scored = [(math.fsum(own.get(c, 0.0) for c in one.clues), one) for one in every]
    score, best = max(scored, default=(0.0, None), key=lambda one: one[0])
    return best if score > NEEDED else None


def clues_of(
    one: Candidate, forms: Mapping[frozenset[str], Set[str]], every: Set[str]
) -> Iterator[str]:
    """What is known of a candidate, whatever its form."""
    names = [field.name for field in one.fields]
    longest = max(map(len, names))
    yield "always"
    yield f"form:{one.form}"
    yield f"form:{one.form} {'counted' if one.phrase.count else 'uncounted'}"
    yield f"phrase:{weight_of(one.phrase)}"
    yield f"technical phrase:{one.phrase.technical}"
    yield f"called:{one.phrase.what[-2:]}"
    yield f"future:{one.phrase.what[-4:] == '未来产业'}"
    yield f"size:{'2' if len(names) == 2 else '3-9' if len(names) < 10 else 'more'}"
    yield f"longest:{'8' if longest < 9 else '12' if longest < 13 else 'more'}"
    yield f"twice:{len(forms[one.names]) > 1}"
    if one.form in ("listed", "rows"):
        yield f"passages:{share(name in every for name in names)}"
    yield from _of_names(names)
    yield from _of_texts(one.fields)
    yield f"odd:{share(map(_is_verbal, one.fields))}"


def _of_names(names: Sequence[str]) -> Iterator[str]:
    """What is known of names as such."""
    said = field_words()
    never, other = re.compile(rf"(?:{said['never']})$"), re.compile(said["other"])
    yield f"technical:{share(map(has_technical, names))}"
    yield f"kinds:{share(kind_of(name) is not None for name in names)}"
    yield f"never:{share(never.search(name) is not None for name in names)}"
    yield f"other:{share(other.search(name) is not None for name in names)}"
    yield from sorted({f"ends with {name[-2:]}" for name in names})


def _of_texts(fields: Sequence[DeclaredField]) -> Iterator[str]:
    """What is known of what stands behind names."""
    research = re.compile(field_words()["research"])
    texts = [one.block.text[one.span.end : one.span.end + BEGINS] for one in fields]
    yield f"technical texts:{share(tells(one.block, one.span.end) for one in fields)}"
    yield f"bodies:{share(BODY.search(text) is not None for text in texts)}"
    yield f"research:{share(research.search(text) is not None for text in texts)}"
