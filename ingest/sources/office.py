"""Old office files (.doc, .wps, .rtf, .odt) → Word, by the office program on this machine.

Many files called .doc are web pages or newer Word files; these are read as what they are.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from ingest.errors import SourceError
from ingest.model import Document
from ingest.sources.package import COMPOUND
from ingest.sources.plain import read_bytes
from ingest.sources.web import read_archive, read_web
from ingest.sources.word import read_word

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 180


def read_office(path: Path) -> Document:
    """The plan in an old office file. Raises SourceError, also where no program can open it."""
    start = read_bytes(path)[:2048].lstrip(b"\xef\xbb\xbf \r\n\t")
    if start.startswith(b"PK") and path.suffix.lower() != ".odt":
        return read_word(path)
    if start[:13].lower() == b"mime-version:":
        return read_archive(path)
    if start[:5].lower() == b"<html" or b"<html" in start.lower():
        return read_web(path)
    if not start.startswith((COMPOUND, b"{\\rtf", b"PK")):
        raise SourceError("source.broken", path=path, kind="Word")
    return _converted(path)


def _converted(path: Path) -> Document:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise SourceError("source.office", path=path)
    with tempfile.TemporaryDirectory() as folder:
        own = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        told = [program, own, "--headless", "--convert-to", "docx", "--outdir", folder, str(path)]
        try:
            subprocess.run(told, check=True, capture_output=True, timeout=SECONDS)
        except (OSError, subprocess.SubprocessError) as error:
            raise SourceError("source.broken", path=path, kind="Word") from error
        made = Path(folder) / f"{path.stem}.docx"
        if not made.exists():
            raise SourceError("source.broken", path=path, kind="Word")
        return replace(read_word(made), source=path.name)
