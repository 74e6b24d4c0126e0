"""What the container's files say: an image without rights, a file system that cannot be written,
ports that only this machine reaches. Read from the files, since an image is built elsewhere."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

import cli
from commands.serving import ADDRESS, listening, shown_address
from doors.hosts import SWITCH

ROOT = Path(__file__).resolve().parent.parent
HOME, USER = "/var/lib/innograph", "10001:10001"
Line = tuple[str, str]


def instructions() -> list[Line]:
    """The instructions of the Containerfile, joined over line ends, without comments."""
    lines = (ROOT / "Containerfile").read_text("utf-8").split("\n")
    told = "\n".join(line for line in lines if not line.startswith("#")).replace("\\\n", " ")
    return [
        (name, rest) for name, _, rest in (line.partition(" ") for line in told.split("\n") if line)
    ]


def stages() -> list[list[Line]]:
    found: list[list[Line]] = []
    for line in instructions():
        if line[0] == "FROM":
            found.append([])
        found[-1].append(line)
    return found


def told(stage: list[Line], name: str) -> Iterator[str]:
    return (rest for instruction, rest in stage if instruction == name)


def ignored(path: str) -> bool:
    rules = (ROOT / ".dockerignore").read_text("utf-8").split("\n")
    return any(fnmatch(path, rule) for rule in rules if rule and not rule.startswith("#"))


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    return found


def test_it_is_built_in_stages_from_pinned_images() -> None:
    build, image = stages()
    bases = {next(told(stage, "FROM")).partition(" AS ")[0] for stage in (build, image)}
    assert len(bases) == 1
    python = re.fullmatch(r"python:(3\.\d+)\.\d+-slim-[a-z]+", bases.pop())
    assert python and python[1] in ("3.11", "3.12", "3.13")
    assert "--require-hashes" in " ".join(told(build, "RUN"))
    (copied,) = told(image, "COPY")  # nothing but what was installed: no sources, no tools
    assert copied == "--from=build /opt/innograph /opt/innograph"
    assert not any("pip" in run or "curl" in run for run in told(image, "RUN"))
    assert not [line for line in instructions() if line[0] == "ADD"]


def test_it_runs_without_rights_and_says_whether_it_is_well() -> None:
    image = stages()[-1]
    names = [name for name, _ in image]
    assert list(told(image, "USER")) == [USER]
    assert names.index("USER") < names.index("ENTRYPOINT")
    assert not [
        run for run in told(image, "RUN") if names.index("USER") < image.index(("RUN", run))
    ]
    env = dict(each.split("=", 1) for each in shlex.split(next(told(image, "ENV"))))
    assert env["HOME"] == HOME and env["INNOGRAPH_HOME"].startswith(f"{HOME}/")
    assert env[ADDRESS] == "0.0.0.0" and env["PYTHONDONTWRITEBYTECODE"] == "1"
    assert list(told(image, "VOLUME")) == [HOME]
    assert "http://127.0.0.1:8501/health" in next(told(image, "HEALTHCHECK"))
    assert yaml.safe_load(next(told(image, "ENTRYPOINT"))) == ["innograph"]
    assert parsed(yaml.safe_load(next(told(image, "CMD")))).port == cli.PORT


def parsed(words: list[str]) -> Any:
    return cli._parser("en").parse_args(words)


@pytest.mark.parametrize("name", [".git", ".venv", "tests", "build", "a.egg-info", ".mypy_cache"])
def test_what_the_image_must_not_hold_is_left_out(name: str) -> None:
    assert ignored(name)


@pytest.mark.parametrize(
    "name",
    "requirements.txt pyproject.toml setup.py README.md LICENSE data .streamlit cli.py"
    " schema.cypher app.py commands doors graph ingest innograph queries views".split(),
)
def test_what_it_needs_is_there(name: str) -> None:
    assert (ROOT / name).exists() and not ignored(name)


def test_app_api_and_graph_are_composed(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) == {"app", "api", "neo4j"}
    for name, port in (("app", 8501), ("api", 8502)):
        each = services[name]
        args = parsed(each["command"])
        assert each["command"][0] == {"app": "serve", "api": "api"}[name] and args.port == port
        assert each["read_only"] is True and each["tmpfs"] == ["/tmp"]
        assert each["cap_drop"] == ["ALL"] and "no-new-privileges:true" in each["security_opt"]
        assert each["volumes"] == [f"home:{HOME}"] and "user" not in each
        assert each["build"]["dockerfile"] == "Containerfile"
        assert each["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
        assert each["environment"]["NEO4J_URI"] == "bolt://neo4j:7687"
        assert SWITCH in each["environment"] and "NEO4J_PASSWORD" in each["environment"]
        assert each["mem_limit"] and each["pids_limit"]
    assert "127.0.0.1:8502/health" in services["api"]["healthcheck"]["test"][-1]
    assert services["neo4j"]["healthcheck"]["test"][0] == "CMD"


def test_only_this_machine_reaches_the_ports(compose: dict[str, Any]) -> None:
    for name, each in compose["services"].items():
        for port in each["ports"]:
            assert re.fullmatch(r"127\.0\.0\.1:(\d+):\1", port), (name, port)
        assert not {"privileged", "network_mode", "pid"} & set(each)


def test_nothing_is_secret_in_the_files(compose: dict[str, Any]) -> None:
    for each in compose["services"].values():
        for name, value in each["environment"].items():
            if "PASSWORD" in name or "AUTH" in name:
                assert "${NEO4J_PASSWORD:?" in value
    assert {"home", "graph"} == set(compose["volumes"])
    image = compose["services"]["neo4j"]["image"]
    assert re.fullmatch(r"neo4j:5\.\d+-community", image)


@pytest.mark.parametrize("command", ["serve", "api", "mcp", "demo"])
def test_where_it_listens_is_said(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    args = parsed([command])
    assert listening(args) == "127.0.0.1"
    monkeypatch.setenv(ADDRESS, "0.0.0.0")
    assert listening(args) == "0.0.0.0"
    assert listening(parsed([command, "--address", "::1"])) == "::1"
    monkeypatch.setenv(ADDRESS, "everywhere")
    assert cli.main(["--lang", "en", command]) == 2
    assert "no IP address" in capsys.readouterr().err


def test_this_machine_reaches_what_listens_everywhere() -> None:
    assert shown_address("0.0.0.0", 8501) == "http://127.0.0.1:8501"
    assert shown_address("::", 8501) == shown_address("::1", 8501) == "http://[::1]:8501"
    assert shown_address("192.0.2.7", 1) == "http://192.0.2.7:1"
