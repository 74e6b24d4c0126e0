"""Tables as facts need them: rows of cells, each with its part in the row."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.model import Block


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its part in the row, its text with places, the head over it, its column (from 0)."""

    role: str
    block: Block
    head: str = ""
    column: int = -1

    @property
    def text(self) -> str:
        """What it says, as a person would read it."""
        return self.block.text


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: cells by column order, the group head that holds for it, and the row's score.

    ``sure`` says whether it reads like a row; what does not is no source of facts.
    """

    cells: tuple[Cell, ...]
    group: str = ""
    score: float = 0.0
    sure: bool = True

    def get(self, *roles: str) -> Cell | None:
        """The first cell with one of the roles."""
        return next((cell for cell in self.cells if cell.role in roles), None)

    def all(self, *roles: str) -> tuple[Cell, ...]:
        """Every cell with one of the roles."""
        return tuple(cell for cell in self.cells if cell.role in roles)


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose columns' parts are known; ``trail`` holds the headings over it."""

    title: str
    roles: tuple[str, ...]
    rows: tuple[TableRow, ...]
    trail: tuple[str, ...] = ()
