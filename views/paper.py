"""A brief on paper: the record, and its writers for Word and Markdown."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from views.words import say

FONT, CHINESE = "Calibri", "Microsoft YaHei"
MADE_BY = "innograph"
#: Signs that Markdown reads as marks wherever they stand.
_MARKS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|~$#&"})


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
    """Number, printed page, line, verbatim quote; the plan, where there are several."""

    number: int
    page: int
    line: int
    quote: str
    plan: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """What goes on paper; ``about`` are names and values that stand below the title."""

    title: str
    lead: Line
    sections: tuple[Section, ...]
    citations: Sequence[Citation]
    about: tuple[tuple[str, str], ...] = ()


def markdown(brief: Brief) -> bytes:
    """The brief as Markdown, UTF-8."""
    parts = [f"# {_literal(brief.title)}"]
    parts += (
        ["\n".join(f"- {_literal(_told(*each))}" for each in brief.about)] if brief.about else []
    )
    parts.append(_marked(brief.lead))
    for section in brief.sections:
        parts += [f"## {_literal(section.heading)}"] if section.heading else []
        parts += [_literal(section.why)] if section.why else []
        parts.append("\n".join(f"- {_marked(line)}" for line in section.lines))
    if not brief.citations:
        return ("\n\n".join(parts) + "\n").encode("utf-8", "replace")
    parts.append(f"## {say('brief.sources')}")
    parts.append("\n".join(f"{c.number}. {_literal(_cited(c))}" for c in brief.citations))
    return ("\n\n".join(parts) + "\n").encode("utf-8", "replace")


def word(brief: Brief) -> bytes:
    """The brief as a Word document."""
    document = Document()
    _style(document)
    _page(document, brief)
    _properties(document, brief)
    document.add_heading(_printed(brief.title), 0)
    for each in brief.about:
        document.add_paragraph(_printed(_told(*each))).paragraph_format.space_after = Pt(0)
    _write(document.add_paragraph(), brief.lead)
    for section in brief.sections:
        _section(document, section)
    if brief.citations:
        document.add_heading(say("brief.sources"), 1)
    for citation in brief.citations:
        document.add_paragraph(_printed(f"[{citation.number}] {_cited(citation)}"))
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
    return _literal(line.text) + "".join(f" \\[{number}\\]" for number in line.cites)


def _told(name: str, value: str) -> str:
    return say("brief.told", name=name, value=value)


def _literal(words: str) -> str:
    """``words`` as one line of Markdown, nothing of it read as a mark, nothing more escaped."""
    line = _printed(" ".join(words.split())).translate(_MARKS)
    number = line.rstrip()[: len(line) - len(line.lstrip("0123456789"))]
    begins = line[len(number) :][:1]
    if begins and begins in (".)" if number else "+-="):
        return f"{number}\\{line[len(number) :]}"
    return line


def _printed(words: str) -> str:
    """``words`` without what no paper can show: a document with a control character is broken."""
    return "".join(sign if sign.isprintable() else " " for sign in words)


def _cited(citation: Citation) -> str:
    place = {"page": citation.page, "line": citation.line, "quote": citation.quote}
    told = say("brief.citation", **place)
    return say("brief.citation_in", plan=citation.plan, place=told) if citation.plan else told


def _write(paragraph: Any, line: Line) -> None:
    paragraph.add_run(_printed(line.text))
    for number in line.cites:
        paragraph.add_run(f"[{number}]").font.superscript = True


def _section(document: Any, section: Section) -> None:
    if section.heading:
        document.add_heading(_printed(section.heading), 1)
    if section.why:
        document.add_paragraph(section.why)
    for line in section.lines:
        _write(document.add_paragraph(style="List Bullet"), line)


def _page(document: Any, brief: Brief) -> None:
    """A4; the title above each page, its number below."""
    (sheet,) = document.sections
    sheet.page_width, sheet.page_height = Mm(210), Mm(297)
    sheet.left_margin = sheet.right_margin = Mm(27)
    sheet.top_margin, sheet.bottom_margin = Mm(30), Mm(25)
    above = sheet.header.paragraphs[0]
    above.text, above.alignment = _printed(brief.title), WD_ALIGN_PARAGRAPH.RIGHT
    below = sheet.footer.paragraphs[0]
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, _, behind = say("brief.page", page="|").partition("|")
    below.add_run(before)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        below.add_run()._r.append(_field(kind, words))
    below.add_run(behind)


def _field(kind: str, words: str) -> Any:
    """A piece of a field that Word works out: its marks, and what it is."""
    made = OxmlElement("w:fldChar" if kind else "w:instrText")
    if kind:
        made.set(qn("w:fldCharType"), kind)
    else:
        made.text = words
    return made


def _properties(document: Any, brief: Brief) -> None:
    """What the file says of itself."""
    known = document.core_properties
    known.title, known.author, known.comments = _printed(brief.title)[:250], MADE_BY, ""
    known.created = known.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _style(document: Any) -> None:
    """One font for Latin, one for Chinese, in every style that has letters."""
    for style in document.styles:
        if hasattr(style, "font") and style.font is not None and style.name:
            style.font.name = FONT
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            fonts.set(qn("w:eastAsia"), CHINESE)
    document.styles["Normal"].font.size = Pt(11)
