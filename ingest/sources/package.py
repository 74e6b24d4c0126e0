"""A zipped office file → its parts as XML, within bounds and without anything from outside."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from ingest.errors import SourceError
from ingest.sources.plain import read_bytes

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_UNPACKED = 200_000_000
BROKEN = (BadZipFile, KeyError, ValueError, OSError, NotImplementedError, EOFError, zlib.error)


class Package:
    """The parts of the file at ``path``; ``kind`` is what a person calls it."""

    def __init__(self, path: Path, kind: str) -> None:
        self._path, self._kind = path, kind
        start = read_bytes(path)[:8]
        if start == COMPOUND:
            raise SourceError("source.encrypted", path=path)
        try:
            self._zip = ZipFile(path)
        except BROKEN as error:
            raise self.broken() from error
        self._left = MAX_UNPACKED

    def broken(self) -> SourceError:
        """What to raise where the file is not what it should be."""
        return SourceError("source.broken", path=self._path, kind=self._kind)

    def names(self, start: str, end: str) -> Iterator[str]:
        """Names of parts, in order."""
        for name in sorted(self._zip.namelist()):
            if name.startswith(start) and name.endswith(end):
                yield name

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self._zip.NameToInfo

    def xml(self, name: str) -> Any:
        """The root of the part ``name``."""
        return self._parsed(self.data(name))

    def data(self, name: str) -> bytes:
        """The part ``name`` as it is."""
        try:
            self._left -= self._zip.getinfo(name).file_size
            if self._left < 0:
                limit = MAX_UNPACKED // 1_000_000
                raise SourceError("source.unpacks", path=self._path, limit=limit)
            return self._zip.read(name)
        except (*BROKEN, RuntimeError) as error:
            raise self.broken() from error

    def _parsed(self, data: bytes) -> Any:
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
        )
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self.broken() from error
