"""Where a name begins: the walk from its ending to the left."""

from __future__ import annotations

import re

from ingest.naming.rules.sentence import Sentence, Word
from ingest.naming.rules.words import (
    bare,
    ending_pattern,
    general,
    place_at_start,
    proper_part,
    tag,
    words,
)

NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}所")
CLOSED = re.compile(r"[（(]([^（）()]{1,8})[）)]$")
STOP_TAGS = frozenset({"p", "d", "ad", "r", "u", "xc", "vd", "t", "TIME", "q"})
TOPIC_NAMED = frozenset({"Laboratory", "Facility", "InnovationCenter"})
JOINTLY = re.compile("(?:联合|合作)?(?:共建|合建)")  # behind a body a verb, else part of a name
AND = frozenset("和与及暨")
THAT_IS = re.compile("(?<=[（(，])即|(?<![\u4e00-\u9fff])其中")
INNER_ADVERBS = frozenset({"极", "超", "超高", "超级", "高", "微", "准", "近", "全", "双", "多"})


def name_start(sentence: Sentence, lower: int, at: int, label: str) -> int:
    """Where a name whose ending begins at ``at`` begins, not before ``lower``."""
    start = at
    while start > lower:
        left = _step(sentence, lower, start, at, label)
        if left is None or left == start:
            break
        start = left
    start = _without_front(sentence.text, _behind_verb(sentence.text, start, at), at)
    said = THAT_IS.match(sentence.text, start)
    return said.end() if said else start


def _behind_verb(text: str, start: int, at: int) -> int:
    """Past a verb that the tagger tore apart or took into the name: 对标｜…, 甲争创｜…."""
    start += bool(start) and at - start > 2 and _is_verb(text[start - 1 : start + 1])
    cutters = words("boundaries", "cutters")
    cuts = [i + n for n in (2, 4) for i in range(start, at - n + 1) if text[i : i + n] in cutters]
    joint = JOINTLY.finditer(text, start, at)
    cuts += [m.end() for m in joint if _is_ended(text[start : m.start()])]
    return max(cuts, default=start)


def _step(sentence: Sentence, lower: int, start: int, at: int, label: str) -> int | None:
    """One word further to the left, None where the name ends there."""
    if closed := CLOSED.search(sentence.text[lower:start]):
        return _over_bracket(lower, closed) if start < at or _local(closed.group(1)) else None
    word = sentence.word_at(start - 1)
    left = max(word.start, lower)
    piece = sentence.text[left:start]
    if piece in AND:
        return left if _joins(sentence, lower, left, start, at, label) else None
    if size := _opening_verb(piece, word.tag):
        return left + size
    if _stops(sentence, word, piece, lower):
        return None
    return left + _verb_inside(piece)


def _local(text: str) -> bool:
    return bool(place_at_start(text)) or bool(proper_part(text))


def _over_bracket(lower: int, closed: re.Match[str]) -> int | None:
    return lower + closed.start() if closed.start() > 0 else None


def _stops(sentence: Sentence, word: Word, piece: str, lower: int) -> bool:
    numbered = NUMBERED.fullmatch(piece) and _ends_body(sentence.text[lower : word.start])
    if piece == "·" or numbered:
        return False
    if word.tag == "w" or piece[-1] in "“”‘’（）()《》<>【】\"'":
        return True
    if piece in words("boundaries", "inner"):
        return _opens(sentence, word.start, lower)
    if piece in INNER_ADVERBS or _is_doing_of(sentence, word, lower):
        return False
    if piece in words("boundaries", "verbs") or piece in words("boundaries", "many"):
        return len(piece) > 1 or word.tag != "a" or _ends_verb(sentence.text, word.end)
    if word.tag in {"m", "f"} and _opens_noun(sentence.text, word.start):
        return False
    if word.tag == "m" or word.tag == "f":
        if word.tag == "f" and piece in "前后":
            return sentence.text[word.start - 2 : word.start] not in general()
        return len(piece) == 1 or piece[0] in "0123456789一两三四五六七八九十百数几首多"
    if word.tag == "v":
        known = (
            piece in general() or bool(proper_part(piece)) or _behind_place(sentence, word, lower)
        )
        return len(piece) > 1 and not known
    return word.tag in STOP_TAGS and piece not in general()


def _behind_place(sentence: Sentence, word: Word, lower: int) -> bool:
    """Whether a place opens the item just before a word: 甲省|调味食品…重点实验室."""
    return (
        word.start > lower
        and place_at_start(sentence.text[lower : word.start]) == (sentence.text[lower : word.start])
    )


def _ends_verb(text: str, end: int) -> bool:
    """Whether an adjective there is the end of a verb: 建｜强, 运营｜好."""
    return any(text[end - n : end] in words("boundaries", "verbs") for n in (2, 3) if end >= n)


def _ends_body(text: str) -> bool:
    """Whether a ministry, an academy or a group ends there, whose institutes have numbers."""
    return len(text) > 2 and text.endswith(("部", "院", "集团"))


def _opens_noun(text: str, at: int) -> bool:
    """Whether a longer noun of the dictionary or a subject begins there: 中｜微子, 中｜试."""
    if text[at : at + 2] in words("generic", "topic"):
        return True
    return any(len(text) >= at + n and tag(text[at : at + n]).startswith("n") for n in (3, 4))


def _opens(sentence: Sentence, start: int, lower: int) -> bool:
    """Whether a word that names may contain is the sentence's verb here: nothing before it."""
    verb = sentence.text[start : start + 2] in words("boundaries", "verbs")
    if start <= lower:
        return verb
    before = sentence.word_at(start - 1)
    how = words("boundaries", "verbs") & words("generic", "front")
    led = before.tag in STOP_TAGS | {"w", "v"} or before.text in AND
    return verb and (led or sentence.text[lower:start].endswith(tuple(how)))


def _verb_inside(piece: str) -> int:
    """How much of a word that the tagger made too long belongs to a verb before the name."""
    if len(piece) < 4:
        return 0
    cuts = (i + n for n in (4, 3, 2) for i in range(len(piece) - n) if _is_verb(piece[i : i + n]))
    return max(cuts, default=0)


def _opening_verb(piece: str, said: str) -> int:
    """The verb that opens what the tagger took for one word: 共建｜深海工程国家重点实验室."""
    if said not in {"v", "ORG"}:
        return 0
    verbs = words("boundaries", "verbs")
    if said == "ORG":
        verbs -= words("boundaries", "inner")
    behind = 2 if tag(piece) else 1
    return next((n for n in (4, 3, 2) if piece[:n] in verbs and len(piece) >= n + behind), 0)


def _is_verb(text: str) -> bool:
    return text in words("boundaries", "verbs") and text not in words("boundaries", "inner")


def _joins(sentence: Sentence, lower: int, left: int, right: int, at: int, label: str) -> bool:
    """Whether 和 or 与 stands inside a name and does not tell two things apart."""
    before = sentence.text[lower:left]
    if not before or _is_ended(before) or label == "Area":
        return False
    word = sentence.word_at(left - 1)
    if _stops(sentence, word, sentence.text[max(word.start, lower) : left], lower):
        return False
    core = sentence.text[right:at]
    if not core:
        return True
    if not bare(core, ("quality", "level")):
        return False
    own = bool(place_at_start(core)) or core.startswith(proper_part(core) or "\0")
    return (label in TOPIC_NAMED and not place_at_start(core)) or not own


def _is_doing_of(sentence: Sentence, word: Word, lower: int) -> bool:
    """Whether a word is what is done to something, as a noun: 结构分析｜优化｜与."""
    if word.tag != "vn" or word.start <= lower or sentence.text[word.end : word.end + 1] not in AND:
        return False
    before = sentence.text[lower : word.start]
    return sentence.word_at(word.start - 1).tag in ("n", "vn", "nz") and not _is_ended(before)


def _is_ended(text: str) -> bool:
    """Whether a name or a class ends where ``text`` does: …分中心, …平台."""
    ended = any(m.end() == len(text) for m in ending_pattern().finditer(text))
    return ended or text.endswith(tuple(words("boundaries", "heads")))


def _without_front(text: str, start: int, at: int) -> int:
    """Praise and class words before the name left out."""
    front = words("generic", "front")
    while size := next(
        (n for n in range(min(6, at - start), 1, -1) if text[start : start + n] in front),
        0,
    ):
        start += size
    verb = text[start] in "建办" and text[start + 1] != "设" and tag(text[start : start + 2]) != "n"
    return start + (at - start > 2 and verb)
