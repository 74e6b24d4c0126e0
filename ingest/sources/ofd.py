"""OFD (GB/T 33190), the page format of the state's papers → parts, by the geometry of print."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

from ingest.errors import SourceError
from ingest.layout.assemble import parts_of
from ingest.layout.shapes import Glyph, Rule, Sheet
from ingest.model import Document
from ingest.sources.compose import document_from_parts
from ingest.sources.ofd_page import POINT, Resources, Shown, box_of, children, local, things
from ingest.sources.package import Package
from ingest.sources.scan import recognised
from ingest.sources.scan_files import picture_of
from ingest.sources.scan_shapes import Picture
from ingest.sources.scan_sheets import even

ROOT = "OFD.xml"
PAPER = (210.0, 297.0)
MAX_SHEETS = 3_000
FEW_SIGNS, COVERED = 30, 0.5


def read_ofd(path: Path) -> Document:
    """The plan in an OFD file. Raises SourceError."""
    return document_from_parts(parts_of(ofd_sheets(path)), path.name)


def ofd_sheets(path: Path) -> list[Sheet]:
    """The sheets of an OFD file with what stands on them. Raises SourceError."""
    package = Package(path, "OFD")
    documents = [
        _Document(package, _found(ROOT, root.text or ""))
        for root in children(package.xml(ROOT), "DocRoot")
    ]
    count = sum(len(document.pages) for document in documents)
    if not count:
        raise package.broken()
    if count > MAX_SHEETS:
        raise SourceError("source.sheets", path=path, count=count, limit=MAX_SHEETS)
    return even(list(recognised(_sheets(documents), count)))


def _sheets(documents: list[_Document]) -> Iterator[Sheet | Picture]:
    number = 0
    for document in documents:
        for page in document.pages:
            number += 1
            yield document.sheet(page, number)


def _found(beside: str, told: str) -> str:
    """The name of the part that the part ``beside`` calls ``told``."""
    return told.lstrip("/") if told.startswith("/") else normpath(join(dirname(beside), told))


class _Document:
    """One document of the file: its pages, templates and resources."""

    def __init__(self, package: Package, name: str) -> None:
        self._package, self._name = package, name
        root = package.xml(name)
        self._size = next((box_of(box.text) for box in children(root, "PhysicalBox")), (0, 0, 0, 0))
        self._templates = {
            each.get("ID", ""): self._part(name, each.get("BaseLoc", ""))
            for each in children(root, "TemplatePage")
        }
        self.pages = [
            _found(name, each.get("BaseLoc", ""))
            for pages in children(root, "Pages")
            for each in children(pages, "Page")
        ]
        told = [*children(root, "PublicRes"), *children(root, "DocumentRes")]
        self._known = self._resources([_found(name, each.text or "") for each in told])

    def _part(self, beside: str, told: str) -> Any:
        name = _found(beside, told)
        return self._package.xml(name) if self._package.has(name) else None

    def _resources(self, names: list[str]) -> Resources:
        faces: dict[str, str] = {}
        drawings: dict[str, Any] = {}
        pictures: dict[str, str] = {}
        for name in names:
            if not self._package.has(name):
                continue
            root = self._package.xml(name)
            base = _found(name, root.get("BaseLoc", "") + "/")
            for item in root.iter():
                if local(item) == "Font":
                    faces[item.get("ID", "")] = _face(item)
                elif local(item) == "CompositeGraphicUnit":
                    drawings[item.get("ID", "")] = next(children(item, "Content"), None)
                elif local(item) == "MultiMedia":
                    file = next((each.text or "" for each in children(item, "MediaFile")), "")
                    pictures[item.get("ID", "")] = _found(join(base, "x"), file)
        return Resources(faces, drawings, pictures)

    def sheet(self, name: str, number: int) -> Sheet | Picture:
        """The page in the part ``name``; its picture where it is hardly more."""
        root = self._package.xml(name)
        box = next((box_of(each.text) for each in children(root, "PhysicalBox")), self._size)
        wide, high = box[2] or PAPER[0], box[3] or PAPER[1]
        found = [
            thing
            for part in (*self._under(root), root)
            for thing in things(part, self._known, box[:2])
        ]
        glyphs = tuple(thing for thing in found if isinstance(thing, Glyph))
        rules = tuple(thing for thing in found if isinstance(thing, Rule))
        sheet = Sheet(number, wide * POINT, high * POINT, glyphs, rules)
        return self._pictured(sheet, [t for t in found if isinstance(t, Shown)]) or sheet

    def _under(self, root: Any) -> Iterator[Any]:
        """What templates put on the page."""
        for each in children(root, "Template"):
            template = self._templates.get(each.get("TemplateID", ""))
            if template is not None:
                yield template

    def _pictured(self, sheet: Sheet, shown: list[Shown]) -> Picture | None:
        """The picture that fills a page on which hardly a sign stands."""
        if len(sheet.glyphs) >= FEW_SIGNS or not shown:
            return None
        largest = max(shown, key=lambda one: _area(one.box))
        name = self._known.pictures.get(largest.resource, "")
        if _area(largest.box) < COVERED * sheet.width * sheet.height or not self._package.has(name):
            return None
        return picture_of(BytesIO(self._package.data(name)), sheet.number, sheet.height)


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _face(item: Any) -> str:
    name = item.get("FontName", "") or item.get("FamilyName", "")
    heavy = item.get("Bold") == "true" or "Bold" in name
    return ("!" if heavy else "") + name if name else ""
