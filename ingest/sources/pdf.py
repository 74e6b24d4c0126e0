"""PDF → parts: its sheets as they are printed, read by their geometry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2

from ingest.errors import SourceError
from ingest.layout.assemble import parts_of
from ingest.layout.shapes import Sheet
from ingest.model import Document
from ingest.sources.compose import document_from_parts
from ingest.sources.pdf_page import read_sheet
from ingest.sources.plain import read_bytes
from ingest.sources.portal import without_frame
from ingest.sources.scan import recognised
from ingest.sources.scan_pdf import is_pictured, pictured
from ingest.sources.scan_shapes import Picture
from ingest.sources.scan_sheets import even

MAX_SHEETS = 3_000


def read_pdf(path: Path) -> Document:
    """The plan in a PDF. Raises SourceError."""
    return document_from_parts(without_frame(list(parts_of(read_sheets(path)))), path.name)


def read_sheets(path: Path) -> list[Sheet]:
    """The sheets of a PDF with what stands on them. Raises SourceError."""
    try:
        document = pypdfium2.PdfDocument(read_bytes(path))
    except pypdfium2.PdfiumError as error:
        locked = "assword" in str(error)
        key = "source.encrypted" if locked else "source.broken"
        raise SourceError(key, path=path, kind="PDF") from error
    try:
        return even(list(recognised(_sheets(document, path), len(document))))
    finally:
        document.close()


def _sheets(document: Any, path: Path) -> Iterator[Sheet | Picture]:
    if len(document) > MAX_SHEETS:
        raise SourceError("source.sheets", path=path, count=len(document), limit=MAX_SHEETS)
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            yield Sheet(index + 1, 0, 0, ())
            continue
        sheet = read_sheet(page, index + 1, document.get_page_label(index))
        yield pictured(page, sheet) if is_pictured(page, sheet) else sheet
        page.close()
