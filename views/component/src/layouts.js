// Where the nodes stand. The same graph is always laid out the same way.

const RULES = {
  fcose: (count) => ({
    name: 'fcose',
    quality: count > 800 ? 'draft' : 'default',
    randomize: true,
    nodeSeparation: 110,
    idealEdgeLength: 95,
    nodeRepulsion: 9000,
    nodeDimensionsIncludeLabels: count <= 300,
    packComponents: true,
  }),
  concentric: () => ({
    name: 'concentric', concentric: (node) => node.degree(), levelWidth: () => 3, minNodeSpacing: 34,
  }),
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
  const rule = RULES[name](shown.nodes().length);
  const fixed = name === 'fcose' ? still(cy, fresh) : [];
  if (fresh && name !== 'fcose') return;
  const incremental = fixed.length
    ? { fixedNodeConstraint: fixed, randomize: false, quality: 'default' } : {};
  withoutChance(() => {
    shown.layout({ animate: false, fit: false, ...rule, ...incremental }).run();
  });
  fit(view);
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
