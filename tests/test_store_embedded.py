"""The embedded engine as a process: who may reach it, who shares it, how it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from graph import bolt, embedded
from graph.store import open_store
from ingest.errors import InnographError, StoreError
from tests.engines import require
from tests.processes import USER, alive, engine_pid, say, spawn, wait_until

LINUX = "" if sys.platform == "linux" else "looks into /proc, which only Linux has"


@contextmanager
def user(home: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that uses the store of ``home`` and answers queries line by line."""
    process = spawn(USER, home)
    try:
        assert say(process).startswith("bolt://127.0.0.1:")
        yield process
    finally:
        process.kill()
        process.wait()


def kill_hard(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: not alive(pid))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_heap_is_what_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    assert embedded.memory() == "512m"
    for given, expected in (("4g", "4g"), ("2048m", "2048m"), ("4g -Dx", "512m"), ("0g", "512m")):
        monkeypatch.setenv(embedded.MEMORY, given)
        assert embedded.memory() == expected


def test_files_are_for_their_owner_only(tmp_path: Path) -> None:
    with open_store(home=tmp_path):
        folder = tmp_path / "engine"
        assert mode(folder) == 0o700
        assert mode(folder / "run.json") == 0o600
        for path in folder.rglob("*"):
            assert mode(path) & 0o077 == 0, path


def test_listens_on_the_loopback_address_only(tmp_path: Path) -> None:
    require(LINUX)
    with open_store(home=tmp_path):
        addresses = _listening(engine_pid(tmp_path))
    assert len(addresses) == 2  # Bolt and the control port: the engine's HTTP server is closed
    assert set(addresses) <= {"0100007F", "0000000000000000FFFF00000100007F"}


def _listening(pid: int) -> list[str]:
    """Local addresses (hexadecimal) on which the process ``pid`` listens."""
    links = [str(fd.readlink()) for fd in Path(f"/proc/{pid}/fd").iterdir()]
    sockets = {link[8:-1] for link in links if link.startswith("socket:")}
    found = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            cells = line.split()
            if cells[3] == "0A" and cells[9] in sockets:
                found.append(cells[1].partition(":")[0])
    return found


def test_secrets_are_fresh_and_on_no_command_line(tmp_path: Path) -> None:
    require(LINUX)
    seen: list[str] = []
    for _ in range(2):
        with open_store(home=tmp_path):
            run = json.loads((tmp_path / "engine" / "run.json").read_text())
            told = b"".join(
                Path(f"/proc/{run['pid']}/{name}").read_bytes() for name in ("cmdline", "environ")
            )
            seen += [run[name] for name in embedded.SECRETS]
            assert not any(secret.encode() in told for secret in seen)
    assert len(set(seen)) == 8


def test_a_stranger_is_not_let_in(tmp_path: Path) -> None:
    import neo4j

    with open_store(home=tmp_path) as store:
        for password in ("", "root", "arcadedb", "playwithdata"):
            with (
                pytest.raises(neo4j.exceptions.AuthError),
                neo4j.GraphDatabase.driver(store.engine.uri, auth=("root", password)) as driver,
            ):
                driver.verify_connectivity()


def test_closing_leaves_no_process(tmp_path: Path) -> None:
    with open_store(home=tmp_path):
        pid = engine_pid(tmp_path)
        assert alive(pid)
    assert not alive(pid)


def test_stores_of_one_process_share_the_engine(tmp_path: Path) -> None:
    with open_store(home=tmp_path) as one:
        one.write("CREATE (:X {id: 1})")
        with open_store(home=tmp_path) as two:
            assert two.engine.uri == one.engine.uri
            assert two.read("MATCH (n:X) RETURN n.id AS id") == [{"id": 1}]
        assert one.read("MATCH (n:X) RETURN n.id AS id") == [{"id": 1}]


def test_data_stay_from_one_start_to_the_next(tmp_path: Path) -> None:
    with open_store(home=tmp_path) as store:
        store.write("CREATE (:X {id: '量子'})")
    with open_store(home=tmp_path) as store:
        assert store.read("MATCH (n:X) RETURN n.id AS id") == [{"id": "量子"}]


@pytest.mark.parametrize("name", ["数据 文件夹", 'it\'s a "folder"', "a" * 60])
def test_any_name_of_a_folder_will_do(tmp_path: Path, name: str) -> None:
    with open_store(home=tmp_path / name) as store:
        store.write("CREATE (:X {id: 1})")
    with open_store(home=tmp_path / name) as store:
        assert store.read("MATCH (n:X) RETURN n.id AS id") == [{"id": 1}]


def test_a_relative_folder_is_the_same_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INNOGRAPH_HOME", "home")
    with open_store() as one, open_store(home=tmp_path / "home") as two:
        assert one.engine.uri == two.engine.uri


def test_whoever_started_it_may_end_first(tmp_path: Path) -> None:
    with user(tmp_path) as starter, open_store(home=tmp_path) as store:
        pid = engine_pid(tmp_path)
        starter.stdin.close()  # type: ignore[union-attr]
        assert starter.wait(20) == 0
        assert alive(pid)
        assert store.read("RETURN 1 AS one") == [{"one": 1}]
    assert wait_until(lambda: not alive(pid), 5)


def test_whoever_started_it_may_be_killed(tmp_path: Path) -> None:
    with user(tmp_path) as starter, open_store(home=tmp_path) as store:
        pid = engine_pid(tmp_path)
        kill_hard(starter.pid)
        assert store.read("RETURN 1 AS one") == [{"one": 1}]
        assert engine_pid(tmp_path) == pid
    assert wait_until(lambda: not alive(pid), 5)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_it_ends_with_its_only_user(tmp_path: Path, sign: signal.Signals) -> None:
    with user(tmp_path) as process:
        pid = engine_pid(tmp_path)
        process.send_signal(sign)
        process.wait(20)
        assert wait_until(lambda: not alive(pid))


def test_a_killed_engine_is_replaced_without_a_word(tmp_path: Path) -> None:
    with user(tmp_path) as other, open_store(home=tmp_path) as store:
        store.write("CREATE (:X {id: 1})")
        pid = engine_pid(tmp_path)
        kill_hard(pid)
        assert store.read("MATCH (n:X) RETURN n.id AS id") == [{"id": 1}]
        assert engine_pid(tmp_path) != pid
        assert say(other, "MATCH (n:X) RETURN n.id AS id") == "[{'id': 1}]"


def test_many_that_start_at_once_share_one_engine(tmp_path: Path) -> None:
    processes = [spawn(USER, tmp_path) for _ in range(4)]
    uris = {say(process) for process in processes}
    for process in processes:
        process.stdin.close()  # type: ignore[union-attr]
        assert process.wait(30) == 0
    assert len(uris) == 1


@pytest.mark.parametrize("left", ["", "{", '{"bolt": 1}', "null"])
def test_a_run_file_that_says_nothing_is_no_obstacle(tmp_path: Path, left: str) -> None:
    (tmp_path / "engine").mkdir()
    (tmp_path / "engine" / "run.json").write_text(left)
    with open_store(home=tmp_path) as store:
        assert store.read("RETURN 1 AS one") == [{"one": 1}]


def test_a_stale_run_file_that_names_a_strangers_port_is_no_obstacle(tmp_path: Path) -> None:
    with open_store(home=tmp_path):
        run = json.loads((tmp_path / "engine" / "run.json").read_text())
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        stranger.listen()
        run["control"] = run["bolt"] = stranger.getsockname()[1]
        (tmp_path / "engine" / "run.json").write_text(json.dumps(run))
        with open_store(home=tmp_path) as store:
            assert store.read("RETURN 1 AS one") == [{"one": 1}]


def test_a_locked_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "SILENCE", 0.5)
    (tmp_path / "engine").mkdir()
    with FileLock(tmp_path / "engine" / "engine.lock"), pytest.raises(StoreError) as caught:
        open_store(home=tmp_path)
    assert caught.value.key == "store.home.busy"
    assert str(tmp_path) in caught.value.say("zh")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError) as caught:
        open_store(home=tmp_path / "file" / "home")
    assert caught.value.key == "store.home.denied"
    assert str(tmp_path / "file") in str(caught.value)


def test_a_folder_without_permission_is_named() -> None:
    require(LINUX)
    forbidden = Path("/sys/innograph")  # not even root may make a folder here
    with pytest.raises(StoreError) as caught:
        open_store(home=forbidden)
    assert caught.value.key == "store.home.denied"
    assert str(forbidden) in caught.value.say("zh")


def test_an_engine_that_cannot_start_says_where_its_log_is(tmp_path: Path) -> None:
    databases = tmp_path / "engine" / "root" / "databases"
    databases.mkdir(parents=True)
    (databases / "innograph").write_text("not a database")
    with pytest.raises(StoreError) as caught:
        open_store(home=tmp_path)
    assert caught.value.key in ("store.engine.start", "store.home.busy")
    assert "engine.log" in str(caught.value)


def test_load_csv_is_refused_even_to_the_writer(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("secret\n")
    with open_store(home=tmp_path) as store:
        for address in (secret.as_uri(), "http://127.0.0.1:9/x"):
            with pytest.raises(Exception, match="LOAD CSV"):
                store.write("LOAD CSV FROM $address AS row RETURN row", address=address)


@contextmanager
def paused(pid: int) -> Iterator[None]:
    """The process stands still during the body."""
    os.kill(pid, signal.SIGSTOP)
    try:
        assert wait_until(lambda: _stands_still(pid))
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def _stands_still(pid: int) -> bool:
    """Whether every thread of the process has stopped: a signal takes its time."""
    stats = Path(f"/proc/{pid}/task").glob("*/stat")
    return all(each.read_text().rpartition(")")[2].split()[0] in "tTZX" for each in stats)


def test_an_engine_that_pauses_keeps_its_run_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "SILENCE", 1.0)
    with open_store(home=tmp_path) as store:
        pid = engine_pid(tmp_path)
        with paused(pid), pytest.raises(StoreError) as caught:
            open_store(home=tmp_path)
        assert caught.value.key == "store.engine.silent" and str(pid) in caught.value.say("zh")
        assert engine_pid(tmp_path) == pid
        with open_store(home=tmp_path) as other:
            assert other.engine.uri == store.engine.uri


def test_a_short_pause_is_waited_for(tmp_path: Path) -> None:
    with open_store(home=tmp_path) as store:
        pid = engine_pid(tmp_path)
        os.kill(pid, signal.SIGSTOP)
        threading.Timer(4.0, os.kill, (pid, signal.SIGCONT)).start()
        with open_store(home=tmp_path) as other:
            assert other.engine.uri == store.engine.uri
        assert store.read("RETURN 1 AS one") == [{"one": 1}]


def test_a_question_to_an_engine_that_hangs_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bolt, "READING", 0.5)
    monkeypatch.setattr(bolt, "GRACE", 0.5)
    monkeypatch.setattr(embedded, "SILENCE", 1.0)
    with open_store(home=tmp_path) as store:
        with paused(engine_pid(tmp_path)):
            for key in ("store.silent", "store.engine.silent"):
                began = time.monotonic()
                with pytest.raises(StoreError) as caught:
                    store.read("RETURN 1 AS one")
                assert caught.value.key == key
                assert time.monotonic() - began < 8
        assert store.read("RETURN 1 AS one") == [{"one": 1}]


def test_a_console_that_hangs_is_replaced(tmp_path: Path) -> None:
    with open_store(home=tmp_path) as store:
        assert store.console("RETURN 1 AS one").rows == ((1,),)
        folder = next(each for each in (tmp_path / "engine" / "console").iterdir() if each.is_dir())
        os.kill(int(json.loads((folder / "run.json").read_text())["pid"]), signal.SIGSTOP)
        with pytest.raises(StoreError) as caught:
            store.console("RETURN 2 AS two", timeout=0.5)
        assert caught.value.key == "store.timeout"
        assert store.console("RETURN 3 AS three").rows == ((3,),)


def test_the_console_sees_the_graph_as_it_is_now(tmp_path: Path) -> None:
    with open_store(home=tmp_path) as store:
        for count in (1, 2):
            store.write("CREATE (:X {id: $id})", id=str(count))
            assert store.console("MATCH (n:X) RETURN count(n) AS c").rows == ((count,),)
        store.alter("CREATE INDEX x_id IF NOT EXISTS FOR (n:X) ON (n.id)")
        assert "X" in str(store.console("SHOW INDEXES").rows)
        copies = [p for p in (tmp_path / "engine" / "console").iterdir() if p.is_dir()]
        assert len(copies) <= 2
    assert not any(alive(pid) for pid in _engines(tmp_path))


def _engines(home: Path) -> list[int]:
    return [int(json.loads(p.read_text())["pid"]) for p in home.rglob("run.json")]


def test_what_brings_the_console_down_is_noticed_by_nobody_else(tmp_path: Path) -> None:
    """Others' statements run again elsewhere; named questions do not even wait."""
    pairs = "UNWIND range(1, {0}) AS a UNWIND range(1, 1000) AS b RETURN "
    hoards = pairs.format(400) + f"size(collect(toString(a) + '{'x' * 2000}' + toString(b))) AS n"
    many = pairs.format(1000) + "size(collect(toString(a))) AS n"
    endless = "UNWIND range(1, 10000) AS c " + pairs.format(1000) + "sum(a % (b + c)) AS n"
    ended = {"store.timeout", "store.busy", "store.query.many", "store.console.lost"}
    slowest = 0.0
    with open_store(home=tmp_path) as store, ThreadPoolExecutor(4) as pool:
        store.console("RETURN 0 AS zero")
        bombs = [pool.submit(store.console, each, timeout=2.0) for each in (hoards, many, endless)]
        other = pool.submit(store.console, "RETURN 7 AS seven", timeout=20.0)
        while not all(each.done() for each in bombs):
            began = time.monotonic()
            assert store.read("RETURN 1 AS one") == [{"one": 1}]
            slowest = max(slowest, time.monotonic() - began)
            time.sleep(0.02)
        assert other.result().rows == ((7,),)
        keys = [_key(each) for each in bombs]
        assert set(keys) <= ended and keys[-1] == "store.timeout"
    assert slowest < 1.0


def _key(each: Future[Any]) -> str:
    error = each.exception()
    return error.key if isinstance(error, InnographError) else repr(error or each.result())
