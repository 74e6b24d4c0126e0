// The drawing on paper: A4 across, A3 where there is much, in bright colours whatever the screen's,
// with a title, a legend of types and grounds, and where it is from.
import cytoscape from 'cytoscape';
import { fitNames } from './layouts.js';
import { spread } from './labels.js';
import { sheet, SHAPES, themed } from './look.js';
import { DASHES, made, outline, picture, widthOf } from './picture.js';
import { withDensity } from './png.js';

const A4 = { wide: 297, high: 210, across: 1400 };
const A3 = { wide: 420, high: 297, across: 1980 };
const MUCH = 100; // things
const WORDED = 120; // relations at most whose kinds are written along them
const DOTS = 300; // an inch
const MARGIN = 36;
const TITLE = { size: 22, high: 46 };
const KEY = { size: 13, high: 24, gap: 22, mark: 20 };
const [PAPER, INK, LINE] = ['#ffffff', '#222222', '#8a94a0'];
const STROKES = { stated: [2.2, 'none'], derived: [1.4, DASHES.dashed], weaker: [1.4, DASHES.dotted] };

const paperFor = (view) => (view.cy.nodes(':visible').length > MUCH ? A3 : A4);
const fontOf = (view) => themed(view.root, '--st-font', 'sans-serif');

// The same things in the same places on a canvas of the paper's size, with words where there is room.
function laidOn(view, width, height) {
  const stage = document.createElement('div');
  stage.style.cssText = `position:fixed;left:-99999px;width:${width}px;height:${height}px`;
  view.root.append(stage);
  const shown = view.cy.elements(':visible').jsons();
  const cy = cytoscape({ container: stage, elements: shown, style: sheet(view.root, true), layout: { name: 'preset' } });
  cy.elements().removeClass('dim near chosen boxed mute');
  cy.nodes().addClass('near');
  if (cy.edges().length <= WORDED) cy.edges().addClass('near');
  fitNames(cy, cy.elements(), MARGIN);
  spread(cy);
  const { x, y } = cy.pan();
  const drawn = made('g', { transform: `translate(${x} ${y + TITLE.high}) scale(${cy.zoom()})` }, ...picture(cy, PAPER));
  const without = cy.nodes('.mute').length;
  const heads = (view.heads ?? []).map((head) => ({ name: head.name, x: ((head.from + head.to) / 2) * cy.zoom() + x }));
  cy.destroy();
  stage.remove();
  return { drawn, without, heads };
}

const written = (view, words, x, y, more = {}) =>
  made('text', { x, y, 'font-family': fontOf(view), 'font-size': KEY.size, fill: INK, ...more }, words);

function markOf(kind, x, y) {
  if (kind.line) {
    const [width, dashes] = STROKES[kind.line] ?? [1.2, 'none'];
    return made('path', { d: `M${x} ${y} h${KEY.mark}`, stroke: LINE, 'stroke-width': width, 'stroke-dasharray': dashes });
  }
  return outline(SHAPES[kind.family], { x: x + 8, y, across: 7, down: 7 }, { fill: kind.color });
}

// What the signs mean, in as many lines as it takes.
function legend(view, width) {
  const rows = [];
  let [x, y] = [MARGIN, 0];
  const off = ({ type }) => view.off.has(type);
  for (const kind of [...view.data.types, ...(view.data.grounds ?? [])].filter((one) => !off(one))) {
    const words = `${kind.caption} ${kind.count}`;
    const wide = KEY.mark + 6 + widthOf(words, `${KEY.size}px ${fontOf(view)}`);
    if (x + wide > width - MARGIN) [x, y] = [MARGIN, y + KEY.high];
    rows.push(markOf(kind, x, y - 5), written(view, words, x + KEY.mark + 6, y));
    x += wide + KEY.gap;
  }
  return { rows, high: y + KEY.high };
}

// An SVG of paper's size, as a text.
export function printed(view) {
  const { wide, high, across: width } = paperFor(view);
  const height = Math.round((width * high) / wide);
  const { data } = view;
  const key = legend(view, width);
  const body = height - TITLE.high - key.high - KEY.high - MARGIN;
  const { drawn, without, heads } = laidOn(view, width, body);
  const source = [data.source, without ? data.words.without.replace('{n}', without) : ''].filter(Boolean).join(' · ');
  const bottom = height - MARGIN / 2;
  const page = made('svg', { viewBox: `0 0 ${width} ${height}`, width: `${wide}mm`, height: `${high}mm` },
    made('rect', { width, height, fill: PAPER }),
    written(view, data.title ?? '', MARGIN, TITLE.high - 12, { 'font-size': TITLE.size, 'font-weight': 'bold' }),
    ...heads.map(({ name, x }) => written(view, name, x, TITLE.high + 6, { 'text-anchor': 'middle', 'font-weight': 'bold' })),
    drawn,
    made('g', { class: 'legend', transform: `translate(0 ${bottom - key.high - 6})` }, ...key.rows),
    written(view, source, MARGIN, bottom, { class: 'source', fill: '#5b6570' }));
  return new XMLSerializer().serializeToString(page);
}

// The same in pixels, as many as print needs.
export async function pixels(view) {
  const { wide, high } = paperFor(view);
  const image = new Image();
  const address = URL.createObjectURL(new Blob([printed(view)], { type: 'image/svg+xml' }));
  image.src = address;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [wide, high].map((side) => Math.round((side / 25.4) * DOTS));
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  const blob = await new Promise((done) => { canvas.toBlob(done, 'image/png'); });
  return withDensity(blob, DOTS);
}
