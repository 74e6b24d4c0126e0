"""A laboratory that a table and a passage about its host word differently, with invented names."""

from __future__ import annotations

import pytest

from ingest.identity.entities import build_entities
from ingest.model import Evidence, Naming, Tie
from tests.test_review_entities import said

TABLED = "声场物理学国家重点实验室"


def named(label: str, name: str, section: str = "") -> Naming:
    return Naming(label, name, (Evidence("d", 1, 1, name, section),), "row.name")


def laboratories(other: str, section: str, host: str = "松涛大学") -> int:
    """How many laboratories there are where the row on ``section`` names ``other``."""
    head, tail = named("Laboratory", TABLED), named("University", host)
    tie = Tie("HOSTED_BY", head, tail, "table", "row.host", ())
    namings = [head, tail, named("University", "松涛大学"), named("Laboratory", other, section)]
    entities, _ = build_entities(namings, [tie])
    return sum(entity.label == "Laboratory" for entity in entities)


@pytest.mark.parametrize(
    ("other", "section", "count"),
    [
        ("声场与振动物理国家重点实验室", "建设导向 › 松涛大学*", 1),
        ("声场与振动物理国家重点实验室", "建设导向 › 青岚大学", 2),
        ("声场与振动物理国家重点实验室", "", 2),
        ("声场与振动物理省重点实验室", "建设导向 › 松涛大学*", 2),
        ("声场工程国家重点实验室", "建设导向 › 松涛大学*", 2),
        ("物理声场国家重点实验室", "建设导向 › 松涛大学*", 2),
    ],
)
def test_one_body_one_level_one_topic(other: str, section: str, count: int) -> None:
    assert laboratories(other, section) == count


def test_another_host_makes_another_laboratory() -> None:
    assert laboratories("声场与振动物理国家重点实验室", "建设导向 › 松涛大学", "青岚大学") == 2


def test_a_persons_different_stands() -> None:
    head, tail = named("Laboratory", TABLED), named("University", "松涛大学")
    other = named("Laboratory", "声场与振动物理国家重点实验室", "导向 › 松涛大学")
    tie = Tie("HOSTED_BY", head, tail, "table", "row.host", ())
    judged = said(("different", TABLED, other.name))
    entities, _ = build_entities([head, tail, other], [tie], judgements=judged)
    assert len(entities) == 3
