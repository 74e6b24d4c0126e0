"""The language that a program asks for: ``Accept-Language``, else the system's."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.types import Scope

from ingest.catalogue import LANGUAGES, language_of_system


def of_scope(scope: Scope) -> str:
    """``zh`` or ``en``, for the request of ``scope``."""
    said = (value for name, value in scope.get("headers", ()) if name == b"accept-language")
    return accepted(",".join(value.decode("latin-1") for value in said))


def accepted(header: str) -> str:
    """The language that an ``Accept-Language`` prefers of those that there are."""
    weighed = [(weight, lang) for lang, weight in _weighed(header) if lang in LANGUAGES]
    best = max((weight for weight, _ in weighed), default=0.0)
    return next((lang for weight, lang in weighed if weight == best > 0), language_of_system())


def _weighed(header: str) -> Iterator[tuple[str, float]]:
    for part in header.split(",")[:20]:
        name, _, rest = part.strip().partition(";")
        weight = rest.strip().removeprefix("q=") if rest else "1"
        try:
            yield name.strip().lower().split("-")[0], min(max(float(weight), 0.0), 1.0)
        except ValueError:
            continue
