"""What a terminal would obey is written out, wherever it comes from."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

import cli
from graph.load import load
from graph.plans import keep
from graph.store import open_store
from ingest.files import private_folder
from ingest.judging.judgements import DIFFERENT, sign
from tests import engines
from tests.builders import sample

EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202emoc.live\u202c\r\x7f\b"


@pytest.fixture
def evil() -> None:
    with open_store() as store:
        engines.wipe(store)
        load(store, sample())
        store.write("MATCH (e:Entity {id: 'University:星河大学'}) SET e.name = $name", name=EVIL)


@pytest.mark.parametrize(
    "words",
    [
        ["cypher", "MATCH (e:Entity) RETURN e.name AS name, e.id AS id"],
        ["cypher", "MATCH (e:Entity) RETURN e.name AS name", "--json"],
        ["query", "entity", "--param", "id=University:星河大学"],
        ["ask", "谁在做量子科技"],
        ["ask", "谁在做量子科技", "--json"],
        ["ask", EVIL],
        ["extract", f"{EVIL}.txt", "--out", "out"],
        ["ingest", f"{EVIL}.txt"],
        ["query", EVIL],
        [EVIL],
        ["status"],
    ],
)
def test_no_escape_reaches_the_terminal(
    evil: None, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main([*words, "--lang", "en"])
    told = capsys.readouterr()
    signs = {sign for sign in told.out + told.err if not sign.isprintable()}
    assert signs <= {"\n", "\u3000"}, signs


def test_json_says_the_same_with_escapes(evil: None, capsys: pytest.CaptureFixture[str]) -> None:
    typed = "MATCH (e:Entity {id: 'University:星河大学'}) RETURN e.name AS name"
    assert cli.main(["cypher", typed, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [{"name": EVIL}]


def _open_to_others(folder: Path) -> list[Path]:
    every = [folder, *folder.rglob("*")]
    return [path for path in every if stat.S_IMODE(path.stat().st_mode) & 0o077]


def test_what_is_kept_is_for_its_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    monkeypatch.setenv("INNOGRAPH_HOME", str(home))
    (tmp_path / "plan.txt").write_text("规划", "utf-8")
    before = os.umask(0o022)
    try:
        keep(tmp_path / "plan.txt", "0123456789abcdef0")
        sign(home / "judgements.tsv", "甲", DIFFERENT, "一", "二")
        with open_store() as store:
            store.console("RETURN 1 AS one")
    finally:
        os.umask(before)
    assert _open_to_others(home) == []


def test_a_folder_that_is_everybodys_stays_so(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    assert stat.S_IMODE(private_folder(shared).stat().st_mode) == 0o1777
