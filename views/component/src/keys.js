// The keyboard does all that the pointer does.
import { deal, toggleBoxed, turnBox } from './box.js';
import { togglePin } from './history.js';
import { fit } from './layouts.js';
import { full } from './full.js';
import { noting } from './notes.js';
import { chosen, expand, hideChosen, select } from './pointer.js';

const STEP = 60;
const PANS = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] };

function zoom(view, factor) {
  const { cy, canvas } = view;
  view.moved = true;
  const renderedPosition = { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 };
  cy.zoom({ level: cy.zoom() * factor, renderedPosition });
}

// The next of those tied to the centre of attention, then round again.
function walk(view, direction) {
  const { cy } = view;
  if (!view.selected) return select(view, view.data.centre ?? cy.nodes(':visible').first().id());
  view.round ??= { around: view.selected, at: -1 };
  if (view.round.last !== view.selected) view.round = { around: view.selected, at: direction > 0 ? -1 : 0 };
  const near = cy.getElementById(view.round.around).neighborhood('node:visible');
  if (near.empty()) return undefined;
  view.round.at = (view.round.at + direction + near.length) % near.length;
  view.round.last = near[view.round.at].id();
  return select(view, view.round.last);
}

const COMMANDS = {
  '+': (view) => zoom(view, 1.25),
  '=': (view) => zoom(view, 1.25),
  '-': (view) => zoom(view, 0.8),
  0: fit,
  n: (view) => walk(view, 1),
  p: (view) => walk(view, -1),
  Enter: (view) => view.cy.getElementById(view.selected ?? '').isNode?.() && expand(view, view.selected),
  Delete: (view) => chosen(view).nonempty() && hideChosen(view),
  h: (view) => chosen(view).nonempty() && hideChosen(view),
  l: (view) => chosen(view).nonempty() && togglePin(view, chosen(view)),
  t: (view) => chosen(view).nonempty() && noting(view, chosen(view)),
  x: (view) => toggleBoxed(view, chosen(view)),
  b: turnBox,
  k: (view) => deal(view, 'keep'),
  d: (view) => deal(view, 'drop'),
  f: full,
  u: (view) => view.history.undo(),
  Escape: (view) => { deal(view, 'clear'); select(view, null); },
};

export function listenToKeys(view) {
  view.canvas.addEventListener('keydown', (event) => {
    if (event.ctrlKey && event.key === 'z') { view.history.undo(); event.preventDefault(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (PANS[event.key]) { view.moved = true; view.cy.panBy({ x: PANS[event.key][0], y: PANS[event.key][1] }); }
    else if (COMMANDS[event.key]) COMMANDS[event.key](view);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
