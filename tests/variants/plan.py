"""The made-up plan as a web page: headings, lists, tables with joined cells, a box.

The names are invented; none occurs in a text that the reader is measured on. ``Drawn`` has them
all, so that other plans can be drawn with other ones (``tests/variants/shelf.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

TITLE = "云岭科创湾“十五五”科技创新规划"
AIM = (
    "围绕深海探测、低温材料和智能育种三个方向，依托云岭大学、青屏研究院等单位，"
    "统筹布局实验室和中试平台，完善从研究到应用的链条，到2030年全社会研发经费投入强度达到4.2%，"
    "高新技术企业达到1200家，形成特色鲜明、协同高效的区域创新体系。"
)
SHORT = "建设云岭海洋科学数据中心，向高校院所和企业开放。"
PLACES = ("星槎", "青屏", "松涧", "白鹭", "沧浪", "鹤鸣", "云梦", "栖霞")
FIELDS = ("深海探测", "低温材料", "智能育种", "精密光学", "绿色冶炼", "数字测绘")
WORK = (
    "开展基础研究和关键技术攻关",
    "建设共享的试验装置，面向企业开放，形成研究、中试和应用相互衔接的工作机制",
    "制定测试方法和标准",
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The names of one plan: title, what it aims at, places (in the names of bodies), fields;
    ``more`` is a chapter of its own."""

    title: str = TITLE
    aim: str = AIM
    places: tuple[str, ...] = PLACES
    fields: tuple[str, ...] = FIELDS
    short: str = SHORT
    more: str = ""


FIRST = Drawn()


def page(style: str = "", drawn: Drawn = FIRST) -> str:
    """The whole plan; ``style`` is added to the page's own."""
    return (
        "<!doctype html><html lang=zh><head><meta charset=utf-8>"
        f"<title>{drawn.title}</title><style>{STYLE}{style}</style></head>"
        f"<body>{''.join(_body(drawn))}</body></html>"
    )


STYLE = (
    "@page{size:A4;margin:26mm 24mm;@bottom-center{content:'— ' counter(page) ' —'}}"
    "body{font:12pt/1.75 'Noto Serif CJK SC','Noto Sans CJK SC';text-align:justify;margin:0}"
    "p{text-indent:2em;margin:0}h1{text-align:center;font-size:22pt}h2{font-size:16pt}"
    "h3{font-size:14pt}h2,h3,h4{break-after:avoid}caption{break-after:avoid;font-weight:bold}"
    "table{border-collapse:collapse;width:100%;margin:3mm 0;font-size:10.5pt}"
    "td,th{border:1px solid #000;padding:3px 5px;text-align:left;line-height:1.5}"
)


def _body(drawn: Drawn) -> Iterator[str]:
    aim = drawn.aim
    yield f"<h1>{drawn.title}</h1><p>为加快{drawn.title[:5]}建设，制定本规划。</p>"
    yield f"<h2>第一章 总体要求</h2><h3>第一节 指导思想</h3><p>{aim}</p>"
    yield f"<h3>第二节 主要目标</h3><p>{aim}</p>{_targets(drawn)}{drawn.more}"
    yield "<h2>第二章 建设创新平台</h2><h3>第一节 实验室体系</h3>"
    yield f"<p>推动实验室重组提升，重点任务如下：</p><ol>{_items(drawn)}</ol>"
    yield f"{_laboratories(drawn)}<p>{aim}</p>"
    yield f"<h3>第二节 公共服务平台</h3><p>{drawn.short}</p><ul>{_items(drawn)}</ul>"
    yield f"<h2>第三章 布局重大项目</h2><p>{aim}</p>{_projects(drawn)}<p>{drawn.short}</p>"


def _items(drawn: Drawn) -> str:
    return "".join(f"<li>支持{place}研究所牵头{WORK[0]}。</li>" for place in drawn.places[:3])


def _targets(drawn: Drawn) -> str:
    """Two rows of heads, one of them over two columns."""
    rows = "".join(
        f"<tr><td>{n}</td><td>{field}产业规模</td><td>亿元</td>"
        f"<td>{n * 30}</td><td>{n * 45}</td></tr>"
        for n, field in enumerate(drawn.fields[:4], 1)
    )
    return (
        "<table><caption>表1 主要指标</caption><thead><tr><th rowspan=2>序号</th>"
        "<th rowspan=2>指标名称</th><th rowspan=2>单位</th><th colspan=2>目标值</th></tr>"
        f"<tr><th>2027年</th><th>2030年</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def laboratories(drawn: Drawn = FIRST) -> Iterator[tuple[str, str, str]]:
    """The rows of the table: field, laboratory, host."""
    for n in range(36):
        place, field = drawn.places[n % 8], drawn.fields[n // 3 % 6]
        yield field, f"{place}{field}实验室", f"{place}大学"


def _laboratories(drawn: Drawn) -> str:
    """A table over several pages, its first column joined over rows."""
    heads = "".join(f"<th>{head}</th>" for head in ("方向", "实验室名称", "依托单位", "建设内容"))
    rows = []
    for n, (field, laboratory, host) in enumerate(laboratories(drawn)):
        group = f"<td rowspan=3>{field}</td>" if n % 3 == 0 else ""
        rows.append(f"<tr>{group}<td>{laboratory}</td><td>{host}</td><td>{WORK[n % 3]}</td></tr>")
    return (
        f"<table><caption>表2 实验室建设清单</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def projects(drawn: Drawn = FIRST) -> Iterator[tuple[str, str]]:
    """The rows of the table: project, who carries it out."""
    return ((f"{place}中试基地项目", f"{place}科技有限公司") for place in drawn.places)


def _projects(drawn: Drawn) -> str:
    """A table that ends with a sum over three columns."""
    heads = "".join(f"<th>{h}</th>" for h in ("序号", "项目名称", "实施单位", "总投资（亿元）"))
    rows = "".join(
        f"<tr><td>{n}</td><td>{project}</td><td>{firm}</td><td>{n}.5</td></tr>"
        for n, (project, firm) in enumerate(projects(drawn), 1)
    )
    return (
        f"<table><caption>表3 重大项目清单</caption><thead><tr>{heads}</tr></thead><tbody>{rows}"
        "<tr><td colspan=3>合计</td><td>40</td></tr></tbody></table>"
    )
