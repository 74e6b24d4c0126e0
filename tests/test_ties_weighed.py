"""Ties that no frame states, weighed by how two things stand to one another."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.training.ties import Lesson, fitted
from ingest.facts import weighed
from ingest.facts.clues import Stand, in_bracket_of_another, is_owner, together
from ingest.model import Claim, Extraction
from ingest.pipeline import read_plan
from ingest.serialise import json_lines, relation_row
from tests.test_constructions import page

NAMES = [("云川大学", "云川光子实验室"), ("星湾理工大学", "星湾海洋工程国家重点实验室")]
#: Ways of saying it that no frame of the lexicon has.
HOSTED = [
    "{lab}背后的高校是{host}，面向全国开放。",
    "{lab}的家底来自{host}，由{host}一手办起，建设期三年。",
    "{lab}挂在{host}名下，今年完成扩建。",
]
NOTHING = [
    "{lab}与{host}相距不远，交通便利。",
    "{lab}为{host}提供检测服务。",
    "{host}的专家参观{lab}。",
    "对标{lab}，补齐{host}短板。",
]
CHAINS = """## 四、做强产业链
### （一）云川电子信息产业集群
#### 1.硅光芯片产业链
封装看云川光电有限公司，设备看星湾重工股份有限公司，云川大学输送人才。
#### 2.卫星遥感产业链
对标深圳，补齐短板。
"""
LISTED = """## 附件：重点项目
硅光芯片产业链
- 云川光电薄膜调制器扩能项目（云川光电有限公司，3.2亿元）；
卫星遥感产业链
- 星湾重工遥感卫星总装项目（星湾重工股份有限公司，8亿元）。
"""


def read(text: str, folder: Path) -> Extraction:
    path = folder / "plan.html"
    path.write_text(page(text), "utf-8")
    return read_plan(path)


def claims(found: Extraction, relation: str) -> dict[tuple[str, str], Claim]:
    names = {entity.id: entity.name for entity in found.entities}
    return {(names[c.head], names[c.tail]): c for c in found.claims if c.type == relation}


@pytest.mark.parametrize("sentence", HOSTED)
@pytest.mark.parametrize(("host", "lab"), NAMES)
def test_a_tie_that_no_frame_has(sentence: str, host: str, lab: str, tmp_path: Path) -> None:
    found = claims(
        read("## 二、平台\n" + sentence.format(host=host, lab=lab), tmp_path), "HOSTED_BY"
    )
    tie = found[lab, host]
    assert list(found) == [(lab, host)]
    assert tie.rule == weighed.RULE
    assert weighed.NEEDED["HOSTED_BY"] <= tie.confidence < 1
    assert lab in tie.evidence[0].quote and host in tie.evidence[0].quote


@pytest.mark.parametrize("sentence", NOTHING)
@pytest.mark.parametrize(("host", "lab"), NAMES)
def test_being_named_together_ties_nothing(
    sentence: str, host: str, lab: str, tmp_path: Path
) -> None:
    assert not claims(
        read("## 二、平台\n" + sentence.format(host=host, lab=lab), tmp_path), "HOSTED_BY"
    )


def test_the_nearest_heading_is_what_a_passage_is_about(tmp_path: Path) -> None:
    found = claims(read(CHAINS, tmp_path), "PARTICIPATES_IN")
    members = ("云川光电有限公司", "星湾重工股份有限公司", "云川大学")
    assert set(found) == {(member, "硅光芯片产业链") for member in members}


def test_a_line_that_is_only_a_name_heads_what_follows(tmp_path: Path) -> None:
    found = claims(read(LISTED, tmp_path), "HAS_PROJECT")
    assert {chain for chain, _ in found} == {"硅光芯片产业链", "卫星遥感产业链"}
    assert len(found) == 2


def test_the_same_text_gives_the_same_rows(tmp_path: Path) -> None:
    told = "## 二、平台\n" + HOSTED[0].format(host=NAMES[0][0], lab=NAMES[0][1])
    rows = [json_lines(map(relation_row, read(told, tmp_path).claims)) for _ in range(2)]
    assert rows[0] == rows[1]
    assert '"confidence": 0.' in rows[0]


def test_what_a_bracket_says_is_said_of_the_thing_before_it() -> None:
    text = "Ｊ（Ｂ，三年）、Ｊ（Ｂ，两年）"
    first, second = text.index("Ｊ"), text.rindex("Ｊ")
    assert in_bracket_of_another(text, first, text.rindex("Ｂ"))
    assert not in_bracket_of_another(text, second, text.rindex("Ｂ"))


def test_an_owner_only_says_whose_the_next_one_is() -> None:
    assert is_owner("由Ｂ的全资子公司Ｂ承担", 1)
    assert not is_owner("由Ｂ旗下的Ｗ承担", 1)


def test_clues_say_nothing_of_names_and_tell_the_order() -> None:
    text = "Ｗ由Ｂ牵头建设"
    one = Stand("HOSTED_BY", text, 0, 2, ("Laboratory", "University"), (1, 1))
    other = Stand("HOSTED_BY", text, 2, 0, ("Laboratory", "University"), (1, 1))
    assert {"between>:由", "just behind>:牵头", "order >"} <= set(together(one))
    assert "order <" in set(together(other)) and "order >" not in set(together(other))


def test_what_gold_ties_weighs_for_it() -> None:
    kinds = [(("always", "between>:由"), True), (("always", "between>:对标"), False)]
    every = [
        Lesson("HOSTED_BY", clues, right, 1.0, f"text {n}", "plan")
        for n in range(6)
        for clues, right in kinds
    ]
    found = fitted(every)["HOSTED_BY"]
    assert found["between>:由"] > 0.5 > -0.5 > found["between>:对标"]
