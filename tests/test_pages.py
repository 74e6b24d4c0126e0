"""Printed pages from the signs that a converter leaves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.layout.pages import number_pages

LINE = "加快建设面向全国的创新平台体系推动科研设施开放共享支持高校"


def page(lines: int) -> list[str]:
    return [row for _ in range(lines) for row in (LINE, "")][:-1]


def test_a_page_begins_with_one_space_and_no_blank_line() -> None:
    rows = [*page(5), " " + LINE, "", LINE, "  " + LINE]
    assert number_pages(rows)[:9] == (1,) * 9
    assert set(number_pages(rows)[9:]) == {2}


def test_a_lone_number_is_the_page_that_ends_there() -> None:
    rows = [*page(3), "", "41", "", "", "", *page(3), " " + LINE]
    numbers = number_pages(rows)
    assert numbers[0] == 41 and numbers[10] == 42 and numbers[-1] == 43


def test_form_feeds_and_dressed_numbers() -> None:
    assert number_pages([LINE, "\f" + LINE, LINE]) == (1, 2, 2)
    assert number_pages([LINE, "- 7 -", LINE]) == (7, 7, 8)


def test_a_text_without_pages_is_one_page() -> None:
    assert set(number_pages([LINE, "", "1", "", LINE])) == {1}


@given(st.lists(st.sampled_from([LINE, "", " " + LINE, "3", "\f" + LINE, "第 9 页"]), max_size=40))
def test_every_line_has_a_page(rows: list[str]) -> None:
    numbers = number_pages(rows)
    assert len(numbers) == len(rows)
    assert all(n >= 1 for n in numbers)
