"""Names that another place of the text knows, found again; marks as in ``sentences.txt``."""

from __future__ import annotations

import pytest

from ingest.mentions import find_mentions
from ingest.model import Block, Naming
from tests.test_reading_sentences import MARK, mark

KNOWN = [
    ("TechPlatform", "栖霞大学先进水声加工与测试平台"),
    ("Laboratory", "栖霞大学深海声学国家重点实验室"),
    ("IndustrialPark", "栖霞大学城海洋健康科创园区"),
]


def as_known(marked: str, known: list[tuple[str, str]]) -> str:
    """The sentence as read in a text whose boxes name ``known`` (type, name)."""
    text = MARK.sub("", marked)
    namings = [Naming(label, name, (), "row.name") for label, name in known]
    return mark(text, find_mentions([Block("paragraph", text, tuple(range(len(text))))], namings))


@pytest.mark.parametrize(
    "marked",
    [
        "发挥[[栖霞大学|University]先进水声加工与测试平台|TechPlatform]作用。",
        "依托[[栖霞大学|University]深海声学国家重点实验室|Laboratory]等。",
        "以[栖霞大学城海洋健康科创园区|IndustrialPark]为重点。",
        "依托[栖霞大学|University]、烟台等地。",
    ],
)
def test_the_longer_known_name_wins(marked: str) -> None:
    assert as_known(marked, KNOWN) == marked
