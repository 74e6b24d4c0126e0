"""Lines of prose are joined into paragraphs under their headings."""

from __future__ import annotations

from ingest.layout.blocks import read_blocks
from ingest.layout.reading import rebuild
from ingest.layout.rows import read_rows
from ingest.model import Block
from ingest.sources import document_from_text

WRAPPED = """一、总体要求

以云岭湖科学城建设为牵引，聚焦高原电子、草业生物等重点

领域，发挥云岭大学作用，建好高原实验室，打造创新策源

地。

——云岭湖科技城。加快建设高原电子产业园和草业生物小镇，

集聚一批研发机构。

（一）发展目标

健全转化链条。支持云岭大学牵头建设技术转移中心，形成

良好生态。
"""


def blocks(text: str) -> tuple[Block, ...]:
    return read_blocks(read_rows(document_from_text(text, "t.txt")))


def test_paragraphs_and_trails() -> None:
    found = [(b.kind, b.text[:10], b.trail) for b in blocks(WRAPPED)]
    assert found == [
        ("heading", "一、总体要求", ()),
        ("paragraph", "以云岭湖科学城建设为", ("一、总体要求",)),
        ("item", "——云岭湖科技城。加", ("一、总体要求",)),
        ("heading", "（一）发展目标", ("一、总体要求",)),
        ("paragraph", "健全转化链条。支持云", ("一、总体要求", "（一）发展目标")),
    ]


def test_offsets_lead_back_to_the_text() -> None:
    document = document_from_text(WRAPPED, "t.txt")
    for block in blocks(WRAPPED):
        assert "".join(document.text[at] for at in block.offsets) == block.text


def test_a_line_is_a_paragraph_where_nothing_is_wrapped() -> None:
    text = "支持云岭大学建设高原实验室，推动成果转化和产业化，打造区域创新高地。\n" * 3
    assert len(blocks(text)) == 3


def test_hard_breaks_before_quotation_marks_are_joined() -> None:
    text = "大力发展特色产业，扩大\n“点对点”服务规模，提升效率。\n推进标准化。\n"
    assert [b.text for b in blocks(text)] == [
        "大力发展特色产业，扩大“点对点”服务规模，提升效率。",
        "推进标准化。",
    ]


def test_a_box_without_a_table_keeps_its_text() -> None:
    text = (
        "（一）推进枢纽建设。\n健全网络体系。\n专栏\n3\n枢纽建设工程\n"
        "支持云岭港建设多式联运基地。\n（二）完善服务。\n优化流程。\n"
    )
    reading = rebuild(document_from_text(text, "t.txt"))
    assert "支持云岭港建设多式联运基地。" in [b.text for b in reading.inside]
    assert [b.text for b in reading.blocks if b.kind == "heading"] == [
        "（一）推进枢纽建设。",
        "（二）完善服务。",
    ]
