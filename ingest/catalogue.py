"""The one catalogue of texts that people read, in Chinese and English.

Each file ``data/texts/NAME.toml`` holds tables ``[some.key]`` with ``zh`` and
``en``; its texts are asked for as ``NAME.some.key``. ``NAME_more.toml`` adds
to those of ``NAME``.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache

from ingest.shipped import DATA

LANGUAGES = ("zh", "en")
TEXTS = DATA / "texts"


def text(key: str, lang: str, **values: object) -> str:
    """The text ``key`` in ``lang`` (zh or en) with ``{name}`` places filled from ``values``."""
    return catalogue()[key][lang].format(**values)


def language_of_system() -> str:
    """``zh`` where the environment speaks Chinese (LC_ALL, LC_MESSAGES, LANG), else ``en``."""
    spoken = next((v for n in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(n))), "")
    return "zh" if spoken.lower().startswith("zh") else "en"


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Every text by its key."""
    return {
        key: entry
        for path in sorted(TEXTS.glob("*.toml"))
        for key, entry in _entries(
            path.stem.partition("_")[0], tomllib.loads(path.read_text("utf-8"))
        )
    }


def _entries(prefix: str, table: Mapping[str, object]) -> Iterator[tuple[str, Mapping[str, str]]]:
    if all(isinstance(value, str) for value in table.values()):
        yield prefix, table  # type: ignore[misc]
        return
    for name, below in table.items():
        yield from _entries(f"{prefix}.{name}", below)  # type: ignore[arg-type]
