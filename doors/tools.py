"""What a language model's assistant can ask: fixed questions that read, each answer with plan,
page, line and quote, and short enough. No question is Cypher."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any, Literal, ParamSpec

from mcp.server.mcpserver.exceptions import ToolError

from doors import rows
from doors.sized import MOST_INSIDE, sized
from ingest.errors import InnographError
from innograph.opened import Graph
from queries.asking.language import language_of
from queries.library import parameters

Lang = Literal["", "zh", "en"]
P = ParamSpec("P")
Row = dict[str, Any]
#: How much of a plan's id tells it from others.
SHORT_ID = 12
SUPPORT = ("institution", "name", "name_en", "type", "field", "basis", "confidence", "via")
TIE = ("type", "direction", "other", "basis")
EDGE = ("type", "source", "target", "basis", "confidence")


def _told(function: Callable[P, str]) -> Callable[P, str]:
    """The function with the product's errors as the model reads them: one line in the language
    of what was asked."""

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> str:
        try:
            return function(*args, **kwargs)
        except InnographError as error:
            words = " ".join(each for each in kwargs.values() if isinstance(each, str))
            raise ToolError(error.say(language_of(words))) from error

    return asked


def tools(graph: Graph) -> dict[str, Callable[..., str]]:
    """The tools over ``graph`` by name."""
    listed = (*_of_questions(graph), *_of_things(graph), *_of_plans(graph))
    return {each.__name__: _told(each) for each in listed}


def _of_questions(graph: Graph) -> Iterator[Callable[..., str]]:
    def ask(question: str, lang: Lang = "", plan: str = "", offset: int = 0) -> str:
        told = graph.ask(question, lang or None, _plans(plan)).to_json()
        head = {name: told[name] for name in ("status", "reading", "text", "value", "nearest")}
        return sized(head, [_answer(each) for each in told["answers"]], max(offset, 0))

    def who_supports(field: str, weaker: bool = False, plan: str = "", offset: int = 0) -> str:
        found = graph.supports(field, weaker=weaker, plans=_plans(plan))
        lang = language_of(field)
        return sized({"field": field}, [_support(row, lang) for row in found], max(offset, 0))

    def evidence(institution: str, field: str, plan: str = "") -> str:
        found = graph.evidence(institution, field, plans=_plans(plan))
        lang = language_of(f"{institution} {field}")
        return sized({}, [piece for row in found for piece in _reasons(row, lang)])

    def named_query(name: str = "", params: list[str] | None = None, offset: int = 0) -> str:
        if not name:
            listed = (rows.described(each, "en") for each in graph.queries().values())
            return sized({}, [_listed(each) for each in listed], max(offset, 0))
        return sized({}, graph.query(name, **parameters(name, params or ())), max(offset, 0))

    yield from (ask, who_supports, evidence, named_query)


def _of_things(graph: Graph) -> Iterator[Callable[..., str]]:
    def find(words: str, type: str = "", plan: str = "", offset: int = 0) -> str:
        found = graph.find(words, [type] if type else None, 500, _plans(plan))
        return sized({}, [_thing(row) for row in found], max(offset, 0))

    def profile(name: str, plan: str = "", offset: int = 0) -> str:
        found = rows.profile(graph.profile(name, plans=_plans(plan)), language_of(name))
        ties = [{**_some(row, TIE), **_linked(row)} for row in found["tied"]]
        fields = [{"type": "SUPPORTS", **_support_of(row)} for row in found["fields"]]
        return sized({"thing": _thing(found)}, [*fields, *ties], max(offset, 0))

    def neighbours(name: str, hops: int = 1, weaker: bool = False, plan: str = "") -> str:
        given: dict[str, Any] = {"hops": min(max(hops, 1), 2), "weaker": weaker}
        found = graph.neighbours(name, **given, limit=MOST_INSIDE, plans=_plans(plan))
        nodes = [_some(node, ("id", "name", "type")) for node in found["nodes"]]
        head, more = {"things": found["total"], "nodes": nodes}, found["total"] > len(nodes)
        return sized(head, [_edge(edge) for edge in found["edges"]], more=more)

    yield from (find, profile, neighbours)


def _of_plans(graph: Graph) -> Iterator[Callable[..., str]]:
    def compare_plans(first: str, second: str, offset: int = 0) -> str:
        told = graph.compare(first, second).to_json()
        head = {"a": told["a"]["title"], "b": told["b"]["title"], "summary": told["summary"]}
        return sized(head, told["changes"], max(offset, 0))

    yield compare_plans


def _plans(given: str) -> list[str]:
    return [given] if given.strip() else []


def _some(row: Mapping[str, Any], names: Iterable[str]) -> Row:
    return {name: row[name] for name in names if name in row}


def _linked(row: Mapping[str, Any]) -> Row:
    """Evidence, each piece with the address of the passage that it stands in."""
    pieces = row["evidence"] if "evidence" in row else rows.evidence(row)
    return {"evidence": [_piece(each) for each in pieces]}


def _piece(piece: Mapping[str, Any]) -> Row:
    told = _some(piece, ("plan", "page", "line", "quote"))
    known = piece.get("document") and piece.get("line")
    return told | ({"uri": address(piece["document"], piece["line"])} if known else {})


def address(document: str, line: int) -> str:
    """The lasting address of the passage with a line."""
    return f"innograph://plans/{document[:SHORT_ID]}/lines/{line}"


def _answer(found: Mapping[str, Any]) -> Row:
    names = ("id", "type", "name", "name_en", "basis", "confidence", "reasons", "facts")
    return {**_some(found, names), **_linked(found)}


def _support(row: Row, lang: str) -> Row:
    told = rows.support(row, lang)
    via = [step["name"] for step in row["via"] or () if step]
    return {**_some(told, SUPPORT), "via": via, "reasons": told["reasons"], **_linked(told)}


def _support_of(row: Row) -> Row:
    names = ("field", "field_name", "basis", "confidence", "reasons")
    return {**_some(row, names), **_linked(row)}


def _reasons(row: Row, lang: str) -> Iterator[Row]:
    """A support by its pieces of evidence, so that long ones can be cut between them."""
    head = _some(row, ("basis", "confidence", "default")) | {"reasons": row[f"reasons_{lang}"]}
    for piece in rows.evidence(row):
        yield {**head, **_piece(piece)}


def _thing(row: Row) -> Row:
    names = ("id", "type", "name", "name_en", "aliases", "status", "flagship")
    return {**_some(row, names), **_linked(row)}


def _edge(row: Row) -> Row:
    return {**_some(row, EDGE), **_linked(row)}


def _listed(query: Row) -> Row:
    params = [
        f"{each['name']}: {each['type']}" + ("" if each["required"] else " (optional)")
        for each in query["params"]
    ]
    return {"name": query["name"], "doc": query["doc"], "params": params}
