"""A table as the file has it → a table whose columns' parts are known.

What a column holds follows from the words of its head (the last noun, the words before it) and
from the kinds of names in its cells; what its cells hold wins where it is plain.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.kinds import is_class, is_phrase, kind_of, status_of
from ingest.layout.table import Cell, Table, TableRow
from ingest.lexicon import LEXICON
from ingest.model import Block, Grid, GridCell

BRACKET = re.compile(r"[（(][^（）()]*[）)]")
NUMBER = re.compile(
    r"^[约超近≥≤><＞＜±+-]*[0-9][0-9.,，]*\s*(?:[%％‰]|[\u4e00-\u9fff/]{0,4})?(?:以上|以下|左右)?$"
)
YEARS = re.compile(r"^(?:19|20)\d\d(?:年|[-—–~至.]|\d|月|$)")
WITH = re.compile("及其?|与|和|、|/|·")
TOTAL = re.compile(r"^(?:[0-9]+[项个条家只])?(?:合计|总计|共计|小计|总数)")
SENTENCE = re.compile(r"[。；]")
ITEMS = re.compile(r"[、；，\n](?![^（(]*[）)])")
DEFINED = re.compile(r"[（(](?:以下)?(?:统称|简称|称)[^（）()]{2,20}[）)]")
#: Words of what is put out to be taken up (揭榜挂帅), not of a ranking (百强榜).
OFFERED = re.compile("揭榜|挂帅|[发张]榜|榜[题额金号]")
LONGEST_HEAD, LONGEST_TITLE, LONGEST_LINE = 14, 40, 30
HEADED = 0.6  # share of what heads say that is words of heads
PLAIN = 0.5  # share of a column's cells that makes plain what it holds
BODIES = frozenset("University ResearchInstitute Enterprise Hospital Association".split())
WORKS = frozenset("Laboratory Facility InnovationCenter TechPlatform".split())
OFFICE = re.compile(r"(?:[局厅办委]|部门|政府|委员会)(?:[（(].*[）)])?$")
ZONE_OFFICE = re.compile(r"(?:管委会|管理委员会)$")
#: What a body's act makes of its column.
ACTS = ("supervisor", "cohost", "partner", "member", "host")
#: What cells can plainly hold.
HELD = frozenset("work project chain cluster body park".split())
NAMED_SUBJECTS = frozenset("chain cluster project work".split())
SUBJECTS = frozenset("work project chain cluster future body park field name".split())


@dataclass(frozen=True, slots=True)
class Head:
    """What a column's head says: the noun's kind, a body's act, and the words themselves."""

    noun: str
    act: str
    text: str


@dataclass(frozen=True, slots=True)
class Laid:
    """A grid as rows of cells by column, joined cells repeated, and the heads over them."""

    heads: tuple[str, ...]
    rows: tuple[tuple[GridCell | None, ...], ...]


@cache
def _words() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads((LEXICON / "heads.toml").read_text("utf-8"))


def understood(grid: Grid) -> Table:
    """The table with each column's part; a table of one column has none."""
    grid = _untitled(grid)
    laid = _grouped(_laid(grid))
    heads = [read_head(text) for text in laid.heads]
    columns = [[row[c] for row in laid.rows] for c in range(len(laid.heads))]
    roles = tuple(_roles(heads, columns, grid.title))
    rows = tuple(_row(row, roles, laid.heads) for row in laid.rows if not _is_total(row))
    return Table(grid.title, roles, tuple(row for row in rows if row.cells), grid.trail)


def read_head(text: str) -> Head:
    """What the words of a column's head say."""
    bare = BRACKET.sub("", "".join(text.split()))
    said = ((kind, w) for kind, w in _noun_list() if bare.endswith(w) or (len(w) > 1 and w in bare))
    places = ((bare.rfind(w) + len(w), len(w), kind) for kind, w in said)
    end, size, noun = max(places, default=(0, 0, ""))
    if noun == "status" and bare.endswith("产业类别"):
        noun = "field"
    if noun in ("amount", "time") and (first := WITH.split(bare)[0]) != bare:
        return read_head(first)
    before = bare[: end - size] + (bare[end - size : end] if noun == "body" else "")
    return Head(noun, _act(before or bare), bare)


def _untitled(grid: Grid) -> Grid:
    """The grid without a first row that is one cell over its whole width: its title."""
    first = [cell for cell in grid.cells if cell.row == 0]
    rest = tuple(replace(cell, row=cell.row - 1) for cell in grid.cells if cell.row > 0)
    if len(first) != 1 or not rest or not _spans_all(first[0], grid.cells):
        return grid
    text = first[0].block.text
    if len(text) > LONGEST_TITLE or SENTENCE.search(text):
        return grid
    return replace(grid, title=grid.title or text, cells=rest)


def _spans_all(cell: GridCell, cells: Sequence[GridCell]) -> bool:
    width = max(each.column + each.columns for each in cells)
    return cell.columns == width > 1 and cell.rows == 1


def _grouped(laid: Laid) -> Laid:
    """Rows under a row that is one short cell over all columns have it as a cell of their own,
    behind the others."""
    rows: list[tuple[GridCell | None, ...]] = []
    group: GridCell | None = None
    for row in laid.rows:
        if _is_group(row):
            group = row[0]
        else:
            rows.append((*row, group))
    return Laid((*laid.heads, ""), tuple(rows)) if group else laid


def _is_group(row: Sequence[GridCell | None]) -> bool:
    cell = row[0]
    if cell is None or len(row) < 2 or any(other is not cell for other in row):
        return False
    text = cell.block.text
    return 1 < len(text) <= LONGEST_HEAD and not SENTENCE.search(text) and not TOTAL.match(text)


@cache
def _noun_list() -> tuple[tuple[str, str], ...]:
    return tuple((kind, word) for kind, words in _words()["nouns"].items() for word in words)


def _act(text: str) -> str:
    return next((a for a in ACTS if any(w in text for w in _words()["acts"][a])), "")


def _laid(grid: Grid) -> Laid:
    """Heads told from rows; heads in the first column are turned on top."""
    table = _spread(grid)
    depth = _head_depth(table)
    if not depth and table and _heads_aside(table):
        table = [list(column) for column in zip(*table)]
        depth = 1
    width = len(table[0]) if table else 0
    heads = tuple(_head_text([row[c] for row in table[:depth]]) for c in range(width))
    return Laid(heads, tuple(tuple(row) for row in table[depth:]))


def _spread(grid: Grid) -> list[list[GridCell | None]]:
    """Rows of equal length in which a joined cell stands at each of its places."""
    height = max((c.row + c.rows for c in grid.cells), default=0)
    width = max((c.column + c.columns for c in grid.cells), default=0)
    table: list[list[GridCell | None]] = [[None] * width for _ in range(height)]
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.rows):
            table[row][cell.column : cell.column + cell.columns] = [cell] * cell.columns
    return table


def _head_depth(table: Sequence[Sequence[GridCell | None]]) -> int:
    """How many rows are heads: those that the file marks, else the first where it reads so."""
    marked = 0
    for row in table:
        filled = [cell for cell in row if cell]
        if not filled or not all(cell.head for cell in filled):
            break
        marked += 1
    if 0 < marked < len(table):
        return marked
    if len(table) < 2 or not _reads_like_heads(table[0]) or _heads_aside(table):
        return 0
    spans = max((cell.rows for cell in table[0] if cell), default=1)
    wide = any(cell and cell.columns > 1 for cell in table[0])
    return max(spans, 2) if wide and _reads_like_heads(table[1]) and len(table) > 2 else spans


def _reads_like_heads(cells: Sequence[GridCell | None]) -> bool:
    texts = list(dict.fromkeys(cell.block.text for cell in cells if cell))
    known = [t for t in texts if is_head(t)]
    sure = _coverage(cells) >= HEADED
    return len(texts) > 1 and 3 * len(known) >= 2 * len(texts) and sure


def is_head(text: str) -> bool:
    """Whether a text reads like the head of a column."""
    short = 0 < len(BRACKET.sub("", text)) <= LONGEST_HEAD and not SENTENCE.search(text)
    return short and "、" not in text and (bool(read_head(text).noun) or bool(YEARS.match(text)))


def _heads_aside(table: Sequence[Sequence[GridCell | None]]) -> bool:
    """Whether the heads stand in the first column: marked, or surer heads than the first row."""
    if len(table) < 2 or len(table[0]) < 2:
        return False
    first = [row[0] for row in table]
    marked = all(cell and cell.head for cell in first)
    if marked and not all(cell.head for row in table for cell in row if cell):
        return not all(cell and cell.head for cell in table[0])
    texts = [cell.block.text for cell in first[1:] if cell]
    named = any(_item_holds(text) in NAMED_SUBJECTS and _covered(text) < 1 for text in texts)
    return not named and _reads_like_heads(first) and _coverage(first) > _coverage(table[0])


def _coverage(cells: Sequence[GridCell | None]) -> float:
    """How much of what the cells say is words of heads."""
    texts = list(dict.fromkeys(cell.block.text for cell in cells if cell))
    return sum(map(_covered, texts)) / max(1, len(texts))


def _covered(text: str) -> float:
    """The share of a text that is words of heads."""
    bare = BRACKET.sub("", text)
    rest = _head_words().sub("", bare)
    return 1 - len(rest) / len(bare) if bare else 0.0


@cache
def _head_words() -> re.Pattern[str]:
    lists = (*_words()["nouns"].values(), *_words()["acts"].values())
    every = sorted({word for words in lists for word in words}, key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, every)))


def _head_text(cells: Sequence[GridCell | None]) -> str:
    return "".join(dict.fromkeys(cell.block.text for cell in cells if cell))


def _is_total(row: Sequence[GridCell | None]) -> bool:
    return any(cell and TOTAL.match(cell.block.text) for cell in row)


def _roles(
    heads: Sequence[Head], columns: Sequence[Sequence[GridCell | None]], title: str
) -> Iterator[str]:
    held = [_held(column) for column in columns]
    figures = any(head.noun == "indicator" for head in heads)
    offered = any(OFFERED.search(text) for text in (title, *(head.text for head in heads)))
    for head, what, column in zip(heads, held, columns):
        unit = head.text in ("单位", "计量单位") and (figures or _are_units(column))
        role = "unit" if unit else _role(head, what, title)
        yield "project" if role == "name" and offered else role  # what is put out to be taken up


@cache
def _units() -> re.Pattern[str]:
    """A unit as a cell says it: 亿元, 万元/亩, %."""
    every = tomllib.loads((LEXICON / "targets.toml").read_text("utf-8"))
    nouns = "|".join(map(re.escape, (*every["counted"], *every["measured"])))
    return re.compile(rf"[—-]|[百千万亿]*(?:{nouns})(?:/[百千万亿]*(?:{nouns}))?")


def _are_units(column: Sequence[GridCell | None]) -> bool:
    """Whether the cells of a column called 单位 are units of measure, not bodies."""
    texts = [cell.block.text for cell in column if cell and cell.block.text.strip()]
    return bool(texts) and 2 * sum(_units().fullmatch(text) is not None for text in texts) > len(
        texts
    )


def _role(head: Head, held: str, title: str) -> str:
    """The part of a column, by its head and by what its cells hold."""
    if head.noun == "serial" and held in HELD:  # 名号 and 字号 are no numbers
        return _held_role(head, held)
    if head.noun in ("serial", "amount", "time", "note", "indicator"):
        return head.noun
    if head.noun == "status" and held in ("work", "project"):
        return "status"
    if head.noun == "department" or (held == "office" and head.noun in ("", "body")):
        return "supervisor"
    if head.noun == "body":
        return _body_role(head, held)
    if held in ("number", "year") and head.noun not in SUBJECTS:
        return "indicator_value" if held == "number" else "time"
    return _thing_role(head, held, title)


def _body_role(head: Head, held: str) -> str:
    if head.act == "supervisor":
        return "body" if held == "body" else "supervisor"
    if held in ("work", "project") and not head.act:
        return held
    return head.act or "body"


def _thing_role(head: Head, held: str, title: str) -> str:
    """A column of things, places or descriptions."""
    if head.noun == "work" and _is_supporting(head):
        return "supporting"
    unsaid = head.noun in ("direction", "status", "place", "park", "field", "name", "")
    if unsaid and held in HELD:
        return _place_role(head) if held == "park" else _held_role(head, held)
    if head.noun == "name":
        return _titled(head, title) or "name"
    if head.noun in ("park", "place"):
        return _place_role(head)
    return head.noun or ("direction" if held == "prose" else held)


def _held_role(head: Head, held: str) -> str:
    return (head.act if head.act != "supervisor" else "") or "body" if held == "body" else held


def _place_role(head: Head) -> str:
    return "park" if head.text.endswith("名称") or head.noun == "name" else "place"


def _is_supporting(head: Head) -> bool:
    return any(word in head.text for word in _words()["supporting"]["words"])


def _titled(head: Head, title: str) -> str:
    """What 名称 names, by the words before it or by the table's title."""
    for text in (head.text.removesuffix("名称"), title):
        nouns = [
            (text.rfind(w) + len(w), k) for k, w in _noun_list() if w in text and k in SUBJECTS
        ]
        if nouns:
            return max(nouns)[1]
    return ""


def _held(column: Sequence[GridCell | None]) -> str:
    """What most cells of a column hold, "" where it is not plain."""
    cells = list(dict.fromkeys(cell.block.text for cell in column if cell and cell.block.text))
    counts = Counter(_cell_holds(text) for text in cells)
    counts.pop("", None)
    if not counts:
        return ""
    what, count = counts.most_common(1)[0]
    return what if count >= PLAIN * len(cells) else ""


def _cell_holds(text: str) -> str:
    if NUMBER.match(text):
        return "number"
    if YEARS.match(text):
        return "year"
    if SENTENCE.search(text.rstrip("。；")) or len(text) > 60:
        return "prose"
    items = [item for item in ITEMS.split(text.rstrip("。；")) if item]
    kinds = Counter(_item_holds(item) for item in items)
    what, count = kinds.most_common(1)[0] if kinds else ("", 0)
    return what if 2 * count > len(items) else ""


def _item_holds(item: str) -> str:
    bare = re.sub(r"等[^、]{0,8}$", "", DEFINED.sub("", item.strip()))
    if is_class(bare) or is_phrase(bare):
        return ""
    if OFFICE.search(bare) and not ZONE_OFFICE.search(bare):
        return "office"
    if re.search(r"(?:产业链|链)$", bare):
        return "chain"
    if bare.endswith("集群"):
        return "cluster"
    if re.search(r"(?:项目|工程)(?:[（(].*[）)])?$", bare) and len(bare) > 5:
        return "project"
    kind = kind_of(bare)
    if kind in BODIES:
        return "body"
    if kind in WORKS:
        return "work"
    return "park" if kind in ("IndustrialPark", "Area") else ""


def _row(cells: Sequence[GridCell | None], roles: Sequence[str], heads: Sequence[str]) -> TableRow:
    made = tuple(
        Cell(role, replace(_by_lines(cell.block), kind="cell"), head, column)
        for column, (role, head, cell) in enumerate(zip(roles, heads, cells))
        if cell and cell.block.text
    )
    group = next((c.text for c in made if status_of(c.text)), "")
    return TableRow(_once(made), group)


def _by_lines(block: Block) -> Block:
    """A cell of several short lines says several things: 甲大学、乙公司."""
    lines = block.text.split("\n")
    short = all(len(line) <= LONGEST_LINE and not SENTENCE.search(line) for line in lines)
    if len(lines) < 2 or not short:
        return block
    text = re.sub(r"(?<=[^、，；：（(\n])\n(?=[^、，；：）)\n])", "、", block.text)
    return replace(block, text=text)


def _once(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Each cell once, though it is joined over columns."""
    seen: dict[Block, Cell] = {}
    for cell in cells:
        seen.setdefault(cell.block, cell)
    return tuple(seen.values())
