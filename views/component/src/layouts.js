// Where the nodes stand. The same graph is always laid out the same way.

const WIDER = 2.4; // at most
export const CROWD = 800;
const LAST = '~'; // behind every year
const COLUMN = { least: 120, most: 300, gap: 0.3, high: 100, tall: 14 };

// How near to the centre: a ring for each step away from it.
function nearness(shown) {
  const steps = new Map();
  const root = shown.nodes('[?anchor]').union(shown.nodes().first());
  shown.bfs({ root: root.first(), visit: (node, edge, from, at, depth) => { steps.set(node.id(), depth); } });
  const far = Math.max(0, ...steps.values()) + 1;
  return (node) => far - (steps.get(node.id()) ?? far);
}

// Columns, each of what is alike by `key`, in the given order; the fullest in more than one, the most
// tied on top. Gives also the heads: what each is, from where to where.
function columns({ canvas }, nodes, key, order = () => 0) {
  const kinds = new Map();
  for (const node of nodes.sort((a, b) => order(a, b) || b.degree() - a.degree())) {
    kinds.set(key(node), [...(kinds.get(key(node)) ?? []), node]);
  }
  const wide = columnWidth(canvas, [...kinds.values()]);
  const places = {};
  const heads = [];
  let column = 0;
  for (const [name, members] of kinds) {
    const count = Math.ceil(members.length / COLUMN.tall);
    members.forEach((node, at) => {
      const across = column + Math.floor(at / COLUMN.tall);
      places[node.id()] = { x: across * wide, y: (at % COLUMN.tall) * COLUMN.high };
    });
    heads.push({ name, from: (column - 0.5) * wide, to: (column + count - 0.5) * wide });
    column += count + COLUMN.gap;
  }
  return { name: 'preset', positions: places, heads };
}

// As wide as the canvas has room for.
function columnWidth({ clientWidth, clientHeight }, kinds) {
  const count = kinds.reduce((sum, members) => sum + Math.ceil(members.length / COLUMN.tall) + COLUMN.gap, 0);
  const high = Math.min(Math.max(...kinds.map((members) => members.length)), COLUMN.tall) * COLUMN.high;
  const room = (high * clientWidth) / Math.max(clientHeight, 1) / count;
  return Math.min(Math.max(room, COLUMN.least), COLUMN.most);
}

function byType(shown, view) {
  const captions = new Map(view.data.types.map(({ type, caption }) => [type, caption]));
  return columns(view, shown.nodes(), (node) => captions.get(node.data('type')) ?? node.data('type'));
}

// A column for each year or period that is known, then what has none.
function byTime(shown, view) {
  const order = (a, b) => {
    const [one, other] = [a, b].map((node) => node.data('when') || LAST);
    return one < other ? -1 : Number(one > other);
  };
  return columns(view, shown.nodes(), (node) => node.data('when') || view.data.words.undated, order);
}

const RULES = {
  fcose: (shown) => ({
    name: 'fcose',
    quality: shown.nodes().length > CROWD ? 'draft' : 'default',
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
  columns: byType,
  time: byTime,
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
  if (fresh && name !== 'fcose') return;
  const rule = RULES[name](shown, view);
  const fixed = name === 'fcose' ? still(cy, fresh) : [];
  const incremental = fixed.length
    ? { fixedNodeConstraint: fixed, randomize: false, quality: 'default' } : {};
  withoutChance(() => {
    shown.layout({ animate: false, fit: false, ...rule, ...incremental }).run();
  });
  if (name === 'fcose' && !fixed.length) widen(view, shown);
  view.heads = rule.heads;
  view.headed?.();
  fit(view);
}

// Names are wide: what was laid out takes the shape of the canvas.
function widen({ canvas }, shown) {
  const { w, h } = shown.boundingBox({ includeLabels: false });
  const wanted = (canvas.clientWidth / Math.max(canvas.clientHeight, 1)) * (h / Math.max(w, 1));
  const across = Math.min(Math.max(wanted, 1 / WIDER), WIDER);
  shown.nodes().positions((node) => ({ x: node.position('x') * across, y: node.position('y') }));
}

// In view with their names, which keep their size on the screen: the smaller the rest, the larger they.
// Of very many the names do not count.
export function fitNames(cy, shown, margin) {
  if (shown.nodes().length > CROWD) {
    cy.fit(shown.nodes().boundingBox({ includeLabels: false, includeEdges: false }), 2 * margin);
  } else {
    cy.fit(shown, 2 * margin);
    cy.style().update();
    cy.fit(shown, margin);
  }
  if (cy.zoom() > 1.4) { cy.zoom(1.4); cy.center(shown); }
}

// Lower and a little smaller, so that the heads of the columns cover nothing.
function underHeads({ cy, root }) {
  const high = root.querySelector('.heads').offsetHeight;
  cy.zoom({ level: cy.zoom() * (1 - high / cy.height()), renderedPosition: { x: cy.width() / 2, y: cy.height() } });
}

// All in view, and nothing larger than life; until the reader moves the view it stays so.
export function fit(view) {
  const { cy } = view;
  const shown = cy.elements(':visible');
  if (shown.empty()) return;
  fitNames(cy, shown, 14);
  if (view.heads?.length) underHeads(view);
  view.moved = false;
  view.spread?.();
}

// Time only where something has one.
export const layouts = ({ data }) => Object.keys(RULES).filter((name) => name !== 'time' || data.nodes.some(({ when }) => when));
