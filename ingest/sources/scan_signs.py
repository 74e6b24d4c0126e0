"""What recognition cannot tell apart and the language can: half and full width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.sources.recogniser import Sign

DASHES = frozenset("—–-―─一~")
FULL = dict(zip(",;:!?()[]", "，；：！？（）〔〕"))
LEADERS = frozenset(".·．…")
OPENING = {"(": ")", "（": "）"}


def is_han(text: str) -> bool:
    """Whether it is a Chinese character."""
    return len(text) == 1 and "\u4e00" <= text <= "\u9fff"


def mended(signs: Sequence[Sign]) -> list[Sign]:
    """Punctuation beside Chinese in full width, both brackets of a pair alike."""
    texts = [sign.text for sign in signs]
    shown = [n for n, text in enumerate(texts) if text.strip()]
    for before, at, after in zip([None, *shown], shown, [*shown[1:], None]):
        beside = [texts[n] for n in (before, after) if n is not None]
        if texts[at] in ",;:!?()" and any(map(_is_chinese, beside)):
            texts[at] = FULL[texts[at]]
        if texts[at] == "一" and beside and all(map(_is_figure, beside)):
            texts[at] = "—"
    if len(shown) == 1 and texts[shown[0]] in DASHES:
        texts[shown[0]] = "—"
    _pair(texts)
    _lead(texts)
    return [_told(sign, text) for sign, text in zip(signs, texts)]


def _told(sign: Sign, text: str) -> Sign:
    """Whether a mark is of half or of full width is no matter of doubt."""
    return replace(sign, text=text, confidence=sign.confidence if text.isalnum() else 1.0)


def _is_chinese(text: str) -> bool:
    return is_han(text) or text in "，。、；：（）“”《》〔〕！？——"


def _is_figure(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _pair(texts: list[str]) -> None:
    """A bracket of half width whose fellow is of full width becomes so too."""
    open_at: list[int] = []
    for at, text in enumerate(texts):
        if text in OPENING:
            open_at.append(at)
        elif text in (")", "）") and open_at:
            start = open_at.pop()
            if "（" in texts[start] or text == "）":
                texts[start], texts[at] = "（", "）"


def _lead(texts: list[str]) -> None:
    """Dots at the end, of which only some are read, lead to a page number."""
    if sum(text in LEADERS for text in texts[-2:]) == 2:
        texts[-1] = "…" * 3
