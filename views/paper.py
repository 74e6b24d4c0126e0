"""A brief on paper: the record, and its writers for Word and Markdown."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from views.words import plain, say

FONT, CHINESE = "Calibri", "Microsoft YaHei"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and the numbers of its citations."""

    text: str
    cites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading, with an explanation of the heading."""

    heading: str
    why: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """Number, printed page, line, verbatim quote."""

    number: int
    page: int
    line: int
    quote: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What goes on paper."""

    title: str
    lead: Line
    sections: tuple[Section, ...]
    citations: Sequence[Citation]


def markdown(brief: Brief) -> bytes:
    """The brief as Markdown, UTF-8."""
    parts = [f"# {plain(brief.title)}", _marked(brief.lead)]
    for section in brief.sections:
        parts += [f"## {plain(section.heading)}"] if section.heading else []
        parts += [plain(section.why)] if section.why else []
        parts.append("\n".join(f"- {_marked(line)}" for line in section.lines))
    parts.append(f"## {say('brief.sources')}")
    parts.append("\n".join(f"{c.number}. {plain(_cited(c))}" for c in brief.citations))
    return ("\n\n".join(parts) + "\n").encode("utf-8")


def word(brief: Brief) -> bytes:
    """The brief as a Word document."""
    document = Document()
    _style(document)
    document.add_heading(brief.title, 0)
    _write(document.add_paragraph(), brief.lead)
    for section in brief.sections:
        if section.heading:
            document.add_heading(section.heading, 1)
        if section.why:
            document.add_paragraph(section.why)
        for line in section.lines:
            _write(document.add_paragraph(style="List Bullet"), line)
    document.add_heading(say("brief.sources"), 1)
    for citation in brief.citations:
        document.add_paragraph(f"[{citation.number}] {_cited(citation)}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


WRITERS: Mapping[str, Callable[[Brief], bytes]] = MappingProxyType({"docx": word, "md": markdown})
MIMES: Mapping[str, str] = MappingProxyType(
    {
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "md": "text/markdown",
    }
)


def _marked(line: Line) -> str:
    return plain(line.text) + "".join(f" \\[{number}\\]" for number in line.cites)


def _cited(citation: Citation) -> str:
    place = {"page": citation.page, "line": citation.line, "quote": citation.quote}
    return say("brief.citation", **place)


def _write(paragraph: Any, line: Line) -> None:
    paragraph.add_run(line.text)
    for number in line.cites:
        paragraph.add_run(f"[{number}]").font.superscript = True


def _style(document: Any) -> None:
    """One font for Latin, one for Chinese, in every style that has letters."""
    for style in document.styles:
        if hasattr(style, "font") and style.font is not None and style.name:
            style.font.name = FONT
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            fonts.set(qn("w:eastAsia"), CHINESE)
    document.styles["Normal"].font.size = Pt(11)
