"""The questions the product can ask: one ``.cypher`` file each, its head comment its documentation.

A head holds one ``// zh:`` and one ``// en:`` text (further ``//`` lines
continue it) and one line per parameter::

    // param field: string                领域的 id | the field's id
    // param weaker: boolean = false      也要较弱的 | weaker ones too

Types: string, integer, float, boolean, strings (a list). The default is JSON;
a parameter without one must be given. A file in a folder named after an
engine (``arcadedb/``, ``neo4j/``) stands in for the file of the same name
there, with the same head.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from graph.store import Store
from ingest.errors import QueryError, UsageError
from queries.anchored import anchored

HERE = Path(__file__).resolve().parent
ENGINES = ("arcadedb", "neo4j")
#: Pieces of statements, put together by :mod:`queries.grammar.build`.
PARTS = "parts"
PARAM = re.compile(r"""param (\w+): (\w+)(?: = (\[.*?\]|".*?"|\S+))?(?:\s+(.*))?$""")
USED = re.compile(r"\$(\w+)")
KINDS: Mapping[str, tuple[type, ...]] = MappingProxyType(
    {
        "string": (str,),
        "integer": (int,),
        "float": (int, float),
        "boolean": (bool,),
        "strings": (list, tuple),
    }
)


@dataclass(frozen=True, slots=True)
class Param:
    """A query's parameter; ``required`` when it has no default. ``doc`` by language."""

    name: str
    type: str
    default: Any
    required: bool
    doc: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Query:
    """A named question: its Cypher, what it answers (``doc`` by language), its parameters."""

    name: str
    cypher: str
    doc: Mapping[str, str]
    params: tuple[Param, ...]
    variants: Mapping[str, str]

    def text(self, engine: str) -> str:
        """The Cypher for the engine named ``engine`` (ArcadeDB, Neo4j)."""
        return self.variants.get(engine.lower(), self.cypher)


@cache
def library() -> Mapping[str, Query]:
    """Every query by its name, checked; QueryError names the file that is not right."""
    files = (p for p in HERE.rglob("*.cypher") if p.parent.name not in (*ENGINES, PARTS))
    return MappingProxyType({query.name: query for query in map(_query, sorted(files))})


def run(store: Store, name: str, **params: Any) -> list[dict[str, Any]]:
    """Rows of the query ``name``; QueryError for an unknown name or parameters that do not fit."""
    query = _known(name)
    given = arguments(query, params)
    cypher, full = anchored(query.text(store.engine.name), given, given.get("plans"))
    return store.read(cypher, **full)


def _known(name: str) -> Query:
    query = library().get(name)
    if query is None:
        raise QueryError("store.query.unknown", name=name[:100], known=", ".join(library()))
    return query


def arguments(query: Query, given: Mapping[str, Any]) -> dict[str, Any]:
    """``given`` completed with defaults; QueryError for a missing, unknown or wrong one."""
    known = {param.name: param for param in query.params}
    for name in given:
        if name not in known:
            names = ", ".join(known) or "-"
            raise QueryError("store.query.excess", name=query.name, param=name, known=names)
    return {name: _argument(query, param, given) for name, param in known.items()}


def parameters(name: str, given: Iterable[str]) -> dict[str, Any]:
    """What words ``NAME=VALUE`` mean as parameters of the query ``name``. QueryError where there
    is no such query or a value does not fit, UsageError for what is no such word."""
    query = _known(name)
    return {key: parse_argument(query, key, value) for key, value in map(_pair, given)}


def _pair(word: str) -> tuple[str, str]:
    name, sign, value = word.partition("=")
    if not sign:
        raise UsageError("cli.query.param", param=word[:100])
    return name, value


def parse_argument(query: Query, name: str, text: str) -> Any:
    """What ``text`` of a command line means as the parameter ``name``: numbers, true/false,
    lists with commas; ``null`` is nothing. QueryError when it does not fit."""
    kind = next((p.type for p in query.params if p.name == name), "string")
    if kind == "string" or text == "null":
        return None if text == "null" else text
    if kind == "strings":
        return [part.strip() for part in re.split("[,，]", text) if part.strip()]
    try:
        return json.loads(text.strip().lower())
    except (ValueError, RecursionError):
        told = {"name": query.name, "param": name, "type": kind, "value": text}
        raise QueryError("store.query.type", **told) from None


def _argument(query: Query, param: Param, given: Mapping[str, Any]) -> Any:
    told = {"name": query.name, "param": param.name, "type": param.type}
    if param.name not in given:
        if param.required:
            raise QueryError("store.query.missing", **told)
        return param.default
    value = given[param.name]
    if not _fits(value, param):
        raise QueryError("store.query.type", **told, value=value)
    return value


def _fits(value: Any, param: Param) -> bool:
    if value is None:
        return not param.required and param.default is None
    if isinstance(value, bool) and param.type != "boolean":
        return False
    if param.type == "strings":
        return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return False  # more than an engine's integer holds
    return isinstance(value, KINDS[param.type])


def _query(path: Path) -> Query:
    cypher = path.read_text("utf-8")
    head = list(_head(cypher))
    params = tuple(_param(path, line) for line in head if line.startswith("param "))
    doc = {lang: _doc(head, lang) for lang in ("zh", "en")}
    name = path.relative_to(HERE).with_suffix("").as_posix()
    variants = {e: (HERE / e / path.name).read_text("utf-8") for e in ENGINES if _has(e, path)}
    for text in (cypher, *variants.values()):
        _check(path, text, doc, params)
    return Query(name, cypher, MappingProxyType(doc), params, MappingProxyType(variants))


def _has(engine: str, path: Path) -> bool:
    return path.parent == HERE and (HERE / engine / path.name).is_file()


def _head(cypher: str) -> Iterator[str]:
    for line in cypher.splitlines():
        if not line.startswith("//"):
            return
        yield line.removeprefix("//").strip()


def _doc(head: list[str], lang: str) -> str:
    """The text after ``zh:`` or ``en:`` and the lines that continue it."""
    found: list[str] = []
    for line in head:
        if line.startswith(f"{lang}:"):
            found.append(line.removeprefix(f"{lang}:").strip())
        elif found and not line.startswith(("zh:", "en:", "param ")):
            found.append(line)
        elif found:
            break
    return ("" if lang == "zh" else " ").join(found).strip()


def _param(path: Path, line: str) -> Param:
    found = PARAM.match(line)
    if not found or found[2] not in KINDS:
        raise QueryError("store.query.file", path=path.name, why=line)
    name, kind, default, told = found.groups()
    zh, _, en = (told or "").partition("|")
    doc = MappingProxyType({"zh": zh.strip(), "en": en.strip()})
    return Param(name, kind, json.loads(default) if default else None, not default, doc)


def _check(path: Path, cypher: str, doc: Mapping[str, str], params: tuple[Param, ...]) -> None:
    """Both languages, and exactly the declared parameters are used."""
    code = "\n".join(line for line in cypher.splitlines() if not line.startswith("//"))
    used, declared = set(USED.findall(code)), {param.name for param in params}
    why = next((f"no {lang}: text" for lang, text in doc.items() if not text), "")
    if used != declared:
        why = f"parameters used and declared differ: {sorted(used ^ declared)}"
    if why:
        raise QueryError("store.query.file", path=path.name, why=why)
