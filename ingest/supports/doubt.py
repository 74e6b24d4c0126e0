"""What stands on lines that were read unsurely says less."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ingest.catalogue import LANGUAGES, text
from ingest.model import UNSURE, Reason, Support
from ingest.supports.support import SHOWN


def doubted(supports: Iterable[Support]) -> tuple[Support, ...]:
    """The supports; those whose evidence was recognised unsurely are weaker, and say so."""
    return tuple(map(_doubted, supports))


def _doubted(support: Support) -> Support:
    sure = min((one.confidence for one in support.evidence), default=1.0)
    if sure >= UNSURE:
        return support
    told = (text("support.unsure", lang, percent=round(100 * sure)) for lang in LANGUAGES)
    confidence = round(support.confidence * sure, 2)
    return replace(
        support,
        confidence=confidence,
        default=support.default and confidence >= SHOWN,
        reasons=(*support.reasons, Reason(*told)),
    )
