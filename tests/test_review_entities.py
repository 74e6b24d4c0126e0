"""Judgements at reading: which names become one thing, and what a support says of its judge."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.identity.entities import build_entities
from ingest.identity.review import (
    Candidate,
    Thing,
    candidates,
    find_thing,
    near_names,
    own_form,
)
from ingest.judging.judgements import (
    ACCEPT,
    DIFFERENT,
    ON_NAMES,
    REJECT,
    SAME,
    WITHDRAW,
    Judgement,
    Judgements,
    latest,
)
from ingest.judging.verdicts import judged_supports
from ingest.model import Entity, Evidence, Extraction, Naming, Support
from ingest.naming.alike import plain
from ingest.pipeline import read_plan
from tests.plans import PLAN

WHEN = "2026-03-01T08:00:00+00:00"
NAMES = ("雁山产业园", "枫桥小镇", "海岳科创园", "滨东基地", "北湾医药港")
PAIRS = list(combinations(NAMES, 2))


QUOTED = (Evidence("d", 1, 1, "滨东大学"),)


def said(*rows: tuple[str, ...]) -> Judgements:
    """``verdict, first, second`` and maybe ``why`` each, in the order of signing."""
    return Judgements(latest(Judgement(WHEN, "林一", *row) for row in rows))


def naming(name: str, line: int, *aliases: str, label: str = "IndustrialPark") -> Naming:
    return Naming(label, name, (Evidence("d", 1, line, name),), "t", aliases)


def things(judgements: Judgements, *namings: Naming) -> set[frozenset[str]]:
    """The forms of each entity."""
    entities, _ = build_entities(namings, (), judgements=judgements)
    ids = [entity.id for entity in entities]
    assert len(ids) == len(set(ids))
    return {frozenset((entity.name, *entity.aliases)) for entity in entities}


ALL = [naming(name, line) for line, name in enumerate(NAMES, 1)]
verdicts = st.lists(
    st.tuples(st.sampled_from(ON_NAMES), st.sampled_from(PAIRS)).map(lambda r: (r[0], *r[1])),
    max_size=12,
)
aliased = st.lists(
    st.tuples(st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=3)), max_size=5
)


@settings(deadline=None)
@given(verdicts)
def test_things_are_the_classes_of_same(rows: list[tuple[str, str, str]]) -> None:
    judgements = said(*rows)
    found = things(judgements, *ALL)
    for a, b in PAIRS:
        together = any({a, b} <= forms for forms in found)
        assert together == (judgements.verdict(a, b) == SAME)


@settings(deadline=None)
@given(verdicts, aliased)
def test_no_way_leads_round_a_different(
    rows: list[tuple[str, str, str]], given_aliases: list[tuple[str, list[str]]]
) -> None:
    """Neither what the text itself gives as another form, nor a third name, joins the two."""
    judgements = said(*rows)
    namings = [naming(name, 10 + i, *also) for i, (name, also) in enumerate(given_aliases)]
    for forms in things(judgements, *namings, *ALL):
        for a, b in combinations(forms, 2):
            assert judgements.verdict(a, b) != DIFFERENT


def test_same_joins_through_a_name_that_this_text_lacks() -> None:
    judgements = said((SAME, "雁山产业园", "雁园"), (SAME, "雁园", "枫桥小镇"))
    assert things(judgements, *ALL[:2]) == {frozenset(NAMES[:2])}


def test_one_thing_has_one_id_in_every_document_whichever_name_it_has_there() -> None:
    judgements = said((SAME, "雁山产业园", "枫桥小镇"))
    found = [
        {e.id for e in build_entities(namings, (), judgements=judgements)[0]}
        for namings in (ALL[:1], ALL[1:2], ALL[:2])
    ]
    assert found == [{"IndustrialPark:雁山产业园"}] * 3


def test_things_that_stay_apart_keep_ids_of_their_own() -> None:
    """The two ends of a chain whose middle this text lacks, with a different between them."""
    judgements = said(
        (SAME, "雁山产业园", "雁园"),
        (SAME, "海岳科创园", "枫桥小镇"),
        (DIFFERENT, "雁园", "枫桥小镇"),
    )
    found = build_entities(ALL[:3], (), judgements=judgements)[0]
    assert {e.id for e in found} == {"IndustrialPark:雁山产业园", "IndustrialPark:海岳科创园"}
    assert len(found) == 2


def test_two_that_a_different_between_their_aliases_keeps_apart_have_two_ids() -> None:
    judgements = said((SAME, "雁山产业园", "枫桥小镇"), (DIFFERENT, "海岳科创园", "滨东基地"))
    namings = [naming("枫桥小镇", 1, "滨东基地"), naming("雁山产业园", 2, "海岳科创园")]
    assert things(judgements, *namings) == {
        frozenset({"枫桥小镇", "滨东基地"}),
        frozenset({"雁山产业园", "海岳科创园"}),
    }


def test_different_parts_what_a_rule_would_join() -> None:
    namings = [
        naming("海岳量子", 1, label="Enterprise"),
        naming("海岳量子科技有限公司", 2, label="Enterprise"),
    ]
    assert len(things(Judgements(), *namings)) == 1
    assert len(things(said((DIFFERENT, namings[0].name, namings[1].name)), *namings)) == 2


def test_a_form_that_is_short_for_two_different_things_goes_to_neither() -> None:
    namings = [
        naming("海岳云", 1, label="Enterprise"),
        naming("海岳云计算有限公司", 2, label="Enterprise"),
        naming("海岳云技术有限公司", 3, label="Enterprise"),
    ]
    assert len(things(Judgements(), *namings)) == 1
    assert len(things(said((DIFFERENT, namings[1].name, namings[2].name)), *namings)) == 3


def test_different_parts_what_the_text_gives_as_another_form() -> None:
    one = naming("雁山产业园", 1, "枫桥小镇")
    assert things(Judgements(), one, ALL[1]) == {frozenset(NAMES[:2])}
    apart = said((DIFFERENT, "枫桥小镇", "雁山产业园"))
    assert things(apart, one, ALL[1]) == {frozenset({n}) for n in NAMES[:2]}


def thing(label: str, name: str, *aliases: str) -> Thing:
    return Thing(f"{label}:{name}", label, name, aliases)


FIRMS = [
    thing("Enterprise", "海岳微电子科技有限公司"),
    thing("Enterprise", "杭州海岳微电子股份有限公司"),
    thing("Enterprise", "杭州星野生物科技有限公司"),
    thing("Enterprise", "杭州林泉数字科技有限公司"),
    thing("Laboratory", "海岳微电子实验室"),
    thing("Project", "海岳微电子科技项目"),
]


def names(found: list[Candidate]) -> set[frozenset[str]]:
    return {frozenset({c.first.name, c.second.name}) for c in found}


def test_candidates_share_what_is_telling_and_not_what_all_firms_share() -> None:
    found = candidates(FIRMS, Judgements())
    assert names(found) == {frozenset({FIRMS[0].name, FIRMS[1].name})}
    assert 0.5 < found[0].likeness <= 1
    assert all(reason.zh and reason.en for reason in found[0].reasons)


def test_what_all_laboratories_are_called_weighs_little() -> None:
    topics = ("水声通信", "冻土力学", "青稞育种", "深空测绘", "潮汐发电", "菌根生态")
    labs = [thing("Laboratory", f"{topic}国家重点实验室") for topic in topics]
    assert candidates(labs, Judgements()) == []
    twin = thing("Laboratory", "水声通信工程国家重点实验室")
    assert names(candidates([*labs, twin], Judgements())) == {frozenset({labs[0].name, twin.name})}


def test_firms_whose_own_names_begin_alike_are_shown() -> None:
    pair = [
        thing("Enterprise", "滨东海岳科技有限公司"),
        thing("Enterprise", "海岳医疗器械股份公司"),
    ]
    assert len(candidates([*pair, *FIRMS[2:]], Judgements())) <= 1
    pair[0] = thing("Enterprise", "海岳光电科技有限公司")
    assert len(candidates([*pair, *FIRMS[2:]], Judgements())) == 1


@pytest.mark.parametrize("verdict", [SAME, DIFFERENT])
def test_what_was_judged_is_not_asked_again(verdict: str) -> None:
    assert not candidates(FIRMS, said((verdict, FIRMS[1].name, FIRMS[0].name)))


def test_what_follows_from_judgements_is_not_asked_either() -> None:
    judgements = said((SAME, FIRMS[0].name, "海岳微"), (DIFFERENT, "海岳微", FIRMS[1].name))
    assert not candidates(FIRMS, judgements)


def test_what_someone_was_unsure_of_comes_last() -> None:
    more = [*FIRMS, thing("Laboratory", "海岳微电子国家实验室")]
    first = candidates(more, Judgements())
    assert len(first) == 2 and not first[0].verdict
    again = candidates(more, said(("unsure", first[0].first.name, first[0].second.name)))
    assert [c.verdict for c in again] == [None, "unsure"]
    assert again[1].first == first[0].first


def test_nothing_to_compare_is_nothing_to_judge() -> None:
    assert candidates([], Judgements()) == []
    assert candidates([thing("University", "")] * 2, Judgements()) == []


def test_things_are_found_by_id_name_english_name_and_alias() -> None:
    uni = Thing("University:滨东大学", "University", "滨东大学", ("滨大",), "Bindong University")
    for given_name in ("University:滨东大学", "滨东大学", "bindong university", "滨大"):
        assert find_thing([*FIRMS, uni], given_name) is uni
    assert find_thing([uni], "") is None
    assert own_form(uni, "滨大") == "滨大"
    assert own_form(uni, "University:滨东大学") == own_form(uni, "Bindong University") == "滨东大学"
    assert near_names([uni], "滨东大") == ["滨东大学", "滨大"]
    assert near_names([uni], "") == []


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "invented.txt"
    path.write_text(PLAN, "utf-8")
    return path


@pytest.fixture(scope="module")
def read(plan: Path) -> Extraction:
    return read_plan(plan)


def by_name(extraction: Extraction) -> dict[tuple[str, str], Support]:
    called = {entity.id: entity.name for entity in extraction.entities}
    return {(called[s.institution], called[s.field]): s for s in extraction.supports}


def test_a_rejected_support_is_gone_and_nothing_else(plan: Path, read: Extraction) -> None:
    pair = ("海岳大学", "空天信息")
    before = by_name(read)[pair]
    assert before.default and not before.judged
    after = read_plan(plan, said((REJECT, *pair, "只是并列提到")))
    others = {key: s for key, s in by_name(read).items() if key != pair}
    assert by_name(after) == others


def test_an_accepted_support_is_shown() -> None:
    entities = (
        Entity("University:滨东大学", "University", "滨东大学"),
        Entity("light", "TechField", "光电芯片"),
    )
    weaker = Support("University:滨东大学", "light", "derived", 0.4, False, evidence=QUOTED)
    (judged,) = judged_supports([weaker], entities, said((ACCEPT, "滨东大学", "光电芯片")))
    assert judged.default and judged.judged == ACCEPT
    assert judged.reasons[0].en == "Confirmed by 林一 on 2026-03-01"
    assert (judged.confidence, judged.evidence) == (weaker.confidence, weaker.evidence)


def test_the_last_word_on_a_support_holds(plan: Path, read: Extraction) -> None:
    pair = ("海岳大学", "空天信息")
    changed = read_plan(plan, said((REJECT, *pair), (ACCEPT, *pair)))
    assert by_name(changed)[pair].judged == ACCEPT
    assert by_name(read_plan(plan, said((REJECT, *pair), (WITHDRAW, *pair)))) == by_name(read)


def test_no_judgement_changes_nothing_and_a_strange_one_neither(
    plan: Path, read: Extraction
) -> None:
    assert read_plan(plan, Judgements()) == read
    strange = said((ACCEPT, "无名大学", "空天信息"), (REJECT, "海岳大学", "无名领域"))
    assert read_plan(plan, strange).supports == read.supports
    assert read_plan(plan, strange).judged != read.judged == ""


def test_a_judgement_holds_for_all_forms_of_an_institution() -> None:
    entities = (
        Entity("University:滨东大学", "University", "滨东大学", ("滨大",)),
        Entity("light", "TechField", "光电芯片"),
    )
    support = Support("University:滨东大学", "light", "stated", 0.9, True)
    for institution, field in (("滨大", "光电芯片"), ("滨东大学", "light")):
        assert not judged_supports([support], entities, said((REJECT, institution, field)))
        (judged,) = judged_supports([support], entities, said((ACCEPT, institution, field)))
        assert judged.judged == ACCEPT
    through = said((SAME, "滨东理工", "滨大"), (REJECT, "滨东理工", "光电芯片"))
    assert not judged_supports([support], entities, through)


def test_forms_compare_as_the_reader_compares_them() -> None:
    assert plain("甲（乙）与丙") == plain("甲(乙)和丙")
