"""The graph in networkx and its measures in a pandas table.

    python examples/networkx_pandas.py

Prints the institutions that stand between most others, the fields that each
supports, and which fields are carried by the same institutions.
"""

from __future__ import annotations

import networkx as nx
import pandas as pd

from graph.analytics import likeness, measure, network
from graph.export import Subgraph
from graph.store import open_store
from ingest.model import INSTITUTION_TYPES
from queries.subgraph import choose


def institutions(whole: Subgraph) -> pd.DataFrame:
    """A row for each institution: name, type, fields (how many it supports), measures."""
    graph: nx.MultiDiGraph = network(whole)  # a node's key is its id, an edge's its type
    table = pd.DataFrame(measure(whole, ["degree", "betweenness", "pagerank"]))
    known = pd.DataFrame.from_dict(dict(graph.nodes(data=True)), orient="index")
    table = table.join(known[["name", "type"]])
    supports = (
        (source, field) for source, field, kind in graph.edges(keys=True) if kind == "SUPPORTS"
    )
    fields = pd.DataFrame(supports, columns=["id", "field"]).groupby("id")["field"].nunique()
    table["fields"] = fields.reindex(table.index).fillna(0).astype(int)
    return table[table["type"].isin(INSTITUTION_TYPES)].sort_values("betweenness", ascending=False)


def main() -> None:
    """Print both tables."""
    with open_store() as store:
        whole = choose(store)
    print(institutions(whole).head(10).to_string())
    names = {node.id: node.name for node in whole.nodes}
    for row in likeness(whole)[:5]:
        pair = f"{names[row.first]} + {names[row.second]}"
        print(f"{row.jaccard:.2f}  {pair}  ({row.shared} institutions)")


if __name__ == "__main__":
    main()
