// Where the nodes stand. The same graph is always laid out the same way.

const WIDER = 2.4; // at most
const COLUMN = { wide: 120, high: 100, tall: 14 };

// How near to the centre: a ring for each step away from it.
function nearness(shown) {
  const steps = new Map();
  const root = shown.nodes('[?anchor]').union(shown.nodes().first());
  shown.bfs({ root: root.first(), visit: (node, edge, from, at, depth) => { steps.set(node.id(), depth); } });
  const far = Math.max(0, ...steps.values()) + 1;
  return (node) => far - (steps.get(node.id()) ?? far);
}

// A column for each type, the fullest in more than one; the most tied stand at the top.
function columns(shown) {
  const kinds = new Map();
  shown.nodes().sort((a, b) => b.degree() - a.degree()).forEach((node) => {
    kinds.set(node.data('type'), [...(kinds.get(node.data('type')) ?? []), node]);
  });
  const places = {};
  let column = 0;
  for (const nodes of kinds.values()) {
    nodes.forEach((node, at) => {
      const across = column + Math.floor(at / COLUMN.tall);
      places[node.id()] = { x: across * COLUMN.wide, y: (at % COLUMN.tall) * COLUMN.high };
    });
    column += Math.ceil(nodes.length / COLUMN.tall);
  }
  return places;
}

const RULES = {
  fcose: (shown) => ({
    name: 'fcose',
    quality: shown.nodes().length > 800 ? 'draft' : 'default',
    randomize: true,
    nodeSeparation: 110,
    idealEdgeLength: 95,
    nodeRepulsion: 9000,
    nodeDimensionsIncludeLabels: shown.nodes().length <= 300,
    packComponents: true,
  }),
  concentric: (shown) => ({
    name: 'concentric', concentric: nearness(shown), levelWidth: () => 1, minNodeSpacing: 34,
  }),
  columns: (shown) => ({ name: 'preset', positions: columns(shown) }),
  breadthfirst: () => ({ name: 'breadthfirst', spacingFactor: 1.1, avoidOverlap: true }),
  grid: () => ({ name: 'grid', avoidOverlapPadding: 24 }),
};

// A fixed sequence in place of chance, as long as a layout computes.
function withoutChance(work) {
  const chance = Math.random;
  let state = 20200101;
  Math.random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  try { work(); } finally { Math.random = chance; }
}

function still(cy, fresh) {
  const kept = fresh ? cy.nodes(':visible').difference(fresh) : cy.nodes('.pinned');
  return kept.map((node) => ({ nodeId: node.id(), position: { ...node.position() } }));
}

// Lay everything out; with `fresh` only the newcomers find a place and the others stay.
export function arrange(view, name, fresh) {
  const { cy } = view;
  const shown = cy.elements(':visible');
  if (shown.empty()) return;
  view.layout = name;
  const rule = RULES[name](shown);
  const fixed = name === 'fcose' ? still(cy, fresh) : [];
  if (fresh && name !== 'fcose') return;
  const incremental = fixed.length
    ? { fixedNodeConstraint: fixed, randomize: false, quality: 'default' } : {};
  withoutChance(() => {
    shown.layout({ animate: false, fit: false, ...rule, ...incremental }).run();
  });
  if (name === 'fcose' && !fixed.length) widen(view, shown);
  fit(view);
}

// Names are wide: what was laid out takes the shape of the canvas.
function widen({ canvas }, shown) {
  const { w, h } = shown.boundingBox({ includeLabels: false });
  const wanted = (canvas.clientWidth / Math.max(canvas.clientHeight, 1)) * (h / Math.max(w, 1));
  const across = Math.min(Math.max(wanted, 1 / WIDER), WIDER);
  shown.nodes().positions((node) => ({ x: node.position('x') * across, y: node.position('y') }));
}

// All in view, and nothing larger than life; until the reader moves the view it stays so.
export function fit(view) {
  const { cy } = view;
  const shown = cy.elements(':visible');
  if (shown.empty()) return;
  cy.fit(shown, 36);
  if (cy.zoom() > 1.4) { cy.zoom(1.4); cy.center(shown); }
  view.moved = false;
  view.spread?.();
}

export const LAYOUTS = Object.keys(RULES);
