"""What a document is, as its head and foot say."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from ingest.judging.corrections import Corrections, correct, corrected, forget, read_corrections
from ingest.naming.gazetteer import where
from ingest.sources import document_from_text
from ingest.sources.about import about

REST = "\n\n为推动创新发展，制定本规划。依托多所高校建设一批创新平台，完善创新体系。\n"

HEADS: Mapping[str, tuple[str, dict[str, str]]] = {
    "city": (
        "合肥市未来产业发展“十五五”规划（2026—2030年）\n合肥市人民政府办公室　2026年3月印发",
        {
            "short": "合肥市未来产业发展“十五五”规划",
            "kind": "plan",
            "level": "city",
            "place": "安徽省合肥市",
            "issuer": "合肥市人民政府办公室",
            "period": "2026–2030",
            "date": "2026-03",
        },
    ),
    "notice": (
        "宁波市人民政府办公厅印发《关于加快甬江科创区前沿赛道发展的实施意见》的通知\n"
        "各区（县、市）人民政府：\n现印发给你们，请认真组织实施。\n宁波市人民政府办公厅\n2026年4月20日\n"
        "关于加快甬江科创区前沿赛道发展的实施意见\n经市政府同意，实施期为2026年至2030年。",
        {
            "title": "关于加快甬江科创区前沿赛道发展的实施意见",
            "kind": "opinion",
            "level": "zone",
            "place": "浙江省宁波市 甬江科创区",
            "issuer": "宁波市人民政府办公厅",
            "period": "2026–2030",
            "date": "2026-04-20",
        },
    ),
    "notice over lines": (
        "西安高新技术产业开发区管理委员会关于印发《西安高\n新区（丝路科学城）未来产业发展三年行动计划\n"
        "（2026—2028年）》的通知\n各有关单位：\n2026年2月6日",
        {
            "title": "西安高新区（丝路科学城）未来产业发展三年行动计划（2026—2028年）",
            "kind": "action",
            "level": "zone",
            "zone": "西安高新区",
            "city": "西安市",
            "issuer": "西安高新技术产业开发区管理委员会",
            "date": "2026-02-06",
        },
    ),
    "bracket": (
        "西部（成都）科学城硬核科技攻坚三年行动计划（2026—2028年）\n"
        "成都市科技创新委员会办公室　二〇二六年五月",
        {"city": "成都市", "zone": "西部（成都）科学城", "date": "2026-05"},
    ),
    "county": (
        "沈阳浑南科技城“十五五”发展规划\n（2026—2030年）\n沈阳市浑南区人民政府\n2026年3月",
        {"county": "浑南区", "zone": "沈阳浑南科技城", "issuer": "沈阳市浑南区人民政府"},
    ),
    "report": (
        "政府工作报告\n（2026年1月27日在贵州省第十四届人民代表大会第四次会议上）",
        {
            "short": "贵州省政府工作报告",
            "kind": "report",
            "level": "province",
            "place": "贵州省",
            "issuer": "贵州省人民政府",
            "period": "2026",
            "date": "2026-01-27",
        },
    ),
    "nation": (
        "国务院办公厅关于印发\n“十四五”现代物流发展规划的通知\n国办发〔2022〕17号\n2022年5月17日",
        {
            "title": "“十四五”现代物流发展规划",
            "level": "nation",
            "place": "",
            "issuer": "国务院办公厅",
            "period": "2021–2025",
        },
    ),
    "a place that no list has": (
        "江东省科技创新发展规划",
        {"level": "province", "place": "江东省", "issuer": "", "period": "", "date": ""},
    ),
    "a zone that no list has": ("西岭科技城创新规划", {"level": "zone", "place": "西岭科技城"}),
    "no place": ("关于推进开发区高质量发展的意见", {"kind": "opinion", "place": "", "level": ""}),
}


@pytest.mark.parametrize("name", HEADS)
def test_head_and_foot_say_what_a_document_is(name: str) -> None:
    head, wanted = HEADS[name]
    found = about(document_from_text(head + REST, "x.txt"))
    assert {fact: found[fact] for fact in wanted} == wanted


def test_every_fact_that_was_read_has_its_words() -> None:
    document = document_from_text(HEADS["notice"][0] + REST, "x.txt")
    for name, told in about(document).facts.items():
        assert told.rule == "derived" or told.evidence, name
        for piece in told.evidence:
            assert piece.quote in document.text
            assert document.lines[piece.line - 1].text.startswith(
                piece.quote.split("\n")[0][:1]
            ) or (piece.quote.split("\n")[0] in document.lines[piece.line - 1].text)


@pytest.mark.parametrize(
    ("phrase", "province", "city", "county"),
    [
        ("杭州城西", "浙江省", "杭州市", ""),
        ("吉林市", "吉林省", "吉林市", ""),
        ("吉林省", "吉林省", "", ""),
        ("重庆市政府", "重庆市", "", ""),
        ("上海市浦东新区", "上海市", "", "浦东新区"),
        ("德清县人民政府", "浙江省", "湖州市", "德清县"),
        ("朝阳区", "", "", ""),
        ("云川市国民经济", "", "云川市", ""),
        ("城市更新", "", "", ""),
    ],
)
def test_a_phrase_begins_with_a_place(phrase: str, province: str, city: str, county: str) -> None:
    found = where(phrase)
    assert (found.province, found.city, found.county) == (province, city, county)


def test_a_person_knows_better(tmp_path) -> None:
    file = tmp_path / "plans.tsv"
    document = document_from_text(HEADS["a zone that no list has"][0] + REST, "x.txt")
    said = {"place": "四川省绵阳市 西岭科技城", "period": "2026–2030"}
    correct(file, document.id, document.title, said)
    held = read_corrections(file)
    found = corrected(about(document), held.of(document.id, document.title))
    assert (found["province"], found["city"], found["zone"]) == ("四川省", "绵阳市", "西岭科技城")
    assert found["period"] == "2026–2030" and found.facts["city"].rule == "person"
    assert held.of("another version", document.title) == held.of(document.id, "another title")
    assert held.digest(document.id, "") and not held.digest("other", "other")
    correct(file, document.id, document.title, {"period": ""})
    assert read_corrections(file).of(document.id, "") == {"place": said["place"]}
    forget(file, document.id)
    assert read_corrections(file) == Corrections()
