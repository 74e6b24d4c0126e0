"""Reading a plan without any graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.model import Claim, Document, Entity, Extraction, LedgerRow, Support
from ingest.pipeline import read_plan
from ingest.serialise import entity_row, ledger_row, relation_row, support_row, write_files
from innograph.tables import frame
from queries.lenses import kept_lenses
from queries.reviewing import kept_judgements

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Frames:
    """What a plan says as four tables, with the columns of the files that ``innograph extract``
    writes; ``evidence`` is a list of ``{page, line, quote}``."""

    entities: pd.DataFrame
    relations: pd.DataFrame
    supports: pd.DataFrame
    ledger: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan that was read: everything in frozen records (``ingest/model.py``)."""

    extraction: Extraction

    @property
    def document(self) -> Document:
        """The text: id (SHA-256), title, lines, printed pages."""
        return self.extraction.document

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The things that the plan names."""
        return tuple(self.extraction.entities)

    @property
    def relations(self) -> tuple[Claim, ...]:
        """How they are tied: type, head and tail (ids of entities), basis, rule, evidence."""
        return tuple(self.extraction.claims)

    @property
    def supports(self) -> tuple[Support, ...]:
        """Which institution supports which field: stated or derived, confidence from 0 to 1,
        why. ``default`` tells whether it is shown without asking for weaker ones."""
        return tuple(self.extraction.supports)

    @property
    def ledger(self) -> tuple[LedgerRow, ...]:
        """What became of every line that is not blank."""
        return tuple(self.extraction.ledger)

    def frames(self) -> Frames:
        """The same as pandas tables."""
        return Frames(
            _table(entity_row, self.entities),
            _table(relation_row, self.relations),
            _table(support_row, self.supports),
            _table(ledger_row, self.ledger),
        )

    def write(self, folder: str | PathLike[str]) -> None:
        """Write the four files of ``innograph extract`` into ``folder``; all or none.
        InnographError where they cannot be written."""
        write_files(self.extraction, Path(folder))


def read(path: str | PathLike[str], *, judged: bool = True) -> Plan:
    """The plan in the file ``path`` (any form that ``innograph ingest`` takes), under its own
    fields and the lenses that are kept; with ``judged`` as people decided in Review.

    The same file gives the same records. InnographError where it cannot be read.
    """
    lenses = kept_lenses().values()
    if judged:
        return Plan(read_plan(Path(path), kept_judgements(), lenses))
    return Plan(read_plan(Path(path), lenses=lenses))


def _table(row: Callable[[Any], Mapping[str, Any]], records: Iterable[Any]) -> pd.DataFrame:
    return frame(map(row, records))
