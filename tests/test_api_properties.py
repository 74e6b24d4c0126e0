"""Whatever a program sends to the API, it gets an answer that the description tells of: made-up
cases by schemathesis, a few for each address here, thousands with ``INNOGRAPH_LONG``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks as of_openapi

from doors.api import open_router, router
from doors.reconcile import reading, sending
from doors.web import application
from doors.writing import writing
from innograph import Graph

LONG = bool(os.environ.get("INNOGRAPH_LONG"))
#: Cases of each address that fit the description, and as many that do not.
CASES = 200 if LONG else 6
ADDRESSES = [
    (str(getattr(route, "path", "")), next(iter(getattr(route, "methods", ("GET",)))))
    for each in (open_router, router, writing, reading, sending)
    for route in each.routes
]
#: An address that takes nothing cannot be given what does not fit.
WAYS = [(*a, mode) for a in ADDRESSES for mode in GenerationMode]
WAYS.remove(("/health", "GET", GenerationMode.NEGATIVE))
CHECKS = [
    not_a_server_error,
    of_openapi.status_code_conformance,
    of_openapi.content_type_conformance,
    of_openapi.response_schema_conformance,
    of_openapi.negative_data_rejection,
    of_openapi.unsupported_method,
]
OFTEN = settings(
    max_examples=CASES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def described(shipped_graph: Graph) -> Iterator[schemathesis.BaseSchema]:
    """The API by its own description, reached by any name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INNOGRAPH_HOSTS", "*")
        yield schemathesis.openapi.from_asgi("/openapi.json", application(shipped_graph, 0))


@pytest.mark.timeout(3600 if LONG else 300)
@pytest.mark.parametrize(("address", "method", "mode"), WAYS)
def test_nothing_breaks_it(
    described: schemathesis.BaseSchema,
    address: str,
    method: str,
    mode: GenerationMode,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("INNOGRAPH_HOSTS", "*")
    operation = described[address.replace(":path", "")][method]

    @OFTEN
    @given(operation.as_strategy(generation_mode=mode))
    def holds(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(checks=CHECKS)

    holds()


def test_nothing_was_changed(shipped_graph: Graph) -> None:
    (counts,) = shipped_graph.query("counts")
    assert counts["documents"] == 1 and counts["entities"] > 400
