"""Two plans side by side: what is new, gone, renamed or changed, each with both plans' words."""

from __future__ import annotations

from queries.comparing.changes import Change, Comparison, Quote, Side, compare
from queries.comparing.papers import FORMATS, written
from queries.comparing.report import Report, Section, report

__all__ = [
    "FORMATS",
    "Change",
    "Comparison",
    "Quote",
    "Report",
    "Section",
    "Side",
    "compare",
    "report",
    "written",
]
