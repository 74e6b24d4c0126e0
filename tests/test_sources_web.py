"""Web pages: the text without its frame, tables as a browser lays them out, nothing hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.model import Document
from ingest.sources import read_document


def read(tmp_path: Path, body: str, head: str = "", name: str = "plan.html") -> Document:
    path = tmp_path / name
    path.write_text(f"<html><head>{head}</head><body>{body}</body></html>", "utf-8")
    return read_document(path)


def told(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def furniture(document: Document) -> list[str]:
    return [document.lines[n - 1].text for n in sorted(document.furniture)]


def test_a_portal_page_keeps_its_text_and_sets_its_frame_apart(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "<div class=top><a href=/>首页</a><a href=/x>政务公开</a></div>"
        "<div>当前位置：首页 &gt; 规划</div><h1>云岭市科技创新规划</h1>"
        "<div class=article><p>支持云岭大学建设高原实验室。</p></div>"
        "<div class=footer>主办：云岭市人民政府</div><p>网站标识码：530000 ICP备案</p>",
    )
    assert document.title == "云岭市科技创新规划"
    assert told(document) == [
        ("title", "云岭市科技创新规划"),
        ("paragraph", "支持云岭大学建设高原实验室。"),
    ]
    assert len(furniture(document)) == 4


def test_spans_are_laid_out_as_a_browser_does(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "<table><caption>表1 平台</caption>"
        "<thead><tr><th>单位</th><th>名称</th><th>类型</th></tr></thead>"
        "<tr><td rowspan=2>云岭大学</td><td>高原实验室</td><td rowspan=0>提升</td></tr>"
        "<tr><td>云岭中心</td></tr><tr><td colspan=2>云岭研究院</td></tr></table>",
    )
    grid = document.grids[0]
    assert grid.title == "表1平台"
    cells = [(c.row, c.column, c.rows, c.columns, c.head, c.block.text) for c in grid.cells]
    assert cells == [
        (0, 0, 1, 1, True, "单位"),
        (0, 1, 1, 1, True, "名称"),
        (0, 2, 1, 1, True, "类型"),
        (1, 0, 2, 1, False, "云岭大学"),
        (1, 1, 1, 1, False, "高原实验室"),
        (1, 2, 3, 1, False, "提升"),
        (2, 1, 1, 1, False, "云岭中心"),
        (3, 0, 1, 2, False, "云岭研究院"),
    ]


def test_a_table_that_arranges_the_page_is_none(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "<table><tr><td><h1>云岭市科技创新规划</h1><p>支持云岭大学。</p>"
        "<table><tr><td>高原实验室</td><td>云岭大学</td></tr></table></td></tr></table>",
    )
    assert len(document.grids) == 1 and len(document.grids[0].cells) == 2
    assert [kind for kind, _ in told(document)] == ["title", "paragraph"]


def test_what_is_hidden_is_not_read(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "<p>支持云岭大学<span style='display:none'>甲</span><span hidden>乙</span>建设实验室。</p>"
        "<script>丙</script><noscript>丁</noscript><!-- 戊 -->",
    )
    assert document.text == "支持云岭大学建设实验室。"


def test_lists_show_their_numbers_and_marks_stay_out_of_sentences(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "<ol start=3><li>建设高原实验室。</li><li>建设云岭中心。</li></ol>"
        "<p>支持新松<sup>①</sup>建设平台。</p><p>① 新松，即云岭新松公司。</p>",
    )
    assert told(document) == [
        ("item", "3.建设高原实验室。"),
        ("item", "4.建设云岭中心。"),
        ("paragraph", "支持新松建设平台。"),
        ("note", "新松，即云岭新松公司。"),
    ]
    assert "支持新松①建设平台。" in document.text


def test_line_breaks_part_paragraphs_only_where_one_ends(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "<div>支持云岭大学<br>建设实验室。<br>建设云岭中心。<br>　　支持企业<br>发展</div>",
    )
    assert [text for _, text in told(document)] == [
        "支持云岭大学建设实验室。",
        "建设云岭中心。",
        "支持企业发展",
    ]


def test_contents_are_furniture(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "<h2>目 录</h2><p>一、总体要求……1</p><p>二、主要任务</p>"
        "<h2>一、总体要求</h2><p>支持云岭大学。</p><h2>二、主要任务</h2><p>建设实验室。</p>",
    )
    assert [text for _, text in told(document)] == [
        "一、总体要求",
        "支持云岭大学。",
        "二、主要任务",
        "建设实验室。",
    ]


def test_the_encoding_is_the_one_that_the_page_tells(tmp_path: Path) -> None:
    path = tmp_path / "plan.htm"
    page = "<html><head><meta charset=gb2312></head><body><p>支持云岭大学。</p></body></html>"
    path.write_bytes(page.encode("gb18030"))
    assert read_document(path).text == "支持云岭大学。"


def test_a_saved_archive_is_read_as_its_page(tmp_path: Path) -> None:
    path = tmp_path / "plan.mhtml"
    path.write_bytes(
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + "<p>支持云岭大学。</p>".encode()
        + b"\r\n--x--\r\n"
    )
    assert read_document(path).text == "支持云岭大学。"


def test_deep_nesting_and_large_tables_end(tmp_path: Path) -> None:
    deep = "<div>" * 1500 + "支持云岭大学。" + "</div>" * 1500
    rows = "<tr><td rowspan=99999>云岭</td><td colspan=99999>大学</td></tr>" * 300
    document = read(tmp_path, f"{deep}<table>{rows}</table>")
    assert document.text


@pytest.mark.parametrize("name", ["a\0b", "rot13", "undefined", "unicode_escape", "²"])
def test_an_encoding_that_is_none_is_not_believed(tmp_path: Path, name: str) -> None:
    path = tmp_path / "plan.mhtml"
    head = f"MIME-Version: 1.0\nContent-Type: text/html; charset={name}\n\n"
    path.write_bytes(head.encode() + "<p>支持云岭大学\\ud800建设实验室</p>".encode())
    assert "支持云岭大学" in read_document(path).text


WAY = "<div>当前位置：首页 &gt; 政府信息公开 &gt; 规划计划</div>"
SORT = "<table><tr><td>分类</td><td>科技、教育／通知</td></tr></table>"
NAME = "云岭市科技创新规划"
TITLES = {
    "<p>云岭市建设创新基地<br>三年行动计划</p>": "云岭市建设创新基地三年行动计划",
    f"{WAY}<p>{NAME}</p>": NAME,
    f"{SORT}<p>{NAME}</p>": NAME,
}


@pytest.mark.parametrize("top", TITLES)
def test_a_title_without_a_mark_of_its_own(tmp_path: Path, top: str) -> None:
    document = read(tmp_path, f"{top}<p>支持云岭大学建设高原实验室，推动成果转化。</p>")
    assert document.title == TITLES[top]
