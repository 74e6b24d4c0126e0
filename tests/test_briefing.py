"""Briefs: plain words, whole sentences once, footnotes, one page, every form and both doors."""

from __future__ import annotations

import io
import shutil
import stat
import subprocess
import zipfile
from contextlib import nullcontext
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

import cli
from commands import briefing
from graph.store import Store
from ingest.errors import ExportError, UsageError
from innograph.opened import Graph
from queries.ask import ask
from queries.briefing import FULL, PAGE, STYLES, TABLE, Brief, of_answer, of_thing, styled, write
from queries.briefing.pdf import program
from queries.briefing.plainly import plainly
from queries.briefing.record import Entry, Part, Said, Source
from queries.library import run
from queries.passages import Line, lines, whole
from queries.plans import titles

DAY = date(2026, 11, 29)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NASTY = "<script>alert(1)</script> [x](http://a) **b** `c` \x0b\x00\ud800 1.5%"


def small(count: int = 2, told: str = "规划写到它。") -> Brief:
    """A brief of ``count`` firms, each of which cites the same sentence."""
    entries = tuple(
        Entry(f"企业{at}", "企业", "文中写明", ("第 3 页第 10 行",), (Said(told, (1,)),))
        for at in range(count)
    )
    sources = (Source(1, "某规划", 3, 10, "原文一句。"),)
    parts = (Part("文中写明", "", entries),)
    return Brief(
        "zh", "支撑量子的机构", "《某规划》", "2026年11月29日", Said("共两家。"), parts, sources
    )


def test_reasons_of_one_kind_are_one_sentence() -> None:
    reasons = [
        "高原实验室是云岭装置的依托单位；其名称中的“智能计算”对应智能计算",
        "高原实验室是星槎平台的依托单位；其方向“算法”对应智能计算所列的“人工智能”",
        "高原实验室参与智能计算产业链；其名称中的“智能计算”对应智能计算",
    ]
    assert [each.text for each in plainly(reasons, "zh")] == [
        "它是云岭装置、星槎平台的依托单位，名称或方向属于智能计算（“人工智能”）。",
        "它参与智能计算产业链。",
    ]
    (told,) = plainly(["Lab hosts A, whose name has “x”, which falls under Field"], "en", "Lab")
    assert told.text == "Lab hosts A, by name or direction part of Field."


def test_a_reason_that_nobody_knows_stays_as_it_is() -> None:
    assert [each.text for each in plainly(["见第6行"], "zh")] == ["见第6行。"]


def test_the_sentence_around_a_quote_is_whole() -> None:
    text = "前一句。量子产业，依托星河大学、云台研究院，布局量子计算。后一句。"
    line = Line("d", {"id": "p:2", "kind": "prose", "text": text}, text)
    found = whole(line, "云台\n\n研究院")
    assert (
        found.text[found.begin : found.end] == "量子产业，依托星河大学、云台研究院，布局量子计算。"
    )
    assert whole(None, "只有引文").text == "只有引文"


@cache
def made(graph: Graph, lang: str) -> list[Brief]:
    """Ten kinds of briefs of the plan that ships."""
    store: Store = graph.store
    known = dict(titles(store))

    def rows(query: str, **params: object) -> list[dict[str, object]]:
        return run(store, query, **params)

    questions = ("谁在做量子科技？", "浙江大学支撑哪些领域", "有哪些实验室", "规划有哪些项目")
    answers = [ask(store, question, lang) for question in questions]
    things = ("Laboratory:之江实验室", "quantum", "intelligent_computing")
    found = [of_answer(each, rows, known, DAY) for each in answers if each.status == "answered"]
    entities = [row for id in things for row in rows("entity", id=id)]
    return found + [of_thing(row, lang, rows, known, DAY) for row in entities]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_source_is_right_and_stands_once(shipped_graph: Graph, lang: str) -> None:
    found = made(shipped_graph, lang)
    (document,) = titles(shipped_graph.store)
    book = lines(lambda query, **params: run(shipped_graph.store, query, **params), document)
    assert len(found) == 7 and sum(len(each.sources) for each in found) > 100
    for each in found:
        quotes = ["".join(source.quote.split()) for source in each.sources]
        for at, source in enumerate(each.sources):
            said = "".join(book[source.line].passage["text"].split())
            assert quotes[at] in said and source.plan, source
            assert not [other for other in quotes[:at] + quotes[at + 1 :] if quotes[at] in other]
        told = [said for entry in each.entries for said in entry.told]
        numbers = [number for said in (each.summary, *told) for number in said.cites]
        assert list(dict.fromkeys(numbers)) == [source.number for source in each.sources]
        assert [s.text for s in told if s.text and not s.cites and len(told) == 1] == []


def test_what_a_sentence_cites_names_what_it_speaks_of(shipped_graph: Graph) -> None:
    brief = next(each for each in made(shipped_graph, "zh") if each.title == "支撑量子科技的机构")
    firm = next(entry for entry in brief.entries if entry.name == "浙江工业大学")
    by_text = {said.text: said.cites for said in firm.told}
    (direction,) = (cites for text, cites in by_text.items() if "量子测量" in text)
    cited = [brief.sources[number - 1].quote for number in direction]
    assert cited and all("浙江工业大学" in each and "量子测量" in each for each in cited)


def test_one_sentence_is_cited_where_it_names_both(shipped_graph: Graph) -> None:
    brief = next(each for each in made(shipped_graph, "zh") if each.title == "之江实验室")
    field = next(entry for entry in brief.entries if entry.name == "智能计算")
    quotes = [brief.sources[number - 1].quote for number in field.told[0].cites]
    assert quotes and all("之江实验室" in each and "智能计算" in each for each in quotes)


def test_stated_comes_before_derived(shipped_graph: Graph) -> None:
    for brief in made(shipped_graph, "zh"):
        bases = [entry.basis for entry in brief.entries if entry.basis.endswith(("写明", "推得"))]
        assert bases == sorted(bases, key=lambda basis: basis != "文中写明")


def test_no_machine_words(shipped_graph: Graph) -> None:
    for lang in ("zh", "en"):
        for brief in made(shipped_graph, lang):
            said = write(brief, "md", FULL).decode("utf-8").partition("\n## 出处")[0]
            for word in ("HOSTED_BY", "TechField", "AFFILIATED", "None", "null", "：：", "。。"):
                assert word not in said


def parts_of(document: bytes) -> dict[str, etree._Element]:
    archive = zipfile.ZipFile(io.BytesIO(document))
    names = ("word/document.xml", "word/footnotes.xml")
    return {
        name: etree.fromstring(archive.read(name)) for name in names if name in archive.namelist()
    }


def test_word_has_footnotes_each_once() -> None:
    parts = parts_of(write(small(), "docx", FULL))
    body, notes = parts["word/document.xml"], parts["word/footnotes.xml"]
    ids = [each.get(f"{W}id") for each in body.iter(f"{W}footnoteReference")]
    assert ids == ["1"]
    texts = {each.get(f"{W}id"): "".join(each.itertext()).strip() for each in notes}
    assert texts["1"] == "《某规划》第 3 页第 10 行：“原文一句。”"
    again = [each.text for each in body.iter(f"{W}instrText")]
    assert again == [" NOTEREF source_1 \\h "]
    marks = [each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")]
    assert marks == ["source_1"]


def test_word_is_a4_in_the_fonts_of_official_papers() -> None:
    paper = Document(io.BytesIO(write(small(), "docx", FULL)))
    (sheet,) = paper.sections
    assert sheet.page_width and sheet.page_height
    assert (round(sheet.page_width.mm), round(sheet.page_height.mm)) == (210, 297)
    assert sheet.header.paragraphs[0].text == "支撑量子的机构 2026年11月29日"
    assert "PAGE" in sheet.footer._element.xml
    title = paper.styles["Title"].element.xml
    assert "方正小标宋" in title and "仿宋" in paper.styles["Normal"].element.xml
    assert paper.core_properties.title == "支撑量子的机构"


def test_three_styles() -> None:
    full, page, table = (styled(small(60, "长" * 40), style) for style in STYLES)
    assert len(list(full.entries)) == 60 and full.sources
    assert 0 < len(list(page.entries)) < 20 and page.left == 60 - len(list(page.entries))
    assert len(list(table.entries)) == 60 and not table.sources
    assert "另有" in write(small(60), "md", PAGE).decode()
    assert "## " not in write(small(), "md", TABLE).decode()


def test_a_brief_holds_whatever_was_typed() -> None:
    entry = Entry(NASTY, NASTY, NASTY, (NASTY,), (Said("3. 三", (1,)),))
    brief = Brief(
        "zh", NASTY, NASTY, NASTY, Said(NASTY), (Part(NASTY, NASTY, (entry,)),),
        (Source(1, NASTY, 1, 2, NASTY),),
    )  # fmt: skip
    text = write(brief, "md", FULL).decode("utf-8")
    assert "\\<script\\>" in text and "[x](" not in text and "3\\. 三" in text and "1.5%" in text
    document = Document(io.BytesIO(write(brief, "docx", FULL)))
    assert document.paragraphs[0].text.startswith("<script>")


@pytest.mark.parametrize(("form", "style"), [("odt", FULL), ("docx", "long"), ("", FULL)])
def test_an_unknown_form_or_style_is_refused(form: str, style: str) -> None:
    with pytest.raises(UsageError):
        write(small(), form, style)


def test_pdf_is_made_where_the_office_is_and_else_one_line_says_so() -> None:
    if program():
        assert write(small(), "pdf", PAGE).startswith(b"%PDF")
    else:
        with pytest.raises(ExportError):
            write(small(), "pdf", PAGE)


def test_without_an_office_there_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ExportError) as caught:
        write(small(), "pdf", FULL)
    assert "LibreOffice" in caught.value.say("zh") and "\n" not in caught.value.say("en")


def test_an_office_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    office = tmp_path / "soffice"
    office.write_text("#!/bin/sh\necho no memory >&2\nexit 3\n")
    office.chmod(office.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(ExportError) as caught:
        write(small(), "pdf", FULL)
    assert "(exit 3 no memory)" in caught.value.say("en")


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="no pdftotext on PATH")
def test_one_page_is_one_page(shipped_graph: Graph, tmp_path: Path) -> None:
    if not program():
        return
    brief = max(made(shipped_graph, "zh"), key=lambda each: len(list(each.entries)))
    (tmp_path / "b.pdf").write_bytes(write(brief, "pdf", PAGE))
    told = subprocess.run(
        ["pdftotext", "b.pdf", "-"], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout
    assert told.count("\f") == 1


def test_the_command_writes_a_brief(
    shipped_graph: Graph,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(briefing, "open_store", lambda: nullcontext(shipped_graph.store))
    words = ["brief", "谁在做量子科技", "--style", "table", "-o", str(tmp_path / "q.md")]
    assert cli.main(["--lang", "zh", *words]) == 0
    assert "6 条" in capsys.readouterr().out
    assert "| 浙江大学 | 高校 | 文中写明 |" in (tmp_path / "q.md").read_text("utf-8")
    assert cli.main(["--lang", "zh", *words]) == 1  # it is there already
    thing = ["brief", "--entity", "之江实验室", "-o", str(tmp_path / "z.docx")]
    assert cli.main(thing) == 0 and (tmp_path / "z.docx").read_bytes()[:2] == b"PK"
    assert cli.main(["brief", "今天天气如何", "-o", str(tmp_path / "n.md")]) == 1
    assert cli.main(["brief", "-o", str(tmp_path / "n.md")]) == 2
    assert cli.main([*words[:2], "-o", str(tmp_path / "n.odt")]) == 2
