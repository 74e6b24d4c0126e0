"""The file of names beside a plan: what is wrong with it is said in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

import cli
from ingest.errors import SourceError
from ingest.identity.names import read_names

WRONG = {
    "no table": b"\xff\xfe",
    "not closed": b"[fields.a",
    "deep": b"a = " + b"[" * 5000,
    "a list": b"fields = [1]",
    "no entry": b"fields.a = 1",
    "no Chinese name": b'[fields.a]\nen = "Deep sea"',
    "no English name": '[institutions]\n"云岭大学" = {also = ["YU"]}'.encode(),
    "a number": b'[fields.a]\nzh = 3\nen = "x"',
    "no list": '[fields.a]\nzh = "深海"\nen = "x"\nalso = 3'.encode(),
}


@pytest.mark.parametrize("content", WRONG.values(), ids=list(WRONG))
def test_what_is_wrong_is_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.names.toml"
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        read_names(path)
    assert caught.value.key == "source.names" and str(path) in caught.value.say("zh")


def test_a_command_ends_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "plan.txt").write_text("规划。\n" * 20, "utf-8")
    (tmp_path / "plan.names.toml").write_text("[fields.a", "utf-8")
    words = ["extract", str(tmp_path / "plan.txt"), "--out", str(tmp_path / "out"), "--lang", "en"]
    assert cli.main(words) == 1
    said = capsys.readouterr().err
    assert "cannot be understood" in said and said.count("\n") == 1


def test_names_are_read_with_a_mark_in_front(tmp_path: Path) -> None:
    path = tmp_path / "plan.names.toml"
    path.write_bytes(b"\xef\xbb\xbf" + '[fields.a]\nzh = "深海"\nen = "Deep sea"'.encode())
    assert read_names(path).field_ids == {"深海": "a"}
