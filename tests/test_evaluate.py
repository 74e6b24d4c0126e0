"""The measuring stick, tried on small golds written here."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.measuring.evaluate import check_sources, evaluate, score_plan, score_text
from ingest.measuring.gold import plain
from ingest.model import Claim, Document, Entity, Evidence, Extraction, Line, Support

TEXT = "云岭实验室依托东湖大学建设。\n支持东大建设未来港。\n建设一批实验室。"


def document() -> Document:
    rows = TEXT.split("\n")
    starts = [sum(len(r) + 1 for r in rows[:i]) for i in range(len(rows))]
    lines = tuple(Line(i + 1, starts[i], row) for i, row in enumerate(rows))
    return Document("d" * 64, "试验", "t.txt", TEXT, lines, (1,) * len(rows))


def entity(label: str, name: str, *aliases: str, line: int = 1, quote: str = "") -> Entity:
    proof = Evidence("d" * 64, 1, line, quote or name)
    return Entity(f"{label}:{name}", label, name, aliases, evidence=(proof,))


def extraction(*entities: Entity, claims: tuple[Claim, ...] = (), supports=()) -> Extraction:
    return Extraction(document(), entities, claims, tuple(supports), ())


LAB = entity("Laboratory", "云岭实验室")
UNI = entity("University", "东湖大学", "东大")
PARK = entity("IndustrialPark", "未来港", line=2)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    files = {
        "entities.tsv": "type\tname\taliases\tstatus\tflagship\tlines\n"
        "Laboratory\t云岭实验室\t\t\t\t1\nUniversity\t东湖大学\t东大\t\t\t1\n",
        "relations.tsv": "type\thead\ttail\tbasis\tlines\n"
        "HOSTED_BY\t云岭实验室\t东湖大学\tprose\t1\n",
        "supports.tsv": "institution\tfield\tlevel\tvia\tlines\twhy\n"
        "东湖大学\tq\tcore\t\t1\t\n云岭实验室\tq\toptional\t\t1\t\n",
        "t.tsv": "type\tname\taliases\tquote\nUniversity\t东湖大学\t东大\t\n"
        "IndustrialPark\t“未来港”\t\t\n",
        "t.hard_negatives.txt": "一批实验室\n",
        "t.ignore.tsv": "reason\tphrase\nbase\t云岭（东区）基地\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_names_are_compared_without_setting():
    assert plain("“云岭（东区） 基地”*") == "云岭(东区)基地"


def test_all_right_is_one(gold: Path):
    hosted = Claim("c", "HOSTED_BY", LAB.id, UNI.id, "prose", "r", LAB.evidence)
    support = Support(UNI.id, "q", "stated", 1.0, True, evidence=UNI.evidence)
    report = score_plan(extraction(LAB, UNI, claims=(hosted,), supports=[support]), gold)
    parts = (report.entities, report.relations, report.supports)
    assert [part.score.f1 for part in parts] == [1.0, 1.0, 1.0]


def test_one_thing_found_twice_is_an_error(gold: Path):
    twice = entity("University", "东大")
    report = score_plan(extraction(LAB, entity("University", "东湖大学"), twice), gold)
    assert (report.entities.score.right, report.entities.score.wrong) == (2, 1)


def test_wrong_type_counts_in_a_plan_and_not_in_a_text(gold: Path):
    odd = entity("Hospital", "东湖大学")
    assert score_plan(extraction(LAB, odd), gold).entities.score.right == 1
    assert score_text(extraction(odd, PARK), gold, "t").entities.score.f1 == 1.0


def test_optional_supports_count_neither_way(gold: Path):
    rows = [
        Support(name, "q", "stated", 1.0, True, evidence=LAB.evidence) for name in (LAB.id, UNI.id)
    ]
    other = Support(UNI.id, "field without gold", "stated", 1.0, True, evidence=LAB.evidence)
    score = score_plan(extraction(LAB, UNI, supports=[*rows, other]), gold).supports.score
    assert (score.right, score.wrong, score.missing) == (1, 0, 0)


def test_what_stands_behind_the_visible_part_is_not_scored(gold: Path):
    late = entity("Laboratory", "晚来实验室", line=3000)
    assert score_plan(extraction(LAB, UNI, late), gold).entities.score.wrong == 0


def test_classes_are_wrong_and_doubtful_things_count_neither_way(gold: Path):
    generic, doubtful = (
        entity("Laboratory", "一批实验室"),
        entity("Facility", "云岭(东区)基地"),
    )
    report = score_text(extraction(UNI, PARK, generic, doubtful), gold, "t")
    assert report.taken == ("一批实验室",)
    assert (report.entities.score.right, report.entities.score.wrong) == (2, 1)


@pytest.mark.parametrize(
    ("line", "quote", "bad"),
    [
        (1, "云岭实验室依托", 0),
        (2, "云岭实验室", 1),
        (2, "支持东大建设未来港。建设一批", 0),
        (9, "云岭", 1),
    ],
)
def test_a_quote_begins_on_its_line_as_it_stands_there(line: int, quote: str, bad: int):
    found = extraction(entity("Laboratory", "云岭实验室", line=line, quote=quote))
    assert len(check_sources(found).not_verbatim) == bad


def test_evaluate_reads_both_forms_and_prints_the_errors(gold: Path):
    (gold.parent / "t.txt").write_text(TEXT, "utf-8")
    report = evaluate(gold, plan_path=gold.parent / "t.txt", read=lambda _: extraction(LAB, UNI))
    assert "missing IndustrialPark 未来港" in report.to_text()
    assert report.figures()["t.entities.f1"] < 1 == report.figures()["plan.entities.f1"]
