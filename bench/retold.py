"""What gold says, told in other constructions and layouts: `python -m bench.retold [FOLDER…]`.

Each construction of ``retold.txt`` makes a page out of the facts of a written plan's gold, whose
truth is known because the page is made from it. Prints how many of the facts a construction gives
(``--errors``: which it does not, and what it gives beside them). Facts that no construction of
their relation gives have names that are not found and are left out of the rates.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.written_plans import WRITTEN, norm
from ingest.pipeline import read_plan

CONSTRUCTIONS = Path(__file__).with_suffix(".txt")
FIELDS = {
    "钠电储能": "硬碳负极、层状氧化物正极、钠电电解液、钠电电芯",
    "卫星遥感": "星载载荷、影像解译、星上处理、地面接收站",
    "基因治疗": "病毒载体、碱基编辑、递送脂质体、体外筛选",
    "冰雪装备": "造雪机、压雪车、滑雪板材、索道驱动",
    "量子传感": "原子磁强计、冷原子干涉、金刚石色心、光钟",
    "硅光芯片": "薄膜铌酸锂调制器、片上激光、光电混合封装、波导耦合",
}
#: How the fields are declared before something is said of them.
DECLARED = (
    "<h2>二、主攻领域</h2><p>聚焦以下六大主攻领域集中攻坚。</p>{}",
    "<h2>二、六条新赛道</h2><p>今后五年抢占六条新赛道。</p>{}",
)
SHAPES = (
    "<p>（{han}）{name}。突破{said}等技术。</p>",
    "<p>——{name}。重点发展{said}，形成优势。</p>",
)
MOST = 6  # facts of a relation and plan that a page holds
HAN = "一二三四五六七八九十"
TABLES = ("table ", "aside ", "bare ")

Told = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Construction:
    """How a relation is told, under which heading."""

    relation: str
    heading: str
    line: str


def constructions(file: Path = CONSTRUCTIONS) -> Iterator[Construction]:
    """Every construction of the file."""
    relation = heading = ""
    for line in file.read_text("utf-8").splitlines():
        if found := re.fullmatch(r"\[(\w+) (.+)\]", line):
            relation, heading = found.groups()
        elif line and not line.startswith("#"):
            yield Construction(relation, heading, line)


def facts(gold: Mapping[str, object], relation: str) -> list[Told]:
    """Heads with their tails, tails with their heads where an industry has members."""
    told: dict[str, list[str]] = defaultdict(list)
    by_tail = relation in ("PARTICIPATES_IN", "LOCATED_IN")
    rows = gold["relations"]
    assert isinstance(rows, list)
    for kind, head, tail, level in rows:
        if kind == relation and level == "must":
            told[tail if by_tail else head].append(head if by_tail else tail)
    return [(one, tuple(others[:3])) for one, others in told.items()][:MOST]


def page(how: Construction, told: Sequence[Told]) -> str:
    """A web page that tells the facts."""
    body = "".join(_table(how, told) if how.line.startswith(TABLES) else _prose(how, told))
    return (
        "<html><head><meta charset=utf-8><title>某市规划</title></head><body><h1>某市规划</h1>"
        "<h2>一、总体要求</h2><p>坚持创新驱动，加快建设现代化产业体系，制定规划。</p>"
        f"<h2>{how.heading}</h2><p>坚持统筹布局，分类推进。</p>{body}"
        "<h2>七、保障措施</h2><p>加强组织领导，强化要素保障。</p></body></html>"
    )


def _values(how: Construction, one: Told, number: int) -> dict[str, str]:
    first, others = one[0], "、".join(one[1])
    by_tail = how.relation in ("PARTICIPATES_IN", "LOCATED_IN")
    ends = {"h": others, "t": first} if by_tail else {"h": first, "t": others}
    return {**ends, "n": str(number), "m": f"{number}.5"}


def _prose(how: Construction, told: Sequence[Told]) -> Iterator[str]:
    line = how.line.removeprefix("under ")
    several = max(map(int, re.findall(r"\{[ht](\d)\}", line)), default=0)
    if several:
        for at in range(0, len(told) - several + 1, several):
            values = {"m": "5"}
            for n, one in enumerate(told[at : at + several], 1):
                single = _values(how, (one[0], one[1][:1]), n)
                values |= {f"h{n}": single["h"], f"t{n}": single["t"]}
            yield f"<p>{line.format(**values)}</p>"
        return
    for number, one in enumerate(told, 1):
        pieces = line.format(**_values(how, one, number)).split("¶")
        if len(pieces) > 1:
            yield f"<h3>（{HAN[number - 1]}）{pieces.pop(0)}</h3>"
        yield from (f"<p>{piece}</p>" for piece in pieces)


def _table(how: Construction, told: Sequence[Told]) -> Iterator[str]:
    kind, _, line = how.line.partition(" ")
    heads, _, cells = line.partition(" = ")
    rows = [
        cells.format(**_values(how, one, number)).split("|") for number, one in enumerate(told, 1)
    ]
    rows = rows if kind == "bare" else [heads.split("|"), *rows]
    rows = [list(column) for column in zip(*rows)] if kind == "aside" else rows
    yield (
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        + "</table>"
    )


def wanted(how: Construction, told: Sequence[Told]) -> set[tuple[str, str]]:
    """The pairs that the page tells."""
    several = max(map(int, re.findall(r"\{[ht](\d)\}", how.line)), default=0)
    used = told[: len(told) - len(told) % several] if several else told
    by_tail = how.relation in ("PARTICIPATES_IN", "LOCATED_IN")
    pairs = ((one, other) for one, others in used for other in (others[:1] if several else others))
    return {(norm(b), norm(a)) if by_tail else (norm(a), norm(b)) for a, b in pairs}


def found_on(how: Construction, told: Sequence[Told], folder: Path) -> set[tuple[str, str]]:
    """The pairs that the reader gives for the relation."""
    path = folder / "plan.html"
    path.write_text(page(how, told), "utf-8")
    read = read_plan(path)
    names = {entity.id: [entity.name, *entity.aliases] for entity in read.entities}
    known = {norm(end) for pair in wanted(how, told) for end in pair}

    def called(id_: str) -> str:
        return next((norm(n) for n in names[id_] if norm(n) in known), norm(names[id_][0]))

    return {(called(c.head), called(c.tail)) for c in read.claims if c.type == how.relation}


def main() -> None:
    """Tell the facts of the folders in each construction and read them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--relation", default="")
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    golds = [
        json.loads((folder / "gold.json").read_text("utf-8"))
        for folder in given.folders or sorted(p.parent for p in WRITTEN.glob("*/gold.json"))
    ]
    ways: dict[str, list[Construction]] = defaultdict(list)
    for how in constructions():
        if given.relation in ("", how.relation):
            ways[how.relation].append(how)
    if supports := ways.pop("SUPPORTS", []):
        _supports(supports, golds, given.errors)
    for relation, every in ways.items():
        _measure(relation, every, [facts(gold, relation) for gold in golds], given.errors)


def _supports(
    every: Sequence[Construction], golds: Sequence[Mapping[str, Any]], errors: bool
) -> None:
    """Which institutions support which field, told in each construction."""
    rights = wholes = wrongs = 0
    for how in every:
        right, lost, wrong = 0, [], []
        for n, gold in enumerate(golds):
            body, want = _supporting(how, gold)
            got = _fields_of(body, n, want)
            right += len(want & got)
            lost += sorted(want - got)
            wrong += sorted(got - want)
        rights, wholes, wrongs = rights + right, wholes + right + len(lost), wrongs + len(wrong)
        print(f"SUPPORTS {right:4d} of {right + len(lost):4d}, {len(wrong):3d} wrong  {how.line}")
        if errors:
            print("    missing:", "；".join(f"{a}>{b}" for a, b in lost[:6]))
            print("    wrong:", "；".join(f"{a}>{b}" for a, b in wrong[:6]))
    print(f"SUPPORTS         {2 * rights / max(1, rights + wholes + wrongs):.3f}")


def _supporting(how: Construction, gold: Mapping[str, Any]) -> tuple[str, set[tuple[str, str]]]:
    """A page's body in which institutions are beside technologies, and what follows."""
    kinds = {
        "b": [e["name"] for e in gold["entities"] if e["type"] in ("University", "Enterprise")],
        "w": [e["name"] for e in gold["entities"] if e["type"] == "Laboratory"],
    }
    line, said = how.line.removeprefix("! "), how.line[0] != "!"
    labs = 2 * len(re.findall(r"\{w2\}", line)) or len(re.findall(r"\{w\}", line))
    several = 2 if re.search(r"\{[ht]2\}", line) else 1
    rows: list[str] = []
    want: set[tuple[str, str]] = set()
    fields = list(FIELDS.items())
    for at in range(0, len(fields) - several + 1, several):
        told = fields[at : at + several]
        bodies = kinds["b"][at : at + several]
        works = (kinds["w"] * 12)[at : at + 2]
        if len(bodies) < several or (labs and len(kinds["w"]) < len(fields)):
            break
        techs = [said_.split("、")[(at + i) % 4] for i, (_, said_) in enumerate(told)]
        values = {"h": bodies[0], "t": techs[0], "f": told[0][0], "n": str(at + 1), "m": "3.5"}
        values |= {f"h{i}": b for i, b in enumerate(bodies, 1)}
        values |= {f"t{i}": t for i, t in enumerate(techs, 1)}
        values |= {"w": works[0], "w2": works[-1]} if works else {}
        rows.append(_cells_of(line, values))
        for i, (name, _) in enumerate(told) if said else ():
            want.add((norm(bodies[i]), name))
            if labs and (labs > 1 or i == 0):
                want.add((norm(works[i]), name))
    if line.startswith("table "):
        heads = line.partition(" = ")[0].removeprefix("table ").split("|")
        cells = "".join(f"<td>{head}</td>" for head in heads)
        return f"<table><tr>{cells}</tr>{''.join(rows)}</table>", want
    return "".join(f"<p>{row}</p>" for row in rows), want


def _cells_of(line: str, values: Mapping[str, str]) -> str:
    if not line.startswith("table "):
        return line.format(**values)
    cells = line.partition(" = ")[2].format(**values).split("|")
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _fields_of(body: str, number: int, want: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The supports that the reader shows."""
    items = "".join(
        SHAPES[number % 2].format(han=han, name=name, said=said)
        for han, (name, said) in zip(HAN, FIELDS.items())
    )
    text = (
        "<html><head><meta charset=utf-8><title>某市规划</title></head><body><h1>某市规划</h1>"
        "<h2>一、总体要求</h2><p>坚持创新驱动，制定规划。</p>"
        f"{DECLARED[number // 2 % 2].format(items)}<h2>三、集中攻坚</h2>{body}</body></html>"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.html"
        path.write_text(text, "utf-8")
        read = read_plan(path)
    names = {entity.id: [entity.name, *entity.aliases] for entity in read.entities}
    known = {name for name, _ in want}

    def called(id_: str) -> str:
        return next((norm(n) for n in names[id_] if norm(n) in known), norm(names[id_][0]))

    return {(called(s.institution), names[s.field][0]) for s in read.supports if s.default}


def _measure(
    relation: str, every: Sequence[Construction], plans: Sequence[Sequence[Told]], errors: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        want = {how: [wanted(how, told) for told in plans] for how in every}
        got = {how: [found_on(how, told, Path(folder)) for told in plans] for how in every}
    ever = [set().union(*(got[how][n] for how in every)) for n in range(len(plans))]
    rights = wholes = 0
    for how in every:
        known = [w & e for w, e in zip(want[how], ever)]
        right = sum(len(k & g) for k, g in zip(known, got[how]))
        whole = sum(map(len, known))
        wrong = [pair for g, w in zip(got[how], want[how]) for pair in g - w]
        rights, wholes = rights + right, wholes + whole
        print(f"{relation:16s} {right:4d} of {whole:4d}, {len(wrong):3d} wrong  {how.line}")
        if errors:
            lost = [pair for k, g in zip(known, got[how]) for pair in k - g]
            print("    missing:", "；".join(f"{a}>{b}" for a, b in lost[:6]))
            print("    wrong:", "；".join(f"{a}>{b}" for a, b in wrong[:6]))
    print(f"{relation:16s} {rights / max(1, wholes):.3f}")


if __name__ == "__main__":
    main()
