"""What tables state of things beside their ties: read, stored on both engines, asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.load import load, unload
from graph.store import Store
from ingest.facts.attributes import figure
from ingest.model import Extraction
from ingest.pipeline import read_plan
from queries.ask import Answer, ask
from queries.library import run
from queries.subgraph import choose
from tests import engines

PARKS = [
    [
        "序号",
        "园区名称",
        "主导方向",
        "规划面积（平方公里）",
        "2025年产值（亿元）",
        "2030年目标产值（亿元）",
    ],
    ["1", "云川光电产业园", "激光器件", "6.2", "310", "500"],
    ["2", "星湾生物产业园", "疫苗", "12", "—", "260"],
    ["3", "望海港口小镇", "航运服务", "3.4", "45", "90"],
]
CHAINS = [
    ["产业链", "责任部门", "2030年规模（亿元）", "重点企业"],
    ["激光器件产业链", "市工业和信息化局", "800", "云川激光科技有限公司"],
    ["海洋药物产业链", "市海洋局", "1200", "星湾制药有限公司"],
]
PROJECTS = [
    ["项目名称", "实施单位", "总投资（亿元）", "建设周期", "建设内容"],
    ["高功率激光器项目", "云川激光科技有限公司", "12.5", "2026—2028年", "两条产线"],
    ["海藻多糖药物项目", "星湾制药有限公司", "8", "2027—2029年", "一座中试车间"],
]
TASKS = [
    ["任务", "产业链", "责任部门", "完成时限"],
    ["建一座检测站", "激光器件产业链", "市科技局", "2027年"],
    ["办一次大赛", "海洋药物产业链", "市教育局", "2028年"],
]
YEARS = [
    ["指标", "单位", "2025年", "2027年中期值", "2030年"],
    ["技术合同成交额", "亿元", "160", "230", "400"],
    ["高新技术企业数量", "家", "1200", "1500", "2500"],
]
RESPONSIBLE = "建设海藻基因重点实验室，研究海藻育种。（责任单位：市科技局；配合单位：市海洋局）"

ANSWERED = {
    "云川光电产业园去年产值多少": ("310",),
    "云川光电产业园的目标产值": ("2030年目标产值（亿元）", "500"),
    "云川光电产业园的产值": ("2025年产值（亿元）", "310", "2030年目标产值（亿元）", "500"),
    "what is the output of 云川光电产业园 in 2025": ("310",),
    "哪个园区面积最大": ("星湾生物产业园", "12"),
    "which park has the largest area?": ("星湾生物产业园", "12"),
    "面积最小的园区是哪个": ("望海港口小镇", "3.4"),
    "规划面积超过5平方公里的园区有哪些": ("云川光电产业园", "星湾生物产业园"),
    "星湾生物产业园和望海港口小镇哪个面积大": ("星湾生物产业园",),
    "各园区的面积": ("6.2", "12", "3.4"),
    "星湾生物产业园主导方向是什么": ("疫苗",),
    "激光器件产业链由哪个部门负责": ("市工业和信息化局",),
    "各产业链的责任部门": ("市工业和信息化局", "市海洋局"),
    "2030年规模最大的产业链": ("海洋药物产业链", "1200"),
    "高功率激光器项目建设内容": ("两条产线",),
    "海藻多糖药物项目的工期": ("2027—2029年",),
    "海藻基因重点实验室的责任单位": ("市科技局",),
}
#: What tables do not say is no answer of theirs.
ELSEWHERE = (
    "星湾生物产业园去年产值多少",
    "云川光电产业园2028年产值多少",
    "云川光电产业园的税收",
    "高功率激光器项目总投资多少",
    "激光器件产业链有哪些企业",
    "面积超过5亿元的园区",
    "云川大学的面积",
)


def table(rows: list[list[str]], title: str) -> str:
    marks = ("th", *["td"] * (len(rows) - 1))
    lines = ("".join(f"<{m}>{c}</{m}>" for c in row) for m, row in zip(marks, rows, strict=True))
    head, *body = lines
    return f"<p>{title}</p><table><tr>{head}</tr><tr>{'</tr><tr>'.join(body)}</tr></table>"


def plan(folder: Path, *tables: tuple[list[list[str]], str]) -> Extraction:
    """A plan with these tables and a paragraph that says who is responsible."""
    path = folder / "plan.html"
    title = "<h1>云川市科技创新规划（2026—2030年）</h1>"
    text = "".join(table(rows, name) for rows, name in tables)
    body = f"{title}<p>为推动发展，制定本规划。</p><p>{RESPONSIBLE}</p>{text}"
    path.write_text(f"<html><body>{body}</body></html>", "utf-8")
    return read_plan(path)


@pytest.fixture(scope="module")
def extraction(tmp_path_factory: pytest.TempPathFactory) -> Extraction:
    every = ((PARKS, "表1 园区"), (CHAINS, "表2 产业链"), (PROJECTS, "表3 项目"))
    return plan(tmp_path_factory.mktemp("stated"), *every, (YEARS, "表4 指标"))


@pytest.fixture(scope="module")
def asked(
    extraction: Extraction, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Answer]]:
    with engines.embedded(tmp_path_factory.mktemp("graph")) as store:
        load(store, extraction)
        yield {question: ask(store, question) for question in (*ANSWERED, *ELSEWHERE)}


def test_a_cell_is_kept_as_printed_with_its_place(extraction: Extraction) -> None:
    found = {(a.entity, a.head): a for a in extraction.attributes}
    area = found["IndustrialPark:云川光电产业园", "规划面积（平方公里）"]
    assert (area.value, area.number, area.unit, area.year) == ("6.2", 6.2, "平方公里", None)
    assert (area.row, area.column, area.basis) == (1, 4, "table")
    assert [e.quote for e in area.evidence] == ["6.2", "云川光电产业园"]
    assert found["IndustrialPark:云川光电产业园", "2025年产值（亿元）"].year == 2025
    assert ("IndustrialPark:星湾生物产业园", "2025年产值（亿元）") not in found


def test_what_ties_is_no_attribute(extraction: Extraction) -> None:
    heads = {attribute.head for attribute in extraction.attributes}
    assert not heads & {"重点企业", "实施单位", "总投资（亿元）", "序号", "园区名称"}


def test_a_row_about_a_task_states_nothing_of_the_industry_in_it(tmp_path: Path) -> None:
    assert not [a for a in plan(tmp_path, (TASKS, "表1 分工")).attributes if a.basis == "table"]


def test_a_bracket_tells_who_is_responsible(extraction: Extraction) -> None:
    told = {a.head: a.value for a in extraction.attributes if a.basis == "prose"}
    assert told == {"责任单位": "市科技局", "配合单位": "市海洋局"}


@pytest.mark.parametrize(
    ("head", "value", "read"),
    [
        ("面积（平方公里）", "约12.5", (12.5, "平方公里")),
        ("产值", "1,200亿元", (1200.0, "亿元")),
        ("企业数量", "30家以上", (30.0, "家")),
        ("建成年份", "2028", (None, "")),
        ("建设周期", "2026—2028年", (None, "")),
        ("产值（亿元）", "2028", (2028.0, "亿元")),
        ("主要产品", "5类12种", (None, "")),
    ],
)
def test_figures(head: str, value: str, read: tuple[float | None, str]) -> None:
    assert figure(head, value) == read


@pytest.mark.parametrize(("question", "words"), ANSWERED.items())
def test_tables_answer(asked: dict[str, Answer], question: str, words: tuple[str, ...]) -> None:
    answer = asked[question]
    assert answer.intent == "attribute", answer.text
    assert all(word in answer.text for word in words), answer.text
    assert all(one.evidence and one.evidence[0].document for one in answer.answers)


@pytest.mark.parametrize("question", ELSEWHERE)
def test_tables_say_nothing_that_they_do_not_hold(asked: dict[str, Answer], question: str) -> None:
    assert asked[question].intent != "attribute", asked[question].text


def test_where_two_heads_fit_a_comparison_asks_which(
    extraction: Extraction, tmp_path: Path
) -> None:
    with engines.embedded(tmp_path) as store:
        load(store, extraction)
        answer = ask(store, "哪个园区产值最大")
    assert answer.status == "ambiguous"
    assert "2025年产值（亿元）" in answer.text and "2030年目标产值（亿元）" in answer.text


def test_attributes_come_and_go_with_their_plan(store: Store, extraction: Extraction) -> None:
    load(store, extraction)
    id = "IndustrialPark:云川光电产业园"
    rows = run(store, "entity_attributes", id=id)
    assert [row["value"] for row in rows] == ["激光器件", "6.2", "310", "500"]
    (chosen,) = choose(store, entity=id, hops=0).nodes
    assert "规划面积（平方公里）：6.2" in chosen.attributes["stated"]
    assert not load(store, extraction).changed
    load(store, replace(extraction, attributes=extraction.attributes[:1]))
    assert store.read("MATCH (a:Attribute) RETURN count(a) AS n") == [{"n": 1}]
    unload(store, extraction.document.id)
    assert store.read("MATCH (a:Attribute) RETURN count(a) AS n") == [{"n": 0}]
