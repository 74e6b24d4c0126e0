"""A field's subgraph as a file for Gephi, with measures as attributes and sizes by one of them.

    python examples/export_for_gephi.py quantum quantum.gexf

Prints what is in it; the file opens in Gephi as a picture (docs/gephi.en.md).
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from graph.analytics import annotated
from graph.export import write
from graph.store import open_store
from queries.subgraph import choose


def main(field: str, path: str) -> None:
    """Write the subgraph of ``field`` (an id or a name) to ``path``."""
    with open_store() as store:
        found = choose(store, field=field)
    found = annotated(found, ["degree", "betweenness", "community"])
    bases = Counter(edge.attributes["basis"] for edge in found.edges if edge.type == "SUPPORTS")
    print("supports:", ", ".join(f"{count} {basis}" for basis, count in sorted(bases.items())))
    done = write(found, "gexf", Path(path), size_by="betweenness", lang="en", force=True)
    print(f"{done.path}: {done.nodes} nodes, {done.edges} relations")


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["quantum", "quantum.gexf"]))
