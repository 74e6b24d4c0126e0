"""Sheets → an OFD file: text line by line with its steps, ruled lines as paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from ingest.layout.shapes import Glyph, Rule, Sheet
from ingest.sources.ofd_page import ASCENT, POINT

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ROOT = (
    f'<ofd:OFD {SPACE} DocType="OFD" Version="1.1"><ofd:DocBody><ofd:DocInfo/>'
    "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
)


def write_ofd(path: Path, sheets: Sequence[Sheet]) -> Path:
    """The sheets as an OFD file, faces as its fonts."""
    faces = sorted({glyph.face for sheet in sheets for glyph in sheet.glyphs})
    numbers = {face: 100 + n for n, face in enumerate(faces)}
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        package.writestr("OFD.xml", ROOT)
        package.writestr("Doc_0/Document.xml", _document(sheets))
        package.writestr("Doc_0/PublicRes.xml", _fonts(numbers))
        for sheet in sheets:
            package.writestr(f"Doc_0/Pages/Page_{sheet.number}/Content.xml", _page(sheet, numbers))
    return path


def _document(sheets: Sequence[Sheet]) -> str:
    pages = "".join(
        f'<ofd:Page ID="{s.number}" BaseLoc="Pages/Page_{s.number}/Content.xml"/>' for s in sheets
    )
    return (
        f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        "</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
        f"</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages></ofd:Document>"
    )


def _fonts(numbers: dict[str, int]) -> str:
    fonts = "".join(
        f'<ofd:Font ID="{n}" FontName="{escape(face.lstrip("!"))}" '
        f'Bold="{str(face.startswith("!")).lower()}"/>'
        for face, n in numbers.items()
    )
    return f'<ofd:Res {SPACE} BaseLoc="Res"><ofd:Fonts>{fonts}</ofd:Fonts></ofd:Res>'


def _page(sheet: Sheet, numbers: dict[str, int]) -> str:
    objects = [*_texts(sheet.glyphs, numbers), *map(_path, sheet.rules)]
    return (
        f"<ofd:Page {SPACE}><ofd:Area><ofd:PhysicalBox>0 0 {_mm(sheet.width)} {_mm(sheet.height)}"
        f'</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="1">{"".join(objects)}'
        "</ofd:Layer></ofd:Content></ofd:Page>"
    )


def _texts(glyphs: Iterable[Glyph], numbers: dict[str, int]) -> Iterator[str]:
    """A text object for each run of signs at one height in one face."""
    for _, run in groupby(glyphs, key=lambda g: (round(g.top), g.size, g.face)):
        line = list(run)
        first, size = line[0], line[0].size
        steps = " ".join(_mm(b.left - a.left) for a, b in zip(line, line[1:]))
        text = escape("".join(glyph.text for glyph in line))
        wide = line[-1].right - first.left
        top = (first.top + first.bottom) / 2 - size / 2
        yield (
            f'<ofd:TextObject ID="9" Boundary="{_mm(first.left)} {_mm(top)} {_mm(wide)} '
            f'{_mm(size)}" '
            f'Font="{numbers[first.face]}" Size="{_mm(size)}"><ofd:TextCode X="0" '
            f'Y="{_mm(ASCENT * size)}" DeltaX="{steps}">{text}</ofd:TextCode></ofd:TextObject>'
        )


def _path(rule: Rule) -> str:
    wide, high = _mm(rule.right - rule.left), _mm(rule.bottom - rule.top)
    return (
        f'<ofd:PathObject ID="8" Boundary="{_mm(rule.left)} {_mm(rule.top)} {wide} {high}">'
        f"<ofd:AbbreviatedData>S 0 0 L {wide} {high}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def _mm(points: float) -> str:
    return f"{points / POINT:.4f}"
