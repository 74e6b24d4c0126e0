"""How plans announce their fields: pages by authors who had not seen the reader."""

from __future__ import annotations

import pytest

from bench.training.fields import Text, announced
from ingest.supports.choosing import best_of

CHOSEN, FOUND = 0.80, 0.86  # of what is written down: development data, no measure of other pages


@pytest.fixture(scope="module")
def pages() -> list[Text]:
    """Every page with the lists that might be its fields."""
    return list(announced())


def test_the_fields_are_chosen(pages: list[Text]) -> None:
    shares = [page.share(best_of(page.found)) for page in pages]
    assert len(shares) == 130
    assert sum(shares) / len(shares) >= CHOSEN


def test_the_fields_are_among_the_lists(pages: list[Text]) -> None:
    most = [max(map(page.share, page.found), default=0.0) for page in pages if page.fields]
    assert sum(most) / len(most) >= FOUND


def test_tasks_and_safeguards_are_no_fields(pages: list[Text]) -> None:
    none = [page for page in pages if not page.fields]
    taken = [page.name for page in none if best_of(page.found)]
    assert len(taken) <= len(none) // 10, taken
