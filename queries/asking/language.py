"""Which of the two languages a question is asked in."""

from __future__ import annotations

from queries.asking.normalise import atoms, is_chinese, stem

ENGLISH = frozenset(
    stem(word)
    for word in "who whom which what where why how is are do does list show tell give name can"
    " could please the of in on and with by for any count find many all institution".split()
)


def language_of(text: str) -> str:
    """``en`` when its small words are English, or it has no Chinese character; else ``zh``.

    A Chinese name inside an English sentence leaves it English, and the other way round.
    """
    if not is_chinese(text):
        return "en" if any(letter.isalpha() for letter in text) else "zh"
    words = atoms(text)
    english = sum(word in ENGLISH for word in words)
    return "en" if english >= 2 or (english and words[0] in ENGLISH) else "zh"
