"""Figures with their units, as a person writes them."""

from __future__ import annotations

from typing import Any

import pytest

from queries.measured import measured, parted


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        ("8以上", "%", "8% 以上"),
        ("8%以上", "", "8%以上"),
        ("10000以上", "人", "10000 人以上"),
        ("4.1", "%", "4.1%"),
        (12.5, "亿元", "12.5 亿元"),
        (8.0, "个", "8 个"),
        ("完成", "", "完成"),
        ("5左右", "%", "5% 左右"),
    ],
)
def test_a_figure_is_written_as_a_person_writes_it(value: Any, unit: str, told: str) -> None:
    assert measured(value, unit) == told


def test_the_parts_are_number_and_what_stands_behind() -> None:
    assert parted("8以上", "%") == ("8", "% 以上")
    assert parted("8", "%") == ("8", "%")
