// The graph view: one Cytoscape instance for each mounted element, changed and never rebuilt.
import cytoscape from 'cytoscape';
import fcose from 'cytoscape-fcose';
import { show } from './elements.js';
import { fold } from './groups.js';
import { arrange, CROWD, fit } from './layouts.js';
import { hiddenBy, hideAgain, hideOnly, hiding, History, pinAgain, pins } from './history.js';
import { listenToBox } from './box.js';
import { drawHeads } from './heads.js';
import { drawMap } from './map.js';
import { listenToNotes, noteAgain, notes, readNotes } from './notes.js';
import { listenToKeys } from './keys.js';
import { listenToPointer, select } from './pointer.js';
import { sheet, watchTheme } from './look.js';
import { keepApart } from './labels.js';
import { drawLegend } from './legend.js';
import { prepareTools } from './tools.js';

cytoscape.use(fcose);
const views = new WeakMap();

function create(root, data) {
  const canvas = root.querySelector('.canvas');
  root.style.setProperty('--height', `${data.height}px`);
  const cy = cytoscape({
    container: canvas,
    minZoom: 0.08,
    maxZoom: 4,
    autounselectify: true,
    textureOnViewport: data.nodes.length > CROWD,
    hideEdgesOnViewport: data.nodes.length > CROWD,
  });
  const view = { root, canvas, cy, data, off: new Set(data.off ?? []), notes: readNotes(data.note), unfolded: new Set(data.unfolded ?? []), selected: null, layout: 'fcose' };
  view.history = new History(view);
  view.say = (text) => { root.querySelector('.live').textContent = text; };
  // Python keeps in the address what was done here.
  view.tell = () => view.send('filtered', {
    off: [...view.off], ...hiding(view), unfolded: [...view.unfolded], pin: pins(view), note: notes(view),
  });
  view.fold = () => fold(view);
  view.settle = (fresh) => arrange(view, view.layout, view.layout === 'fcose' ? fresh : undefined);
  root.cy = cy;
  prepareTools(view);
  listenToPointer(view);
  listenToKeys(view);
  listenToBox(view);
  listenToNotes(view);
  drawHeads(view);
  drawMap(view);
  view.resize = new ResizeObserver(() => { cy.resize(); if (!view.moved) fit(view); });
  view.resize.observe(canvas);
  view.scrolling = lookAgain(view);
  view.words = keepApart(view);
  view.theme = watchTheme(root, () => cy.style(sheet(root)));
  return view;
}

// Cytoscape remembers where the canvas is; whatever above it scrolls, grows or goes moves it. It is
// asked to look again before each press and whenever something scrolls.
function lookAgain({ cy }) {
  const again = () => cy.renderer().invalidateContainerClientCoordsCache();
  const signs = ['scroll', 'mousedown', 'touchstart'];
  for (const sign of signs) window.addEventListener(sign, again, { capture: true, passive: true });
  return {
    disconnect() {
      for (const sign of signs) window.removeEventListener(sign, again, { capture: true });
    },
  };
}

function update(view, data) {
  const first = view.cy.nodes().empty();
  const centreMoved = !first && view.data.centre !== data.centre;
  const spoken = view.data.words.canvas;
  view.data = data;
  if (spoken !== data.words.canvas) view.write();
  const fresh = show(view, data);
  view.root.classList.toggle('still', Boolean(data.still));
  view.cy.style(sheet(view.root));
  drawLegend(view);
  if (centreMoved) hideOnly(view, hiddenBy(data));
  if (first && hiddenBy(data).length) hideAgain(view, hiddenBy(data));
  if (centreMoved) view.unfolded = new Set(data.unfolded ?? []);
  noteAgain(view);
  const grouped = fresh.union(fold(view));
  if (first || centreMoved) arrange(view, view.layout);
  else if (grouped.nonempty()) arrange(view, view.layout, grouped);
  if ((first && data.pin?.length) || centreMoved) pinAgain(view, data.pin);
  select(view, data.selected, { quiet: true });
  view.spread();
}

export default function mount({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector('.graph');
  let view = views.get(root);
  if (!view) {
    view = create(root, data);
    views.set(root, view);
  }
  view.send = (event, value) => setTriggerValue(event, { ...value, t: Date.now() });
  update(view, data);
  return () => {
    view.resize.disconnect();
    view.theme.disconnect();
    view.scrolling.disconnect();
    view.words.disconnect();
    view.cy.destroy();
    views.delete(root);
  };
}
