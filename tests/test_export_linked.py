"""Linked data: JSON-LD says what Turtle says, under addresses that the user chooses and that stay;
FollowTheMoney's entities fit its schemata."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.namespace import RDF

from graph.export import Subgraph, of_extraction, render, write
from graph.export.addresses import SWITCH, checked
from graph.export.rdf import INNO
from graph.subgraph import subgraph
from ingest.errors import UsageError
from tests.builders import plan, sample
from tests.exported import nasty, shipped

BASE = "https://plans.example/kg"
GRAPHS = {"sample": of_extraction(sample()), "nasty": nasty()}
#: From followthemoney 4.11.2 (MIT): the schemata that are used, of each property its kind; of
#: those that lead to another entity its schema.
THING = dict.fromkeys("name alias".split(), "name") | dict.fromkeys(
    "keywords notes summary sourceUrl description".split(), ""
)
THING |= {"proof": "Document", "wikidataId": ""}
BODY = THING | {"sector": "", "uscCode": "", "idNumber": ""}
INTEREST = {"role": "", "recordId": "", "summary": "", "description": "", "proof": "Document"}
SCHEMATA: dict[str, dict[str, str]] = {
    "Organization": BODY,
    "Company": BODY | {"amount": "", "currency": ""},
    "PublicBody": BODY,
    "Asset": THING | {"amount": "", "currency": ""},
    "Project": THING | {"amount": "", "currency": ""},
    "Address": THING | {"full": ""},
    "Document": THING | {"title": "", "fileName": ""},
    "UnknownLink": INTEREST | {"subject": "Thing", "object": "Thing"},
    "ProjectParticipant": INTEREST | {"project": "Project", "participant": "LegalEntity"},
}
ABOVE = {"Thing": set(SCHEMATA) - {"UnknownLink", "ProjectParticipant"}} | {
    "LegalEntity": {"Organization", "Company", "PublicBody"},
    "Project": {"Project"},
    "Document": {"Document"},
}
ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?")


@pytest.fixture(params=sorted(GRAPHS))
def made(request: pytest.FixtureRequest) -> Subgraph:
    return GRAPHS[request.param]


def triples(made: Subgraph, fmt: str, **options: Any) -> set[Any]:
    kinds = {"ttl": "turtle", "jsonld": "json-ld"}
    return set(rdflib.Graph().parse(data=render(made, fmt, **options), format=kinds[fmt]))


@pytest.mark.parametrize("base", ["", BASE])
def test_json_ld_says_what_turtle_says(made: Subgraph, base: str) -> None:
    said = triples(made, "ttl", base=base)
    assert len(said) > 100 and triples(made, "jsonld", base=base) == said


def test_json_ld_is_json_with_a_context() -> None:
    told = json.loads(render(GRAPHS["sample"], "jsonld"))
    assert told["@context"]["schema"] == "https://schema.org/"
    (one,) = (each for each in told["@graph"] if each.get("inno:id") == "University:星河大学")
    assert one["@id"] == "urn:innograph:entity:University:星河大学"
    assert set(one["@type"]) == {"inno:University", "schema:CollegeOrUniversity"}
    assert one["schema:name"] == {"@value": "星河大学", "@language": "zh"}


def test_all_addresses_stand_under_the_base(made: Subgraph) -> None:
    for fmt in ("ttl", "jsonld"):
        subjects = {str(s) for s, _, _ in triples(made, fmt, base=BASE)}
        folders = {each.removeprefix(f"{BASE}/").partition("/")[0] for each in subjects}
        assert folders == {"entities", "relations", "evidence"}
        kinds = [p for s, p, o in triples(made, fmt, base=BASE) if p != RDF.type]
        assert kinds and not any(str(kind).startswith(BASE) for kind in kinds)


def test_addresses_outlive_what_else_is_in_the_file_and_where_it_was_made() -> None:
    one, other = of_extraction(sample()), of_extraction(sample(plan("另一规划", "other.txt")))
    subjects = [{s for s, _, _ in triples(each, "ttl", base=BASE)} for each in (one, other)]
    assert subjects[0] == subjects[1]
    named = {str(s).removeprefix(f"{BASE}/").rpartition("/")[2] for s in subjects[0]}
    plain = {
        str(s).removeprefix("urn:innograph:").partition(":")[2] for s, _, _ in triples(one, "ttl")
    }
    assert named == plain


def test_the_users_setting_holds_until_another_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, BASE)
    assert f"<{BASE}/entities/quantum>" in render(GRAPHS["sample"], "ttl").decode()
    named = render(GRAPHS["sample"], "ttl", base="http://localhost:8502/").decode()
    assert "<http://localhost:8502/entities/quantum>" in named and BASE not in named


@pytest.mark.parametrize(
    "wrong",
    "plans.example|ftp://plans.example/|https://|https://x/?q=1|https://x/#a|https://x/ y"
    "|https://x/<a>|https://u@x/|https://[x/|javascript:alert(1)".split("|"),
)
def test_what_is_no_base_is_refused_and_nothing_is_written(wrong: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        write(GRAPHS["sample"], "jsonld", tmp_path / "x.jsonld", base=wrong)
    assert caught.value.key == "export.base" and not list(tmp_path.iterdir())
    assert checked("https://x") == "https://x/"


def test_rdf_of_a_part_of_the_plan_that_ships_is_the_same_in_both() -> None:
    whole = of_extraction(shipped())
    part = subgraph(list(whole.nodes)[::6], whole.edges)
    said = triples(part, "jsonld", base=BASE)
    assert said == triples(part, "ttl", base=BASE)
    assert sum(p == INNO.id for _, p, _ in said) == len(part.nodes) > 50


def entities(made: Subgraph, **options: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in render(made, "ftm", **options).decode().splitlines()]


@pytest.mark.parametrize("base", ["", BASE])
def test_entities_fit_the_schemata_of_followthemoney(made: Subgraph, base: str) -> None:
    found = entities(made, base=base)
    schema = {each["id"]: each["schema"] for each in found}
    assert len(schema) == len(found) > 5
    for each in found:
        known = SCHEMATA[each["schema"]]
        assert ID.fullmatch(each["id"]) and set(each["properties"]) <= set(known)
        for name, values in each["properties"].items():
            assert values and all(isinstance(value, str) and value for value in values)
            if known[name] in ABOVE:
                assert {schema[value] for value in values} <= ABOVE[known[name]]


def test_what_followthemoney_does_not_know_is_a_sector_and_the_rest_is_linked() -> None:
    found = entities(GRAPHS["sample"], lang="en", base=BASE)
    by_name = {
        each["properties"]["name"][0]: each for each in found if "name" in each["properties"]
    }
    uni, firm = by_name["星河大学"], by_name["北斗科技有限公司"]
    assert (uni["schema"], firm["schema"]) == ("Organization", "Company")
    assert "量子" in "".join(uni["properties"]["sector"])
    assert uni["properties"]["sourceUrl"] == [f"{BASE}/entities/University:星河大学"]
    project = by_name["石墨烯产业化项目"]
    assert project["properties"]["amount"] == ["1250000000"]
    (work,) = (each for each in found if each["schema"] == "ProjectParticipant")
    assert work["properties"]["participant"] == [firm["id"]]
    assert work["properties"]["project"] == [project["id"]]
    assert "石墨烯产业化项目" in work["properties"]["summary"][0]
    (document,) = (each for each in found if each["schema"] == "Document")
    assert work["properties"]["proof"] == [document["id"]]
    assert document["properties"]["title"] == ["样例规划"]
    assert not {"石墨烯", "量子产业链"} & set(by_name)
