"""What speaks for a stretch and against it, and the best set of what is sure."""

from __future__ import annotations

import json

import pytest

from ingest.naming.alike import Context, rules_that_join
from ingest.naming.judge import best, find
from ingest.naming.learned.recogniser import WEIGHTS, Learned, candidates, recognise
from ingest.naming.mended import is_no_name
from ingest.naming.rules import by_rules
from ingest.naming.rules.found import Found
from ingest.naming.rules.sentence import Sentence
from ingest.naming.weighed import FILE, around, features, sureness

ROW = "漯河恒岳机器人、洛阳青屏材料等龙头企业上市。"


def learned(sentence: Sentence, name: str, label: str = "Enterprise", chance: float = 0.5):
    at = sentence.text.index(name)
    return Learned(at, at + len(name), label, chance)


def known_of(text: str, name: str, *beside: str) -> set[str]:
    sentence = Sentence(text, 0)
    said = [learned(sentence, other, chance=0.9) for other in beside]
    one = learned(sentence, name)
    return {key for key, value in features(one, around(sentence, [one, *said], [])) if value}


def test_a_row_of_firms_speaks_for_its_members():
    alone = known_of("漯河恒岳机器人上市。", "漯河恒岳机器人")
    row = known_of(ROW, "漯河恒岳机器人", "洛阳青屏材料")
    assert {"row of firms", "beside 1", "whole item of a row", "behind 、"} <= row
    assert not {"row of firms", "beside 1", "whole item of a row"} & alone


def test_lists_and_rules_speak_too():
    assert "well known" in known_of("推动宇树科技扩产。", "宇树科技")
    assert "a place" in known_of("推动洛阳扩产。", "洛阳")
    sentence = Sentence(ROW, 0)
    one = learned(sentence, "恒岳机器人")
    rule = Found(one.start, one.end, "Enterprise", "firm.kind")
    assert "rule firm.kind" in dict(features(one, around(sentence, [one], [rule])))
    rule = Found(one.start - 2, one.end, "Enterprise", "firm.kind")
    assert "against a rule" in dict(features(one, around(sentence, [one], [rule])))


def test_what_the_recogniser_is_surer_of_is_surer():
    sentence = Sentence(ROW, 0)
    low, high = (learned(sentence, "洛阳青屏材料", chance=chance) for chance in (0.1, 0.9))
    near = around(sentence, [], [])
    assert 0 < sureness(low, near) < sureness(high, near) < 1


def test_the_surest_stretches_stand_none_over_another():
    one, two, three = (
        Learned(a, b, "Area", p) for a, b, p in ((0, 4, 0.7), (2, 6, 0.9), (6, 8, 0.6))
    )
    assert best([one, two, three]) == [two, three]


def test_every_stretch_that_could_be_a_name_is_weighed():
    sentence = Sentence("支持云岭大学与青屏研究院共建星槎实验室。", 0)
    spans = {(one.start, one.end, one.label) for one in candidates(sentence)}
    assert {(one.start, one.end, one.label) for one in recognise(sentence)} <= spans
    assert candidates(Sentence(" ", 0)) == ()


def test_the_weights_are_named_by_what_they_weigh():
    weights = json.loads((WEIGHTS / FILE).read_text("utf-8"))
    assert set(weights) == {"Enterprise", "else"}
    assert all(kind["chance"] > 0.5 for kind in weights.values())


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("布局国家工程技术研究中心。", "国家工程技术研究中心", "InnovationCenter"),
        ("建好漯河三大实验室。", "漯河三大实验室", "Laboratory"),
        ("支持工会、共青团工作。", "共青团", "Enterprise"),
        ("加快建设漯河。", "加快", "Enterprise"),
    ],
)
def test_classes_counts_bodies_and_verbs_are_never_names(text, name, label):
    sentence = Sentence(text, 0)
    assert is_no_name(sentence, learned(sentence, name, label, 0.99))


@pytest.mark.parametrize(
    ("text", "name", "full"),
    [
        ("与厦大、中科大合作共建青屏研究院。", "中科大", "中国科学技术大学"),
        ("与厦大、中科大合作共建青屏研究院。", "厦大", "厦门大学"),
    ],
)
def test_a_short_form_that_everybody_knows_has_its_full_name(text, name, full):
    found = {text[one.start : one.end]: one for one in find(Sentence(text, 0))}
    assert (found[name].name, found[name].aliases) == (full, (name,))
    assert "青屏研究院" in found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("北交所上市公司增至9家。", []),
        ("太行国家实验室漯河基地揭牌。", ["太行国家实验室漯河基地"]),
        ("中国（河南）自由贸易试验区片区扩容。", ["中国（河南）自由贸易试验区"]),
    ],
)
def test_kinds_of_firms_and_all_parts_of_a_zone_are_no_names(text, names):
    assert [text[one.start : one.end] for one in by_rules(Sentence(text, 0))] == names


@pytest.mark.parametrize(
    ("short", "long", "one"),
    [
        ("迈瑞", "迈瑞医疗", True),
        ("中石化", "中石化新材料", False),
        ("洛阳", "洛阳医药", False),
        ("迈瑞", "迈瑞小镇", False),
    ],
)
def test_a_brand_alone_is_the_firm_with_its_trade(short, long, one):
    said = list(rules_that_join("Enterprise", short, long, Context(frozenset())))
    assert ("brand_alone" in said) is one
