// What was done in the view and can be taken back: hiding, pinning, moving.

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

export function hide(view, elements) {
  const gone = elements.union(elements.connectedEdges());
  const back = () => { gone.removeClass('hidden'); view.tell(); };
  view.history.step(() => gone.addClass('hidden'), back);
}

// What the address remembers as hidden is hidden from the start, and can be taken back.
export function hideAgain(view, ids) {
  const nodes = view.cy.nodes().filter((node) => ids.includes(node.id()));
  if (nodes.nonempty()) hide(view, nodes);
}

export function togglePin(view, node) {
  const turn = () => {
    node.toggleClass('pinned');
    if (node.hasClass('pinned')) node.lock(); else node.unlock();
  };
  view.history.step(turn, turn);
}

export function rememberMove(view, node, from) {
  view.history.step(() => {}, () => { node.position(from); });
}
