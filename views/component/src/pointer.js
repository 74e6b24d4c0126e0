// Mouse and touch: a tap selects, a double tap expands, a drag moves.
import { unfold } from './groups.js';
import { hide, hiding, pins, rememberMove } from './history.js';

// Where the panel slides over the drawing: what was chosen moves up, out of its way.
const NARROW = '(max-width: 640px)';
const UP = 80; // px from the top

function lift(view, node) {
  const { cy } = view;
  const { x, y } = node.position();
  view.moved = true;
  cy.animate({ pan: { x: cy.width() / 2 - x * cy.zoom(), y: UP - y * cy.zoom() }, duration: 150 });
}

// Mark `id` (a node or an edge) and dim what is not tied to it; nothing when there is none.
export function select(view, id, { quiet = false } = {}) {
  const { cy } = view;
  const found = id ? cy.getElementById(id) : cy.collection();
  view.selected = found.nonempty() ? id : null;
  cy.batch(() => {
    cy.elements().removeClass('dim near chosen');
    if (found.empty()) return;
    const near = found.isEdge() ? found.connectedNodes() : found.closedNeighborhood();
    cy.elements().difference(near).difference(found).filter('[!way]').addClass('dim');
    near.difference(found).addClass('near');
    found.addClass('chosen');
  });
  view.refresh?.();
  view.spread?.();
  if (quiet) return;
  if (found.isNode?.() && matchMedia(NARROW).matches) lift(view, found);
  if (!found.data('group')) view.send('picked', { id: view.selected, kind: found.isEdge?.() ? 'edge' : 'node' });
  view.say(found.nonempty() ? found.data('told') ?? found.data('name') : '');
}

// The selected node, in a collection that is empty when there is none.
export const chosen = (view) => view.cy.getElementById(view.selected ?? '').nodes('[!group]');

export function hideChosen(view) {
  hide(view, chosen(view));
  select(view, null);
}

const isOpen = (view, id) => view.data.open?.includes(id);

export function expand(view, id) {
  if (view.cy.getElementById(id ?? '').data('group')) { unfold(view, id); return; }
  if (view.data.still || isOpen(view, id)) return;
  view.history.step(() => view.send('expand', { id }), () => view.send('collapse', { id }));
}

export function collapse(view, id) {
  if (!isOpen(view, id)) return;
  view.history.step(() => view.send('collapse', { id }), () => view.send('expand', { id }));
}

// Another centre is another view; taken back, it has what was opened and hidden before.
export function centre(view, id) {
  const before = { id: view.data.centre, open: view.data.open ?? [], ...hiding(view), unfolded: [...view.unfolded], pin: pins(view) };
  const after = { id, open: [], hidden: [], only: [], unfolded: [], pin: [] };
  view.history.step(() => view.send('centre', after), () => view.send('centre', before));
}

export function listenToPointer(view) {
  const { cy } = view;
  let from = null;
  cy.on('tap', '[!group]', ({ target }) => select(view, target.id()));
  cy.on('tap', '[?group]', ({ target }) => { if (target.isNode()) unfold(view, target.id()); });
  cy.on('tap', ({ target }) => { if (target === cy && view.selected) select(view, null); });
  cy.on('dbltap', 'node[!group]', ({ target }) => expand(view, target.id()));
  cy.on('grab', 'node', ({ target }) => { from = { ...target.position() }; });
  cy.on('dragfree', 'node', ({ target }) => { rememberMove(view, target, from); });
  cy.on('scrollzoom pinchzoom dragpan', () => { view.moved = true; });
  cy.on('mouseover', 'node, edge', () => { view.canvas.style.cursor = 'pointer'; });
  cy.on('mouseout', 'node, edge', () => { view.canvas.style.cursor = ''; });
}
