"""Word files: joined cells, automatic numbers, notes, changes, boxes come out as a reader sees."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from ingest.errors import SourceError
from ingest.model import Document
from ingest.sources import read_document


def saved(word, tmp_path: Path) -> Document:
    word.save(str(tmp_path / "plan.docx"))
    document = read_document(tmp_path / "plan.docx")
    for block in document.blocks:
        assert "".join(document.text[at] for at in block.offsets) == block.text
    for grid in document.grids:
        for cell in grid.cells:
            assert "".join(document.text[at] for at in cell.block.offsets) == cell.block.text
    return document


def table(word, *rows: str):
    made = word.add_table(len(rows), len(rows[0].split("|")))
    for row, text in zip(made.rows, rows):
        for cell, said in zip(row.cells, text.split("|")):
            cell.text = said
    return made


def told(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in document.blocks]


def laid(document: Document, number: int = 0) -> list[tuple[int, int, int, int, str]]:
    cells = document.grids[number].cells
    return [(c.row, c.column, c.rows, c.columns, c.block.text) for c in cells]


def test_headings_items_and_captions_are_told_apart(tmp_path: Path) -> None:
    word = WordDocument()
    word.add_heading("云岭市科技创新规划", 0)
    word.add_heading("一、创新平台", 1)
    word.add_paragraph("支持云岭大学建设高原实验室。")
    word.add_paragraph("——量子科技。建设云岭量子实验室。")
    word.add_paragraph("表1 实验室")
    made = table(word, "名称|依托单位", "高原实验室|云岭大学")
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document = saved(word, tmp_path)
    assert document.title == "云岭市科技创新规划"
    assert told(document) == [
        ("title", 0, "云岭市科技创新规划"),
        ("heading", 1, "一、创新平台"),
        ("paragraph", 0, "支持云岭大学建设高原实验室。"),
        ("item", 0, "——量子科技。建设云岭量子实验室。"),
        ("caption", 0, "表1实验室"),
    ]
    grid = document.grids[0]
    assert (grid.title, grid.trail) == ("表1实验室", ("一、创新平台",))
    assert [cell.head for cell in grid.cells] == [True, True, False, False]


def test_joined_cells_are_one_cell(tmp_path: Path) -> None:
    word = WordDocument()
    made = table(
        word, "类型|名称|单位", "|高原实验室|云岭大学", "|云岭中心|云岭研究院", "合计||2个"
    )
    made.cell(1, 0).merge(made.cell(2, 0)).text = "提升"
    made.cell(3, 0).merge(made.cell(3, 1))
    assert laid(saved(word, tmp_path))[3:] == [
        (1, 0, 2, 1, "提升"),
        (1, 1, 1, 1, "高原实验室"),
        (1, 2, 1, 1, "云岭大学"),
        (2, 1, 1, 1, "云岭中心"),
        (2, 2, 1, 1, "云岭研究院"),
        (3, 0, 1, 2, "合计"),
        (3, 2, 1, 1, "2个"),
    ]


def test_paragraphs_of_a_cell_stay_apart(tmp_path: Path) -> None:
    word = WordDocument()
    made = table(word, "名称|单位", "高原实验室|云岭大学")
    made.cell(1, 1).add_paragraph("云岭研究院")
    assert laid(saved(word, tmp_path))[3][4] == "云岭大学\n云岭研究院"


def test_a_table_in_a_cell_is_a_table_of_its_own(tmp_path: Path) -> None:
    word = WordDocument()
    made = table(word, "名称|单位", "高原实验室|见下")
    inner = made.cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "云岭大学", "牵头"
    document = saved(word, tmp_path)
    assert [len(grid.cells) for grid in document.grids] == [4, 2]
    assert [text for *_, text in laid(document, 1)] == ["云岭大学", "牵头"]


def numbering(word, *levels: str) -> None:
    body = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(level.split(" ") for level in levels)
    )
    root = word.part.numbering_part.element
    shape = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{body}</w:abstractNum>'
    root.insert(0, parse_xml(shape))
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )


def number(paragraph, level: int) -> None:
    told = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(told))


def test_automatic_numbers_are_read_as_word_shows_them(tmp_path: Path) -> None:
    word = WordDocument()
    numbering(
        word, "chineseCountingThousand 第%1章", "chineseCountingThousand 第%2节", "decimal %3."
    )
    for text, style, level in (
        ("总体要求", 1, 0),
        ("指导思想", 2, 1),
        ("基本原则", 2, 1),
        ("主要任务", 1, 0),
        ("建设平台", 2, 1),
    ):
        number(word.add_heading(text, style), level)
    number(word.add_paragraph("建设云岭实验室。"), 2)
    assert told(saved(word, tmp_path)) == [
        ("heading", 1, "第一章总体要求"),
        ("heading", 2, "第一节指导思想"),
        ("heading", 2, "第二节基本原则"),
        ("heading", 1, "第二章主要任务"),
        ("heading", 2, "第一节建设平台"),
        ("item", 0, "1.建设云岭实验室。"),
    ]


def test_changes_count_as_accepted_and_hidden_text_as_absent(tmp_path: Path) -> None:
    word = WordDocument()
    paragraph = word.add_paragraph("支持云岭大学")
    for tag, inner in (("del", "delText"), ("ins", "t")):
        run = f"<w:r><w:{inner}>建设{tag}实验室</w:{inner}></w:r>"
        paragraph._p.append(parse_xml(f'<w:{tag} {nsdecls("w")} w:id="1">{run}</w:{tag}>'))
    paragraph.add_run("内部说明").font.hidden = True
    assert told(saved(word, tmp_path)) == [("paragraph", 0, "支持云岭大学建设ins实验室")]


def test_a_text_box_is_read_after_its_paragraph_and_once(tmp_path: Path) -> None:
    word = WordDocument()
    run = word.add_paragraph("支持云岭大学建设实验室。").add_run()
    box = "<w:txbxContent><w:p><w:r><w:t>专栏说明文字。</w:t></w:r></w:p></w:txbxContent>"
    names = nsdecls("w") + (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    run._r.append(
        parse_xml(
            f"<mc:AlternateContent {names}><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
        )
    )
    texts = [text for _, _, text in told(saved(word, tmp_path))]
    assert texts == ["支持云岭大学建设实验室。", "专栏说明文字。"]


def test_page_heads_are_furniture(tmp_path: Path) -> None:
    word = WordDocument()
    word.sections[0].header.paragraphs[0].text = "云岭市规划"
    word.add_paragraph("支持云岭大学建设高原实验室。")
    document = saved(word, tmp_path)
    assert [document.lines[n - 1].text for n in document.furniture] == ["云岭市规划"]
    assert len(document.blocks) == 1


def test_a_box_of_one_cell_is_text_under_its_title(tmp_path: Path) -> None:
    word = WordDocument()
    made = word.add_table(1, 1)
    made.cell(0, 0).text = "专栏1 平台工程"
    made.cell(0, 0).add_paragraph("建设云岭量子实验室。")
    document = saved(word, tmp_path)
    assert not document.grids
    assert told(document) == [
        ("caption", 0, "专栏1平台工程"),
        ("paragraph", 0, "建设云岭量子实验室。"),
    ]
    assert document.blocks[1].trail == ("专栏1平台工程",)


def test_the_plan_and_not_the_notice_gives_the_title(tmp_path: Path) -> None:
    word = WordDocument()
    word.add_heading("云岭市人民政府关于印发《云岭市未来产业行动计划》的通知", 0)
    word.add_paragraph("现印发给你们。")
    word.add_heading("云岭市未来产业行动计划", 0)
    word.add_heading("一、总体要求", 1)
    document = saved(word, tmp_path)
    assert document.title == "云岭市未来产业行动计划"
    assert [block.trail for block in document.blocks[2:]] == [(), ()]


def test_absurd_spans_are_bounded(tmp_path: Path) -> None:
    word = WordDocument()
    made = table(word, "云岭大学|高原实验室", "云岭大学|云岭中心")
    cells = [row.cells[0]._tc.get_or_add_tcPr() for row in made.rows]
    for cell, span in zip(cells, ("999999999", "999999")):
        cell.get_or_add_gridSpan().set(qn("w:val"), span)
    assert max(cell.columns for cell in saved(word, tmp_path).grids[0].cells) <= 1000


def written(tmp_path: Path, body: str) -> Path:
    path = tmp_path / "made.docx"
    with ZipFile(path, "w") as package:
        package.writestr("word/document.xml", body)
    return path


def test_what_lies_outside_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("不可读取的机密", "utf-8")
    path = written(
        tmp_path,
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document {nsdecls("w")}><w:body>'
        "<w:p><w:r><w:t>支持云岭大学&x;建设实验室</w:t></w:r></w:p></w:body></w:document>",
    )
    assert "机密" not in read_document(path).text


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "source.encrypted"),
        (b"PK\x03\x04 broken", "source.broken"),
        (b"", "source.broken"),
    ],
)
def test_broken_files_are_refused_in_one_line(tmp_path: Path, data: bytes, key: str) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_document(path)
    assert caught.value.key == key


def test_what_unpacks_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    from zipfile import ZIP_DEFLATED

    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", bytes(210_000_000))
    with pytest.raises(SourceError) as caught:
        read_document(path)
    assert caught.value.key == "source.unpacks"


def test_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    names = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi"))
    path = written(
        tmp_path,
        f'<!DOCTYPE a [<!ENTITY a "云岭大学">{names}]><w:document {nsdecls("w")}><w:body>'
        "<w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>",
    )
    with pytest.raises(SourceError):
        read_document(path)


def test_an_old_file_needs_an_office_program_or_is_what_it_really_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.sources.office.shutil.which", lambda _: None)
    old, page = tmp_path / "old.doc", tmp_path / "page.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    page.write_text("<html><body><p>支持云岭大学。</p></body></html>", "utf-8")
    with pytest.raises(SourceError) as caught:
        read_document(old)
    assert caught.value.key == "source.office"
    assert read_document(page).text == "支持云岭大学。"


@pytest.mark.parametrize("told", ["", "²", "C0", "9" * 5000, "-1", "999999"])
def test_numbers_that_are_none_or_absurd_are_no_obstacle(tmp_path: Path, told: str) -> None:
    path = tmp_path / "made.docx"
    listed = f'<w:numPr><w:ilvl w:val="{told}"/><w:numId w:val="1"/></w:numPr>'
    with ZipFile(path, "w") as package:
        package.writestr(
            "word/document.xml",
            f"<w:document {nsdecls('w')}><w:body><w:p><w:pPr><w:outlineLvl w:val='{told}'/>{listed}"
            f"</w:pPr><w:r><w:rPr><w:sz w:val='{told}'/></w:rPr><w:t>支持云岭大学</w:t></w:r></w:p>"
            f"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='{told}'/></w:tcPr><w:p/></w:tc></w:tr>"
            "</w:tbl></w:body></w:document>",
        )
        package.writestr(
            "word/numbering.xml",
            f"<w:numbering {nsdecls('w')}><w:abstractNum w:abstractNumId='0'>"
            f"<w:lvl w:ilvl='{told}'><w:start w:val='{told}'/><w:numFmt w:val='lowerLetter'/>"
            "<w:lvlText w:val='%1.'/></w:lvl>"
            "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>",
        )
    assert len(read_document(path).text) < 200
