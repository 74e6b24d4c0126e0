// The bar over the canvas: search, layout, what to do with the selected node, the picture.
import { arrange, fit, layouts } from './layouts.js';
import { turnBox } from './box.js';
import { full } from './full.js';
import { folded, unfold } from './groups.js';
import { togglePin } from './history.js';
import { noting } from './notes.js';
import { pixels, printed } from './print.js';
import { centre, chosen, collapse, expand, hideChosen, select } from './pointer.js';

const DEEDS = {
  expand: (view) => expand(view, view.selected),
  collapse: (view) => collapse(view, view.selected),
  centre: (view) => centre(view, view.selected),
  hide: hideChosen,
  pin: (view) => togglePin(view, chosen(view)),
  note: (view) => noting(view, chosen(view)),
  box: turnBox,
  undo: (view) => view.history.undo(),
  fit,
  full,
  png: async (view) => save(await pixels(view), view.data.words.file),
  svg: (view) => save(new Blob([printed(view)], { type: 'image/svg+xml' }), view.data.words.file_svg),
};
const NEED_NODE = ['expand', 'centre', 'hide', 'pin', 'note'];

function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function find(view, typed) {
  const { cy, data } = view;
  const sought = typed.trim().toLowerCase();
  const hits = sought
    ? cy.nodes(':visible, .folded').filter((node) => node.data('search').includes(sought)) : cy.collection();
  cy.batch(() => {
    cy.elements().removeClass('dim near chosen');
    if (sought) { cy.elements().difference(hits).addClass('dim'); hits.addClass('near'); }
  });
  view.say(sought ? data.words.found.replace('{n}', hits.length) : '');
  return hits;
}

function goTo(view, typed) {
  const hit = find(view, typed).first();
  if (hit.empty()) return;
  if (hit.hasClass('folded')) unfold(view, folded(view, hit));
  select(view, hit.id());
  view.moved = true;
  view.cy.animate({ center: { eles: hit }, zoom: Math.max(view.cy.zoom(), 1), duration: 180 });
}

// The words of the data's language, wherever the markup names one.
function write(view) {
  const { root, data: { words } } = view;
  for (const each of root.querySelectorAll('[data-word]')) each.textContent = words[each.dataset.word];
  for (const each of root.querySelectorAll('[data-label]')) {
    if (!each.querySelector('[data-word]')) each.setAttribute('aria-label', words[each.dataset.label]);
    each.title = words[each.dataset.label];
  }
  root.querySelector('.find input').placeholder = words.search;
  root.querySelector('.noting input').placeholder = words.note_what;
  const options = layouts(view).map((name) => new Option(words[name], name, false, name === view.layout));
  root.querySelector('select').replaceChildren(...options);
}

export function prepareTools(view) {
  const { root } = view;
  const field = root.querySelector('.find input');
  field.addEventListener('input', () => find(view, field.value));
  field.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Enter') goTo(view, field.value);
  });
  root.querySelector('select').addEventListener('change', ({ target }) => arrange(view, target.value));
  for (const each of root.querySelectorAll('[data-do]')) {
    each.addEventListener('click', () => DEEDS[each.dataset.do](view));
  }
  view.refresh = () => {
    const none = chosen(view).empty();
    for (const name of NEED_NODE) root.querySelector(`[data-do=${name}]`).disabled = none;
    root.querySelector('[data-do=collapse]').disabled = !view.data.open?.includes(view.selected);
    root.querySelector('[data-do=undo]').disabled = view.history.steps.length === 0;
    root.querySelector('[data-do=pin]').setAttribute('aria-pressed', String(chosen(view).hasClass('pinned')));
  };
  view.write = () => write(view);
  write(view);
  view.refresh();
}
