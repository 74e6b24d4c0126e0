"""A file → a Document: one table of readers, one unchanging text.

Forms that say what is a paragraph and what a table keep it (``blocks`` and
``grids``); plain text is read line by line. Characters that only look like
ordinary ones become these; nothing else is touched, so that a quote cut from
the text is what a person reads in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ingest.errors import SourceError
from ingest.files import ordinary
from ingest.model import Document
from ingest.sources.compose import document_from_text
from ingest.sources.markdown import read_markdown
from ingest.sources.office import read_office
from ingest.sources.plain import PICTURES, holds_pictures, read_text
from ingest.sources.web import read_archive, read_web
from ingest.sources.word import read_word


def read_document(path: Path) -> Document:
    """The plan in the file at ``path``. Raises SourceError with what, where and what to do."""
    if not path.exists():
        raise SourceError("source.missing", path=path)
    for each in (path, path.with_suffix(".names.toml")):
        ordinary(each)
    if holds_pictures(path):
        return _read_scan(path)
    reader = READERS.get(path.suffix.lower())
    if path.is_dir() or reader is None:
        raise SourceError("source.kind", path=path, kinds=" ".join(sorted(filter(None, READERS))))
    return reader(path)


def _read_plain(path: Path) -> Document:
    return document_from_text(read_text(path), path.name)


def _read_pdf(path: Path) -> Document:
    """Loaded when it is needed: the geometry of sheets itself builds on this package's parts."""
    from ingest.sources.pdf import read_pdf

    return read_pdf(path)


def _read_ofd(path: Path) -> Document:
    from ingest.sources.ofd import read_ofd

    return read_ofd(path)


def _read_scan(path: Path) -> Document:
    from ingest.sources.scan import read_scan

    return read_scan(path)


READERS: Mapping[str, Callable[[Path], Document]] = {
    "": _read_plain,
    ".txt": _read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".pdf": _read_pdf,
    ".ofd": _read_ofd,
    ".docx": read_word,
    ".docm": read_word,
    ".doc": read_office,
    ".wps": read_office,
    ".rtf": read_office,
    ".odt": read_office,
    ".html": read_web,
    ".htm": read_web,
    ".mhtml": read_archive,
    ".mht": read_archive,
    **dict.fromkeys(PICTURES, _read_scan),
}

__all__ = ["READERS", "document_from_text", "read_document"]
