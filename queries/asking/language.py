"""Which of the two languages a question is asked in."""

from __future__ import annotations

import re

from queries.asking.normalise import atoms, is_chinese, stem

ENGLISH = frozenset(
    stem(word)
    for word in "who whom which what where why how is are do does list show tell give name can"
    " could please the of in on and with by for any count find many all institution".split()
)


#: What a question ends with, holds, or begins a clause with, if yes or no answers it.
YESNO = re.compile(
    r"[吗吧么]\s*[?？。!]?\s*$|是否|有没有|有无|(?P<verb>.)不(?P=verb)|对吧"
    r"|(?:^|[.,;:?!–-]\s+)(?:is|are|was|were|does|do|did|has|have|can)\s",
    re.IGNORECASE,
)
ASKS = re.compile(r"\b(?:which|what|who|where|how|whom)\b|哪|什么|谁|几|多少|啥", re.IGNORECASE)


def may_deny(question: str) -> bool:
    """Whether yes or no answers a question."""
    return bool(YESNO.search(question)) and not ASKS.search(question)


def language_of(text: str) -> str:
    """``en`` when its small words are English, or it has no Chinese character; else ``zh``.

    A Chinese name inside an English sentence leaves it English, and the other way round.
    """
    if not is_chinese(text):
        return "en" if any(letter.isalpha() for letter in text) else "zh"
    words = atoms(text)
    english = sum(word in ENGLISH for word in words)
    return "en" if english >= 2 or (english and words[0] in ENGLISH) else "zh"
