"""A brief as a Word document: A4, the fonts that ministries use, its sources as footnotes.

A sentence that is cited again is referred to by its number, not printed again.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from queries.briefing import footnotes
from queries.briefing.markdown import printed
from queries.briefing.record import FULL, PAGE, Brief, Entry, Part, Said
from queries.briefing.sources import in_words

#: Fonts of official papers, by what they are for: Latin letters, Chinese.
LATIN = "Times New Roman"
FONTS = {"title": "方正小标宋简体", "head": "黑体", "text": "仿宋_GB2312", "table": "仿宋_GB2312"}
SIZES: dict[str, dict[str, float]] = {
    "zh": {"text": 16, "table": 12, "note": 10.5},
    "en": {"text": 12, "table": 10, "note": 9},
}
TITLE, HEAD, NARROW = Pt(22), Pt(16), Pt(10.5)
MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}
MADE_BY = "innograph"


def word(brief: Brief) -> bytes:
    """The brief as a Word document."""
    paper = Document()
    notes = footnotes.Footnotes(paper)
    _styles(paper, brief)
    _page(paper, brief)
    _properties(paper, brief)
    _title(paper, brief)
    _write(_body(paper, brief), brief.summary, notes, brief)
    if any(brief.entries):
        _table(paper, brief)
    if brief.left:
        _body(paper, brief).add_run(brief.say("left", count=brief.left))
    for part in brief.parts if brief.style == FULL else ():
        _section(paper, part, notes, brief)
    notes.keep()
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _title(paper: Any, brief: Brief) -> None:
    paper.add_heading(printed(brief.title), 0)
    below = paper.add_paragraph(
        printed(brief.say("about", plans=brief.plans, day=brief.day)), style="Subtitle"
    )
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _section(paper: Any, part: Part, notes: footnotes.Footnotes, brief: Brief) -> None:
    paper.add_heading(printed(part.heading), 1)
    if part.why:
        _body(paper, brief).add_run(printed(part.why))
    for entry in part.telling:
        _entry(_body(paper, brief), entry, notes, brief)
    if part.bare:
        _list(_body(paper, brief), part.bare, notes, brief)


def _list(
    paragraph: Any, entries: Iterable[Entry], notes: footnotes.Footnotes, brief: Brief
) -> None:
    """Names with their sources, one after the other."""
    for at, entry in enumerate(entries):
        paragraph.add_run((brief.say("join") if at else "") + printed(entry.name))
        for said in entry.told:
            _write(paragraph, said, notes, brief)


def _entry(paragraph: Any, entry: Entry, notes: footnotes.Footnotes, brief: Brief) -> None:
    named = brief.say("entry", name=entry.name, type=entry.type)
    run = paragraph.add_run(printed(named))
    run.bold = True
    for at, said in enumerate(entry.told):
        if at and brief.lang == "en":
            paragraph.add_run(" ")
        _write(paragraph, said, notes, brief)


def _write(paragraph: Any, said: Said, notes: footnotes.Footnotes, brief: Brief) -> None:
    if said.text:
        paragraph.add_run(printed(said.text))
    for at, number in enumerate(said.cites):
        if at:
            paragraph.add_run(",").font.superscript = True
        source = brief.sources[number - 1]
        notes.cite(paragraph, number, printed(in_words(source, brief.say)))


def _body(paper: Any, brief: Brief) -> Any:
    """A paragraph, its first line indented as in Chinese papers."""
    paragraph = paper.add_paragraph()
    if brief.lang == "zh" and brief.style == FULL:
        paragraph.paragraph_format.first_line_indent = Pt(2 * SIZES["zh"]["text"])
    return paragraph


def _table(paper: Any, brief: Brief) -> None:
    table = paper.add_table(1, len(brief.heads()), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, brief.heads(), strict=True):
        _cell(cell, head, brief, bold=True)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in brief.rows():
        made = table.add_row()
        made._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, words in zip(made.cells, row, strict=True):
            _cell(cell, words, brief)
    _widths(table, brief)
    paper.add_paragraph().paragraph_format.space_after = Pt(0)


def _cell(cell: Any, words: str, brief: Brief, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = "Table Text"
    paragraph.add_run(printed(words)).bold = bold


def _widths(table: Any, brief: Brief) -> None:
    """Names and what is told are wide, types and bases narrow."""
    count = len(brief.heads())
    if brief.style == PAGE:
        wide = [40, *[20] * (count - 3), 62, 28]
    else:
        wide = [44, *[28] * (count - 2), 156 - 44 - 28 * (count - 2)]
    table.autofit = False
    for column, width in zip(table.columns, wide, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, wide, strict=True):
            cell.width = Mm(width)


def _page(paper: Any, brief: Brief) -> None:
    """A4; title and day above each page, its number below."""
    (sheet,) = paper.sections
    sheet.page_width, sheet.page_height = Mm(210), Mm(297)
    for name, size in MARGINS.items():
        setattr(sheet, name, Mm(20 if brief.style == PAGE else size))
    above = sheet.header.paragraphs[0]
    above.text = printed(brief.say("header", title=brief.title, day=brief.day))
    above.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    below = sheet.footer.paragraphs[0]
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, _, behind = brief.say("page", page="|").partition("|")
    below.add_run(before)
    for piece in footnotes.field("PAGE", "1"):
        below.add_run()._r.append(piece)
    below.add_run(behind)


def _properties(paper: Any, brief: Brief) -> None:
    """What the file says of itself."""
    known = paper.core_properties
    known.title, known.author, known.comments = printed(brief.title)[:250], MADE_BY, ""
    known.language = {"zh": "zh-CN", "en": "en-GB"}[brief.lang]
    known.created = known.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _styles(paper: Any, brief: Brief) -> None:
    """Fonts and sizes of all that has letters."""
    sizes, known = SIZES[brief.lang], paper.styles
    for style in known:
        if getattr(style, "font", None) is not None and style.name:
            _font(style, FONTS["text"])
    text = known["Normal"]
    small = brief.style != FULL
    text.font.size = Pt(sizes["table"] if small else sizes["text"])
    text.paragraph_format.space_after = Pt(0 if brief.lang == "zh" else 6)
    if brief.lang == "zh" and not small:
        text.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        text.paragraph_format.line_spacing = Pt(28)
    table = known.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    table.font.size = NARROW if brief.style == PAGE else Pt(sizes["table"])
    known["Header"].font.size = known["Footer"].font.size = NARROW
    table.paragraph_format.space_before = table.paragraph_format.space_after = Pt(2)
    _single([table, known["Header"], known["Footer"]])
    _headings(known, [("Title", FONTS["title"], TITLE), ("Heading 1", FONTS["head"], HEAD)])
    _note(known, Pt(sizes["note"]))


def _headings(known: Any, wanted: Iterable[tuple[str, str, Any]]) -> None:
    for name, font, size in wanted:
        style = known[name]
        _font(style, font)
        style.font.size, style.font.bold = size, False
        style.font.color.rgb = RGBColor(0, 0, 0)
    _borderless(known["Title"])
    known["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    below = known["Subtitle"]
    below.font.size, below.font.italic, below.font.color.rgb = Pt(12), False, RGBColor(0, 0, 0)
    _single([known["Title"], known["Heading 1"], below])


def _note(known: Any, size: Any) -> None:
    note = known.add_style(footnotes.TEXT, WD_STYLE_TYPE.PARAGRAPH)
    _font(note, FONTS["text"])
    note.font.size = size
    _single([note])
    known.add_style(footnotes.MARK, WD_STYLE_TYPE.CHARACTER).font.superscript = True


def _single(styles: Iterable[Any]) -> None:
    for style in styles:
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE


def _borderless(style: Any) -> None:
    """Without the line that the template draws under a title."""
    own = style.element.get_or_add_pPr()
    for line in own.findall(qn("w:pBdr")):
        own.remove(line)


def _font(style: Any, chinese: str) -> None:
    style.font.name = LATIN
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:eastAsia"), chinese)
