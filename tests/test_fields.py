"""Fields are read from what a document itself declares, or there are none."""

from __future__ import annotations

import pytest

from ingest.reading import rebuild
from ingest.sources import document_from_text

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
    return [field.name for field in rebuild(document_from_text(text, "t.txt")).fields]


def test_topics_under_a_heading_that_counts_them() -> None:
    assert names(HEADED) == ["深海探测", "高原农业", "清洁储能"]


def test_a_number_that_does_not_agree_declares_nothing() -> None:
    assert names(HEADED.replace("三大", "五大")) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "前瞻布局深海探测、氢能储能、商业航天等三大未来产业，形成新动能。",
            ["深海探测", "氢能储能", "商业航天"],
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
