// Names that can be read: never smaller than SMALLEST on the screen, never one over another. Where
// there is no room a name is left out; it comes back on zooming in, or when its node is chosen.

const SMALLEST = 12;
const LARGEST = 15;
const ROOM = 0.06; // how much of a name another may touch
const PATIENCE = 70; // ms

// Sizes in the drawing's own measure, so that they come out as wanted at this zoom.
export const wordSize = (cy, size = SMALLEST) => size / Math.min(cy.zoom() || 1, 1);

const touch = (a, b) => {
  const wide = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  const high = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  return wide > 0 && high > 0 ? wide * high : 0;
};

const area = (box) => Math.max((box.x2 - box.x1) * (box.y2 - box.y1), 1);

const ofWords = (one) => one.renderedBoundingBox({
  includeNodes: false, includeEdges: false, includeLabels: true, includeOverlays: false, includeUnderlays: false,
});

const ofBody = (node) => {
  const { x, y } = node.renderedPosition();
  const half = node.renderedWidth() / 2;
  return { x1: x - half, x2: x + half, y1: y - half, y2: y + half };
};

// What is asked for first: the chosen, the way, the centre, then what is tied to most.
const worth = (one) => (one.hasClass('chosen') ? 1e6 : 0) + (one.data('way') ? 1e5 : 0)
  + (one.data('anchor') ? 1e5 : 0) + (one.data('group') && one.isNode() ? 2e4 : 0) + (one.hasClass('near') ? 1e4 : 0) + (one.isNode() ? one.degree() : -1);

function spread({ cy }) {
  cy.style().update();
  const shown = cy.nodes(':visible').filter((node) => !node.hasClass('dim'));
  const worded = shown.union(cy.edges('.near, .chosen, [?way]').filter(':visible'));
  const bodies = shown.map((node) => [node.id(), ofBody(node)]);
  const taken = [];
  cy.batch(() => {
    for (const one of worded.sort((a, b) => worth(b) - worth(a))) {
      const box = ofWords(one);
      const free = box.w > 0 && !taken.some((other) => touch(box, other) > ROOM * Math.min(area(box), area(other)))
        && !bodies.some(([id, body]) => id !== one.id() && touch(box, body) > ROOM * area(box));
      one.toggleClass('mute', !free && !one.hasClass('chosen'));
      if (free || one.hasClass('chosen')) taken.push(box);
    }
  });
}

// Keeps names apart whenever something has moved; once, when much moves at a time.
export function keepApart(view) {
  const { cy } = view;
  let waiting = null;
  view.spread = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { if (!cy.destroyed()) spread(view); }, PATIENCE);
  };
  cy.on('zoom resize', view.spread);
  cy.on('layoutstop dragfree add remove class style', (event) => {
    if (event.type === 'class' || event.type === 'style') return;
    view.spread();
  });
  return { disconnect: () => clearTimeout(waiting) };
}

export { SMALLEST, LARGEST };
