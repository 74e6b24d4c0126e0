"""A comparison as a file: JSON, Markdown, a workbook, a Word document."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType

import xlsxwriter
from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ingest.catalogue import text
from queries.comparing.changes import Comparison
from queries.comparing.report import Report, Section, report

FONT, CHINESE = "Calibri", "Microsoft YaHei"
MARKS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|~$#&"})
WIDTHS = (14, 16, 32, 36, 48, 36, 48)
#: A fixed time keeps files the same.
TIME = datetime(1980, 1, 1, tzinfo=UTC)


def written(found: Comparison, form: str, lang: str) -> bytes:
    """The comparison as a file of a form of FORMATS, in ``lang``."""
    return FORMATS[form](found, lang)


def _as_json(found: Comparison, lang: str) -> bytes:
    return (json.dumps(found.to_json(), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _markdown(found: Comparison, lang: str) -> bytes:
    told = report(found, lang)
    parts = [f"# {_plain(told.title)}", *(f"**{a}** {_plain(b)}" for a, b in told.about)]
    parts.append("\n".join(f"- {_plain(line)}" for line in told.summary))
    for section in told.sections:
        parts += [f"## {_plain(section.heading)}", "\n".join(_table(section))]
    return ("\n\n".join(parts) + "\n").encode("utf-8")


def _table(section: Section) -> list[str]:
    rows = (section.heads, ("---",) * len(section.heads), *map(_plain_row, section.rows))
    return [f"| {' | '.join(row)} |" for row in rows]


def _plain_row(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_plain, row))


def _plain(words: str) -> str:
    return " ".join(words.translate(MARKS).split())


def _workbook(found: Comparison, lang: str) -> bytes:
    told, out = report(found, lang), io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": TIME.replace(tzinfo=None), "title": told.title})
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        first = book.add_worksheet(_sheet_name(text("compare.section.summary", lang)))
        _rows(first, [(told.title,), *told.about, *((line,) for line in told.summary)], bold)
        for section in told.sections:
            sheet = book.add_worksheet(_sheet_name(section.heading))
            sheet.freeze_panes(1, 0)
            for column, width in enumerate(WIDTHS):
                sheet.set_column(column, column, width, wrapped)
            _rows(sheet, [section.heads, *section.rows], bold)
    return out.getvalue()


def _rows(sheet: Worksheet, rows: Sequence[Sequence[str]], bold: Format) -> None:
    """Cells as texts, never as formulas; the first row is a head."""
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell, None if number else bold)


def _sheet_name(words: str) -> str:
    return "".join(sign for sign in words if sign not in "[]:*?/\\")[:31]


def _word(found: Comparison, lang: str) -> bytes:
    told = report(found, lang)
    paper = Document()
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), CHINESE)
    core = paper.core_properties
    core.created = core.modified = TIME
    core.author, core.title = "innograph", told.title
    for section in paper.sections:
        section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = Cm(1.5)
    _fill(paper, told)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _fill(paper: Paper, told: Report) -> None:
    paper.add_heading(told.title, 0)
    for name, value in told.about:
        paper.add_paragraph(f"{name} {value}")
    for line in told.summary:
        paper.add_paragraph(line, style="List Bullet")
    for section in told.sections:
        paper.add_heading(section.heading, 1)
        table = paper.add_table(1, len(section.heads), style="Light Grid Accent 1")
        for cell, head in zip(table.rows[0].cells, section.heads, strict=True):
            cell.text = head
        for row in section.rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words


FORMATS: Mapping[str, Callable[[Comparison, str], bytes]] = MappingProxyType(
    {"json": _as_json, "md": _markdown, "xlsx": _workbook, "docx": _word}
)
