"""Who supports a field, read with py2neo.

    python examples/py2neo_fields.py quantum

py2neo is no longer maintained (see docs/decisions/0002-py2neo.md); this is for
notebooks that have it already. For new work take examples/driver_fields.py.
"""

from __future__ import annotations

import sys

from py2neo import Graph, NodeMatcher

from graph.store import open_store
from queries.library import library


def main(field: str) -> None:
    """Print the institutions that support ``field``, with page and quote."""
    with open_store() as store:  # keeps the embedded engine running while py2neo reads
        at = store.access
        graph = Graph(at.uri, auth=(at.user, at.password), name=at.database)
        node = NodeMatcher(graph).match("TechField", id=field).first()
        if node is None:
            print(
                f"no field {field}; there are:", *(n["id"] for n in graph.nodes.match("TechField"))
            )
            return
        print(node["name"], node["name_en"])
        question = library()["field_supports"].text(store.engine.name)
        for row in graph.run(question, field=field, default_only=True, types=None, plans=None):
            page, quote = row["pages"][-1], row["quotes"][-1]
            print(f"  {row['name']}\t{row['basis']}\tp. {page}\t{quote}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "quantum")
