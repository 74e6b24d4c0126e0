"""Central enterprises: set apart in a row they are firms, inside other words they are none."""

from __future__ import annotations

import pytest

from ingest.naming.rules.central import by_central
from ingest.naming.rules.sentence import Sentence


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("引进国家电投、中国能建等。", ["国家电投", "中国能建"]),
        ("支持国网银川供电。", ["国网"]),
        ("与中国电子、中国化学等央企合作。", ["中国电子", "中国化学"]),
        ("中国建筑、中国化学历史悠久。", []),
        ("国网格化管理。", []),
    ],
)
def test_a_row_sets_them_apart(text: str, names: list[str]) -> None:
    found = by_central(Sentence(text, 0))
    assert [text[one.start : one.end] for one in found] == names
