"""A column's part follows from the words of its head and from what stands in its cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.layout.reading import rebuild
from ingest.layout.understanding import read_head
from ingest.pipeline import read_plan
from ingest.sources import read_document

HEADS = {
    "牵头高校院所": ("body", "host"),
    "申报主体": ("body", "host"),
    "共建企业": ("body", "cohost"),
    "参与单位": ("body", "partner"),
    "骨干企业": ("body", "member"),
    "主管单位": ("body", "supervisor"),
    "落地区域": ("place", ""),
    "落户地": ("place", ""),
    "所处功能区": ("place", ""),
    "占地面积（亩）": ("", ""),
    "主攻方向": ("direction", ""),
    "建设地点": ("place", ""),
    "总投资（亿元）": ("amount", ""),
    "责任部门": ("department", "supervisor"),
    "项目名称": ("name", ""),
    "建设年限": ("time", ""),
}
LABS = [["甲光子实验室", "云川大学", "激光芯片"], ["乙海洋实验室", "星湾大学", "海底观测"]]
HEAD_ROW = ["创新平台", "牵头高校院所", "主攻方向"]


def page(tmp_path: Path, rows: list[list[str]], marked: bool, before: str = "") -> Path:
    """A plan with one table."""
    tag = "th" if marked else "td"
    head, *body = rows
    lines = [f"<tr>{''.join(f'<{tag}>{c}</{tag}>' for c in head)}</tr>"]
    lines += [f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in body]
    text = f"<h1>某新区发展规划</h1><p>为推动发展，制定本规划。{before}</p>"
    path = tmp_path / "plan.html"
    path.write_text(f"<html><body>{text}<table>{''.join(lines)}</table></body></html>", "utf-8")
    return path


def hosts(path: Path) -> set[tuple[str, str]]:
    """Who hosts what, by name."""
    read = read_plan(path)
    names = {entity.id: entity.name for entity in read.entities}
    return {(names[c.head], names[c.tail]) for c in read.claims if c.type == "HOSTED_BY"}


WANTED = {("甲光子实验室", "云川大学"), ("乙海洋实验室", "星湾大学")}


@pytest.mark.parametrize(("text", "said"), HEADS.items())
def test_heads_are_read_by_composition(text: str, said: tuple[str, str]) -> None:
    head = read_head(text)
    assert (head.noun, head.act if head.noun in ("body", "department") else "") == said


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_no_order_of_columns_changes_who_hosts(
    tmp_path: Path, order: tuple[int, ...], marked: bool
) -> None:
    rows = [[row[i] for i in order] for row in [HEAD_ROW, *LABS]]
    assert hosts(page(tmp_path, rows, marked)) == WANTED


def test_heads_in_the_first_column(tmp_path: Path) -> None:
    rows = [list(column) for column in zip(*[HEAD_ROW, *LABS])]
    assert hosts(page(tmp_path, rows, marked=False)) == WANTED


def test_a_table_without_heads(tmp_path: Path) -> None:
    assert hosts(page(tmp_path, LABS, marked=False)) == WANTED


def test_departments_that_supervise_host_nothing(tmp_path: Path) -> None:
    rows = [["创新平台", "主管单位"], ["甲光子实验室", "市科技局"], ["乙海洋实验室", "市海洋局"]]
    assert hosts(page(tmp_path, rows, marked=True)) == set()


def test_short_forms_of_the_text_stand_for_the_full_names(tmp_path: Path) -> None:
    rows = [HEAD_ROW, ["甲光子实验室", "云大", "激光芯片"], LABS[1]]
    path = page(tmp_path, rows, marked=True, before="发挥云川大学（以下简称云大）作用。")
    assert hosts(path) == WANTED


def test_rows_that_add_up_name_nothing(tmp_path: Path) -> None:
    rows = [
        ["项目名称", "实施主体", "总投资（亿元）"],
        ["甲光缆生产线项目", "云川光缆有限公司", "3"],
    ]
    path = page(tmp_path, [*rows, ["合计（1个）", "", "3"]], marked=True)
    names = {e.name for e in read_plan(path).entities if e.label == "Project"}
    assert names == {"甲光缆生产线项目"}


def test_every_cell_keeps_its_place(tmp_path: Path) -> None:
    document = read_document(page(tmp_path, [HEAD_ROW, *LABS], marked=True))
    for table in rebuild(document).tables:
        for row in table.rows:
            for cell in row.cells:
                assert "".join(document.text[at] for at in cell.block.offsets) == cell.text


def spanned(tmp_path: Path, rows: list[str], before: str = "") -> Path:
    """A plan with one table of these rows, as HTML."""
    lines = "".join(f"<tr>{row}</tr>" for row in rows)
    text = f"<h1>某新区发展规划</h1><p>为推动发展，制定本规划。</p>{before}"
    path = tmp_path / "plan.html"
    path.write_text(f"<html><body>{text}<table>{lines}</table></body></html>", "utf-8")
    return path


def cells(*texts: str) -> str:
    """A row of cells."""
    return "".join(f"<td>{text}</td>" for text in texts)


def ties(path: Path, type_: str) -> set[tuple[str, str]]:
    """What is tied by a relation, by name."""
    read = read_plan(path)
    names = {entity.id: entity.name for entity in read.entities}
    return {(names[c.head], names[c.tail]) for c in read.claims if c.type == type_}


def test_a_first_row_over_all_columns_is_the_title(tmp_path: Path) -> None:
    rows = ['<td colspan="3">专栏2　重点平台</td>', *(cells(*row) for row in [HEAD_ROW, *LABS])]
    assert hosts(spanned(tmp_path, rows)) == WANTED


def test_lines_of_a_cell_are_several_things(tmp_path: Path) -> None:
    rows = [cells(*HEAD_ROW), cells("甲光子实验室", "云川大学<br>星湾大学", "激光芯片")]
    assert hosts(spanned(tmp_path, rows)) == {("甲光子实验室", n) for n in ("云川大学", "星湾大学")}


def test_a_row_over_all_columns_heads_the_rows_below(tmp_path: Path) -> None:
    rows = [
        cells("项目名称", "承担单位", "总投资（亿元）", "建设期"),
        '<td colspan="4">光电产业链</td>',
        cells("甲光缆生产线项目", "云川光缆有限公司", "3", "2026—2027年"),
        '<td colspan="4">海洋药物产业链</td>',
        cells("乙海藻多糖项目", "星湾药业有限公司", "5", "2026—2028年"),
    ]
    assert ties(spanned(tmp_path, rows), "HAS_PROJECT") == {
        ("光电产业链", "甲光缆生产线项目"),
        ("海洋药物产业链", "乙海藻多糖项目"),
    }


COUNTED = (
    "<p>前瞻布局两个未来产业。一是类脑视觉产业，由星湾大学推进，布局在云川科技园；"
    "二是海藻药物产业，依托星湾药业有限公司，布局在星湾生物产业园。</p>",
    "<p>先期培育两个未来产业，允许三年没有产值。</p><ol>"
    "<li>类脑视觉产业。由星湾大学推进，布局在云川科技园。</li>"
    "<li>海藻药物产业。依托星湾药业有限公司，布局在星湾生物产业园。</li></ol>",
    "<h2>（四）播种未来产业</h2><p>重点任务12　类脑视觉产业。由星湾大学推进，布局在云川科技园。</p>"
    "<p>重点任务13　海藻药物产业。依托星湾药业有限公司，布局在星湾生物产业园。</p>",
)


@pytest.mark.parametrize("prose", COUNTED)
def test_future_industries_where_they_are_counted(tmp_path: Path, prose: str) -> None:
    named = ("深海探测", "氢能储能", "商业航天")
    fields = "".join(f"<p>——{name}。攻克关键装备和新材料。</p>" for name in named)
    fields = f"<h2>（一）聚焦三大主攻领域</h2>{fields}<h2>（二）面向长远</h2>"
    path = spanned(tmp_path, [cells(*HEAD_ROW), *(cells(*row) for row in LABS)], fields + prose)
    assert ties(path, "BASED_IN") == {
        ("类脑视觉产业", "云川科技园"),
        ("海藻药物产业", "星湾生物产业园"),
    }
    assert ("星湾药业有限公司", "海藻药物产业") in ties(path, "PARTICIPATES_IN")


def test_what_a_project_costs_stands_in_the_sentences_behind_it(tmp_path: Path) -> None:
    prose = "<p>1．甲光缆生产线项目。云川光缆有限公司承担，建在云川科技园，总投资3.5亿元。</p>"
    path = spanned(tmp_path, [cells(*HEAD_ROW), *(cells(*row) for row in LABS)], prose)
    projects = [e for e in read_plan(path).entities if e.label == "Project"]
    assert [(e.name, e.attributes["amount"]) for e in projects] == [("甲光缆生产线项目", 3.5)]


def test_a_column_of_units_names_no_firm(tmp_path: Path) -> None:
    rows = [["事项", "单位", "2027年"], ["亩均税收", "万元/亩", "40"], ["规上产值", "亿元", "900"]]
    assert not [
        e.name
        for e in read_plan(page(tmp_path, rows, marked=True)).entities
        if e.name in rows[1] + rows[2]
    ]


def test_a_schools_short_form_in_a_cell_is_the_school(tmp_path: Path) -> None:
    rows = [["项目名称", "揭榜方", "资金（万元）"], ["冻土路基监测", "浙大、北邮", "400"]]
    found = read_plan(page(tmp_path, rows, marked=True)).entities
    assert {e.label for e in found if e.name in ("浙江大学", "北京邮电大学")} == {"University"}


def test_what_is_put_out_to_be_taken_up_is_a_project(tmp_path: Path) -> None:
    rows = [["任务名称", "揭榜单位", "榜额（万元）"], ["冻土路基监测", "云川大学", "400"]]
    found = read_plan(page(tmp_path, rows, marked=True))
    assert [e.label for e in found.entities if e.name == "冻土路基监测"] == ["Project"]
    assert [claim.type for claim in found.claims] == ["UNDERTAKEN_BY"]


def test_a_ranking_puts_nothing_out(tmp_path: Path) -> None:
    rows = [["名称", "上榜年份"], ["云川冻土装备有限公司", "2025"]]
    found = read_plan(page(tmp_path, rows, marked=True, before="全省百强榜如下。"))
    assert [e.name for e in found.entities if e.label == "Project"] == []


def test_what_is_cited_from_elsewhere_does_not_lie_in_the_zone(tmp_path: Path) -> None:
    text = "<h2>空间布局</h2><p>青溪片区，引进星湾大学成果落户。</p><p>白鹭片区，聚焦光电。</p>"
    plan = tmp_path / "plan.html"
    plan.write_text(f"<h1>某新区发展规划</h1>{text}", "utf-8")
    found = read_plan(plan)
    names = {e.id: e.name for e in found.entities}
    placed = {(names[c.head], names[c.tail]) for c in found.claims if c.type == "LOCATED_IN"}
    assert ("星湾大学", "青溪片区") not in placed
