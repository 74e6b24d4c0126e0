"""Fields are read from what a document itself declares, or there are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.layout.reading import rebuild
from ingest.pipeline import read_plan
from ingest.sources import document_from_text
from ingest.supports.fields import declared_fields

HEADED = """一、打造创新高地

（一）重点布局三大标志性科技领域

深海探测。研究耐压材料、水声通信、深海机器人等技术，形成

自主装备能力。

高原农业。开展青稞育种、牧草改良和冻土耕作研究，突破良种

繁育技术。

清洁储能。发展钠离子电池、液流电池和氢储能，开发长寿命电

极材料。

（二）推动协同攻关

支持企业联合高校。
"""


def names(text: str) -> list[str]:
    return [
        field.name for field in declared_fields(rebuild(document_from_text(text, "t.txt")).blocks)
    ]


def test_topics_under_a_heading_that_counts_them() -> None:
    assert names(HEADED) == ["深海探测", "高原农业", "清洁储能"]


def test_a_number_that_does_not_agree_hides_none() -> None:
    assert names(HEADED.replace("三大", "五大")) == ["深海探测", "高原农业", "清洁储能"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "前瞻布局深海探测、氢能储能、商业航天等三大未来产业，形成新动能。",
            [],  # industries without a text of their own
        ),
        (
            "聚焦四大重点领域：深海探测、氢能储能、商业航天、合成生物，开展攻关。",
            ["深海探测", "氢能储能", "商业航天", "合成生物"],
        ),
        ("加快发展三大未来产业，培育新动能。", []),
    ],
)
def test_lists_in_a_sentence(sentence: str, expected: list[str]) -> None:
    assert names(sentence + "\n") == expected


BODY = "开展青稞育种、牧草改良等技术研究，突破良种繁育。"
TOPICS = ("深海探测", "高原农业", "清洁储能")


def counted(heading: str, shape: str, before: str = "", behind: str = "") -> str:
    """A section on three fields, each in the given shape with a paragraph of its own."""
    marks = zip("一二三", "①②③", TOPICS)
    items = [
        shape.format(n=n, han=han, ring=ring, name=name, body=BODY)
        for n, (han, ring, name) in enumerate(marks, 1)
    ]
    end = ["（二）推动协同攻关", "支持企业联合高校。"]
    return "\n\n".join(filter(None, ["三、科技攻关", heading, before, *items, behind, *end])) + "\n"


@pytest.mark.parametrize(
    "shape",
    [
        "{n}．{name}。{body}",
        "（{n}）{name}。{body}",
        "{n}. {name}：{body}",
        "——{name}。{body}",
        "{ring}{name}。{body}",
        "{han}是{name}。{body}",
        "方向{han}：{name}。{body}",
        "{n}．{name}领域。{body}",
        "{n}．{name}\n\n{body}\n\n支持高校院所开展联合攻关。",
    ],
)
def test_fields_however_they_are_numbered(shape: str) -> None:
    assert names(counted("（一）重点布局三大前沿领域", shape)) == list(TOPICS)


@pytest.mark.parametrize("what", ["三大主攻方向", "三个重点技术方向", "三大未来产业"])
def test_fields_by_other_words(what: str) -> None:
    assert names(counted(f"（一）聚焦{what}", "{n}．{name}。{body}")) == list(TOPICS)


def test_a_paragraph_that_counts_and_one_that_closes() -> None:
    intro = "面向国家战略需求，重点布局三大前沿领域。"
    text = counted("（一）加强技术攻关", "（{n}）{name}。{body}", intro, "加强组织实施。建立清单。")
    assert names(text) == list(TOPICS)


def test_verbs_before_a_name_are_no_part_of_it() -> None:
    text = counted("（一）抓好三大重点领域", "{n}．推进{name}。{body}")
    assert names(text) == list(TOPICS)


@pytest.mark.parametrize(
    "sentence",
    [
        "改造提升水利、交通、能源等三大领域基础设施。",
        "抓好教育、医疗和养老三大重点领域改革。",
    ],
)
def test_what_is_not_technical_declares_nothing(sentence: str) -> None:
    assert names(sentence + "\n") == []


def test_a_quoted_list_joined_by_a_word() -> None:
    sentence = "围绕“深海探测、氢能储能和商业航天”三大前沿领域，开展攻关。\n"
    assert names(sentence) == ["深海探测", "氢能储能", "商业航天"]


def test_a_section_of_its_own_supports_as_a_paragraph_does(tmp_path: Path) -> None:
    body = "依托云汐大学开展耐压材料、水声通信研究。"
    text = counted("（一）重点布局三大前沿领域", "{n}．{name}\n\n" + body)
    path = tmp_path / "plan.txt"
    path.write_text(text, "utf-8")
    supports = [s for s in read_plan(path).supports if s.default]
    assert {s.basis for s in supports} == {"stated"} and len(supports) == len(TOPICS)


def test_a_label_with_a_number_is_no_part_of_the_names() -> None:
    text = counted("（一）聚焦三大主攻方向", "重点任务{n}　{name}。{body}")
    assert names(text) == list(TOPICS)


def test_a_marked_passage_of_several_parts_is_one_of_its_list() -> None:
    parts = "一是由云川大学攻关材料；二是由星湾大学攻关装备。"
    text = counted("（一）选准三大优先领域", "——{name}。主攻新材料。" + parts + "{body}")
    assert names(text) == list(TOPICS)
