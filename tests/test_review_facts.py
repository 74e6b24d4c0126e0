"""People's word on single facts: entities, relations and supports, rejected, confirmed, added."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.identity.names import NO_NAMES
from ingest.judging.judgements import (
    ACCEPT,
    ADD,
    ENTITY,
    REJECT,
    SUPPORTS,
    WITHDRAW,
    Judgement,
    Judgements,
    latest,
)
from ingest.judging.verdicts import RULE, bare, cut_lines, line_numbers
from ingest.layout.reading import rebuild
from ingest.model import Claim, Document, Entity, Extraction
from ingest.pipeline import Read, conclude, read
from ingest.sources import document_from_text
from ingest.supports.fields import declared_fields
from tests.plans import PLAN

WHEN = "2026-03-01T08:00:00+00:00"
LAB, UNI, FIELD = "遥感信息国家重点实验室", "海岳大学", "空天信息"
ADVICE = "与华远集团开展招商合作"


def known(text: str = PLAN) -> Read:
    reading = rebuild(document_from_text(text, "t.txt"))
    return read(reading, declared_fields(reading.blocks, reading.tables), NO_NAMES)


@pytest.fixture(scope="module")
def plan() -> Read:
    return known()


@pytest.fixture(scope="module")
def before(plan: Read) -> Extraction:
    return conclude(plan)


def said(*rows: Judgement) -> Judgements:
    return Judgements(latest(rows))


def word(verdict: str, what: str, first: str, second: str, lines: str = "") -> Judgement:
    return Judgement(WHEN, "林一", verdict, first, second, "看过原件", what, lines)


def line_of(document: Document, words: str) -> int:
    return next(line.number for line in document.lines if words in line.text)


def added(plan: Read, what: str, first: str, second: str, words: str) -> Judgement:
    document = plan.reading.document
    number = str(line_of(document, words))
    quote = cut_lines(document, number)
    assert quote
    row = (WHEN, "林一", ADD, first, second, "看过原件", what, number, quote, document.title)
    return Judgement(*row)


def entity(extraction: Extraction, name: str) -> Entity | None:
    return next((one for one in extraction.entities if name in (one.name, *one.aliases)), None)


def claims(extraction: Extraction, type: str) -> dict[tuple[str, str], Claim]:
    called = {one.id: one.name for one in extraction.entities}
    return {(called[c.head], called[c.tail]): c for c in extraction.claims if c.type == type}


def supports(extraction: Extraction) -> dict[tuple[str, str], str]:
    """Institution and field → judged, of what is shown by default."""
    called = {one.id: one.name for one in extraction.entities}
    shown = (s for s in extraction.supports if s.default)
    return {(called[s.institution], called[s.field]): s.judged for s in shown}


def test_a_rejected_entity_goes_with_all_that_hangs_on_it(plan: Read, before: Extraction) -> None:
    assert (LAB, UNI) in claims(before, "HOSTED_BY") and (UNI, FIELD) in supports(before)
    after = conclude(plan, said(word(REJECT, ENTITY, LAB, "Laboratory")))
    gone = {one.name for one in before.entities} - {one.name for one in after.entities}
    assert gone == {LAB}
    assert (LAB, UNI) not in claims(after, "HOSTED_BY")
    assert (LAB, FIELD) not in supports(after) and (UNI, FIELD) not in supports(after)
    line = line_of(plan.reading.document, LAB)
    row = next(row for row in after.ledger if row.line == line)
    assert "人工否决" not in row.why  # the line still names its host
    assert after.judged != before.judged == ""


def test_the_ledger_says_that_a_line_was_rejected(plan: Read) -> None:
    both = said(
        word(REJECT, ENTITY, "水稻遗传育种省重点实验室", "Laboratory"),
        word(REJECT, ENTITY, "海岳农业大学", "University"),
    )
    line = line_of(plan.reading.document, "水稻遗传育种")
    row = next(row for row in conclude(plan, both).ledger if row.line == line)
    assert row.became == "ignored" and "rejected by a person" in row.why


def test_a_rejected_relation_goes_alone(plan: Read, before: Extraction) -> None:
    after = conclude(plan, said(word(REJECT, "HOSTED_BY", LAB, UNI)))
    assert set(claims(before, "HOSTED_BY")) - set(claims(after, "HOSTED_BY")) == {(LAB, UNI)}
    assert {one.id for one in after.entities} == {one.id for one in before.entities}
    assert (LAB, FIELD) in supports(after) and (UNI, FIELD) not in supports(after)


def test_what_was_taken_back_is_as_if_never_said(plan: Read, before: Extraction) -> None:
    for what, first, second in (
        (ENTITY, LAB, "Laboratory"),
        ("HOSTED_BY", LAB, UNI),
        (SUPPORTS, UNI, FIELD),
    ):
        both = (word(REJECT, what, first, second), word(WITHDRAW, what, first, second))
        assert conclude(plan, said(*both)) == before


def test_a_confirmed_fact_bears_its_word_and_changes_nothing_else(
    plan: Read, before: Extraction
) -> None:
    rows = said(word(ACCEPT, ENTITY, LAB, "Laboratory"), word(ACCEPT, "HOSTED_BY", LAB, UNI))
    after = conclude(plan, rows)
    lab, host = entity(after, LAB), claims(after, "HOSTED_BY")[LAB, UNI]
    assert lab and lab.judged and host.judged and lab.judged.verdict == ACCEPT
    assert host.judged.words.zh == "林一 于 2026-03-01 确认：看过原件"
    assert host.judged.words.en == "Confirmed by 林一 on 2026-03-01: 看过原件"
    assert supports(after) == supports(before) and len(after.claims) == len(before.claims)


def test_an_added_entity_has_its_line_as_evidence(plan: Read, before: Extraction) -> None:
    assert entity(before, "海岳合作中心") is None
    row = added(plan, ENTITY, "海岳合作中心", "TechPlatform", ADVICE)
    one = entity(conclude(plan, said(row)), "海岳合作中心")
    assert one and one.judged and one.judged.verdict == ADD
    assert (one.label, one.judged.words.en) == (
        "TechPlatform",
        "Added by 林一 on 2026-03-01: 看过原件",
    )
    (evidence,) = one.evidence
    assert evidence.line == line_of(plan.reading.document, ADVICE) and ADVICE in evidence.quote
    assert evidence.quote in plan.reading.document.text and evidence.section


def test_a_person_says_the_type_of_what_is_there(plan: Read) -> None:
    wrong = word(REJECT, ENTITY, LAB, "Laboratory")
    right = added(plan, ENTITY, LAB, "Facility", LAB)
    after = conclude(plan, said(wrong, right))
    one = entity(after, LAB)
    assert one and one.label == "Facility" and (LAB, UNI) in claims(after, "HOSTED_BY")


def test_an_added_relation_ties_what_is_there(plan: Read, before: Extraction) -> None:
    row = added(plan, "HOSTED_BY", LAB, "滨东理工大学", "北湾新城")
    assert (LAB, "滨东理工大学") not in claims(before, "HOSTED_BY")
    claim = claims(conclude(plan, said(row)), "HOSTED_BY")[LAB, "滨东理工大学"]
    assert (claim.rule, claim.basis) == (RULE, "prose") and claim.judged
    in_box = added(plan, "HOSTED_BY", LAB, "滨东理工大学", "星野飞行器")
    assert claims(conclude(plan, said(in_box)), "HOSTED_BY")[LAB, "滨东理工大学"].basis == "table"


def test_an_added_support_is_stated_shown_and_signed(plan: Read, before: Extraction) -> None:
    pair = ("海岳农业大学", "低空经济")
    assert pair not in supports(before)
    after = conclude(plan, said(added(plan, SUPPORTS, *pair, "北湾新城")))
    assert supports(after)[pair] == ADD
    found = next(s for s in after.supports if s.judged)
    assert (found.basis, found.confidence) == ("stated", 1.0)
    assert found.reasons[0].zh.startswith("林一 于 2026-03-01 补充") and "北湾新城" in (
        found.evidence[0].quote
    )
    there = conclude(plan, said(added(plan, SUPPORTS, UNI, FIELD, "北湾新城")))
    grown = next(s for s in there.supports if s.judged)
    own = next(s for s in before.supports if s.institution == grown.institution and s.default)
    assert set(own.evidence) < set(grown.evidence) or len(grown.evidence) > 1


def test_relations_between_the_wrong_types_are_not_made(plan: Read, before: Extraction) -> None:
    row = added(plan, "HOSTED_BY", UNI, LAB, "北湾新城")
    after = conclude(plan, said(row))
    assert after.claims == before.claims
    assert any("waits" in note.text for note in after.warnings)


def test_a_line_that_moved_is_found_and_one_that_is_gone_is_told(plan: Read) -> None:
    row = added(plan, ENTITY, "海岳合作中心", "TechPlatform", ADVICE)
    moved = known(PLAN.replace("　　第一章", "　　序言\n\n　　新的一段话。\n\n　　第一章"))
    one = entity(conclude(moved, said(row)), "海岳合作中心")
    assert one and ADVICE in one.evidence[0].quote
    assert one.evidence[0].line == line_of(moved.reading.document, ADVICE) != int(row.lines)
    gone = conclude(known(PLAN.replace("招商", "交流")), said(row))
    assert entity(gone, "海岳合作中心") is None
    assert any("海岳合作中心" in note.text for note in gone.warnings)
    other = conclude(known(PLAN.replace("海岳科技新区发展", "云川新区发展")), said(row))
    assert entity(other, "海岳合作中心") is None and not other.warnings


def test_a_rejected_field_takes_its_supports_along(plan: Read) -> None:
    after = conclude(plan, said(word(REJECT, ENTITY, FIELD, "TechField")))
    assert entity(after, FIELD) is None
    assert all(field != FIELD for _, field in supports(after))


@pytest.mark.parametrize(
    ("given", "numbers"),
    [("12", [12]), ("3-5", [3, 4, 5]), ("5-3", None), ("0", None), ("1-99", None), ("１", None)],
)
def test_lines_are_one_number_or_two(given: str, numbers: list[int] | None) -> None:
    found = line_numbers(given)
    assert (list(found) if found else None) == numbers


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(1, 60),
    st.integers(0, 4),
    st.sampled_from(["Laboratory", "Enterprise", "TechPlatform"]),
    st.booleans(),
)
def test_every_added_fact_is_quoted_word_for_word(
    first: int, more: int, label: str, shifted: bool
) -> None:
    plan = known()
    document = plan.reading.document
    lines = f"{first}-{first + more}" if more else str(first)
    quote = cut_lines(document, lines)
    if quote is None:
        return
    row = Judgement(WHEN, "林一", ADD, "新桥中心", label, "", ENTITY, lines, quote, document.title)
    if shifted:
        plan = known("\n\n" + PLAN)
    one = entity(conclude(plan, said(row)), "新桥中心")
    assert one
    text = plan.reading.document.text
    assert all(evidence.quote in text for evidence in one.evidence)
    assert bare("".join(evidence.quote for evidence in one.evidence)) == quote
    assert all(
        evidence.line == text[: text.index(evidence.quote)].count("\n") + 1
        for evidence in one.evidence
        if text.count(evidence.quote) == 1
    )
