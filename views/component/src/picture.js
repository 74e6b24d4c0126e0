// The view as an SVG: the shapes, colours and words of the canvas, each a thing of its own that a
// drawing program can take apart.
import { themed } from './look.js';

const SPACE = 'http://www.w3.org/2000/svg';
const MARGIN = 24;
const ARROW = { length: 8, half: 4 };
const LINE = 1.2; // of the font's size
// Corners within -1 to 1 of the middle.
const CORNERS = {
  hexagon: ring(6, 0), 'round-pentagon': ring(5, -Math.PI / 2),
  'round-diamond': [[0, -1], [1, 0], [0, 1], [-1, 0]],
  'round-tag': [[-1, -1], [0.25, -1], [1, 0], [0.25, 1], [-1, 1]],
};
const pen = document.createElement('canvas').getContext('2d');

function ring(count, start) {
  return Array.from({ length: count }, (_, at) => {
    const angle = start + (2 * Math.PI * at) / count;
    return [Math.cos(angle), Math.sin(angle)];
  });
}

const round = (value) => Math.round(value * 100) / 100;
const paired = (points) => points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');

function made(tag, attributes, ...inside) {
  const element = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, typeof value === 'number' ? round(value) : value);
  }
  element.append(...inside);
  return element;
}

// Han breaks anywhere, other words between words.
function wrapped(words, width) {
  const parts = words.match(/\p{Script=Han}|[^\p{Script=Han}\s]+|\s+/gu) ?? [];
  const lines = [''];
  for (const part of parts) {
    const longer = lines.at(-1) + part;
    if (lines.at(-1) && pen.measureText(longer.trim()).width > width) lines.push(part.trim());
    else lines[lines.length - 1] = longer;
  }
  return lines.map((line) => line.trim()).filter(Boolean);
}

function label(element, words, x, top, paper) {
  const size = element.numericStyle('font-size');
  const [weight, family] = [element.style('font-weight'), element.style('font-family')];
  pen.font = `${weight} ${size}px ${family}`;
  const lines = wrapped(words, element.isNode() ? element.numericStyle('text-max-width') : Infinity);
  const drawn = lines.map((line, at) => made('tspan', { x, y: top + size * (0.9 + LINE * at) }, line));
  return made('text', {
    'font-family': family, 'font-size': size, 'font-weight': weight, 'text-anchor': 'middle',
    fill: element.style('color'), stroke: paper, 'stroke-width': 5, 'stroke-linejoin': 'round',
    'paint-order': 'stroke', opacity: element.numericStyle('text-opacity'),
  }, ...drawn);
}

function outline(node, style) {
  const { x, y } = node.position();
  const [across, down] = [node.width() / 2, node.height() / 2];
  const corners = CORNERS[node.style('shape')];
  if (corners) {
    const points = paired(corners.map(([h, v]) => [x + h * across, y + v * down]));
    return made('polygon', { points, 'stroke-linejoin': 'round', ...style });
  }
  if (node.style('shape') === 'round-rectangle') {
    const size = { x: x - across, y: y - down, width: 2 * across, height: 2 * down, rx: across / 4 };
    return made('rect', { ...size, ...style });
  }
  return made('ellipse', { cx: x, cy: y, rx: across, ry: down, ...style });
}

function node(each, paper) {
  const { x, y } = each.position();
  const shape = outline(each, {
    fill: each.style('background-color'), stroke: each.style('border-color'),
    'stroke-width': each.numericStyle('border-width'),
  });
  const top = y + each.height() / 2 + each.numericStyle('text-margin-y');
  const name = each.data('name');
  return made('g', { opacity: each.numericStyle('opacity') },
    made('title', {}, each.data('told')), shape, label(each, name, x, top, paper));
}

const DASHES = { dashed: '6 3', dotted: '1 3' };

function path(points) {
  const [start, ...bends] = points;
  const end = bends.pop();
  if (!bends.length) return `M${paired([start])} L${paired([end])}`;
  const half = (a, b) => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const curves = bends.map((bend, at) => `Q${paired([bend, at + 1 < bends.length ? half(bend, bends[at + 1]) : end])}`);
  return `M${paired([start])} ${curves.join(' ')}`;
}

// The line stops where the arrow begins.
function arrow(points, color) {
  const [from, tip] = points.slice(-2);
  const angle = Math.atan2(tip[1] - from[1], tip[0] - from[0]);
  const at = (along, aside) => [
    tip[0] - along * Math.cos(angle) - aside * Math.sin(angle),
    tip[1] - along * Math.sin(angle) + aside * Math.cos(angle),
  ];
  const corners = [tip, at(ARROW.length, ARROW.half), at(ARROW.length, -ARROW.half)];
  return [at(ARROW.length, 0), made('polygon', { points: paired(corners), fill: color })];
}

function edge(each, paper) {
  const ends = [each.sourceEndpoint(), ...(each.controlPoints() ?? []), each.targetEndpoint()];
  const points = ends.map(({ x, y }) => [x, y]);
  const color = each.style('line-color');
  const [stop, head] = arrow(points, color);
  const line = made('path', {
    d: path([...points.slice(0, -1), stop]), fill: 'none', stroke: color,
    'stroke-width': each.numericStyle('width'), 'stroke-dasharray': DASHES[each.style('line-style')] ?? 'none',
  });
  const drawn = made('g', { opacity: each.numericStyle('opacity') }, made('title', {}, each.data('told')), line, head);
  if (each.hasClass('near') || each.hasClass('chosen')) {
    const { x, y } = each.midpoint();
    drawn.append(label(each, each.data('caption'), x, y - each.numericStyle('font-size') / 2, paper));
  }
  return drawn;
}

// An SVG of all that is to be seen, as a text.
export function picture({ cy, root }) {
  const paper = themed(root, '--st-background-color', '#ffffff');
  const shown = cy.elements(':visible');
  const { x1, y1, w, h } = shown.boundingBox();
  const [left, top, width, height] = [x1 - MARGIN, y1 - MARGIN, w + 2 * MARGIN, h + 2 * MARGIN].map(round);
  const drawing = made('svg', { viewBox: `${left} ${top} ${width} ${height}`, width, height },
    made('rect', { x: left, y: top, width, height, fill: paper }),
    ...shown.edges().map((each) => edge(each, paper)), ...shown.nodes().map((each) => node(each, paper)));
  return new XMLSerializer().serializeToString(drawing);
}
