// Names that can be read: never smaller than SMALLEST on the screen, never one over another or over
// a node. A name stands under its node or, where there is no room, above it or beside it, a word of
// a relation somewhere along it; else it is left out, and comes back on zooming in or when chosen.

const SMALLEST = 12;
const LARGEST = 15;
const ROOM = 0.03; // how much of a name another may touch
const NODES = 0.12; // how much of a node a name may cover
const FIRST = 10; // names that stand in any case, where they cover least
export const MARGIN = 4; // from the node to its name
export const OUTLINE = 2.5; // around a name
const EDGE = 2; // that Cytoscape adds to the box of a name
const PATIENCE = 70; // ms
const CELL = 80; // px
const SIDES = ['', 'above', 'right', 'left'];
const ALONG = [0, -0.14, 0.14, -0.26, 0.26];

// Sizes in the drawing's own measure, so that they come out as wanted at this zoom.
export const wordSize = (cy, size = SMALLEST) => size / Math.min(cy.zoom() || 1, 1);

const touch = (a, b) => {
  const wide = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  const high = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  return wide > 0 && high > 0 ? wide * high : 0;
};

const area = (box) => Math.max((box.x2 - box.x1) * (box.y2 - box.y1), 1);
const moved = (box, x, y) => ({ x1: box.x1 + x, x2: box.x2 + x, y1: box.y1 + y, y2: box.y2 + y });

export const ofWords = (one) => one.renderedBoundingBox({
  includeNodes: false, includeEdges: false, includeLabels: true, includeOverlays: false, includeUnderlays: false,
});

export const ofBody = (node) => {
  const { x, y } = node.renderedPosition();
  const half = node.renderedWidth() / 2;
  return { x1: x - half, x2: x + half, y1: y - half, y2: y + half };
};

// Boxes that are taken, found by the squares of a grid that they lie in.
class Taken {
  constructor() { this.squares = new Map(); }

  * near({ x1, x2, y1, y2 }) {
    for (let x = Math.floor(x1 / CELL); x <= Math.floor(x2 / CELL); x += 1) {
      for (let y = Math.floor(y1 / CELL); y <= Math.floor(y2 / CELL); y += 1) yield `${x},${y}`;
    }
  }

  add(box, owner) {
    for (const square of this.near(box)) {
      if (!this.squares.has(square)) this.squares.set(square, []);
      this.squares.get(square).push({ box, owner });
    }
  }

  // How much of a node words in `box` would cover at worst, `Infinity` where words are in the way;
  // the node `own` does not count.
  covered(box, own) {
    let sum = 0;
    for (const square of this.near(box)) {
      for (const { box: other, owner } of this.squares.get(square) ?? []) {
        const common = owner && owner === own ? 0 : touch(box, other);
        if (!owner && common > ROOM * Math.min(area(box), area(other))) return Infinity;
        if (owner) sum = Math.max(sum, common / area(other));
      }
    }
    return sum;
  }
}

const asked = (one) => one.isNode() && (one.hasClass('chosen') || one.data('anchor'));

// What is asked for first: the chosen, the way, the centre, then what is tied to most.
const worth = (one) => (one.hasClass('chosen') ? 1e6 : 0) + (one.data('way') ? 1e5 : 0)
  + (one.data('anchor') ? 1e5 : 0) + (one.data('group') && one.isNode() ? 2e4 : 0) + (one.hasClass('near') ? 1e4 : 0) + (one.isNode() ? one.degree() : -1);

// Where the words of a node may stand: `[side, box]`, the first best.
function besides(node) {
  const { x1, x2, y1, y2 } = ofWords(node);
  const [wide, high] = [(x2 - x1) / 2, (y2 - y1) / 2];
  const { x, y } = node.renderedPosition();
  const gap = (MARGIN - OUTLINE) * Math.max(node.cy().zoom(), 1) - EDGE * node.cy().zoom();
  const [across, down] = [node.renderedWidth() / 2 + wide + gap, node.renderedHeight() / 2 + high + gap];
  const at = (right, below) => ({ x1: x + right - wide, x2: x + right + wide, y1: y + below - high, y2: y + below + high });
  const boxes = [at(0, down), at(0, -down), at(across, 0), at(-across, 0)];
  return SIDES.map((side, number) => [side, boxes[number]]);
}

// Where the word of an edge may stand: `[shift, box]`; the shift in the drawing's own measure.
function alongside(edge) {
  const box = moved(ofWords(edge), -edge.data('dx') * edge.cy().zoom(), -edge.data('dy') * edge.cy().zoom());
  const [from, to] = [edge.sourceEndpoint(), edge.targetEndpoint()];
  return ALONG.map((share) => {
    const shift = { dx: (to.x - from.x) * share, dy: (to.y - from.y) * share };
    return [shift, moved(box, shift.dx * edge.cy().zoom(), shift.dy * edge.cy().zoom())];
  });
}

const holds = (outer, { x1, x2, y1, y2 }) => x1 >= outer.x1 && x2 <= outer.x2 && y1 >= outer.y1 && y2 <= outer.y2;

// The first place that is free; for what stands in any case the one that covers least. Words of what
// is in view are not cut by its edge.
function best(one, taken, seen, certain) {
  const own = one.isNode() ? one.id() : '';
  const places = (one.isNode() ? besides(one) : alongside(one))
    .filter(([, box]) => box.x2 > box.x1)
    .map(([where, box]) => ({ where, box, covered: taken.covered(box, own), cut: !holds(seen, box) }));
  const whole = one.isNode() && !holds(seen, ofBody(one)) ? places : places.filter(({ cut }) => !cut);
  const found = whole.find(({ covered }) => covered <= (one.isNode() ? NODES : 0));
  const least = [...places].sort((a, b) => a.cut - b.cut || a.covered - b.covered)[0];
  if (found || !one.isNode() || !least) return found;
  return asked(one) || (certain && least.covered < Infinity && !least.cut) ? least : undefined;
}

function place(one, taken, seen, certain) {
  const found = best(one, taken, seen, certain);
  one.toggleClass('mute', !found);
  if (!found) return;
  taken.add(found.box, '');
  one.toggleClass('fore', certain);
  if (one.isEdge()) one.data(found.where);
  else for (const side of SIDES.slice(1)) one.toggleClass(side, side === found.where);
}

export function spread(cy) {
  cy.style().update();
  const shown = cy.nodes(':visible').not('.dim');
  const worded = shown.union(cy.edges('.near, .chosen, [?way]').filter(':visible').not('.dim'));
  const ranked = worded.map((one) => [worth(one), one]).sort(([a], [b]) => b - a);
  const taken = new Taken();
  const seen = { x1: 0, y1: 0, x2: cy.width(), y2: cy.height() };
  shown.forEach((node) => taken.add(ofBody(node), node.id()));
  cy.batch(() => { ranked.forEach(([, one], at) => place(one, taken, seen, at < FIRST)); });
}

// Keeps names apart whenever something has moved; once, when much moves at a time.
export function keepApart(view) {
  const { cy } = view;
  let waiting = null;
  view.spread = () => {
    clearTimeout(waiting);
    delete view.root.dataset.spread;
    waiting = setTimeout(() => {
      if (cy.destroyed()) return;
      spread(cy);
      view.root.dataset.spread = 'done';
      cy.emit('spread');
    }, PATIENCE);
  };
  cy.on('zoom resize layoutstop dragfree add remove', view.spread);
  return { disconnect: () => clearTimeout(waiting) };
}

export { SMALLEST, LARGEST };
