"""Addresses, passwords and databases that are wrong: one clear line each."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from graph.store import open_store
from ingest.errors import StoreError
from tests.neo4j_server import Server
from tests.processes import ROOT, environment


@pytest.mark.parametrize("uri", ["http://localhost:7474", "localhost:7687", "bolt://", "ftp://x/y"])
def test_an_address_of_another_kind(uri: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(uri)
    assert caught.value.key == "store.uri.scheme"
    assert uri in caught.value.say("en") and "bolt" in caught.value.say("zh")


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_nobody_listens(scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(StoreError) as caught:
        open_store(f"{scheme}://127.0.0.1:{port}")
    assert caught.value.key == "store.uri.unreachable"
    assert str(port) in str(caught.value)


def test_somebody_else_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.listen()
        with pytest.raises(StoreError) as caught:
            open_store(f"bolt://127.0.0.1:{listener.getsockname()[1]}")
    assert caught.value.key == "store.uri.unreachable"


def test_a_host_that_does_not_exist() -> None:
    with pytest.raises(StoreError) as caught:
        open_store("bolt://no-such-host.invalid:7687")
    assert caught.value.key == "store.uri.unreachable"


def test_the_wrong_password(neo4j_environment: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "wrong")
    with pytest.raises(StoreError) as caught:
        open_store()
    assert caught.value.key == "store.uri.auth"
    assert "neo4j" in str(caught.value) and "wrong" not in str(caught.value)


def test_the_wrong_database(neo4j_environment: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_DATABASE", "nosuchdb")
    with pytest.raises(StoreError) as caught:
        open_store()
    assert caught.value.key == "store.uri.database"
    assert "nosuchdb" in str(caught.value)


def test_routing_addresses_work_too(neo4j_environment: Server) -> None:
    uri = neo4j_environment.uri.replace("bolt://", "neo4j://")
    with open_store(uri) as store:
        assert store.read("RETURN 1 AS one") == [{"one": 1}]


def test_the_driver_says_nothing_to_the_user(neo4j_store: object, neo4j_running: Server) -> None:
    """A query on what does not exist yet gives notifications, which nobody should see."""
    program = (
        "from graph.store import open_store\n"
        "with open_store() as s: print(s.read('MATCH (n:Nope)-[r:NADA]->() RETURN n.no AS x'))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", program],
        env={**environment(ROOT), **neo4j_running.environment()},
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        check=False,
    )
    assert (done.stdout.strip(), done.returncode) == ("[]", 0)
    assert "Nope" not in done.stderr and "neo4j" not in done.stderr.lower()
