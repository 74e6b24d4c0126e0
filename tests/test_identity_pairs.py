"""Names that two plans print, judged by hand: one node of the graph, or two."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.load import load
from graph.store import Store
from ingest.identity.entities import NOBODY
from ingest.naming.alike import plain
from ingest.pipeline import read_plan
from queries.library import run
from queries.reviewing import waiting

LINES = Path(__file__).with_name("identity_pairs.tsv").read_text("utf-8").splitlines()[1:]
PAIRS = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]
PLAN = "{place}科技创新发展规划（2026—2030年）\n\n为推动科技创新，制定本规划。\n\n{said}\n"
MARKED = re.compile("⟨(.+)⟩")
NODES = (
    "MATCH (e:Entity)-[d:DESCRIBED_IN]->(:Document {id: $plan})"
    " RETURN e.id AS id, d.name AS name, d.aliases AS aliases"
)


def node(store: Store, path: Path, place: str, said: str) -> set[str]:
    """The ids of what a small plan of a place calls by the marked name, once it is loaded."""
    found = MARKED.search(said)
    name = found[1] if found else said
    told = MARKED.sub(r"\1", said) if found else f"支持{said}建设发展，开展关键技术攻关。"
    path.write_text(PLAN.format(place=place, said=told), "utf-8")
    extraction = read_plan(path)
    load(store, extraction)
    rows = store.read(NODES, plan=extraction.document.id)
    wanted = plain(name)
    return {r["id"] for r in rows if wanted in map(plain, (r["name"], *(r["aliases"] or ())))}


@pytest.mark.parametrize(("verdict", "one", "said", "other", "otherwise"), PAIRS)
def test_a_pair_is_one_node_or_two(
    embedded_store: Store,
    tmp_path: Path,
    verdict: str,
    one: str,
    said: str,
    other: str,
    otherwise: str,
) -> None:
    first = node(embedded_store, tmp_path / "one.txt", one, said)
    second = node(embedded_store, tmp_path / "other.txt", other, otherwise)
    assert len(first) == len(second) == 1
    assert (first == second) == (verdict == "same"), (first, second)
    asked = {
        (pair.first.id, pair.second.id)
        for pair in waiting(run(embedded_store, "review/things"), NOBODY)
    }
    assert verdict != "proposed" or tuple(sorted((*first, *second))) in asked
