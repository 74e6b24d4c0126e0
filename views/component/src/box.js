// Several things at a time: a box drawn with Shift held or with the switch on, or X on each of them;
// then they alone are kept, or hidden.
import { ofBody } from './labels.js';
import { hide } from './history.js';
import { select } from './pointer.js';

const inside = (view) => view.cy.nodes('.boxed:visible').not('[?group]');

function mark(view, nodes) {
  view.cy.nodes('.boxed').removeClass('boxed');
  nodes.addClass('boxed');
  told(view);
}

function told(view) {
  const { root, data: { words } } = view;
  const count = inside(view).length;
  root.querySelector('.boxing').hidden = !count;
  root.querySelector('[data-count]').textContent = words.boxed.replace('{n}', count);
  if (count) view.say(words.boxed.replace('{n}', count));
}

const DEEDS = {
  keep: (view) => hide(view, view.cy.nodes(':visible').not('.boxed').not('[?group]').union(view.cy.nodes('.folded'))),
  drop: (view) => hide(view, inside(view)),
  clear: () => {},
};

export function deal(view, name) {
  if (inside(view).empty()) return;
  DEEDS[name](view);
  mark(view, view.cy.collection());
  if (name !== 'clear') select(view, null);
}

// The switch: a drag draws a box instead of moving the drawing.
export function turnBox(view) {
  view.boxing = !view.boxing;
  view.root.querySelector('.lasso').hidden = !view.boxing;
  view.root.querySelector('[data-do=box]').setAttribute('aria-pressed', String(view.boxing));
}

export function toggleBoxed(view, node) {
  node.toggleClass('boxed');
  told(view);
}

const spanned = (from, to) => ({
  x1: Math.min(from.x, to.x), x2: Math.max(from.x, to.x), y1: Math.min(from.y, to.y), y2: Math.max(from.y, to.y),
});

function listenToDrag(view) {
  const sheet = view.root.querySelector('.lasso');
  const frame = sheet.firstElementChild;
  let from = null;
  const at = ({ clientX, clientY }) => {
    const { left, top } = sheet.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  sheet.addEventListener('pointerdown', (event) => { from = at(event); sheet.setPointerCapture(event.pointerId); });
  sheet.addEventListener('pointermove', (event) => {
    if (!from) return;
    const { x1, x2, y1, y2 } = spanned(from, at(event));
    frame.style.cssText = `left:${x1}px;top:${y1}px;width:${x2 - x1}px;height:${y2 - y1}px`;
  });
  sheet.addEventListener('pointerup', (event) => {
    const box = spanned(from, at(event));
    [from, frame.style.cssText] = [null, ''];
    mark(view, view.cy.nodes(':visible').filter((node) => {
      const { x1, x2, y1, y2 } = ofBody(node);
      return x1 < box.x2 && x2 > box.x1 && y1 < box.y2 && y2 > box.y1;
    }));
    turnBox(view);
  });
}

export function listenToBox(view) {
  const { cy } = view;
  let caught = cy.collection();
  cy.on('boxend', () => { caught = cy.collection(); setTimeout(() => mark(view, caught)); });
  cy.on('box', 'node', ({ target }) => { caught = caught.union(target); });
  listenToDrag(view);
  for (const each of view.root.querySelectorAll('[data-boxed]')) {
    each.addEventListener('click', () => deal(view, each.dataset.boxed));
  }
}
