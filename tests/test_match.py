"""Lists that the user brings: identifiers are proposed, wait in Review, and become properties of
what they were chosen for; nothing else changes anything."""

# ruff: noqa: F811  (fixtures)
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import rdflib

from graph.export import render
from graph.export.rdf import SCHEMA
from graph.store import open_store
from ingest.errors import InnographError, SourceError, UsageError
from ingest.judging.judgements import Judgement, read_judgements
from queries.library import run
from queries.matching.lists import identifier, read_list, type_of
from queries.reviewing import FILE
from queries.subgraph import choose
from tests import engines
from tests.test_review_command import (  # noqa: F401  (fixtures)
    ONE,
    UNI,
    Innograph,
    engine,
    home,
    innograph,
    plan,
)

OTHER = "滨东理工大学"
LIST = f"""name,id,type,alias
{UNI},https://ror.org/00a2xv884,University,Haiyue University
{OTHER},Q1234567,高校,
{ONE},lab-7,,
清华大学,https://ror.org/03cve4549,University,
{UNI},Q99,Hospital,
海岳,Q100,,
"""
#: A real form of the ROR dump, both schemes; the names are made up.
DUMP: list[Any] = [
    {
        "id": "https://ror.org/00a2xv884",
        "names": [
            {"value": "Haiyue University", "types": ["ror_display"], "lang": "en"},
            {"value": UNI, "types": ["label"], "lang": "zh"},
            {"value": "飞行", "types": ["acronym"]},
        ],
    },
    {"id": "https://ror.org/03cve4549", "name": "X", "aliases": [], "labels": [{"label": OTHER}]},
    {"id": 7, "name": UNI},
    "no organisation",
]


def written(folder: Path, text: str, name: str = "ids.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def waiting(home: Path) -> tuple[Judgement, ...]:
    return read_judgements(home / FILE).proposed


def held(home: Path) -> dict[str, list[str]]:
    with open_store(home=home) as store:
        rows = (run(store, "entity", id=row["id"])[0] for row in run(store, "list_entities"))
        found = {row["name"]: row["properties"].get("identifiers") for row in rows}
    return {name: identifiers for name, identifiers in found.items() if identifiers}


def test_a_list_proposes_and_changes_nothing_until_someone_chooses(
    innograph: Innograph, plan: str, home: Path, tmp_path: Path
) -> None:
    with open_store(home=home) as store:
        before = engines.dump(store)
    file = str(written(tmp_path, LIST))
    status, out, err = innograph("match", file, "--json")
    assert status == 0, err
    told = json.loads(out)
    pairs = {(row["first"], row["second"]) for row in told["proposed"]}
    assert pairs == {
        (UNI, "ror:00a2xv884"),
        (OTHER, "wikidata:Q1234567"),
        (ONE, "ids:lab-7"),
    }
    assert told["none"] == 3 and not told["refused"] and not told["known"]
    innograph("review", "--apply")
    with open_store(home=home) as store:
        assert engines.dump(store) == before
    assert json.loads(innograph("match", file, "--json")[1])["known"] == 3
    out = innograph("review")[1]
    assert "3 proposals wait" in out and "wikidata:Q1234567" in out
    accept = ("review", "accept", UNI, "ror:00a2xv884", "--as", "identifier", "--who", "Ann")
    assert innograph(*accept, "--apply")[0] == 0
    assert held(home) == {UNI: ["ror:00a2xv884"]}
    reject = ("review", "reject", ONE, "ids:lab-7", "--as", "identifier", "--who", "Ann")
    assert innograph(*reject, "--apply")[0] == 0
    assert (
        innograph(*("review", "accept", "--proposed", "identifier", "--who", "Ann", "--apply"))[0]
        == 0
    )
    assert held(home) == {UNI: ["ror:00a2xv884"], OTHER: ["wikidata:Q1234567"]}
    assert not waiting(home) and json.loads(innograph("match", file, "--json")[1])["known"] == 3
    undone = ("review", "undo", UNI, "ror:00a2xv884", "--as", "identifier", "--who", "Ann")
    assert innograph(*undone, "--apply")[0] == 0
    assert set(held(home)) == {OTHER}


def test_chosen_identifiers_leave_with_every_export(
    innograph: Innograph, plan: str, home: Path, tmp_path: Path
) -> None:
    innograph("match", str(written(tmp_path, LIST)))
    innograph("review", "accept", "--proposed", "identifier", "--who", "Ann", "--apply")
    with open_store(home=home) as store:
        found = choose(store)
    node = next(node for node in found.nodes if node.name == OTHER)
    assert node.attributes["identifiers"] == ["wikidata:Q1234567"]
    graph = rdflib.Graph().parse(data=render(found, "ttl"), format="turtle")
    same = {str(o) for o in graph.objects(None, SCHEMA.sameAs)}
    assert same == {"https://ror.org/00a2xv884", "http://www.wikidata.org/entity/Q1234567"}
    lines = [json.loads(line) for line in render(found, "ftm").decode().splitlines()]
    (one,) = (each for each in lines if each["properties"].get("wikidataId"))
    assert one["properties"]["name"][0] == OTHER
    assert "ids:lab-7" in render(found, "json").decode()


def test_the_ror_dump_is_read(innograph: Innograph, plan: str, tmp_path: Path) -> None:
    file = written(tmp_path, json.dumps(DUMP, ensure_ascii=False), "ror.json")
    told = json.loads(innograph("match", str(file), "--json")[1])
    pairs = {(row["first"], row["second"]) for row in told["proposed"]}
    assert pairs == {(UNI, "ror:00a2xv884"), (OTHER, "ror:03cve4549")}


def test_a_wrong_code_is_refused_with_its_number(
    innograph: Innograph, plan: str, home: Path, tmp_path: Path
) -> None:
    words = f"企业名称\t统一社会信用代码\n{UNI}\t91330000710952046X\n"
    told = json.loads(innograph("match", str(written(tmp_path, words)), "--json")[1])
    (refused,) = told["refused"]
    assert refused["number"] == 1 and refused["key"] == "match.wrong_code"
    assert not told["proposed"] and not waiting(home)


def test_identifiers_by_their_kind() -> None:
    assert identifier("91330000143077475G", "x") == "uscc:91330000143077475G"
    with pytest.raises(UsageError):  # its check sign is wrong
        identifier("91330000143077475R", "x")
    assert identifier("https://ror.org/00A2XV884", "x") == "ror:00a2xv884"
    assert identifier("http://www.wikidata.org/entity/Q16955", "x") == "wikidata:Q16955"
    assert identifier(" a-1 ", "mine") == "mine:a-1"
    for wrong in ("", "\x07", "x" * 301):
        with pytest.raises(UsageError):
            identifier(wrong, "x")
    assert type_of("高校") == type_of("university") == "University" and type_of("Ding") == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [("", UsageError), ("a,b\n1,2\n", UsageError), ("{", SourceError), ("{}", UsageError)],
)
def test_what_is_no_list_is_said(text: str, kind: type[InnographError], tmp_path: Path) -> None:
    with pytest.raises(kind):
        list(read_list(written(tmp_path, text)))


def test_a_list_that_is_not_there_or_no_text_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        list(read_list(tmp_path / "none.csv"))
    (tmp_path / "b.csv").write_bytes(b"name,id\n\xff,1\n")
    with pytest.raises(SourceError):
        list(read_list(tmp_path / "b.csv"))
