"""The built wheel by itself: what is in it, and that it works where there is no checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from graph.fingerprint import reader_version
from tests.engines import require
from tests.processes import ROOT, free_port
from tests.test_architecture import committed
from tests.test_mcp import text_of

QUANTUM, FOUND = "谁在做量子科技", "之江实验室"
ASKED = f"from innograph import open_graph; print(open_graph().ask({QUANTUM!r}).to_json())"
PACKAGES = ("commands", "doors", "graph", "ingest", "innograph", "queries", "views")
#: What makes the graph component; its result is in the package, nobody needs the rest.
MADE_OF = ("build.mjs", "package.json", "package-lock.json", ".npmrc", "src/")
LINE = "http://127.0.0.1:"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of what is under version control, built in a copy."""
    require("" if shutil.which("git") and (ROOT / ".git").exists() else "needs a git checkout")
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in _tracked():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, source / name)
    words = "-m pip wheel --quiet --no-deps --no-build-isolation --no-index -w".split()
    subprocess.run([sys.executable, *words, out, source], check=True, capture_output=True)
    (found,) = out.glob("*.whl")
    return found


def _tracked() -> Iterator[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    apart = ("tests/", "bench/", "docs/", "examples/")
    for name in filter(None, listed.stdout.decode().split("\0")):
        if not name.startswith(apart) and (ROOT / name).is_file():
            yield name


def _inside(name: str) -> str:
    """Where a file of the checkout lies in the wheel; "" where it has no business there."""
    if name.startswith(("data/", ".streamlit/")) or name == "schema.cypher":
        return f"innograph/shipped/{name}"
    below = name.removeprefix("views/component/")
    if below != name and below.startswith(MADE_OF):
        return ""
    return name if name in ("app.py", "cli.py") or name.startswith(PACKAGES) else ""


def test_all_that_is_needed_is_inside_and_nothing_else(wheel: Path) -> None:
    expected = {inside: name for name in _tracked() if (inside := _inside(name))}
    with zipfile.ZipFile(wheel) as opened:
        held = {name for name in opened.namelist() if ".dist-info/" not in name}
        assert held == set(expected), held ^ set(expected)
        assert all(opened.read(i) == (ROOT / n).read_bytes() for i, n in expected.items())
    assert len([name for name in held if name.endswith(".cypher")]) == len(
        [name for name in committed() if name.endswith(".cypher")]
    )


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs' folder of a fresh environment that has the wheel, and this one's libraries."""
    folder = tmp_path_factory.mktemp("clean") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    (site,) = folder.glob("lib/python*/site-packages")
    # A folder named here is searched, its own .pth files (the checkout's) are not read.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    python = folder / "bin" / "python"
    uv = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--offline", "--no-deps"]
    subprocess.run([*uv, "--python", python, wheel], check=True, capture_output=True)
    return folder / "bin"


@pytest.fixture
def clean(tmp_path: Path) -> dict[str, str]:
    """An environment that knows no checkout: a home of its own, a folder elsewhere."""
    dropped = ("PYTHON", "NEO4J_", "STREAMLIT_", "DISPLAY", "WAYLAND_", "XDG_")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(dropped)}
    home = {"HOME": str(tmp_path), "INNOGRAPH_HOME": str(tmp_path / "graph"), "LC_ALL": "C.UTF-8"}
    return kept | home


def test_it_reads_as_the_checkout_does(installed: Path, clean: dict[str, str]) -> None:
    """Code and data come from the wheel, and a graph made by one serves the other as it is."""
    asked = "import graph.fingerprint as g; print(g.__file__); print(g.reader_version())"
    done = _run(clean, installed / "python", "-c", asked)
    path, version = done.split()
    assert not path.startswith(str(ROOT)) and version == reader_version()


@pytest.mark.slow
def test_every_door_opens_and_asks_nothing(installed: Path, clean: dict[str, str]) -> None:
    innograph = installed / "innograph"
    with _running(clean, innograph, "demo", "--no-browser") as (port, shown):
        assert _got(port, "/_stcore/health") == "ok"
        assert "<title>" in _got(port, "/") and "@" not in shown  # no question for an address
        assert FOUND in _run(clean, innograph, "ask", QUANTUM, "--json")
        assert FOUND in _run(clean, installed / "python", "-c", ASKED)
        assert FOUND in anyio.run(_by_assistant, clean, str(innograph))
        with _running(clean, innograph, "api") as (api, _):
            assert FOUND in _got(api, f"/ask?{urlencode({'q': QUANTUM})}")


async def _by_assistant(clean: dict[str, str], innograph: str) -> str:
    words = StdioServerParameters(command=innograph, args=["mcp"], env=clean, cwd=clean["HOME"])
    async with Client(stdio_client(words)) as client:
        return text_of(await client.call_tool("ask", {"question": QUANTUM}))


@contextmanager
def _running(clean: dict[str, str], *words: str | Path) -> Iterator[tuple[int, str]]:
    """A program that tells its address; its port and what it printed until then."""
    port = free_port()
    process = subprocess.Popen(
        [*words, "--port", str(port)],
        env=clean,
        cwd=clean["HOME"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    shown = ""
    try:
        assert process.stdout
        while LINE not in shown and (line := process.stdout.readline()):
            shown += line
        assert f"{LINE}{port}" in shown, shown
        yield port, shown
    finally:
        process.terminate()
        process.communicate(timeout=60)
    assert process.returncode == 0


def _got(port: int, path: str) -> str:
    with urllib.request.urlopen(f"{LINE}{port}{path}", timeout=20) as answer:
        return str(answer.read().decode())


def _run(clean: dict[str, str], *words: str | Path) -> str:
    done = subprocess.run(words, env=clean, cwd=clean["HOME"], capture_output=True, timeout=200)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()
