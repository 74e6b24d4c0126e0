"""Who supports a field, read with the official neo4j driver.

    python examples/driver_fields.py quantum

The graph is an ordinary property graph behind Bolt: any client will do. This
one asks a named query of the product, and one of its own.
"""

from __future__ import annotations

import sys

import neo4j

from graph.store import open_store
from queries.library import library

OWN = """
MATCH (:TechField {id: $field})<-[s:SUPPORTS]-(i:Entity)
WHERE s.default
RETURN i.type AS type, count(DISTINCT i) AS institutions
ORDER BY institutions DESC, type
"""


def main(field: str) -> None:
    """Print the institutions that support ``field``, and how many there are of each type."""
    with open_store() as store:  # keeps the embedded engine running while the driver reads
        at = store.access
        with neo4j.GraphDatabase.driver(at.uri, auth=(at.user, at.password)) as driver:
            question = library()["field_supports"].text(store.engine.name)
            params = {"field": field, "default_only": True, "types": None, "plans": None}
            for row in driver.execute_query(question, params, database_=at.database).records:
                page, quote = row["pages"][-1], row["quotes"][-1]
                print(f"{row['name']}\t{row['basis']}\tp. {page}\t{quote}")
            for row in driver.execute_query(OWN, field=field, database_=at.database).records:
                print(row["type"], row["institutions"])


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "quantum")
