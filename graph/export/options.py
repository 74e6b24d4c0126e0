"""What one may choose about a file, beside its format."""

from __future__ import annotations

from dataclasses import dataclass

from graph.export.looks import Looks, looks
from graph.export.told import WEIGHTS
from graph.subgraph import Subgraph
from ingest.catalogue import text


@dataclass(frozen=True, slots=True)
class Options:
    """``lang``: of captions (zh or en). ``bom``: CSV for Excel. ``title``: what the subgraph is.
    ``weight``: what weighs an edge (graph/export/told.py).

    ``base``: where the addresses of linked data stand; None for the user's
    setting (INNOGRAPH_BASE).
    ``size_by`` and ``color_by`` name a measure or an attribute; ``picture``,
    where given, are looks that are already known (an app's view).
    """

    lang: str = "zh"
    title: str | None = None
    bom: bool = False
    weight: str = WEIGHTS[0]
    size_by: str = "degree"
    color_by: str = "type"
    picture: Looks | None = None
    base: str | None = None

    def looks(self, subgraph: Subgraph) -> Looks:
        """Colours, sizes and places for ``subgraph``."""
        return self.picture or looks(subgraph, self.size_by, self.color_by)

    def caption(self, subgraph: Subgraph) -> str:
        """The title, or what the subgraph says it is of."""
        return self.title or text(subgraph.about, self.lang, **subgraph.named)

    def description(self, subgraph: Subgraph) -> str:
        """Title and counts in one sentence."""
        counts = {"nodes": len(subgraph.nodes), "edges": len(subgraph.edges)}
        return text("export.description", self.lang, title=self.caption(subgraph), **counts)
