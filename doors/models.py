"""What the HTTP API gives, typed."""

from __future__ import annotations

from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from doors.asked import Lang

T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    """A page of rows: ``total`` of them, and the address of the ``next`` page, if there is one."""

    total: int
    limit: int
    offset: int
    next: str | None = None
    items: list[T]


class Evidence(BaseModel):
    """Where it stands: printed page, physical line (from 1), the plan's own words."""

    document: str | None = Field(None, description="the plan's id")
    plan: str | None = Field(None, description="the plan's title")
    page: int | None = None
    line: int | None = None
    quote: str | None = None
    section: str | None = Field(None, description="the headings over it")


class Plan(BaseModel):
    """A plan in the graph, what is known of it, and how much it holds."""

    id: str
    title: str
    short: str
    source: str | None = None
    kind: str | None = None
    level: str | None = None
    place: str | None = None
    issuer: str | None = None
    period: str | None = None
    date: str | None = None
    passages: int
    entities: int
    relations: int | None = None
    supports: int | None = None


class Techfield(BaseModel):
    """A field that plans declare, and how many institutions support it."""

    id: str
    name: str
    name_en: str | None = None
    aliases: list[str] | None = None
    paragraph: str | None = None
    stated: int
    derived: int
    institutions: int
    evidence: list[Evidence]


class Ref(BaseModel):
    """A thing, named."""

    id: str
    name: str | None = None
    name_en: str | None = None
    type: str | None = None


class Support(BaseModel):
    """An institution that supports a field: why, how surely, where it stands."""

    institution: str
    name: str
    name_en: str | None = None
    type: str
    field: str = Field(description="the field's id")
    field_name: str | None = Field(None, description="in a profile, the field's name")
    basis: str = Field(description="stated by the plan's words, or derived through something")
    confidence: float | None = Field(None, description="from 0 to 1")
    default: bool | None = Field(None, description="shown without asking for weaker ones")
    judged: str | None = Field(None, description="what a person decided")
    via: list[Ref | None]
    reasons: list[str] | None = None
    evidence: list[Evidence]


class Thing(BaseModel):
    """A thing of the graph, found by name."""

    id: str
    type: str
    name: str
    name_en: str | None = None
    aliases: list[str] | None = None
    status: str | None = None
    flagship: bool = False
    relations: int
    evidence: list[Evidence]


class Tie(BaseModel):
    """A relation of a thing: ``out`` goes from it, ``in`` comes to it."""

    id: str
    type: str
    direction: Literal["in", "out"]
    other: Ref
    basis: str | None = None
    rule: str | None = None
    confidence: float | None = Field(None, description="from 0 to 1")
    default: bool | None = Field(None, description="shown without asking for weaker ones")
    judged: str | None = None
    evidence: list[Evidence]


class Profile(Thing):
    """Everything about one thing."""

    mentions: int
    properties: dict[str, Any]
    tied: list[Tie]
    fields: list[Support]


class Node(Ref):
    """A thing in a drawing; ``distance`` in steps from the first."""

    status: str | None = None
    flagship: bool | None = None
    distance: int | None = None


class Edge(BaseModel):
    """A relation in a drawing."""

    id: str | None = None
    type: str
    source: str
    target: str
    basis: str | None = None
    confidence: float | None = None
    default: bool | None = None
    evidence: list[Evidence]


class Around(BaseModel):
    """What lies around a thing; ``total`` counts things before the limit."""

    total: int
    nodes: list[Node]
    edges: list[Edge]


class Way(BaseModel):
    """A shortest way between two things."""

    length: int
    nodes: list[Node]
    edges: list[Edge]


class Passage(BaseModel):
    """A stretch of the plan's text."""

    id: str
    document: str
    plan: str | None = None
    page: int | None = None
    line: int | None = None
    end_line: int | None = None
    section: str | None = None
    kind: str | None = None
    text: str
    hit: bool | None = Field(None, description="holds the line that was asked for")
    likeness: float | None = Field(None, description="how near it stands in meaning, to 1")


class Answer(BaseModel):
    """The answer to a question. ``status`` is answered, empty, ambiguous or refused; ``reading``
    says how the question was understood, ``text`` is the answer in words."""

    model_config = ConfigDict(extra="allow")
    question: str
    language: Lang
    status: Literal["answered", "empty", "ambiguous", "refused"]
    reading: str
    text: str
    value: float | int | None = None
    answers: list[dict[str, Any]]
    cypher: str
    params: dict[str, Any]
    nearest: list[str]


class Parameter(BaseModel):
    """A parameter of a named query; without a default it must be given."""

    name: str
    type: str
    required: bool
    default: Any = None
    doc: str


class NamedQuery(BaseModel):
    """A named query: what it answers, what it takes, its Cypher."""

    name: str
    doc: str
    params: list[Parameter]
    cypher: str


class Compared(BaseModel):
    """Two plans, how much differs in each section, and a page of the changes."""

    a: dict[str, Any]
    b: dict[str, Any]
    summary: dict[str, dict[str, int]]
    changes: Page[dict[str, Any]]


class Health(BaseModel):
    """Whether the API and its engine answer."""

    api: str
    engine: str
    plans: int = 0


class Warned(BaseModel):
    """Something that the reader was not sure of, and where (0: nowhere)."""

    text: str
    page: int
    line: int


class Taken(BaseModel):
    """A plan that was handed in: what it holds, and whether the graph changed."""

    plan: str = Field(description="the plan's id")
    title: str
    changed: bool
    entities: int
    relations: int
    supports: int
    passages: int
    warnings: list[Warned]


SIGNED = ("when", "who", "verdict", "first", "second", "why", "what", "lines", "plan")


class Signed(BaseModel):
    """A line of the judgements, as it was signed."""

    when: str
    who: str
    verdict: str
    first: str
    second: str
    why: str
    what: str
    lines: str
    plan: str


class Judged(BaseModel):
    """What was signed, and how many plans the graph has concluded anew."""

    signed: list[Signed]
    plans: int


class KnownOf(BaseModel):
    """What a list knows of a thing: a property (type of relation, or ``plan``), its values."""

    pid: str = Field(max_length=100)
    v: Any = None


class NameAsked(BaseModel):
    """A name to reconcile, the types that it may have, what else is known of it."""

    query: str = Field(min_length=1, max_length=500)
    type: str | list[str] = Field("", max_length=100)
    limit: int = Field(10, ge=1, le=50)
    properties: list[KnownOf] = Field([], max_length=20)


class Named(BaseModel):
    """A thing, type or property with its name."""

    id: str
    name: str
    description: str | None = None
    notable: list[str] | None = None


class Candidate(BaseModel):
    """A thing that may be meant: ``score`` from 0 to 100, ``match`` where it surely is."""

    id: str
    name: str
    description: str
    type: list[Named]
    score: float
    match: bool


class Reconciled(BaseModel):
    """The candidates for a name, the likeliest first."""

    result: list[Candidate]


class Suggested(BaseModel):
    """What was perhaps meant to be typed."""

    result: list[Named]


class View(BaseModel):
    """Where a thing can be seen; ``{{id}}`` stands for its id."""

    url: str


class Preview(View):
    """A small page on a thing, and its size."""

    width: int
    height: int


class Service(BaseModel):
    """Where suggestions are asked for."""

    service_url: str
    service_path: str


class Manifest(BaseModel):
    """What the reconciliation service is (API 0.2)."""

    versions: list[str] = ["0.2"]
    name: str
    identifierSpace: str  # noqa: N815 - the protocol's name
    schemaSpace: str  # noqa: N815
    defaultTypes: list[Named]  # noqa: N815
    view: View
    preview: Preview
    suggest: dict[str, Service]
