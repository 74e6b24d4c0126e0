"""Forms of names that are true of the language: zones of cities, groups of firms, strokes,
what only says where a thing is; names in them are exchanged freely."""

from __future__ import annotations

import pytest

from ingest.naming import mended
from ingest.naming.joined import with_first_half
from ingest.naming.judge import find
from ingest.naming.learned.recogniser import Learned
from ingest.naming.rules import by_rules
from ingest.naming.rules.central import by_listed
from ingest.naming.rules.groups import by_groups
from ingest.naming.rules.lists import by_counted_ending, by_shared_level
from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.zones import by_shared_zone, by_trade_zone


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("推动洛阳、漯河、新乡3个综保区发展。", ["洛阳综保区", "漯河综保区", "新乡综保区"]),
        ("支持洛阳、漯河高新区提质。", ["洛阳高新区", "漯河高新区"]),
        ("推动优势、特色高新区发展。", []),
        ("加强与江苏、浙江经开区合作。", []),
        ("洛阳高新区扩区。", []),
    ],
)
def test_cities_share_the_class_of_their_zones(text: str, names: list[str]) -> None:
    assert [one.name for one in by_shared_zone(Sentence(text, 0))][::-1] == names


@pytest.mark.parametrize(
    ("text", "printed", "name"),
    [
        ("河南自贸试验区提升。", "河南自贸试验区", "中国（河南）自由贸易试验区"),
        ("建设中国（河南）自由贸易试验区。", "中国（河南）自由贸易试验区", ""),
        ("自贸试验区洛阳片区开放。", "自贸试验区洛阳片区", ""),
        (
            "云南自贸试验区昆明片区。",
            "云南自贸试验区昆明片区",
            "中国（云南）自由贸易试验区昆明片区",
        ),
    ],
)
def test_a_trade_zone_is_told_apart_by_place_or_part(text: str, printed: str, name: str) -> None:
    (found,) = by_trade_zone(Sentence(text, 0))
    assert text[found.start : found.end] == printed
    assert found.name == (name or printed)


def test_trade_zones_in_general_are_none() -> None:
    assert not list(by_trade_zone(Sentence("深化自贸试验区改革，对接自由贸易试验区。", 0)))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("新组建纺织集团、外经贸集团等。", ["纺织集团", "外经贸集团"]),
        ("加快省水投集团转型。", ["省水投集团"]),
        ("培育大型企业集团、民营集团、跨国集团。", []),
        ("推进纺织集团改革。", []),
    ],
)
def test_groups_by_their_trade_stand_in_a_row_or_are_definite(text: str, names: list[str]) -> None:
    found = by_groups(Sentence(text, 0))
    assert [text[one.start : one.end] for one in found] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("建设洛阳滨海-漯河科技园。", ["洛阳滨海-漯河科技园"]),
        ("建设漯河科技园——洛阳高新区配套。", ["漯河科技园", "洛阳高新区"]),
        ("推进市（州）农商银行组建，发挥千亿级开发区作用。", []),
        ("习近平总书记踏上吉林大地。", []),
        ("做大做强雄安科技园。", ["雄安科技园"]),
        ("“省市共建、一室一策”支持长白山、三江等省实验室。", ["长白山", "三江"]),
    ],
)
def test_where_a_name_begins_and_what_is_none(text: str, names: list[str]) -> None:
    sentence = Sentence(text, 0)
    found = (with_first_half(sentence, one) for one in by_rules(sentence))
    assert [text[one.start : one.end] for one in found] == names


@pytest.mark.parametrize(
    ("text", "said", "label", "name"),
    [
        ("国网洛阳、华电漯河电站开工。", "国网洛阳", "Enterprise", "国网"),
        ("国网洛阳电力公司挂牌。", "国网洛阳电力公司", "Enterprise", "国网洛阳电力公司"),
        ("建设河南大学郑东校区。", "河南大学郑东校区", "University", "河南大学"),
    ],
)
def test_what_only_says_where_is_cut_off(monkeypatch, text, said, label, name) -> None:
    at = text.index(said)
    learned = Learned(at, at + len(said), label, 0.9)
    monkeypatch.setattr(mended, "candidates", lambda _: (learned,))
    (found,) = mended.learned_names(Sentence(text, 0))
    assert text[found.start : found.end] == name


def test_produce_of_a_place_is_no_firm() -> None:
    text = "漯河脆瓜、洛阳红枣等品牌价值提升。"
    assert mended.is_common(Sentence(text, 0), Learned(0, 4, "Enterprise", 0.9))
    text = "漯河脆瓜、洛阳红枣等企业上市。"
    assert not mended.is_common(Sentence(text, 0), Learned(0, 4, "Enterprise", 0.9))


@pytest.mark.parametrize(
    ("text", "name", "common"),
    [
        ("积极支持工会、共青团工作。", "共青团", True),
        ("长白山获批世界地质公园。", "长白山", True),
        ("陕南生态优先升级。", "陕南生态", True),
        ("建设漯河国家植物园。", "漯河国家植物园", True),
        ("支持科大讯飞发展。", "科大讯飞", False),
    ],
)
def test_what_the_tagger_and_lists_know_as_something_else(
    text: str, name: str, common: bool
) -> None:
    at = text.index(name)
    one = Learned(at, at + len(name), "Enterprise", 0.9)
    assert mended.is_common(Sentence(text, 0), one) is common


def test_listed_companies_by_name_and_no_words_that_look_like_one() -> None:
    sentence = Sentence("科大讯飞人工智能基地带动新产业、美丽生态。", 0)
    found = [sentence.text[one.start : one.end] for one in by_listed(sentence)]
    assert "科大讯飞" in found
    assert "新产业" not in found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "以漯河、新乡、焦作三大农机产业园承接企业。",
            ["焦作农机产业园", "新乡农机产业园", "漯河农机产业园"],
        ),
        (
            "由松涛大学、微澜集团分别牵头组建河南省冻土工程、河南省果蔬保鲜两家技术创新中心。",
            ["河南省果蔬保鲜技术创新中心", "河南省冻土工程技术创新中心"],
        ),
        (
            "冻土力学、果蔬保鲜等2个河南省重点实验室由松涛大学建设。",
            ["果蔬保鲜河南省重点实验室", "冻土力学河南省重点实验室"],
        ),
        ("建设大数据、人工智能、区块链三个创新中心。", []),
    ],
)
def test_as_many_names_as_are_counted_share_an_ending(text: str, names: list[str]) -> None:
    assert [one.name for one in by_counted_ending(Sentence(text, 0))] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "分别办好河南省冻土力学、果蔬保鲜、农机感知重点实验室。",
            ["农机感知", "果蔬保鲜", "冻土力学"],
        ),
        ("由松涛大学筹建河南省冻土力学、果蔬保鲜等重点实验室。", ["果蔬保鲜", "冻土力学"]),
        ("建设河南省冻土力学重点实验室、果蔬保鲜重点实验室。", []),
        ("支持河南省洛阳、漯河实验室。", []),
    ],
)
def test_the_first_says_whose_all_are(text: str, names: list[str]) -> None:
    found = [one.name for one in by_shared_level(Sentence(text, 0))]
    assert found == [f"河南省{name}重点实验室" for name in names]


def test_what_is_in_the_bracket_is_the_other_name() -> None:
    text = "松涛深海工程中心研究所（即松涛集团第七研究所，以下简称七所）主持研制。"
    found = [text[one.start : one.end] for one in by_rules(Sentence(text, 0))]
    assert not [name for name in found if name.startswith("即")]


def test_who_works_with_whom_are_two() -> None:
    text = "松大五院联合漯河智脑医疗科技有限公司开展试验，松电会同漯河新能源控股有限公司建设基地。"
    found = {text[one.start : one.end] for one in find(Sentence(text, 0))}
    assert {"漯河智脑医疗科技有限公司", "漯河新能源控股有限公司"} <= found
    assert not [name for name in found if "联合" in name or "会同" in name]
    text = "中国联合网络通信有限公司参与建设。"
    assert [text[o.start : o.end] for o in find(Sentence(text, 0))] == ["中国联合网络通信有限公司"]
