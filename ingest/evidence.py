"""Offsets → evidence: page, line and a quote that is cut from the document, never typed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from ingest.model import Block, Document, Evidence, Span


class Quoter:
    """Cuts evidence out of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._starts = [line.start for line in document.lines]

    def line_at(self, offset: int) -> int:
        """Physical line (from 1) in which ``offset`` stands."""
        return bisect_right(self._starts, offset)

    def of_spans(self, spans: Iterable[tuple[int, int]], section: str) -> tuple[Evidence, ...]:
        """Evidence for (start, end) offsets; what only white space parts is one quote.

        Quotes do not run over a page break, whose number would stand in them.
        """
        return tuple(self._evidence(a, b, section) for a, b in self._runs(spans))

    def of_block(self, block: Block, span: Span) -> tuple[Evidence, ...]:
        """Evidence for a span of a block's text."""
        offsets = block.offsets[span.start : span.end]
        return self.of_spans(((at, at + 1) for at in offsets), " › ".join(block.trail))

    def _runs(self, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        start = end = -1
        for a, b in sorted(spans):
            if end >= 0 and (a <= end or self._adjacent(end, a)):
                end = max(end, b)
                continue
            if end >= 0:
                yield start, end
            start, end = a, b
        if end >= 0:
            yield start, end

    def _adjacent(self, end: int, start: int) -> bool:
        between = self.document.text[end:start]
        same_page = self._page(end - 1) == self._page(start)
        return not between.strip() and same_page

    def _page(self, offset: int) -> int:
        return self.document.page(self.line_at(offset))

    def _evidence(self, start: int, end: int, section: str) -> Evidence:
        line = self.line_at(start)
        quote = self.document.text[start:end]
        places = self.document.places[line - 1 : line + quote.count("\n")]
        sure = min((place.confidence for place in places), default=1.0)
        return Evidence(self.document.id, self.document.page(line), line, quote, section, sure)
