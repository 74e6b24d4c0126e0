"""Relations that are less sure: kept with their chance, hidden unless asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from graph.load import load
from graph.store import Store
from ingest.identity.entities import SHOWN, build_entities
from ingest.model import Naming, Tie
from ingest.serialise import relation_row
from queries.library import HERE, run
from tests.builders import sample
from tests.test_app_logic import Open, opened  # noqa: F401  (fixtures)
from views import words as said

FIRM, CHAIN = "Enterprise:北斗科技有限公司", "IndustryChain:量子产业链"
WEIGHED = ("HOSTED_BY", "UNDERTAKEN_BY", "PARTICIPATES_IN", "BASED_IN", "HAS_PROJECT")


@pytest.fixture
def full(store: Store) -> Store:
    """The made-up plan, its PARTICIPATES_IN less sure."""
    made = sample()
    claims = tuple(
        replace(claim, confidence=0.7, default=False) if claim.type == "PARTICIPATES_IN" else claim
        for claim in made.claims
    )
    load(store, replace(made, claims=claims))
    return store


def ties(store: Store, query: str, **given: Any) -> set[str]:
    (row,) = run(store, query, entity=CHAIN, **given)
    return {edge["type"] for edge in row["edges"] if FIRM in (edge["source"], edge["target"])}


def test_a_weaker_relation_is_drawn_only_when_asked_for(full: Store) -> None:
    assert ties(full, "neighbours") == set()
    assert ties(full, "neighbours", weaker=True) >= {"PARTICIPATES_IN"}


def test_what_is_known_of_a_thing_lists_it_with_its_chance(full: Store) -> None:
    rows = {row["type"]: row for row in run(full, "entity_relations", id=CHAIN)}
    told = {kind: (row["confidence"], row["default"]) for kind, row in rows.items()}
    assert told.pop("PARTICIPATES_IN") == (0.7, False)
    assert set(told.values()) == {(1.0, True)}
    assert said.basis(rows["PARTICIPATES_IN"]) == "weaker"
    assert said.basis(rows["BASED_IN"]) == "prose"


def test_questions_are_answered_without_it(full: Store) -> None:
    assert run(full, "ask/chain_members", chains=[CHAIN]) == []
    assert run(full, "ask/chains_of", institution=FIRM) == []
    assert run(full, "ask/members_ranked") == []
    assert [row["id"] for row in run(full, "ask/chain_parks", chains=[CHAIN])]


def test_every_question_over_a_weighed_relation_leaves_weaker_ones_aside() -> None:
    files = sorted((HERE / "ask").glob("*.cypher"))
    over = [f for f in files if any(kind in f.read_text("utf-8") for kind in WEIGHED)]
    assert len(over) > 10
    assert [f.name for f in over if ".default" not in f.read_text("utf-8")] == []


@pytest.mark.parametrize(("chance", "shown"), [(SHOWN, True), (SHOWN - 0.01, False)])
def test_how_sure_a_relation_must_be(chance: float, shown: bool) -> None:
    firm = Naming("Enterprise", "北斗科技有限公司", (), "r")
    chain = Naming("IndustryChain", "量子产业链", (), "r")
    tie = Tie("PARTICIPATES_IN", firm, chain, "prose", "r", (), chance)
    _, (claim,) = build_entities((firm, chain), (tie,))
    row = relation_row(claim)
    assert (row["confidence"], row["default"]) == (chance, shown)


def test_a_profile_marks_it_as_weaker(opened: Open) -> None:  # noqa: F811
    labels = [each.label for each in opened("profile", id=CHAIN, lang="en").expander]
    assert [label for label in labels if "Weaker hint" in label] == [
        "北斗科技有限公司 (Enterprise) · Weaker hint"
    ]
