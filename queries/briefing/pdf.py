"""A brief as PDF: its Word document, turned by LibreOffice where that is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from ingest.errors import ExportError
from queries.briefing.record import Brief
from queries.briefing.word import word

PROGRAMS = ("soffice", "libreoffice")
LONGEST = 120  # seconds


def program() -> str | None:
    """LibreOffice, or None where it is not installed."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def pdf(brief: Brief) -> bytes:
    """The brief as PDF. ExportError where LibreOffice is not installed or makes none."""
    office = program()
    if office is None:
        raise ExportError("brief.no_office")
    with tempfile.TemporaryDirectory(prefix="innograph-brief-") as folder:
        return _turned(office, Path(folder), word(brief))


def _turned(office: str, folder: Path, document: bytes) -> bytes:
    """The document as PDF; LibreOffice keeps what it remembers in ``folder``, too."""
    given, made = folder / "brief.docx", folder / "brief.pdf"
    given.write_bytes(document)
    own = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    words = [office, own, "--headless", "--norestore", "--convert-to", "pdf"]
    try:
        subprocess.run(
            [*words, "--outdir", str(folder), str(given)],
            check=True,
            capture_output=True,
            timeout=LONGEST,
        )
        return made.read_bytes()
    except (OSError, subprocess.SubprocessError) as error:
        raise ExportError("brief.office_failed", why=_told(error)) from error


def _told(error: OSError | subprocess.SubprocessError) -> str:
    """What went wrong without the command's own folders: they say nothing and are long."""
    if isinstance(error, subprocess.CalledProcessError):
        last = error.stderr.decode(errors="replace").strip().splitlines()[-1:]
        return " ".join([f"exit {error.returncode}", *last])[:200]
    if isinstance(error, subprocess.TimeoutExpired):
        return f"> {error.timeout:.0f} s"
    said = error.strerror if isinstance(error, OSError) else None
    return said or type(error).__name__
