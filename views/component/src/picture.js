// A drawing as SVG: the shapes, colours and words of the canvas, each a thing of its own that a
// drawing program can take apart.
import { worded } from './look.js';

const SPACE = 'http://www.w3.org/2000/svg';
const ARROW = { length: 8, half: 4 };
const LINE = 1.15; // of the font's size
// Corners within -1 to 1 of the middle.
const CORNERS = {
  hexagon: ring(6, 0), 'round-pentagon': ring(5, -Math.PI / 2),
  'round-diamond': [[0, -1], [1, 0], [0, 1], [-1, 0]],
  'round-tag': [[-1, -1], [0.25, -1], [1, 0], [0.25, 1], [-1, 1]],
};
export const DASHES = { dashed: '6 3', dotted: '1 3' };
const pen = document.createElement('canvas').getContext('2d');

function ring(count, start) {
  return Array.from({ length: count }, (_, at) => {
    const angle = start + (2 * Math.PI * at) / count;
    return [Math.cos(angle), Math.sin(angle)];
  });
}

const round = (value) => Math.round(value * 100) / 100;
const paired = (points) => points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');

export function made(tag, attributes, ...inside) {
  const element = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, typeof value === 'number' ? round(value) : value);
  }
  element.append(...inside);
  return element;
}

export function widthOf(words, font) {
  pen.font = font;
  return pen.measureText(words).width;
}

// Han breaks anywhere, other words between words, and all where a line ends.
function wrapped(words, width, font) {
  return words.split('\n').flatMap((told) => {
    const parts = told.match(/\p{Script=Han}|[^\p{Script=Han}\s]+|\s+/gu) ?? [];
    const lines = [''];
    for (const part of parts) {
      const longer = lines.at(-1) + part;
      if (lines.at(-1) && widthOf(longer.trim(), font) > width) lines.push(part.trim());
      else lines[lines.length - 1] = longer;
    }
    return lines.map((line) => line.trim()).filter(Boolean);
  });
}

// Where the lines of a name begin: beside its node on the side where the canvas has it.
function anchored(node, high) {
  const { x, y } = node.position();
  const [right, below] = [node.numericStyle('text-margin-x'), node.numericStyle('text-margin-y')];
  const side = node.style('text-halign');
  if (side === 'right') return { x: x + node.width() / 2 + right, top: y - high / 2, anchor: 'start' };
  if (side === 'left') return { x: x - node.width() / 2 + right, top: y - high / 2, anchor: 'end' };
  if (node.style('text-valign') === 'top') return { x, top: y - node.height() / 2 + below - high, anchor: 'middle' };
  return { x, top: y + node.height() / 2 + below, anchor: 'middle' };
}

function alongside(edge, high) {
  const { x, y } = edge.midpoint();
  return { x: x + edge.data('dx'), top: y + edge.data('dy') - high / 2, anchor: 'middle' };
}

function label(element, words, paper) {
  if (element.hasClass('mute') || element.numericStyle('text-opacity') === 0) return '';
  const size = element.numericStyle('font-size');
  const [weight, family] = [element.style('font-weight'), element.style('font-family')];
  const most = element.isNode() ? element.numericStyle('text-max-width') : Infinity;
  const lines = wrapped(words, most, `${weight} ${size}px ${family}`);
  const { x, top, anchor } = (element.isNode() ? anchored : alongside)(element, size * LINE * lines.length);
  const drawn = lines.map((line, at) => made('tspan', { x, y: top + size * (0.9 + LINE * at) }, line));
  return made('text', {
    'font-family': family, 'font-size': size, 'font-weight': weight, 'text-anchor': anchor,
    fill: element.style('color'), stroke: paper, 'stroke-width': 2 * element.numericStyle('text-outline-width'),
    'stroke-linejoin': 'round', 'paint-order': 'stroke',
  }, ...drawn);
}

// A shape of the canvas around `x`, `y`.
export function outline(shape, { x, y, across, down }, style) {
  if (CORNERS[shape]) {
    const points = paired(CORNERS[shape].map(([h, v]) => [x + h * across, y + v * down]));
    return made('polygon', { points, 'stroke-linejoin': 'round', ...style });
  }
  if (shape === 'round-rectangle') {
    const size = { x: x - across, y: y - down, width: 2 * across, height: 2 * down, rx: across / 4 };
    return made('rect', { ...size, ...style });
  }
  return made('ellipse', { cx: x, cy: y, rx: across, ry: down, ...style });
}

function node(each) {
  const place = { ...each.position(), across: each.width() / 2, down: each.height() / 2 };
  const shape = outline(each.style('shape'), place, {
    fill: each.style('background-color'), stroke: each.style('border-color'),
    'stroke-width': each.numericStyle('border-width'),
  });
  return made('g', { opacity: each.numericStyle('opacity') }, made('title', {}, each.data('told')), shape);
}

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

function edge(each) {
  const ends = [each.sourceEndpoint(), ...(each.controlPoints() ?? []), each.targetEndpoint()];
  const points = ends.map(({ x, y }) => [x, y]);
  const color = each.style('line-color');
  const [stop, head] = arrow(points, color);
  const line = made('path', {
    d: path([...points.slice(0, -1), stop]), fill: 'none', stroke: color,
    'stroke-width': each.numericStyle('width'), 'stroke-dasharray': DASHES[each.style('line-style')] ?? 'none',
  });
  return made('g', { opacity: each.numericStyle('opacity') }, made('title', {}, each.data('told')), line, head);
}

// All that `cy` shows, in its own measure: lines, then things, then the words over both.
export function picture(cy, paper) {
  const shown = cy.elements(':visible');
  const words = [
    ...shown.edges('.near, .chosen, [?way]').map((each) => label(each, each.data('caption'), paper)),
    ...shown.nodes().map((each) => label(each, worded(each), paper)),
  ];
  return [...shown.edges().map(edge), ...shown.nodes().map(node), ...words];
}
