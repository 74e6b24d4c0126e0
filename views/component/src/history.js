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

export function hide(view, node) {
  hideAgain(view, [node.id()]);
  view.tell();
}

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

export function togglePin(view, chosen) {
  const id = chosen.id();
  const pin = () => {
    const node = view.cy.getElementById(id);
    node.toggleClass('pinned');
    if (node.hasClass('pinned')) node.lock(); else node.unlock();
  };
  view.history.step(pin, pin);
}

export function rememberMove(view, node, from) {
  const id = node.id();
  view.history.step(() => {}, () => { view.cy.getElementById(id).position(from); });
}
