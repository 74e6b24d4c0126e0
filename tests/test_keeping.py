"""Backup and restore, also while the app's store is open; what a damaged backup does: nothing."""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import cli
from graph import replacing
from graph.backup import back_up, restore
from graph.load import load, unload
from graph.store import open_store
from ingest.errors import ExportError, StoreError
from ingest.judging.judgements import DIFFERENT, sign
from tests.builders import plan, sample
from tests.engines import dump
from tests.processes import ROOT, environment


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a plan, its file and a judgement."""
    made = tmp_path / "home"
    monkeypatch.setenv("INNOGRAPH_HOME", str(made))
    with open_store() as store:
        load(store, sample())
    (made / "plans" / "0123").mkdir(parents=True)
    (made / "plans" / "0123" / "规划.txt").write_text("规划", "utf-8")
    sign(made / "judgements.tsv", "甲", DIFFERENT, "一", "二")
    return made


def files(home: Path) -> dict[str, bytes]:
    """What the home keeps beside the engine."""
    apart = ("engine", "logs", replacing.REPLACED)
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and path.relative_to(home).parts[0] not in apart
    }


def change(home: Path) -> None:
    """Another graph, other files, one that was not there before."""
    with open_store() as store:
        unload(store, sample().document.id)
        load(store, sample(plan(title="另一份", source="b.txt")))
    shutil.rmtree(home / "plans")
    (home / "fields").mkdir()
    (home / "fields" / "x.toml").write_text("")
    sign(home / "judgements.tsv", "甲", DIFFERENT, "三", "四")


def test_there_and_back_while_people_read(home: Path, tmp_path: Path) -> None:
    with open_store() as reading:
        graph, kept = dump(reading), files(home)
        back_up(reading, home, tmp_path / "backup")
        assert stat.S_IMODE((tmp_path / "backup").stat().st_mode) == 0o600
        change(home)
        assert dump(reading) != graph
        restore(home, tmp_path / "backup")
        assert dump(reading) == graph and files(home) == kept
        assert reading.console("MATCH (n:Entity) RETURN count(n) AS c").rows == ((14,),)
    assert (home / "replaced" / "fields" / "x.toml").exists()
    assert not (home / "restoring").exists()


def test_into_an_empty_home(home: Path, tmp_path: Path) -> None:
    with open_store() as store:
        graph = dump(store)
        back_up(store, home, tmp_path / "backup")
    restore(tmp_path / "other", tmp_path / "backup")
    with open_store(home=tmp_path / "other") as store:
        assert dump(store) == graph
    assert files(tmp_path / "other") == files(home)


def test_by_the_command_line(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = str(tmp_path / "b.zip")
    assert cli.main(["backup", backup, "--lang", "en"]) == 0
    assert cli.main(["backup", backup, "--lang", "en"]) == 1  # it is there
    assert cli.main(["backup", backup, "--force", "--lang", "en"]) == 0
    assert cli.main(["restore", backup, "--lang", "en"]) == 0
    assert "Restored from" in capsys.readouterr().out
    assert cli.main(["restore", str(tmp_path / "none"), "--lang", "en"]) == 1
    assert "no sound backup" in capsys.readouterr().err


def _rewritten(source: Path, target: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)


def _manifest(**changes: object) -> Callable[[str, bytes], bytes]:
    def change(name: str, data: bytes) -> bytes:
        if name != "manifest.json":
            return data
        return json.dumps(json.loads(data) | changes).encode()

    return change


def _evil(name: str) -> Callable[[str, bytes], bytes]:
    nothing = {"sha256": "", "bytes": 1}
    return _manifest(files={"graph.zip": nothing, name: nothing})


DAMAGE: dict[str, Callable[[str, bytes], bytes | None]] = {
    "no manifest": lambda name, data: None if name == "manifest.json" else data,
    "no graph": lambda name, data: None if name == "graph.zip" else data,
    "another graph": lambda name, data: b"x" if name == "graph.zip" else data,
    "another file": lambda name, data: data + b"x" if name.endswith("tsv") else data,
    "a manifest of nothing": lambda name, data: b"[]" if name == "manifest.json" else data,
    "a manifest that is no JSON": lambda name, data: b"{" if name == "manifest.json" else data,
    "newer": _manifest(format=2),
    "huge": _manifest(files={"graph.zip": {"sha256": "", "bytes": 10**18}}),
    "climbing": _evil("files/../../evil"),
    "absolute": _evil("/evil"),
    "into the engine": _evil("files/engine/run.json"),
    "into the stage": _evil("files/restoring/whole"),
    "elsewhere": _evil("whole"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_backup_changes_nothing(home: Path, tmp_path: Path, kind: str) -> None:
    with open_store() as store:
        back_up(store, home, tmp_path / "backup")
        graph, kept = dump(store), files(home)
        _rewritten(tmp_path / "backup", tmp_path / "damaged", DAMAGE[kind])
        with pytest.raises(StoreError) as caught:
            restore(home, tmp_path / "damaged")
        assert "\n" not in caught.value.say("zh")
        assert dump(store) == graph and files(home) == kept


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip" * 100])
def test_what_is_no_backup_is_said_so(home: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(StoreError) as caught:
        restore(home, tmp_path / "file")
    assert caught.value.key == "store.backup.unsound"


def test_a_backup_is_never_written_over(home: Path, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("precious")
    with open_store() as store, pytest.raises(ExportError):
        back_up(store, home, tmp_path / "there")
    assert (tmp_path / "there").read_text() == "precious"


KILLED = """
import os, signal, sys
from pathlib import Path
from graph import backup, replacing
left = int(sys.argv[3])
def counted(name, module):
    real = getattr(module, name)
    def step(*args):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return real(*args)
    setattr(module, name, step)
counted("_swap", replacing)
counted("_take", backup)
counted("unpack", backup)
backup.restore(Path(sys.argv[1]), Path(sys.argv[2]))
print("done")
"""


@pytest.mark.parametrize("steps", range(9))
def test_a_restore_that_is_killed_is_the_old_home_or_the_new_one(
    home: Path, tmp_path: Path, steps: int
) -> None:
    with open_store() as store:
        back_up(store, home, tmp_path / "backup")
        new = dump(store), files(home)
    change(home)
    with open_store() as store:
        old = dump(store), files(home)
    words = [sys.executable, "-c", KILLED, str(home), str(tmp_path / "backup"), str(steps)]
    done = subprocess.run(words, env=environment(home), cwd=ROOT, timeout=60, check=False)
    assert done.returncode in (0, -signal.SIGKILL)
    with open_store() as store:
        found = dump(store), {k: v for k, v in files(home).items() if "restoring" not in k}
    assert found in (old, new)
    restore(home, tmp_path / "backup")
    with open_store() as store:
        assert (dump(store), files(home)) == new


def test_the_doctor_finds_what_is_wrong(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def looked() -> dict[str, str]:
        status = cli.main(["doctor", "--json", "--lang", "en"])
        found = {each["what"]: each["state"] for each in json.loads(capsys.readouterr().out)}
        assert status == ("bad" in found.values())
        return found

    assert looked()["engine"] == "good"
    home.chmod(0o755)
    assert looked()["open_home"] == "doubtful"
    (home / "judgements.tsv").write_text("nonsense\n")
    assert looked()["trouble"] == "bad"
    (home / "engine" / "root" / "databases" / "innograph" / "schema.json").write_text("x")
    assert looked()["trouble"] == "bad"
    assert os.environ["INNOGRAPH_HOME"] == str(home)
