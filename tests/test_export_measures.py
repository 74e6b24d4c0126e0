"""Measures on graphs whose numbers are known by heart or by another implementation."""

from __future__ import annotations

import re
from collections.abc import Iterable

import networkx as nx
import pytest

from graph.analytics import (
    MEASURES,
    SAMPLE,
    alike_fields,
    annotated,
    likeness,
    measure,
    network,
    shared_fields,
)
from graph.export import Subgraph, of_extraction, render
from graph.subgraph import GraphEdge, GraphNode, edge_id, subgraph
from ingest.catalogue import text
from ingest.errors import UsageError
from tests.builders import sample

UNI, INSTITUTE, FIRM = (
    "University:星河大学",
    "ResearchInstitute:云台研究院",
    "Enterprise:北斗科技有限公司",
)


def drawn(pairs: str, alone: str = "") -> Subgraph:
    """A graph of one-letter nodes: ``ab bc`` are two edges, ``alone`` nodes without any."""
    ends = [(pair[0], pair[1]) for pair in pairs.split()]
    nodes = {letter for pair in ends for letter in pair} | set(alone)
    return subgraph(
        (GraphNode(each, "Enterprise", each) for each in nodes),
        (GraphEdge(edge_id("PART_OF", a, b), a, b, "PART_OF") for a, b in ends),
    )


def of(made: Subgraph, name: str) -> str:
    """The values of a measure in the order of the nodes: ``a4 b1``."""
    values = measure(made, [name])[name]
    return " ".join(f"{node}{values[node]:.3g}" for node in sorted(values))


STAR, PATH, TRIANGLES = "ab ac ad ae", "ab bc cd de", "ab bc ca cd de ef fd"
KNOWN = [
    ("degree", STAR, "", "a4 b1 c1 d1 e1"),
    ("degree", "aa ab ba", "", "a4 b2"),
    ("betweenness", STAR, "", "a1 b0 c0 d0 e0"),
    ("betweenness", PATH, "", "a0 b0.5 c0.667 d0.5 e0"),
    ("pagerank", "ab bc ca", "", "a0.333 b0.333 c0.333"),
    ("pagerank", "", "abcd", "a0.25 b0.25 c0.25 d0.25"),
    ("community", TRIANGLES, "", "a1 b1 c1 d2 e2 f2"),
    ("community", "ab bc ca de", "", "a1 b1 c1 d2 e2"),
    ("core", "ab bc ca cd", "e", "a2 b2 c2 d1 e0"),
    ("core", "ab ac ad bc bd cd de", "", "a3 b3 c3 d3 e1"),
    ("component", "ab bc de", "f", "a1 b1 c1 d2 e2 f3"),
]


@pytest.mark.parametrize(("name", "pairs", "alone", "values"), KNOWN)
def test_known_graphs(name: str, pairs: str, alone: str, values: str) -> None:
    assert of(drawn(pairs, alone), name) == values


def test_nothing_is_measured_where_nothing_is() -> None:
    assert all(values == {} for values in measure(Subgraph()).values())


def test_a_club_of_34_as_others_measure_it() -> None:
    club = nx.karate_club_graph()
    made = drawn_of(f"{a:02}-{b:02}" for a, b in club.edges())
    found = measure(made)
    assert found["betweenness"]["00"] == pytest.approx(0.43763528138528146)
    assert found["betweenness"]["33"] == pytest.approx(0.30407497594997596)
    assert max(found["core"].values()) == 4
    theirs = nx.algorithms.link_analysis.pagerank_alg._pagerank_python(
        nx.DiGraph(network(made)), tol=1e-12, max_iter=500
    )
    assert found["pagerank"] == pytest.approx(theirs, abs=1e-7)
    assert sum(found["pagerank"].values()) == pytest.approx(1)
    groups = [{n for n, c in found["community"].items() if c == k} for k in (1, 2, 3, 4)]
    simple = nx.Graph([(f"{a:02}", f"{b:02}") for a, b in club.edges()])
    assert 0.40 < nx.community.modularity(simple, [g for g in groups if g]) < 0.43


def drawn_of(ties: Iterable[str]) -> Subgraph:
    ends = [tuple(tie.split("-")) for tie in ties]
    return subgraph(
        (GraphNode(each, "Enterprise", each) for each in {end for pair in ends for end in pair}),
        (GraphEdge(edge_id("PART_OF", a, b), a, b, "PART_OF") for a, b in ends),
    )


def test_the_same_numbers_whatever_the_order() -> None:
    made = of_extraction(sample())
    turned = Subgraph(tuple(made.nodes)[::-1], tuple(made.edges)[::-1])
    there, again = measure(made), measure(turned)
    for name in MEASURES:
        assert there[name] == pytest.approx(dict(again[name])), name


def test_a_large_graph_is_estimated_the_same_way_every_time() -> None:
    ties = [f"{at}-{at // 2}" for at in range(1, SAMPLE + 100)]
    found = measure(drawn_of(ties), ["betweenness"])["betweenness"]
    assert found == measure(drawn_of(ties), ["betweenness"])["betweenness"]
    assert max(found, key=found.__getitem__) in {"0", "1", "2", "3"}


def test_measures_go_with_the_nodes() -> None:
    made = annotated(of_extraction(sample()), ["degree", "component"])
    uni = next(node for node in made.nodes if node.id == UNI)
    assert (uni.attributes["degree"], uni.attributes["component"]) == (4, 1)
    assert uni.attributes["aliases"] == ["星大"]
    assert '"degree":4' in render(made, "json").decode()


def test_institutions_are_tied_by_fields() -> None:
    made = shared_fields(of_extraction(sample()))
    assert {node.id for node in made.nodes} == {UNI, INSTITUTE, FIRM}
    ties = {
        (e.source, e.target): (e.attributes["weight"], e.attributes["fields"]) for e in made.edges
    }
    assert ties == {
        (FIRM, INSTITUTE): (1, ["quantum"]),
        (FIRM, UNI): (1, ["quantum"]),
        (INSTITUTE, UNI): (2, ["matter", "quantum"]),
    }


def test_what_is_shared_is_shared_both_ways() -> None:
    """Whose id comes first in the alphabet says nothing of rank."""
    rank = measure(shared_fields(of_extraction(sample())), ["pagerank"])["pagerank"]
    assert sorted(rank) == sorted({UNI, INSTITUTE, FIRM})
    assert list(rank.values()) == pytest.approx([1 / 3] * 3)


def test_fields_are_alike_by_institutions() -> None:
    """Two of three institutions support both."""
    (row,) = likeness(of_extraction(sample()))
    assert (row.first, row.second, row.shared, row.jaccard) == ("matter", "quantum", 2, 0.6667)
    (edge,) = alike_fields(of_extraction(sample())).edges
    assert (edge.attributes["weight"], edge.attributes["shared"]) == (0.6667, 2)


def test_projections_are_files_like_any_other() -> None:
    for make in (shared_fields, alike_fields):
        made = make(of_extraction(sample()))
        file = render(made, "gexf", lang="en").decode()
        assert text(made.about, "en") in file and 'weight="1.0"' not in file


def test_an_unknown_measure_is_told_what_there_is() -> None:
    with pytest.raises(UsageError, match="betweenness"):
        measure(Subgraph(), ["betweeness"])


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_each_measure_is_explained_in_two_sentences(name: str) -> None:
    found = MEASURES[name]
    assert found.caption("zh") and found.caption("en")
    assert found.explanation("zh").count("。") == 2
    assert len(re.findall(r"[.](?: |$)", found.explanation("en"))) == 2
