"""The vocabulary: frozen records that the stages hand to one another.

Everything read from a document is a half-open span into its one unchanging
text; a quote is always cut from that text, never typed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from ingest.about import NO_ABOUT, About

if TYPE_CHECKING:
    from ingest.attribute import Attribute
    from ingest.facts.targets import Target
    from ingest.supports.lenses import Laid

INSTITUTION_TYPES = frozenset(
    {"University", "ResearchInstitute", "Enterprise", "Hospital", "Association", "Laboratory"}
)
ENTITY_TYPES = (
    "TechField",
    "Laboratory",
    "Facility",
    "InnovationCenter",
    "TechPlatform",
    "IndustrialPark",
    "University",
    "ResearchInstitute",
    "Enterprise",
    "Hospital",
    "Government",
    "Association",
    "IndustryChain",
    "IndustryCluster",
    "FutureIndustry",
    "ServiceIndustry",
    "Project",
    "Indicator",
    "Area",
)
RELATION_TYPES = tuple(
    "HOSTED_BY UNDERTAKEN_BY PARTICIPATES_IN BASED_IN HAS_PROJECT"
    " PART_OF LOCATED_IN AFFILIATED_WITH".split()
)
_WORKS = frozenset({"Laboratory", "Facility", "InnovationCenter", "TechPlatform"})
_BODIES = (INSTITUTION_TYPES | {"Government"}) - {"Laboratory"}
_INDUSTRIES = frozenset({"IndustryChain", "FutureIndustry", "ServiceIndustry", "IndustryCluster"})
#: The types that a relation goes from and to.
RELATION_ENDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = MappingProxyType(
    {
        "SUPPORTS": (INSTITUTION_TYPES, frozenset({"TechField"})),
        "HOSTED_BY": (_WORKS | {"Association"}, _BODIES | _WORKS),
        "UNDERTAKEN_BY": (frozenset({"Project"}), _BODIES | _WORKS),
        "PARTICIPATES_IN": (_BODIES | _WORKS, _INDUSTRIES),
        "BASED_IN": (_INDUSTRIES, frozenset({"IndustrialPark", "Area"})),
        "HAS_PROJECT": (_INDUSTRIES, frozenset({"Project"})),
        "PART_OF": (_INDUSTRIES, frozenset({"IndustryCluster"})),
        "LOCATED_IN": (_BODIES | _WORKS | {"IndustrialPark"}, frozenset({"Area"})),
        "AFFILIATED_WITH": (_BODIES | _WORKS | {"IndustrialPark"}, _BODIES | _WORKS),
    }
)
NOTHING: Mapping[str, object] = MappingProxyType({})
#: A line recognised less surely than this is marked.
UNSURE = 0.8


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters in a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One physical line: number from 1, offset of its first character, text without its end."""

    number: int
    start: int
    text: str

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of reading text: a heading, a paragraph, a list item, a note or a table cell.

    ``text`` is joined over line and page breaks, without white space from the
    cut; ``offsets[i]`` is where ``text[i]`` stands in the document's text.
    ``trail`` holds the headings over it, outermost first; ``level`` is a heading's
    depth from 1, 0 for what is no heading.
    """

    kind: str
    text: str
    offsets: tuple[int, ...] = field(repr=False)
    trail: tuple[str, ...] = ()
    level: int = 0


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table as the file has it: its text, its place in the grid (from 0), its spans.

    ``head`` is true where the file itself marks the cell as a column's or a row's head.
    """

    block: Block
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as the file has it, continued over pages: title, cells in reading order.

    ``trail`` holds the headings over it; cells that the file joined are one cell with spans;
    places that no cell covers are empty. A head row repeated on a later page stands once.
    """

    title: str
    cells: tuple[GridCell, ...]
    trail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands on paper: sheet from 1, box (left, top, right, bottom, points from the
    sheet's upper left corner), and how surely it was recognised (1 for what is no scan)."""

    sheet: int
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Document:
    """A source read into one text.

    ``id`` is the SHA-256 of the text, ``pages`` the printed page of each line (index = line
    number - 1). Forms that keep their structure give ``blocks`` (running text in reading order)
    and ``grids`` (tables), whose offsets point into ``text``; ``places`` has a place for each line
    of forms that have sheets; ``furniture`` the numbers of lines that are page heads, page numbers,
    a portal's navigation. Flattened text has none of these.
    """

    id: str
    title: str
    source: str
    text: str
    lines: tuple[Line, ...]
    pages: tuple[int, ...] = ()
    blocks: tuple[Block, ...] = ()
    grids: tuple[Grid, ...] = ()
    places: tuple[Place, ...] = ()
    furniture: frozenset[int] = frozenset()

    def page(self, line: int) -> int:
        """Printed page of physical line ``line`` (from 1)."""
        return self.pages[line - 1]

    @property
    def keeps_structure(self) -> bool:
        """Whether the file said itself what is a paragraph and what a table."""
        return bool(self.blocks or self.grids)


@dataclass(frozen=True, slots=True)
class Mention:
    """A named thing in a block: span in ``Block.text``, label, the rule that found it, and how
    sure it is (0 to 1)."""

    span: Span
    label: str
    rule: str
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact stands: printed page, physical line (from 1), verbatim quote.

    ``quote`` is a contiguous cut of the document's text that begins on ``line``; ``section`` is the
    trail of headings over it, joined by " › "; ``confidence`` how surely its lines were recognised.
    """

    document: str
    page: int
    line: int
    quote: str
    section: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Naming:
    """One place where the text names a thing.

    ``name`` is as a person would read it (no line breaks, no ``*``);
    ``aliases`` are other forms that this very place gives (``X（Y）``,
    ``以下简称``); ``attributes`` as in Entity; ``probability`` says how sure it is that a
    thing is named here (0 to 1).
    """

    label: str
    name: str
    evidence: tuple[Evidence, ...]
    rule: str
    aliases: tuple[str, ...] = ()
    status: str | None = None
    flagship: bool = False
    attributes: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation between two namings, before the things they name are told apart, and how sure it
    is (0 to 1)."""

    type: str
    head: Naming
    tail: Naming
    basis: str
    rule: str
    evidence: tuple[Evidence, ...]
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is said, in the product's two languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A person's word on a fact: accept or add, and who said so, when and why, as a sentence."""

    verdict: str
    words: Reason


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing in the world that the text names.

    ``id`` is readable and stable: ``Label:canonical name``; for a TechField it
    is the field's id (``quantum``). ``attributes`` holds what only some labels
    have: Project kind/amount (亿元), Indicator unit/base/target/nature/area,
    TechField order/paragraph, Laboratory direction, Enterprise business,
    ``name_en`` where a names file gives it. ``confidence`` is the probability of
    the surest place that names it.
    """

    id: str
    label: str
    name: str
    aliases: tuple[str, ...] = ()
    status: str | None = None
    flagship: bool = False
    evidence: tuple[Evidence, ...] = ()
    attributes: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    judged: Signed | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation between two entities (ids), with the rule that made it.

    ``basis`` is table, prose or name; ``id`` the hash of type, head and tail; ``confidence`` the
    probability of the surest place that says so, ``default`` as in a support.
    """

    id: str
    type: str
    head: str
    tail: str
    basis: str
    rule: str
    evidence: tuple[Evidence, ...] = ()
    judged: Signed | None = None
    confidence: float = 1.0
    default: bool = True


@dataclass(frozen=True, slots=True)
class Support:
    """An institution supports a field: stated, or derived through ``via`` (entity ids).

    ``confidence`` is between 0 and 1; ``default`` says whether the app shows
    the row without being asked for weaker ones. ``evidence`` holds the quotes
    on both sides of each step: the field's words and the institution's.
    ``judged`` is a person's word on it: ``accept``, ``reject`` or ``add``.
    """

    institution: str
    field: str
    basis: str
    confidence: float
    default: bool
    via: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    judged: str = ""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What ``became`` of a line that is not blank, and why: entity, relation, heading, furniture,
    ignored or unresolved."""

    line: int
    page: int
    became: str
    why: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that a reader can open around a quote: a paragraph, list item, heading or box row.

    ``id`` = document id (first 12 digits) + ":" + first line. ``kind``:
    paragraph, heading, row. ``line`` to ``end_line`` inclusive; ``lines`` are
    the physical lines it is made of (a row may be interrupted by prose);
    ``text`` is joined without line breaks.
    """

    id: str
    page: int
    line: int
    end_line: int
    section: str
    kind: str
    text: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingNote:
    """Something the reader could not do: what, and where (page and line, 0 when nowhere)."""

    text: str
    page: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one document, in a stable order.

    ``judged`` changes with what people decided, empty where nobody has. ``about`` says what the
    document is, ``lenses`` what of it falls under fields from elsewhere, ``attributes`` what its
    tables state of entities beside what ties them, ``targets`` its planned figures by year.
    """

    document: Document
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    supports: tuple[Support, ...]
    ledger: tuple[LedgerRow, ...]
    passages: tuple[Passage, ...] = ()
    warnings: tuple[ReadingNote, ...] = ()
    judged: str = ""
    about: About = NO_ABOUT
    lenses: tuple[Laid, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    targets: tuple[Target, ...] = ()


def content_hash(*parts: str) -> str:
    """Sixteen hex digits that depend on the parts and on nothing else."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:16]
