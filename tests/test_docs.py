"""What is written stays true: links lead somewhere, commands exist and do what is shown, paths
that are named are there, and every text that the product says is whole in both languages."""

from __future__ import annotations

import ast
import hashlib
import os
import re
import shlex
import signal
import string
import subprocess
import sys
import tomllib
import urllib.request
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path

import pytest

import cli
from ingest.catalogue import LANGUAGES, TEXTS, catalogue, text
from ingest.errors import UsageError
from tests.engines import require
from tests.processes import ROOT, alive, engine_pid, environment, free_port, wait_until
from tests.test_architecture import docstring, package, sources, tree

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("data/*.md")])
SESSIONS = ("README.md", "docs/README.zh.md")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
NAMED = re.compile(r"`([\w./-]+/(?:[\w.-]+)?|[\w-]+\.(?:py|toml|md|yaml|cypher|txt))`")
HAN = re.compile(r"[\u4e00-\u9fff]")
PREFIX = {"say": {"views": "app.", "commands": "cli."}, "tell": {"commands": "cli."}, "text": {}}
#: English texts that show a Chinese word on purpose.
SHOWN_IN_CHINESE = re.compile(r"“[^”]*”|\"[^\"]*\"|（[^）]*）|\([^)]*\)|NAME|亿元")


def label(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_links_lead_somewhere(page: Path) -> None:
    broken = [
        target for target in LINK.findall(page.read_text("utf-8")) if not _leads(page, target)
    ]
    assert not broken, broken


def _leads(page: Path, target: str) -> bool:
    if target.startswith(("https://", "mailto:")):
        return True
    path, _, anchor = target.partition("#")
    found = (page.parent / path).resolve() if path else page
    return found.exists() and (not anchor or anchor in _anchors(found))


def _anchors(page: Path) -> set[str]:
    """Anchors of headings, as code hosts make them."""
    heads = re.findall(r"(?m)^#+ (.+)$", page.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_files_that_are_named_are_there(page: Path) -> None:
    named = NAMED.findall(page.read_text("utf-8"))
    homes = (ROOT, page.parent, ROOT / "ingest", *_listed_homes(page))
    lost = [name for name in named if not any((home / name).exists() for home in homes)]
    assert not [name for name in lost if not _made(name)], lost


def _listed_homes(page: Path) -> list[Path]:
    return [ROOT / "data"] if page.parent.name == "data" else []


def _made(name: str) -> bool:
    """What a run makes, or a pattern for names."""
    return "NAME" in name or "NNNN" in name or name.startswith(("config/", "entities."))


@cache
def targets() -> set[str]:
    return set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text("utf-8")))


def commands(page: Path) -> list[str]:
    """What the page shows to type, and the commands that its sentences name."""
    told = page.read_text("utf-8")
    shown = re.findall(r"(?m)^\$ (.+)$", told)
    return shown + re.findall(r"`((?:\.venv/bin/)?innograph [^`]+|make [^`]+)`", told)


def test_commands_that_are_shown_exist() -> None:
    wrong = [
        f"{label(page)}: {line}" for page in PAGES for line in commands(page) if not _exists(line)
    ]
    assert not wrong, wrong


def _exists(line: str) -> bool:
    program, *words = shlex.split(line)
    if program == "make":
        return {word for word in words if "=" not in word and not word.startswith("-")} <= targets()
    if program.rpartition("/")[2] != "innograph":
        return False
    if any(word.isupper() or word == "…" for word in words) or words[-1:] == ["--help"]:
        words = [word for word in words if word[:1].islower()][:1]  # a pattern: only its command
        return not words or words[0] in {one.__name__.lstrip("_") for one in cli.COMMANDS}
    return _parses(words)


def _parses(words: list[str]) -> bool:
    try:
        cli._parser("en").parse_args(words)
    except UsageError:
        return words in ([one.__name__.lstrip("_")] for one in cli.COMMANDS)  # only its name
    except SystemExit as ended:
        return ended.code == 0
    return True


def test_every_document_is_in_the_list() -> None:
    listed = set(LINK.findall((ROOT / "docs" / "README.md").read_text("utf-8")))
    there = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert not there - listed


def test_targets_are_described() -> None:
    listed = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, check=True)
    said = listed.stdout.decode()
    assert all(f"make {name}" in said for name in targets())


def test_the_changelog_is_kept_as_it_says() -> None:
    told = (ROOT / "CHANGELOG.md").read_text("utf-8")
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert "## [Unreleased]" in told and set(re.findall(r"(?m)^### (.+)$", told)) <= kinds


def test_decisions_are_numbered_without_a_gap() -> None:
    names = sorted(path.name for path in (ROOT / "docs" / "decisions").iterdir())
    assert [name[:5] for name in names] == [f"{n:04}-" for n in range(1, len(names) + 1)]
    for name in names:
        told = (ROOT / "docs" / "decisions" / name).read_text("utf-8")
        assert told.startswith("# ") and "**Decided:**" in told


def test_what_is_said_of_the_plan_is_so() -> None:
    told = (ROOT / "data" / "README.md").read_text("utf-8")
    data = (ROOT / "data" / "hangzhou-west-corridor-14fyp.txt").read_bytes()
    lines = data.decode().removesuffix("\n").split("\n")
    assert hashlib.sha256(data).hexdigest() in told
    assert f"{len(lines):,} lines of which {sum(map(bool, map(str.strip, lines))):,}" in told


def test_every_text_is_there_in_both_languages() -> None:
    texts = catalogue()
    assert len(texts) > 300
    uneven = [key for key, entry in texts.items() if set(entry) != set(LANGUAGES)]
    assert not uneven, uneven
    empty = [key for key, entry in whole_texts() if not all(map(str.strip, entry.values()))]
    assert not empty, empty


@pytest.mark.parametrize(
    ("lang", "quoted"),
    [("en", r"(?<!\*)\*([A-Z][^*]*)\*(?!\*)"), ("zh", "“((?![^”]*[谁哪])[^”]*)”")],
)
def test_the_guide_calls_things_as_the_app_does(lang: str, quoted: str) -> None:
    """In italics, and in Chinese in quotes; a question in quotes is no name of anything."""
    said = "\n".join(entry[lang] for entry in catalogue().values())
    named = re.findall(quoted, (ROOT / "docs" / f"guide.{lang}.md").read_text("utf-8"))
    assert len(named) > 10
    unknown = [name for name in named if not re.search(_pattern(name), said)]
    assert not unknown, unknown


def _pattern(name: str) -> str:
    """Broken over lines or not; … stands for what differs."""
    return re.escape(" ".join(name.split())).replace("…", ".*")


def test_both_languages_fill_the_same_places() -> None:
    uneven = {
        key: places
        for key, entry in whole_texts()
        if len(set(places := [_places(entry[lang]) for lang in LANGUAGES])) > 1
    }
    assert not uneven, uneven


def whole_texts() -> Iterator[tuple[str, Mapping[str, str]]]:
    """All texts but the parts of sentences in ``ask_said.toml``, where a language may need a
    word that the other has not; the corpus of questions puts those to use."""
    parts = TEXTS / "ask_said.toml"
    said = _keys(tomllib.loads(parts.read_text("utf-8"))) if parts.exists() else iter(())
    apart = {f"ask.{key}" for key in said}
    yield from ((key, entry) for key, entry in catalogue().items() if key not in apart)


def _places(told: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(told) if name is not None)


def test_each_language_is_its_own() -> None:
    mixed = [
        f"{key}: {entry['en']}"
        for key, entry in catalogue().items()
        if HAN.search(SHOWN_IN_CHINESE.sub("", entry["en"])) and key != "app.languages.zh"
    ]
    assert not mixed, mixed


def test_no_key_is_given_twice() -> None:
    counted = Counter(
        f"{file.stem.partition('_')[0]}.{key}"
        for file in TEXTS.glob("*.toml")
        for key in _keys(tomllib.loads(file.read_text("utf-8")))
    )
    assert not [key for key, times in counted.items() if times > 1]
    assert set(counted) == set(catalogue())


def _keys(table: dict[str, object]) -> Iterator[str]:
    for name, below in table.items():
        if isinstance(below, dict) and not all(isinstance(v, str) for v in below.values()):
            yield from (f"{name}.{key}" for key in _keys(below))
        else:
            yield name


def asked() -> Iterator[tuple[str, str, set[str] | None]]:
    """Place, key and values of every text that the code asks for by a key written out."""
    for path in sources():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                key, name = node.args[0].value, _name(node.func)
                prefix = PREFIX.get(name, {}).get(package(path), "")
                known = prefix or name == "text" or name.endswith("Error")
                if known and isinstance(key, str) and re.fullmatch(r"\w+(\.\w+)+", prefix + key):
                    yield f"{path}:{node.lineno}", prefix + key, _given(node)


def _name(function: ast.expr) -> str:
    return str(getattr(function, "attr", None) or getattr(function, "id", ""))


def _given(call: ast.Call) -> set[str] | None:
    """Names of the values; None where they come in a dictionary."""
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else {name for name in names if name}


def test_every_text_asked_for_is_there_with_its_values() -> None:
    texts, wrong, found = catalogue(), [], 0
    for place, key, given in asked():
        found += 1
        if key not in texts:
            wrong.append(f"{place}: no text {key}")
        elif given is not None and not _places(texts[key]["zh"]) <= given:
            wrong.append(f"{place}: {key} needs {set(_places(texts[key]['zh']))}")
    assert found > 100
    assert not wrong, wrong


def test_no_sentence_is_written_into_a_page() -> None:
    """Texts for people come from the catalogue, so no page holds Chinese of its own."""
    wrong = [
        f"{path}:{node.lineno} {node.value[:40]}"
        for path in sources()
        if package(path) in ("views", "commands", "app", "cli")
        for said in [{id(docstring(each)) for each in ast.walk(tree(path))}]
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
        if len(HAN.findall(node.value)) > 1
    ]
    assert not wrong, wrong


@pytest.mark.slow
@pytest.mark.parametrize("name", SESSIONS)
def test_the_session_goes_as_it_is_shown(name: str, tmp_path: Path, loaded_plan: Path) -> None:
    """Each command is run; what it prints has the lines shown, in which `…` is any text."""
    for line, shown in sessions(ROOT / name):
        if "innograph" not in line:
            continue  # `make run` has a test of its own below
        words = shlex.split(line)[1:]
        words = [str(ROOT / word) if word.startswith("data/") else word for word in words]
        done = subprocess.run(
            [Path(sys.executable).with_name("innograph"), *words],
            env={**environment(loaded_plan), "LC_ALL": "C.UTF-8"},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        pattern = r"\s*".join(map(_line_pattern, shown))
        assert re.search(rf"(?s)^{pattern}", done.stdout, re.MULTILINE), f"{line}\n{done.stdout}"


@pytest.mark.slow
def test_make_run_opens_the_app_and_ends_without_a_trace(tmp_path: Path) -> None:
    """Twice: the second start reads nothing. Ctrl-C goes to make and all that it started."""
    require("" if (ROOT / ".venv" / ".run").exists() else "needs what `make setup` makes")
    for read in (True, False):
        shown, pid = _opened_and_ended(tmp_path)
        assert ("Loaded data/" in shown) is read and ("nothing to do" in shown) is not read
        assert wait_until(partial(_gone, pid))


def _gone(pid: int) -> bool:
    return not alive(pid)


def _opened_and_ended(home: Path) -> tuple[str, int]:
    """What `make run` printed until Ctrl-C, and the process id of its engine."""
    port = free_port()
    process = subprocess.Popen(
        ["make", "run", f"PORT={port}"],
        env={**environment(home), "LC_ALL": "C.UTF-8"},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    )
    shown = ""
    try:
        assert process.stdout
        while "The app is open" not in shown and (line := process.stdout.readline()):
            shown += line
        assert f"http://127.0.0.1:{port} " in shown, shown
        address = f"http://127.0.0.1:{port}/_stcore/health"
        assert urllib.request.urlopen(address, timeout=10).status == 200
        pid = engine_pid(home)
    finally:
        os.killpg(process.pid, signal.SIGINT)
        shown += process.communicate(timeout=60)[0]  # ends when nobody holds the pipe any more
    assert "Traceback" not in shown
    return shown, pid


def _line_pattern(line: str) -> str:
    return ".*?".join(re.escape(part) for part in line.split("…"))


def sessions(page: Path) -> Iterator[tuple[str, list[str]]]:
    """Each command shown, with the lines shown below it."""
    for block in re.findall(r"(?ms)^```console\n(.*?)^```", page.read_text("utf-8")):
        for part in re.split(r"(?m)^\$ ", block)[1:]:
            command, *shown = part.rstrip("\n").split("\n")
            yield command, shown


@pytest.fixture(scope="module")
def loaded_plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the plan that ships, its engine kept running."""
    from graph.load import load
    from graph.store import open_store
    from ingest.pipeline import read_plan
    from ingest.supports.lenses import shipped

    home = tmp_path_factory.mktemp("home")
    plan = ROOT / "data" / "hangzhou-west-corridor-14fyp.txt"
    with open_store(home=home) as store:
        load(store, read_plan(plan, lenses=tuple(shipped().values())))
        yield home


def test_a_text_is_found_in_the_language_asked_for() -> None:
    assert text("cli.serve.port", "zh", port=1, other=2) != text(
        "cli.serve.port", "en", port=1, other=2
    )
