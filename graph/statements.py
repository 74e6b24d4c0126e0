"""The statements that loading and the engine's own care need, one file each in graph/load/."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ingest.shipped import SHIPPED

HERE = Path(__file__).resolve().parent / "load"
SCHEMA = SHIPPED / "schema.cypher"


@cache
def statement(name: str) -> str:
    """The text of ``graph/load/NAME.cypher``."""
    return (HERE / f"{name}.cypher").read_text("utf-8")


def schema() -> list[str]:
    """The statements of ``schema.cypher``, whose comments are whole lines."""
    lines = SCHEMA.read_text("utf-8").splitlines()
    code = "\n".join(line for line in lines if not line.lstrip().startswith("//"))
    return [part.strip() for part in code.split(";") if part.strip()]
