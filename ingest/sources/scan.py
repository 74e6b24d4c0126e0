"""Scans → a Document: pages that are pictures are read sign by sign, then by their geometry.

Pages are read side by side, each by one thread, so that what is read is the same on any machine.
"""

from __future__ import annotations

import hashlib
import os
from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Lock

from ingest.layout.assemble import parts_of
from ingest.layout.shapes import Sheet
from ingest.model import Document
from ingest.progress import report
from ingest.sources.compose import document_from_parts
from ingest.sources.scan_files import pictures_in
from ingest.sources.scan_shapes import Picture, ReadPage
from ingest.sources.scan_sheets import even

#: Pages read lately: a plan is often read again at once, to be loaded or judged.
MOST_KNOWN = 200
MOST_WORKERS = 4
THREADS = "OMP_NUM_THREADS"
_KNOWN: OrderedDict[bytes, ReadPage] = OrderedDict()
_GUARD = Lock()


def read_scan(path: Path) -> Document:
    """The plan in a picture, or in a folder's pictures in the order of their names."""
    pictures, count = pictures_in(path)
    return document_from_parts(parts_of(even(list(recognised(pictures, count)))), path.name)


def recognised(pages: Iterable[Sheet | Picture], count: int) -> Iterator[Sheet | ReadPage]:
    """The pages in order, the pictures among them read; tells whoever watches how far it is."""
    ahead = workers()
    waiting: deque[Sheet | Future[ReadPage]] = deque()
    pool = ThreadPoolExecutor(ahead)
    try:
        for page in pages:
            waiting.append(pool.submit(_read, page) if isinstance(page, Picture) else page)
            while len(waiting) > ahead:
                yield _done(waiting.popleft(), count)
        while waiting:
            yield _done(waiting.popleft(), count)
    finally:
        pool.shutdown(cancel_futures=True)


def _read(page: Picture) -> ReadPage:
    """The page as it was read; one that was read lately is not read again."""
    key = hashlib.sha256(page.grey.tobytes() + str((page.grey.shape, page.scale)).encode()).digest()
    with _GUARD:
        known = _KNOWN.get(key)
    read = known or _first_read(page)
    with _GUARD:
        _KNOWN[key] = read
        while len(_KNOWN) > MOST_KNOWN:
            _KNOWN.popitem(last=False)
    return replace(read, number=page.number, label=page.label)


def _first_read(page: Picture) -> ReadPage:
    """What recognition needs is loaded when the first scan comes."""
    from ingest.sources.scan_page import read_page

    return read_page(page)


def workers() -> int:
    """How many pages are read side by side: the processor's cores, or what the system says; no
    more than memory bears."""
    told = os.environ.get(THREADS, "")
    every = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(MOST_WORKERS, int(told) if told.isdecimal() else every or 1))


def _done(page: Sheet | Future[ReadPage], count: int) -> Sheet | ReadPage:
    if isinstance(page, Sheet):
        return page
    read = page.result()
    report(min(read.number, count), count)
    return read
