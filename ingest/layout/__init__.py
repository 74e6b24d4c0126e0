"""Signs and lines on sheets → words and tables in reading order, whatever form they came from.

``glyphs_to_rows`` → ``rules_to_grids`` → ``rows_to_columns`` → ``pages_to_flow`` →
``flow_to_parts``: each stage is one module, named by what it makes.
"""

from ingest.layout.assemble import parts_of
from ingest.layout.shapes import Glyph, Rule, Sheet

__all__ = ["Glyph", "Rule", "Sheet", "parts_of"]
