import { isOff } from './elements.js';

// The legend counts what is in the view, and switches kinds off and on.

function mark(kind) {
  const dot = document.createElement('i');
  dot.className = kind.family ? `mark ${kind.family}` : `line ${kind.line ?? ''}`;
  if (kind.color) dot.style.setProperty('--mark', kind.color);
  return dot;
}

function button(view, kind) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'kind';
  made.dataset.kind = kind.type;
  made.setAttribute('aria-pressed', String(!view.off.has(kind.type)));
  const count = document.createElement('b');
  count.textContent = kind.count;
  made.append(mark(kind), kind.caption, ' ', count);
  made.addEventListener('click', () => turn(view, kind.type));
  return made;
}

function turn(view, type) {
  if (view.off.has(type)) view.off.delete(type); else view.off.add(type);
  view.cy.batch(() => {
    view.cy.elements('[!group]').forEach((each) => { each.toggleClass('off', isOff(view, each)); });
  });
  view.fold();
  for (const each of view.root.querySelectorAll('.kind')) {
    each.setAttribute('aria-pressed', String(!view.off.has(each.dataset.kind)));
  }
  view.tell();
}

export function drawLegend(view) {
  for (const name of ['types', 'relations', 'grounds']) {
    const buttons = (view.data[name] ?? []).map((kind) => button(view, kind));
    view.root.querySelector(`.legend.${name}`).replaceChildren(...buttons);
  }
}
