"""What is no ordinary file is refused in one line by everything that reads a file."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

import cli
from ingest.errors import SourceError
from ingest.files import read_bytes
from ingest.sources import read_document

KINDS = ("pipe", "device", "link", "socket", "names")


@pytest.fixture(params=KINDS)
def special(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A plan's name, behind which there is something else; or a file of names beside it."""
    path = tmp_path / "plan.txt"
    match request.param:
        case "pipe":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
        case "link":
            os.mkfifo(tmp_path / "there")
            (tmp_path / "between").symlink_to(tmp_path / "there")
            path.symlink_to(tmp_path / "between")
        case "names":
            path.write_text("规划。\n" * 20)
            os.mkfifo(tmp_path / "plan.names.toml")
    with socket.socket(socket.AF_UNIX) as listener:
        if request.param == "socket":
            listener.bind(str(path))
        yield path


@pytest.mark.timeout(30)
def test_no_reader_opens_it(special: Path) -> None:
    with pytest.raises(SourceError) as caught:
        read_document(special)
    assert caught.value.key == "source.special"


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "words", [["extract", "{}", "--out", "out"], ["inspect", "{}", "--page", "1"], ["ingest", "{}"]]
)
def test_no_command_opens_it(
    tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "plan.txt")
    given = [word.format(tmp_path / "plan.txt") for word in words]
    assert cli.main([*given, "--lang", "en"]) == 1
    assert "no ordinary file" in capsys.readouterr().err


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "words", [["ask", "--batch"], ["review", "--import"], ["review", "--read"]]
)
def test_nor_does_what_reads_other_files(
    tmp_path: Path, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "file")
    assert cli.main([*words.split(), str(tmp_path / "file"), "--lang", "en"]) == 1
    assert "no ordinary file" in capsys.readouterr().err


def test_ordinary_files_are_read_also_through_links(tmp_path: Path) -> None:
    (tmp_path / "plan").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "plan")
    assert read_bytes(tmp_path / "link") == b"x"
