"""What the HTTP API takes, typed: one model for each address."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

LONGEST, MOST_PLANS, MOST_ROWS = 500, 50, 1000
Lang = Literal["zh", "en"]
#: What is typed for a name: no signs that no name has.
NAME = r"^[^\x00-\x1f\x7f]+$"


class Asked(BaseModel):
    """What every question may say."""

    model_config = ConfigDict(extra="forbid")
    plan: list[str] = Field(
        [],
        max_length=MOST_PLANS,
        description="only from these plans: ids, beginnings of ids, or parts of titles",
    )


class Paged(Asked):
    """A question whose answer comes in pages."""

    limit: int = Field(100, ge=1, le=MOST_ROWS, description="rows on a page")
    offset: int = Field(0, ge=0, le=1_000_000, description="rows before the page")


class FieldsAsked(Paged):
    """Which fields the plans declare."""

    weaker: bool = Field(False, description="count weaker supports too")


class SupportsAsked(Paged):
    """Who supports a field."""

    field: str = Field(
        min_length=1,
        max_length=LONGEST,
        pattern=NAME,
        description="the field: id or name, Chinese or English",
        examples=["quantum"],
    )
    weaker: bool = Field(False, description="weaker supports too")
    type: list[str] = Field([], max_length=20, description="only institutions of these types")


class QuestionAsked(Asked):
    """A question in words."""

    q: str = Field(
        min_length=1,
        max_length=2000,
        description="the question, in Chinese, English or both",
        examples=["who works on quantum"],
    )
    lang: Lang | None = Field(None, description="language of the answer; else the question's own")


class EntitiesAsked(Paged):
    """Things by name."""

    words: str = Field(
        min_length=1,
        max_length=LONGEST,
        pattern=NAME,
        description="a name or a part of one",
        examples=["实验室"],
    )
    type: list[str] = Field([], max_length=20, description="only things of these types")


class NeighboursAsked(Asked):
    """What lies around a thing."""

    entity: str = Field(
        min_length=1,
        max_length=LONGEST,
        pattern=NAME,
        description="the thing: id or name",
        examples=["浙江大学"],
    )
    hops: int = Field(1, ge=1, le=2, description="steps")
    limit: int = Field(60, ge=1, le=500, description="things at most")
    weaker: bool = Field(False, description="over weaker supports too")


class PathAsked(Asked):
    """The way between two things."""

    source: str = Field(
        min_length=1,
        max_length=LONGEST,
        pattern=NAME,
        description="one thing: id or name",
        examples=["浙江大学"],
    )
    target: str = Field(
        min_length=1,
        max_length=LONGEST,
        pattern=NAME,
        description="the other",
        examples=["之江实验室"],
    )
    weaker: bool = Field(False, description="over weaker supports too")


class PassagesAsked(BaseModel):
    """The text itself."""

    model_config = ConfigDict(extra="forbid")
    plan: str = Field(
        min_length=1,
        max_length=LONGEST,
        pattern=NAME,
        description="the plan: id, the beginning of one, or a part of its title",
        examples=["杭州城西科创大走廊"],
    )
    line: int | None = Field(None, ge=1, le=10**7, description="the passage with this line")
    around: int = Field(0, ge=0, le=5, description="and so many before and after it")
    page: int | None = Field(None, ge=-(10**6), le=10**6, description="those of a printed page")
    words: str | None = Field(
        None, min_length=1, max_length=LONGEST, pattern=NAME, description="those that hold this"
    )
    near: str | None = Field(
        None,
        min_length=1,
        max_length=LONGEST,
        description="the ten that stand nearest to these words in meaning, in Chinese or English",
    )
    limit: int = Field(100, ge=1, le=MOST_ROWS, description="rows on a page")
    offset: int = Field(0, ge=0, le=1_000_000, description="rows before the page")


class ExportAsked(Asked):
    """A subgraph as a file."""

    format: Literal[
        "gexf", "graphml", "csv", "json", "ttl", "jsonld", "ftm", "cypher", "xlsx", "svg", "png"
    ] = Field("json", description="the file's format")
    field: str | None = Field(
        None, min_length=1, max_length=LONGEST, pattern=NAME, description="a field, id or name"
    )
    entity: str | None = Field(
        None, min_length=1, max_length=LONGEST, pattern=NAME, description="a thing, id or name"
    )
    hops: int = Field(1, ge=0, le=6, description="steps from the thing")
    area: str | None = Field(
        None, min_length=1, max_length=LONGEST, pattern=NAME, description="an area, id or name"
    )
    types: list[str] = Field([], max_length=20, description="only things of these types")
    relations: list[str] = Field([], max_length=20, description="only relations of these types")
    basis: list[str] = Field([], max_length=10, description="stated, derived, table, prose, name")
    min_confidence: float = Field(0.0, ge=0, le=1, description="of relations")
    weaker: bool = Field(False, description="weaker supports too")
    neighbours: bool = Field(False, description="what is directly tied too")
    question: str | None = Field(
        None, min_length=1, max_length=2000, description="what a question finds, instead"
    )


class NamedAsked(Paged):
    """A named query's parameters."""

    param: list[str] = Field(
        [],
        max_length=20,
        description="NAME=VALUE, as on the command line; lists with commas",
    )


class CompareAsked(BaseModel):
    """Two plans side by side."""

    model_config = ConfigDict(extra="forbid")
    a: str = Field(min_length=1, max_length=LONGEST, pattern=NAME, description="one plan")
    b: str = Field(min_length=1, max_length=LONGEST, pattern=NAME, description="the other")
    limit: int = Field(100, ge=1, le=MOST_ROWS, description="changes on a page")
    offset: int = Field(0, ge=0, le=1_000_000, description="changes before the page")


class Nothing(BaseModel):
    """A question that says nothing."""

    model_config = ConfigDict(extra="forbid")


class PlanHandedIn(BaseModel):
    """A plan's file, which is the body."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(
        min_length=1,
        max_length=200,
        pattern=NAME,
        description="the file's name; its ending says how it is read",
        examples=["plan.txt"],
    )


class WordSaid(BaseModel):
    """A judgement: as on the page Review and by `innograph review`."""

    model_config = ConfigDict(extra="forbid")
    verdict: Literal["same", "different", "unsure", "accept", "reject", "add", "undo"]
    first: str = Field(
        min_length=1, max_length=LONGEST, pattern=NAME, description="a name or id; a tie's head"
    )
    second: str = Field(
        "", max_length=LONGEST, description="the other name or id; a tie's tail; an entity's type"
    )
    kind: str = Field(
        "", max_length=40, description="SUPPORTS, ENTITY or a relation; empty for two names"
    )
    lines: str = Field("", max_length=20, description="of what is added: its lines, 12 or 12-14")
    plan: str = Field(
        "", max_length=LONGEST, description="of what is added: the plan's title or id"
    )
    why: str = Field("", max_length=LONGEST, description="the reason")
    apply: bool = Field(True, description="bring it into the graph at once")


class Loose(BaseModel):
    """What clients of the reconciliation API send, whatever else they say."""

    model_config = ConfigDict(extra="ignore")


class BatchAsked(Loose):
    """Names to reconcile."""

    queries: str | None = Field(
        None,
        max_length=200_000,
        description="the batch as JSON: id of a query → query; without it the manifest",
    )


class PreviewAsked(Loose):
    """A thing to be shown."""

    id: str = Field(
        min_length=1,
        max_length=LONGEST,
        pattern=NAME,
        description="the thing's id",
        examples=["quantum"],
    )


class PrefixAsked(Loose):
    """What was typed so far."""

    prefix: str = Field("", max_length=LONGEST, description="the beginning of a name")
    cursor: int = Field(0, ge=0, le=1000, description="suggestions to leave out")
