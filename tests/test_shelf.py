"""The generator of plans: what it says is what is read, and redrawing is as good as reading."""

from __future__ import annotations

from pathlib import Path

from ingest.model import Extraction
from ingest.pipeline import read_plan
from tests.variants import plan, shelf

FIRST, OTHER = 0, 731


def read(folder: Path, number: int) -> Extraction:
    path = folder / f"plan-{number}.html"
    path.write_text(plan.page(drawn=shelf.drawn(number)), "utf-8")
    return read_plan(path)


def facts(read: Extraction) -> set[tuple[str, str, str]]:
    names = {entity.id: entity.name for entity in read.entities}
    return {(names[claim.head], claim.type, names[claim.tail]) for claim in read.claims}


def test_what_is_drawn_is_read_and_redrawing_is_as_good(tmp_path: Path) -> None:
    one, other = (read(tmp_path, number) for number in (FIRST, OTHER))
    for number, found in ((FIRST, one), (OTHER, other)):
        assert shelf.truth(shelf.drawn(number)) <= facts(found)
    made = shelf.redrawn(one, FIRST, OTHER)
    assert made.document.text == other.document.text
    assert made.document.title == other.document.title
    assert facts(made) == facts(other)
    assert {e.id for e in made.entities} == {e.id for e in other.entities}
    assert {(s.institution, s.field) for s in made.supports} == {
        (s.institution, s.field) for s in other.supports
    }
    assert made.document.id != one.document.id and made.about["city"] == other.about["city"]


def test_many_plans_have_names_of_their_own_and_some_in_common() -> None:
    drawn = [shelf.drawn(number) for number in range(1000)]
    assert len({one.title for one in drawn}) >= 900
    assert len({place for one in drawn for place in one.places}) == 8000
    assert shelf.common(0) == shelf.common(20) != shelf.common(1)
