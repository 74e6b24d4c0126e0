"""Web pages (.html, .mhtml) → parts; what frames the text becomes furniture."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import etree, html

from ingest.errors import SourceError
from ingest.layout.parts import Part, Table, Words
from ingest.model import Document
from ingest.sources.compose import document_from_parts
from ingest.sources.plain import decode, read_bytes
from ingest.sources.portal import is_signed, portal_lexicon
from ingest.sources.web_text import Found, Walker

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
CLASS_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
MAIN_SHARE, FRAME_SHARE, LINK_SHARE = 0.85, 0.5, 0.7
DEEPEST = 150
SHORT_LINE, LONG_PAGE = 60, 600
TITLE_NAMES = ("ArticleTitle", "og:title")


def read_web(path: Path) -> Document:
    """The plan in a saved web page. Raises SourceError."""
    return _document(_decoded(read_bytes(path), path), path)


def read_archive(path: Path) -> Document:
    """The plan in a web page saved with all that belongs to it (.mhtml). Raises SourceError."""
    message = email.message_from_bytes(read_bytes(path), policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            data = part.get_payload(decode=True)
            if isinstance(data, bytes):
                return _document(_decoded(data, path, part.get_content_charset()), path)
    raise SourceError("source.broken", path=path, kind="MHTML")


def _decoded(data: bytes, path: Path, told: str | None = None) -> str:
    """The page's text by the encoding that it says it has, else by its bytes."""
    found = CHARSET.search(data[:4096])
    for name in filter(None, (told, found and found.group(1).decode("ascii"))):
        try:
            text = data.decode("gb18030" if name.lower() in ("gb2312", "gbk") else name)
            text.encode("utf-8")  # some encodings give halves of signs
            return text
        except (LookupError, ValueError):  # no such encoding, or not in it
            continue
    return decode(data, path)


def _document(text: str, path: Path) -> Document:
    root = _parsed(text)
    if root is None:
        raise SourceError("source.empty", path=path)
    walker = Walker()
    walker.walk(root)
    return document_from_parts(_framed(walker.found), path.name, _named(root))


def _parsed(text: str) -> Any:
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, huge_tree=True
    )
    try:
        return _flattened(html.document_fromstring(text.encode("utf-8", "replace"), parser=parser))
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _flattened(root: Any) -> Any:
    """The page without tags that lie deeper than any page means them to: those left open."""
    depth = {root: 0}
    for element in [each for each in root.iterdescendants() if isinstance(each.tag, str)]:
        depth[element] = depth[element.getparent()] + 1
        if depth[element] > DEEPEST:
            element.drop_tag()
    return root


def _named(root: Any) -> str:
    """The title that a portal gives the article apart from its page."""
    for meta in root.iter("meta"):
        if meta.get("name") in TITLE_NAMES or meta.get("property") in TITLE_NAMES:
            return " ".join((meta.get("content") or "").split())
    return ""


def _framed(found: Sequence[Found]) -> Iterator[Part]:
    """The page's parts; what only frames the text as furniture."""
    outer = _frames(found)
    if sum(_size(found[index].part) for index in outer) > FRAME_SHARE * _total(found):
        outer = set()
    outer |= {index for index, each in enumerate(found) if _is_frame(each)}
    main = _main([each for index, each in enumerate(found) if index not in outer])
    for index, each in enumerate(found):
        yield from _as_furniture(each.part) if index in outer or _apart(each, main) else [each.part]


def _as_furniture(part: Part) -> Iterator[Words]:
    if isinstance(part, Words):
        yield part.of("furniture")
    else:
        yield from (Words("furniture", cell.lines) for cell in part.cells if cell.lines)


def _frames(found: Sequence[Found]) -> set[int]:
    """Indexes of what stands in an element that the page itself calls a part of its frame."""
    known: dict[Any, bool] = {None: False}
    return {index for index, each in enumerate(found) if _in_frame(each.element, known)}


def _in_frame(element: Any, known: dict[Any, bool]) -> bool:
    line = [element]
    while line[-1] not in known:
        line.append(line[-1].getparent())
    for each in reversed(line[:-1]):
        known[each] = known[each.getparent()] or _is_framing(each)
    return known[element]


def _is_framing(element: Any) -> bool:
    named = frozenset(portal_lexicon()["frames"]).intersection(_class_words(element))
    return element.tag in ("nav", "footer", "aside") or bool(named)


def _class_words(element: Any) -> Iterator[str]:
    told = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    yield from (word.lower() for word in CLASS_WORD.findall(told))


def _is_frame(found: Found) -> bool:
    """Whether its own words are navigation: links, or signs of a portal in a short line."""
    size = _size(found.part)
    if isinstance(found.part, Table) or found.part.kind == "heading":
        return isinstance(found.part, Table) and found.links > LINK_SHARE * size
    return is_signed(found.part.text) or (size > 0 and found.links > LINK_SHARE * size)


def _main(found: Sequence[Found]) -> Any:
    """The innermost element that holds nearly all of the text; None on a short page."""
    total = _total(found)
    if total < LONG_PAGE:
        return None
    held: dict[Any, int] = {}
    for each in found:
        for element in (each.element, *each.element.iterancestors()):
            held[element] = held.get(element, 0) + _size(each.part)
    inner = [element for element, size in held.items() if size > MAIN_SHARE * total]
    return max(inner, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)


def _apart(found: Found, main: Any) -> bool:
    """Whether a short line stands outside of the main text and is not its heading."""
    if main is None or isinstance(found.part, Table) or found.part.kind in ("heading", "caption"):
        return False
    inside = found.element is main or any(e is main for e in found.element.iterancestors())
    return not inside and _size(found.part) <= SHORT_LINE


def _total(found: Sequence[Found]) -> int:
    return sum(_size(each.part) for each in found)


def _size(part: Part) -> int:
    if isinstance(part, Words):
        return len(part.text)
    return sum(len(cell.text) for cell in part.cells)
