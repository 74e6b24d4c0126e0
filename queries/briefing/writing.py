"""The forms in which a brief is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ingest.errors import UsageError
from queries.briefing.markdown import markdown
from queries.briefing.pdf import pdf
from queries.briefing.record import STYLES, Brief, styled
from queries.briefing.word import word

FORMATS: Mapping[str, Callable[[Brief], bytes]] = MappingProxyType(
    {"docx": word, "pdf": pdf, "md": markdown}
)
MIMES: Mapping[str, str] = MappingProxyType(
    {
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "pdf": "application/pdf",
        "md": "text/markdown",
    }
)


def write(brief: Brief, form: str, style: str) -> bytes:
    """The brief in a style and a form. UsageError where there is no such style or form."""
    if style not in STYLES:
        raise UsageError("brief.unknown_style", name=style, known=", ".join(STYLES))
    if form not in FORMATS:
        raise UsageError("brief.unknown_format", name=form, known=", ".join(FORMATS))
    return FORMATS[form](styled(brief, style))
