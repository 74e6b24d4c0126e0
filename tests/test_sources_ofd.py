"""OFD: the state's page format, read by its geometry like print."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from ingest.errors import SourceError
from ingest.layout.shapes import Glyph, Rule, Sheet
from ingest.model import Document
from ingest.sources import read_document
from ingest.sources.ofd import ofd_sheets
from ingest.sources.ofd_page import POINT, deltas
from tests.variants.ofd import write_ofd
from tests.variants.scans import chinese_font, page

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
OFD = f"""<ofd:OFD {SPACE}><ofd:DocBody>
<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"""
DOCUMENT = f"""<ofd:Document {SPACE}><ofd:CommonData>
<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>
<ofd:PublicRes>/Doc_0/PublicRes.xml</ofd:PublicRes>
<ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>
<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>"""
PLAN = "青屿大学牵头建设深海装备实验室。"


def _page(objects: str, template: str = "") -> str:
    return (
        f'<ofd:Page {SPACE}>{template}<ofd:Content><ofd:Layer ID="2">{objects}</ofd:Layer>'
        "</ofd:Content></ofd:Page>"
    )


def _text(text: str, top: float = 40, more: str = "", code: str = "") -> str:
    return (
        f'<ofd:TextObject ID="3" Boundary="30 {top} 150 6" Font="5" Size="5" {more}>'
        f'<ofd:TextCode X="0" Y="5" {code}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def _written(folder: Path, content: str, **parts: str | bytes) -> Path:
    path = folder / "plan.ofd"
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        package.writestr("OFD.xml", OFD)
        package.writestr("Doc_0/Document.xml", DOCUMENT)
        package.writestr("Doc_0/Pages/Page_0/Content.xml", content)
        for name, part in parts.items():
            package.writestr("Doc_0/" + name.replace("__", "/") + ".xml", part)
    return path


def _said(document: Document) -> str:
    return "".join(block.text for block in document.blocks)


def _glyphs(text: str, left: float, top: float, size: float = 12.0) -> list[Glyph]:
    return [
        Glyph(sign, left + n * size, top, left + (n + 1) * size, top + size, size, "Song")
        for n, sign in enumerate(text)
    ]


def test_sheets_written_and_read_are_the_same(tmp_path: Path) -> None:
    glyphs = [*_glyphs(PLAN, 90, 100), *_glyphs("名称", 95, 140), *_glyphs("依托单位", 305, 140)]
    rules = (Rule(90, 130, 500, 130), Rule(90, 160, 500, 160), Rule(90, 130, 90, 160))
    sheet = Sheet(1, 595.28, 841.89, tuple(glyphs), rules)
    [read] = ofd_sheets(write_ofd(tmp_path / "plan.ofd", [sheet]))
    assert [g.text for g in read.glyphs] == [g.text for g in glyphs]
    for one, other in zip(read.glyphs, glyphs):
        assert (one.left, one.top, one.right) == pytest.approx(
            (other.left, other.top, other.right), abs=0.1
        )
        assert (one.size, one.face) == (other.size, other.face)
    for rule, drawn in zip(read.rules, rules):
        assert rule.left == pytest.approx(drawn.left, abs=0.1)
        assert rule.bottom == pytest.approx(drawn.bottom, abs=0.1)


def test_a_ruled_table_over_two_pages_is_one(tmp_path: Path) -> None:
    rows = [("名称", "依托单位")] + [(f"青屿{n}号实验室", f"青屿{n}院") for n in "一二三四五六"]
    sheets = [
        _sheet(1, [PLAN], rows[:4], 700),
        _sheet(2, [], [rows[0], *rows[4:]], 80),
    ]
    document = read_document(write_ofd(tmp_path / "plan.ofd", sheets))
    [grid] = document.grids
    cells = {(c.row, c.column): c.block.text for c in grid.cells}
    assert [(cells[i, 0], cells[i, 1]) for i in range(7)] == rows
    places = {document.places[line - 1].sheet for line in range(1, len(document.lines) + 1)}
    assert places == {1, 2}


def _sheet(number: int, lines: list[str], rows: list[tuple[str, str]], top: float) -> Sheet:
    glyphs = [g for n, line in enumerate(lines) for g in _glyphs(line, 90, 90 + 20 * n)]
    bottom = top + 24 * len(rows)
    rules = [Rule(90, top + 24 * n, 500, top + 24 * n) for n in range(len(rows) + 1)]
    rules += [Rule(x, top, x, bottom) for x in (90, 300, 500)]
    for n, row in enumerate(rows):
        for x, cell in zip((95, 305), row):
            glyphs += _glyphs(cell, x, top + 24 * n + 6)
    return Sheet(number, 595.28, 841.89, tuple(glyphs), tuple(rules))


def test_templates_composites_blocks_and_matrices_are_read(tmp_path: Path) -> None:
    unit = (
        f'<ofd:Res {SPACE} BaseLoc="Res"><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit '
        f'ID="9"><ofd:Content>{_text("第二段由复合对象给出。", 60)}</ofd:Content>'
        "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    )
    objects = (
        f"<ofd:PageBlock>{_text(PLAN)}</ofd:PageBlock>"
        '<ofd:CompositeObject ID="4" ResourceID="9" Boundary="0 0 210 297"/>'
        + _text("第三段放大一倍。", 80, 'CTM="2 0 0 2 0 0"')
        + _text("看不见", 100, 'Visible="false"')
        + _text("内部资料", 120, 'CTM="0.7 0.7 -0.7 0.7 0 0"')
    )
    path = _written(
        tmp_path,
        _page(objects, '<ofd:Template TemplateID="7" ZOrder="Background"/>'),
        PublicRes=unit,
        Tpls__Tpl_0__Content=_page(_text("青屿科学城规划版头说明。", 20)),
    )
    said = _said(read_document(path))
    assert said.startswith("青屿科学城规划版头说明。" + PLAN + "第二段由复合对象给出。")
    assert "第三段放大一倍。" in said
    assert "看不见" not in said and "内部资料" not in said
    [sheet] = ofd_sheets(path)
    large = [glyph for glyph in sheet.glyphs if glyph.size > 20]
    assert large[1].left - large[0].left == pytest.approx(10 * POINT, abs=0.1)


@pytest.mark.parametrize(
    ("told", "steps"),
    [
        ("5 5 5", [5, 5, 5, 0]),
        ("g 2 5 3", [5, 5, 3, 0]),
        ("5", [5, 5, 5, 5]),
        ("g 99999 1", [1, 1, 1, 1]),
        ("g", [0, 0, 0, 0]),
        (None, [0, 0, 0, 0]),
        ("a b c", [0, 0, 0, 0]),
    ],
)
def test_steps_between_signs(told: str | None, steps: list[float]) -> None:
    assert deltas(told, 4) == steps


@pytest.mark.skipif(not chinese_font(), reason="no Chinese font")
def test_a_scan_in_an_ofd_is_recognised(tmp_path: Path) -> None:
    page("青屿规划", (PLAN,)).save(tmp_path / "page.png")
    media = (
        f'<ofd:Res {SPACE} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="6" Type="Image">'
        "<ofd:MediaFile>page.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
    )
    shown = '<ofd:ImageObject ID="8" ResourceID="6" Boundary="0 0 210 297"/>'
    path = _written(tmp_path, _page(shown), PublicRes=media)
    with ZipFile(path, "a") as package:
        package.write(tmp_path / "page.png", "Doc_0/Res/page.png")
    assert PLAN in read_document(path).text


def test_what_is_no_ofd_is_refused_in_one_line(tmp_path: Path) -> None:
    whole = _written(tmp_path, _page(_text(PLAN))).read_bytes()
    with ZipFile(tmp_path / "other.ofd", "w") as package:
        package.writestr("OFD.xml", f"<ofd:OFD {SPACE}/>")
    for name, content in (("cut.ofd", whole[:200]), ("text.ofd", b"plan"), ("other.ofd", None)):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        with pytest.raises(SourceError) as raised:
            read_document(tmp_path / name)
        assert raised.value.key == "source.broken"


def test_nothing_from_outside_and_nothing_vast_is_unpacked(tmp_path: Path) -> None:
    entity = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
    path = _written(tmp_path, entity + _page(_text(PLAN + "&secret;")))
    assert _said(read_document(path)).startswith(PLAN)
    bomb = _page(_text(PLAN) + " " * 210_000_000)
    with pytest.raises(SourceError) as raised:
        read_document(_written(tmp_path, bomb))
    assert raised.value.key == "source.unpacks"


def test_a_drawing_within_itself_ends(tmp_path: Path) -> None:
    again = '<ofd:CompositeObject ID="4" ResourceID="9" Boundary="0 0 210 297"/>'
    unit = (
        f'<ofd:Res {SPACE} BaseLoc="Res"><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit '
        f'ID="9"><ofd:Content>{again * 20}</ofd:Content></ofd:CompositeGraphicUnit>'
        "</ofd:CompositeGraphicUnits></ofd:Res>"
    )
    path = _written(tmp_path, _page(_text(PLAN) + again), PublicRes=unit)
    assert PLAN in read_document(path).text


def test_a_blank_page_has_no_text(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as raised:
        read_document(_written(tmp_path, _page("")))
    assert raised.value.key == "source.empty"
