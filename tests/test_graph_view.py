"""The graph view as it is drawn, measured on its own geometry in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests import drawn

pytestmark = pytest.mark.timeout(180)
CY = "document.querySelector('.graph').cy"
SIZES = [(30, 45), (150, 260), (500, 900)]
#: Of the words that are shown: how many names and words on edges, the least height in px, by how
#: much two lie on each other at worst, how many px² of a word on an edge lie on a node at worst.
LEGIBLE = """() => { const { cy } = document.querySelector('.graph'), z = cy.zoom();
  const only = { includeNodes: false, includeEdges: false, includeLabels: true,
    includeOverlays: false, includeUnderlays: false };
  const seen = (one) => !one.hasClass('mute') && !one.hasClass('dim');
  const box = (one) => one.renderedBoundingBox(only);
  const size = (b) => (b.x2 - b.x1) * (b.y2 - b.y1);
  const both = (a, b) => { const w = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1),
    h = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1); return w > 0 && h > 0 ? w * h : 0; };
  const names = cy.nodes(':visible').filter(seen);
  const words = cy.edges('.near, .chosen, [?way]').filter(':visible').filter(seen);
  const all = [...names.toArray(), ...words.toArray()];
  const boxes = all.map(box);
  let overlap = 0, over = 0;
  boxes.forEach((a, i) => boxes.slice(0, i).forEach((b) => {
    overlap = Math.max(overlap, both(a, b) / Math.min(size(a), size(b))); }));
  words.forEach((word) => cy.nodes(':visible').filter((n) => !n.hasClass('dim')).forEach((n) => {
    const p = n.renderedPosition(), r = n.renderedWidth() / 2;
    over = Math.max(over, both(box(word), { x1: p.x - r, x2: p.x + r, y1: p.y - r, y2: p.y + r })); }));
  return { names: names.length, words: words.length, overlap, over,
    least: Math.min(...all.map((one) => one.numericStyle('font-size') * z)) }; }"""


def legible(page: Page) -> tuple[int, int]:
    """How many names and words on edges are shown; all of them can be read."""
    page.wait_for_function(drawn.DRAWN)
    found = page.evaluate(LEGIBLE)
    assert found["least"] >= 11 and found["overlap"] <= 0.1 and found["over"] <= 1, found
    return found["names"], found["words"]


@pytest.mark.parametrize(("nodes", "edges"), SIZES, ids=lambda n: str(n))
def test_what_is_written_can_be_read(chromium: Browser, nodes: int, edges: int) -> None:
    with drawn.view(chromium, drawn.made_up(nodes, edges)) as page:
        assert legible(page)[0] >= 20
        page.evaluate(f"() => {{ {CY}.nodes(':visible').max(n => n.degree()).ele.emit('tap'); }}")
        assert legible(page)[1] >= 1
        for zoom in (0.5, 2):
            page.evaluate(f"() => {{ {CY}.zoom({zoom}); }}")
            legible(page)
