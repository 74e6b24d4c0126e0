"""Characters that look like ordinary ones → the ordinary ones, one for one.

Converters leave radicals (⼤) and compatibility ideographs where a person reads
大; Unicode itself says which ordinary character each one stands for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from ingest.lexicon import LEXICON

COMPATIBILITY = ((0xF900, 0xFAFF), (0x2F800, 0x2FA1F))


def mend(text: str) -> str:
    """``text`` as a person reads it, as long as before."""
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    return {ord(odd): plain for odd, plain in (*_radicals(), *_compatible())}


def _radicals() -> Iterator[tuple[str, str]]:
    for row in (LEXICON / "radicals.txt").read_text("utf-8").splitlines():
        if not row.startswith("#"):
            yield row[0], row[1]


def _compatible() -> Iterator[tuple[str, str]]:
    for first, last in COMPATIBILITY:
        for odd in map(chr, range(first, last + 1)):
            plain = unicodedata.normalize("NFC", odd)
            if plain != odd:
                yield odd, plain
