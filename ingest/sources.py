"""A file → a Document: one table of readers, one unchanging text.

Line ends become ``\\n``; nothing else of the text is touched, so that a quote
cut from it is verbatim in the file.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from itertools import accumulate
from pathlib import Path

from ingest.errors import SourceError
from ingest.layout.pages import number_pages
from ingest.model import Document, Line

MAX_BYTES = 50_000_000
MIN_HAN_SHARE = 0.2
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_document(path: Path) -> Document:
    """The plan in the file at ``path``. Raises SourceError with what, where and what to do."""
    reader = READERS.get(path.suffix.lower())
    if not path.exists():
        raise SourceError("source.missing", path=path)
    if path.is_dir() or reader is None:
        raise SourceError("source.kind", path=path, kinds=" ".join(sorted(filter(None, READERS))))
    return document_from_text(reader(path), path.name)


def document_from_text(text: str, source: str) -> Document:
    """A Document of ``text``. Raises SourceError where it is empty or not Chinese."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_what_is_no_plan(text, source)
    rows = text.split("\n")
    starts = accumulate((len(row) + 1 for row in rows), initial=0)
    lines = tuple(Line(i, at, row) for i, (row, at) in enumerate(zip(rows, starts), 1))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    pages = number_pages([line.text for line in lines])
    return Document(digest, _title(lines, source), source, text, lines, pages)


def _refuse_what_is_no_plan(text: str, source: str) -> None:
    letters = [c for c in text if not c.isspace()]
    if not letters:
        raise SourceError("source.empty", path=source)
    han = sum("\u4e00" <= c <= "\u9fff" for c in letters)
    if han < MIN_HAN_SHARE * len(letters):
        raise SourceError("source.not_chinese", path=source, share=round(100 * han / len(letters)))


TITLE = re.compile(r"《([^《》]{6,60}?(?:规划|纲要|计划|方案|意见|报告)[^《》]{0,8})》")
TITLE_LINE = re.compile(
    r"^[^。！？，；]{4,60}(?:规划|纲要|计划|方案|意见|报告|通知)(?:（.{1,12}）)?$"
)


def _title(lines: tuple[Line, ...], source: str) -> str:
    """A title line near the top, else the title that the document says it has."""
    head = [line.text.strip() for line in lines[:60] if line.text.strip()]
    on_top = next((row for row in head[:12] if TITLE_LINE.match(row)), None)
    text = "".join(head)
    named = re.search(r"(?:编制|制定|印发)[^。《》]{0,20}" + TITLE.pattern, text)
    return on_top or (named and named.group(1)) or Path(source).stem


def _read_text(path: Path) -> str:
    return decode(_bytes(path), path)


def decode(data: bytes, path: Path) -> str:
    """``data`` as text: UTF-8 with or without BOM, UTF-16 with BOM, else GB18030."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _decoded(data, encoding, path)
    if b"\x00" in data:
        raise SourceError("source.binary", path=path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(data, "gb18030", path)


def _decoded(data: bytes, encoding: str, path: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError("source.encoding", path=path, byte=error.start) from error


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceError("source.too_large", path=path, limit=MAX_BYTES // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        raise SourceError("source.unreadable", path=path, why=error.strerror) from error


def _read_pdf(path: Path) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    _bytes(path)
    try:
        return "\f".join(page.extract_text() for page in PdfReader(path).pages)
    except (PyPdfError, ValueError) as error:
        raise SourceError("source.broken", path=path, kind="PDF") from error


def _read_docx(path: Path) -> str:
    from zipfile import BadZipFile

    from docx import Document as WordDocument
    from docx.opc.exceptions import PackageNotFoundError

    _bytes(path)
    try:
        blocks = list(WordDocument(str(path)).iter_inner_content())
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise SourceError("source.broken", path=path, kind="Word") from error
    return "\n".join(row for block in blocks for row in _word_rows(block))


def _word_rows(block: object) -> list[str]:
    rows = getattr(block, "rows", None)
    if rows is None:
        return [getattr(block, "text", "")]
    return [" ".join(cell.text.replace("\n", "") for cell in row.cells) for row in rows]


class _Visible(HTMLParser):
    """Collects the text a browser would show, one line for each block element."""

    BLOCKS = frozenset("p div br li tr h1 h2 h3 h4 h5 h6 section article table title".split())
    HIDDEN = frozenset("script style head noscript template".split())

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden += tag in self.HIDDEN
        if tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in self.HIDDEN and self.hidden > 0
        if tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(" ".join(data.split()))


def _read_html(path: Path) -> str:
    reader = _Visible()
    reader.feed(_read_text(path))
    rows = "".join(reader.parts).split("\n")
    return "\n".join(row for row in rows if row.strip())


READERS: Mapping[str, Callable[[Path], str]] = {
    "": _read_text,
    ".txt": _read_text,
    ".md": _read_text,
    ".pdf": _read_pdf,
    ".docx": _read_docx,
    ".html": _read_html,
    ".htm": _read_html,
}
