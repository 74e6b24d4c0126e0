"""What went wrong, as programs read it: a problem document (RFC 9457), in the catalogue words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, Field
from starlette.responses import JSONResponse

from ingest.catalogue import text
from ingest.errors import InnographError, StoreError

MEDIA = "application/problem+json"
BAD, ABSENT, AMBIGUOUS, DOWN = 400, 404, 409, 503
#: Keys of the catalogue that say that something is not there, or that a name means several.
NOT_THERE = ("export.unknown.", "plans.unknown", "store.query.unknown", "api.not_", "api.no_")
#: The statuses of problems at any address, and at those that ask the graph.
ANYWHERE = (401, 403, 411, 413, 421, 422, 429)
ASKING = (*ANYWHERE, BAD, ABSENT, AMBIGUOUS, DOWN)
NONE: Mapping[str, str] = MappingProxyType({})
REFERENCE = "#/components/schemas/{model}"
SEVERAL = ("export.several", "plans.several")


class Wrong(BaseModel):
    """One value that does not fit: where it stands, what is wrong with it."""

    at: str = Field(description="where: query or path, and the name", examples=["query.limit"])
    why: str = Field(description="what is wrong with it")


class Problem(BaseModel):
    """A problem document: what went wrong, in words of the language that was asked for."""

    type: str = Field(description="which kind of problem: urn:innograph:KEY of the catalogue")
    title: str = Field(description="the kind of problem in a few words")
    status: int = Field(description="the HTTP status")
    detail: str = Field(description="what, where, and what to do, in one line")
    errors: list[Wrong] = Field([], description="each value that does not fit")


def answer(
    status: int,
    key: str,
    detail: str,
    lang: str,
    errors: Sequence[Wrong] = (),
    headers: Mapping[str, str] = NONE,
) -> JSONResponse:
    """A problem document as an answer."""
    told = Problem(
        type=f"urn:innograph:{key}",
        title=text(f"api.title.{status}", lang),
        status=status,
        detail=detail,
        errors=list(errors),
    )
    return JSONResponse(told.model_dump(), status, headers=dict(headers), media_type=MEDIA)


def simple(status: int, lang: str, headers: Mapping[str, str] = NONE) -> JSONResponse:
    """A problem that the status says all of."""
    return worded(status, f"api.detail.{status}", lang, headers)


def worded(status: int, key: str, lang: str, headers: Mapping[str, str] = NONE) -> JSONResponse:
    """A problem in the words of ``key``."""
    return answer(status, key, text(key, lang), lang, headers=headers)


class Refused(Exception):
    """What will not be done: status, the key of its words and what fills them, headers."""

    def __init__(
        self, status: int, key: str, headers: Mapping[str, str] = NONE, **values: object
    ) -> None:
        self.status, self.key, self.headers, self.values = status, key, headers, values
        super().__init__(key)


def of_error(error: InnographError, lang: str) -> JSONResponse:
    """An error of the product as an answer."""
    return answer(status_of(error), error.key, error.say(lang), lang)


def status_of(error: InnographError) -> int:
    """The HTTP status of an error."""
    if isinstance(error, StoreError):
        return DOWN
    if error.key.startswith(SEVERAL):
        return AMBIGUOUS
    return ABSENT if error.key.startswith(NOT_THERE) else BAD


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What the description says of answers that are problems."""
    content = {MEDIA: {"schema": {"$ref": REFERENCE.format(model="Problem")}}}
    return {n: {"description": text(f"api.title.{n}", "en"), "content": content} for n in statuses}


def schemas() -> dict[str, Any]:
    """What a problem document holds, for the description."""
    models = (Problem, Wrong)
    told = {m.__name__: m.model_json_schema(ref_template=REFERENCE) for m in models}
    return {name: {k: v for k, v in one.items() if k != "$defs"} for name, one in told.items()}
