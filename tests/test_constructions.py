"""How plans of the genre put things: every construction of a small file reads as it is marked.

``declared.txt``: ``== names of the fields`` over a text, nothing where it declares none.
``ties.txt``: ``== RELATION head>tail；…`` over a text, of which exactly these hold.
``backed.txt``: ``== institution>field；…``, who supports which of the fields of ``FIELDS``.
Lines that begin with # are headings, with | rows of a table, all others paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.layout.reading import rebuild
from ingest.pipeline import read_plan
from ingest.sources import read_document
from ingest.supports.fields import declared_fields

READING = Path(__file__).parent / "reading"
HEADING = re.compile(r"(#+) (.*)")
BOLD = re.compile(r"\*\*(.*?)\*\*")
BODIES = ("发展硬碳负极、钠电电芯。", "研制佐剂、多联疫苗。", "研究星载载荷、星上处理。")
NAMES = ("钠电储能", "生物疫苗", "卫星遥感")
PHRASES = (
    "三大先导赛道",
    "三大重点方向",
    "主攻领域",
    "优先发展领域",
    "三大未来产业",
    "三项前沿技术",
    "未来产业重点方向",
    "“三大”主攻领域",
    "三个优先主题",
)
SHAPES = (
    "{n}. {name}。{body}",
    "——{name}。{body}",
    "{ring}{name}：{body}",
    "方向{han}：{name}。{body}",
    "第{han}，{name}。{body}",
    "**{name}。**{body}",
    "### （{han}）{name}领域\n{body}",
    "### （{han}）{name}\n1.攻关。{body}\n2.布局。建设园区。",
)


FIELDS = """## 二、主攻领域
聚焦以下三大主攻领域集中攻坚。
（一）硅光芯片。突破薄膜铌酸锂调制器、片上激光等技术。青山光电有限公司负责光电混合封装。
（二）卫星遥感。突破星载载荷、影像解译等技术。
（三）冰雪装备。突破造雪机、索道驱动等技术。
## 三、集中攻坚
"""
#: Whom the text of ``FIELDS`` names itself.
OWN = {"青山光电有限公司>硅光芯片"}


def page(text: str) -> str:
    """A web page with the text: a title, a first paragraph, headings, paragraphs, tables."""
    rows = "".join(map(_row, text.splitlines()))
    body = re.sub(r"(?:<tr>.*?</tr>)+", r"<table>\g<0></table>", rows)
    head = "<head><meta charset=utf-8><title>某市规划</title></head>"
    first = "<h1>某市发展规划</h1><p>为加快发展，制定本规划。</p>"
    return f"<html>{head}<body>{first}{body}</body></html>"


def _row(line: str) -> str:
    if line.startswith("|"):
        cells = (f"<td>{cell.strip()}</td>" for cell in line.strip("|").split("|"))
        return "" if line.startswith("| ---") else f"<tr>{''.join(cells)}</tr>"
    if found := HEADING.match(line):
        return f"<h{len(found[1])}>{found[2]}</h{len(found[1])}>"
    return "<p>" + BOLD.sub(r"<b>\1</b>", line) + "</p>"


def examples(name: str) -> Iterator[tuple[str, str]]:
    """(what is marked, text) of each example of a file."""
    for part in re.split(r"^== ?", (READING / name).read_text("utf-8"), flags=re.M)[1:]:
        head, _, text = part.partition("\n")
        yield head.strip(), text


def fields_of(text: str, folder: Path) -> list[str]:
    path = folder / "plan.html"
    path.write_text(page(text), "utf-8")
    reading = rebuild(read_document(path))
    return [field.name for field in declared_fields(reading.blocks, reading.tables)]


@pytest.mark.parametrize(("marked", "text"), list(examples("declared.txt")))
def test_declared_fields(marked: str, text: str, tmp_path: Path) -> None:
    assert fields_of(text, tmp_path) == [name for name in marked.split("、") if name]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("phrase", PHRASES)
def test_any_phrase_with_any_shape(phrase: str, shape: str, tmp_path: Path) -> None:
    marks = zip(NAMES, BODIES, "一二三", "①②③")
    items = [
        shape.format(n=n, name=name, body=body, han=han, ring=ring)
        for n, (name, body, han, ring) in enumerate(marks, 1)
    ]
    text = "\n".join([f"## 二、{phrase}", *items, "## 三、保障", "（一）领导。成立专班。"])
    assert fields_of(text, tmp_path) == list(NAMES)


@pytest.mark.parametrize(("marked", "text"), list(examples("ties.txt")))
def test_ties(marked: str, text: str, tmp_path: Path) -> None:
    relation, _, pairs = marked.partition(" ")
    path = tmp_path / "plan.html"
    path.write_text(page(text), "utf-8")
    read = read_plan(path)
    names = {entity.id: entity.name for entity in read.entities}
    found = {f"{names[c.head]}>{names[c.tail]}" for c in read.claims if c.type == relation}
    assert found == {pair for pair in pairs.split("；") if pair}


@pytest.mark.parametrize(("marked", "text"), list(examples("backed.txt")))
def test_supports(marked: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    path.write_text(page(FIELDS + text + "\n绿水光电有限公司扩大规模。"), "utf-8")
    read = read_plan(path)
    names = {entity.id: entity.name for entity in read.entities}
    found = {f"{names[s.institution]}>{names[s.field]}" for s in read.supports if s.default}
    assert found == {pair for pair in marked.split("；") if pair} | OWN
