"""Exports as people use them: weights, quotes, heads in their language, tables for Excel."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from openpyxl import load_workbook

from graph.export import render
from graph.export.csv_pair import for_excel
from graph.export.told import WEIGHTS, one_line, told
from graph.subgraph import GraphEdge, GraphNode, Subgraph
from ingest.errors import UsageError

UNI = GraphNode("University:星河大学", "University", "星河大学", {"aliases": ["星大"]})
LAB = GraphNode("Laboratory:海棠实验室", "Laboratory", "=海棠实验室", {"name_en": "Haitang Lab"})
FIELD = GraphNode("quantum", "TechField", "量子领域", {})
LISTS = {
    "pages": [1, 2],
    "lines": [3, 9],
    "quotes": ["星河大学", "海棠实\n\n验室由星河大学\r\n建设"],
    "sections": ["甲", "乙"],
}
FLAT = {"page": 1, "line": 3, "quote": "星河大学", "section": "甲"}
GRAPH = Subgraph(
    (UNI, LAB, FIELD),
    (
        GraphEdge("a", LAB.id, UNI.id, "HOSTED_BY", FLAT | LISTS),
        GraphEdge("b", LAB.id, FIELD.id, "SUPPORTS", {"confidence": 0.7, "quotes": ["一"] * 3}),
        GraphEdge("c", UNI.id, FIELD.id, "SUPPORTS", {"confidence": 0.9}),
    ),
)


@pytest.mark.parametrize(
    ("weight", "right"),
    [("confidence", [1.0, 0.7, 0.9]), ("quotes", [2.0, 3.0, 1.0]), ("shared", [2.0, 2.0, 2.0])],
)
def test_what_weighs_a_relation_is_chosen(weight: str, right: list[float]) -> None:
    assert [edge.attributes["weight"] for edge in told(GRAPH, weight).edges] == right
    table = zipfile.ZipFile(io.BytesIO(render(GRAPH, "csv", weight=weight))).read("edges.csv")
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8"))))
    assert [float(row["Weight"]) for row in rows] == right
    for value in right:
        assert f'weight="{value}"' in render(GRAPH, "gexf", weight=weight).decode("utf-8")


def test_a_weight_that_is_none_is_refused() -> None:
    assert WEIGHTS[0] == "confidence"
    with pytest.raises(UsageError):
        render(GRAPH, "gexf", weight="length")


def test_the_quote_that_says_it_comes_first_in_one_line() -> None:
    (edge, *_) = told(GRAPH).edges
    known = edge.attributes
    assert known["quotes"] == ["海棠实验室由星河大学建设", "星河大学"]
    assert (known["pages"], known["lines"], known["sections"]) == ([2, 1], [9, 3], ["乙", "甲"])
    assert (known["quote"], known["page"], known["line"], known["section"]) == (
        "海棠实验室由星河大学建设",
        2,
        9,
        "乙",
    )
    assert one_line("known as\nAI 领\n域") == "known as AI 领域"


def test_heads_speak_the_language_of_the_page_and_are_explained() -> None:
    for lang, head, last in (("zh", "起点", "说明"), ("en", "From", "Heads")):
        book = load_workbook(io.BytesIO(render(GRAPH, "xlsx", lang=lang)))
        assert book.worksheets[1]["A1"].value == head and book.worksheets[-1].title == last
        told_heads = {
            row[0].value: row[2].value for row in book.worksheets[-1].iter_rows(min_row=2)
        }
        assert all(row[1].value for row in book.worksheets[-1].iter_rows(min_row=2))
        shown = {cell.value for sheet in book.worksheets[:-1] for cell in sheet[1]}
        assert shown <= set(told_heads) and "confidence" in told_heads.values()


def test_tables_for_excel_open_by_a_double_click() -> None:
    tables = dict(for_excel(GRAPH, "zh", "confidence"))
    assert set(tables) == {"entities", "relations", "supports"}
    assert all(content.startswith(b"\xef\xbb\xbf") for content in tables.values())
    rows = list(csv.reader(io.StringIO(tables["relations"].decode("utf-8-sig"))))
    assert rows[0][:3] == ["起点", "关系", "终点"] and rows[1][:3] == [
        "'=海棠实验室",
        "依托单位",
        "星河大学",
    ]
    assert not [cell for row in rows for cell in row if "\n" in cell]
