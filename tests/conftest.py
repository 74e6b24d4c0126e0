"""Fixtures: ``store`` is every engine at hand in turn, empty at the start of each test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from graph.load import load
from graph.store import Store, open_store
from innograph import Graph
from tests import browser, engines, exported, neo4j_server

_CLEARED = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE", "INNOGRAPH_HOME")


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: Any) -> None:
    """No test touches the graph of the person who runs it."""
    for name in _CLEARED:
        monkeypatch.delenv(name, raising=False)
    # What ships has its vectors; a test that wants others made says so.
    monkeypatch.setenv("INNOGRAPH_MEANING", "kept")
    monkeypatch.setenv("INNOGRAPH_HOME", str(tmp_path_factory.getbasetemp() / "default-home"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    engines.require(browser.missing())
    with browser.chromium() as found:
        yield found


@pytest.fixture(scope="session")
def neo4j_running() -> Iterator[neo4j_server.Server]:
    """A real Neo4j 5 for the whole run."""
    engines.require(neo4j_server.missing())
    with neo4j_server.running() as server:
        yield server


@pytest.fixture
def neo4j_environment(
    neo4j_running: neo4j_server.Server, monkeypatch: pytest.MonkeyPatch
) -> neo4j_server.Server:
    """The environment names the running Neo4j, as a user's would."""
    for name, value in neo4j_running.environment().items():
        monkeypatch.setenv(name, value)
    return neo4j_running


@pytest.fixture(scope="session")
def _embedded_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with engines.embedded(tmp_path_factory.mktemp("home")) as store:
        yield store


@pytest.fixture(scope="session")
def shipped_graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """The plan that ships, in an engine of its own that nobody writes to."""
    with engines.embedded(tmp_path_factory.mktemp("shipped")) as store:
        load(store, exported.shipped())
        yield Graph(store)


@pytest.fixture
def embedded_store(_embedded_store: Store) -> Store:
    """The embedded engine, empty."""
    engines.wipe(_embedded_store)
    return _embedded_store


@pytest.fixture
def neo4j_store(neo4j_environment: neo4j_server.Server) -> Iterator[Store]:
    """A real Neo4j 5, empty."""
    with open_store() as store:
        engines.wipe(store)
        yield store


@pytest.fixture(params=engines.ENGINES)
def store(request: pytest.FixtureRequest) -> Store:
    """Every engine at hand in turn, empty."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found
