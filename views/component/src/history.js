// What was done in the view and can be taken back. Steps know elements by id: a new centre makes
// others of the same id.

export class History {
  constructor(view) { this.view = view; this.steps = []; }

  // Do `work` and keep how to take it back.
  step(work, back) {
    work();
    this.steps.push(back);
    this.view.refresh?.();
  }

  undo() {
    const back = this.steps.pop();
    if (back) back();
    this.view.refresh?.();
    return Boolean(back);
  }
}

const named = (view, ids) => view.cy.nodes().filter((node) => ids.includes(node.id()));

function turn(view, ids, hidden) {
  const nodes = named(view, ids);
  nodes.union(nodes.connectedEdges()).toggleClass('hidden', hidden);
  view.fold();
}

export const hidden = (view) => view.cy.nodes('.hidden').map((node) => node.id());

export function hide(view, nodes) {
  hideAgain(view, nodes.map((node) => node.id()));
  view.tell();
}

// What the address keeps of it: what is hidden or, where that is shorter, what alone is not.
export function hiding(view) {
  const [away, kept] = [hidden(view), view.cy.nodes('[!group]').not('.hidden').map((node) => node.id())];
  return away.length <= kept.length ? { hidden: away, only: [] } : { hidden: [], only: kept };
}

// The ids that `data` has as hidden.
export const hiddenBy = ({ nodes, hidden: ids = [], only = [] }) =>
  (only.length ? nodes.map(({ id }) => id).filter((id) => !only.includes(id)) : ids);

// After a new centre only what the address remembers is hidden.
export function hideOnly(view, ids) {
  view.cy.elements().removeClass('hidden');
  turn(view, ids, true);
}

// What the address remembers as hidden is hidden from the start, and can be taken back.
export function hideAgain(view, ids) {
  if (named(view, ids).empty()) return;
  view.history.step(() => turn(view, ids, true), () => { turn(view, ids, false); view.tell(); });
}

const fix = (node, pinned) => {
  node.toggleClass('pinned', pinned);
  if (pinned) node.lock(); else node.unlock();
};

export function togglePin(view, chosen) {
  const id = chosen.id();
  const pin = () => {
    const node = view.cy.getElementById(id);
    fix(node, !node.hasClass('pinned'));
    view.tell();
  };
  view.history.step(pin, pin);
}

export const pins = (view) => view.cy.nodes('.pinned')
  .map((node) => `${Math.round(node.position('x'))},${Math.round(node.position('y'))}@${node.id()}`);

export const isPinned = ({ pin = [] }, id) => pin.some((each) => each.endsWith(`@${id}`));

// What the address remembers, `x,y@id`, and nothing else is pinned.
export function pinAgain(view, kept = []) {
  view.cy.nodes('.pinned').forEach((node) => fix(node, false));
  for (const each of kept) {
    const [, x, y, id] = each.match(/^(-?\d+),(-?\d+)@(.+)$/) ?? [];
    const node = view.cy.getElementById(id ?? '');
    if (node.empty()) continue;
    node.unlock().position({ x: Number(x), y: Number(y) });
    fix(node, true);
  }
}

export function rememberMove(view, node, from) {
  const id = node.id();
  view.history.step(() => {}, () => { view.cy.getElementById(id).position(from); });
}
