"""The list of contents: lines that only say where the headings stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.layout.parts import Part, Words
from ingest.typography import squeezed

LED = re.compile(
    r"^(.{2,60}?)(?:[.·．。_\s-]{3,}|[.·．]*…[.·…．\s]*|\t)"
    r"\s*[-—(（]?\s*[0-9IVXivx]{1,4}\s*[-—)）]?$"
    r"|^(.{2,60}?)[.·．…\s]*(?:[.·．…]\s*){3,}$"
)
NAMED = ("目录", "目次")


def without_contents(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts; the list of contents is furniture."""
    left = Counter(_entry(part) for part in parts if isinstance(part, Words))
    listing = False
    for part in parts:
        if not isinstance(part, Words):
            listing = False
            yield part
            continue
        entry = _entry(part)
        left[entry] -= 1
        named = squeezed(part.text) in NAMED
        listing = named or (listing and (left[entry] > 0 or _is_led(part)))
        listed = listing or (_is_led(part) and part.kind != "heading")
        yield part.of("furniture") if listed else part


def _entry(part: Words) -> str:
    led = LED.match(part.text)
    return squeezed(led.group(1) or led.group(2) if led else part.text)


def _is_led(part: Words) -> bool:
    return bool(LED.match(part.text))
