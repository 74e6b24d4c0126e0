"""innograph from Python: read plans, ask the graph, take tables and files out of it.

``read(path)`` needs no graph: a plan as frozen records, or as pandas tables.
``open_graph()`` is the graph that the app and the command line show::

    from innograph import open_graph, read

    plan = read("plan.txt")
    print(plan.frames().supports)
    with open_graph() as graph:
        graph.load("plan.txt")
        print(graph.ask("who works on quantum").text)
        graph.export("quantum.gexf", field="quantum")

Every fact has its evidence: ``page`` is the page number printed in the plan,
``line`` the physical line of the file (from 1), ``quote`` the plan's own words.
Everything that can go wrong is an InnographError: one clear line in ``zh`` or
``en`` by ``error.say(lang)``.
"""

from __future__ import annotations

from ingest.errors import InnographError
from innograph.opened import Graph, open_graph
from innograph.plan import Frames, Plan, read
from innograph.tables import frame
from queries.asking.answer import Answer, Found, Quote

__all__ = ["Answer", "Found", "Frames", "Graph", "InnographError", "Plan", "Quote"]
__all__ += ["frame", "open_graph", "read"]
