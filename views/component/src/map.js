// The whole in small, in a corner, while part of it is out of view: a press or a drag on it goes there.

const MARGIN = 0.06;
const DOT = 2.5;

function bounds(nodes) {
  const box = { x1: Infinity, x2: -Infinity, y1: Infinity, y2: -Infinity };
  nodes.forEach((node) => {
    const { x, y } = node.position();
    box.x1 = Math.min(box.x1, x); box.x2 = Math.max(box.x2, x);
    box.y1 = Math.min(box.y1, y); box.y2 = Math.max(box.y2, y);
  });
  return box;
}

const within = (box, view) => box.x1 >= view.x1 && box.x2 <= view.x2 && box.y1 >= view.y1 && box.y2 <= view.y2;

// From the drawing's places to those of the small picture.
function scale(box, { width, height }) {
  const [wide, high] = [Math.max(box.x2 - box.x1, 1), Math.max(box.y2 - box.y1, 1)];
  const factor = Math.min(width / (wide * (1 + 2 * MARGIN)), height / (high * (1 + 2 * MARGIN)));
  const left = (width - wide * factor) / 2 - box.x1 * factor;
  const top = (height - high * factor) / 2 - box.y1 * factor;
  return { to: ({ x, y }) => [x * factor + left, y * factor + top], from: (x, y) => ({ x: (x - left) / factor, y: (y - top) / factor }), factor };
}

// The dots on a sheet of their own, so that moving the view draws one frame only.
function dots(nodes, map, scaled) {
  const sheet = new OffscreenCanvas(map.width, map.height);
  const pen = sheet.getContext('2d');
  nodes.forEach((node) => {
    const [x, y] = scaled.to(node.position());
    pen.fillStyle = node.data('color');
    pen.fillRect(x - DOT / 2, y - DOT / 2, DOT, DOT);
  });
  return sheet;
}

function frame(view, map, { box, sheet, scaled }) {
  const { cy } = view;
  const seen = cy.extent();
  map.hidden = within(box, seen);
  if (map.hidden) return;
  const pen = map.getContext('2d');
  const [x, y] = scaled.to({ x: seen.x1, y: seen.y1 });
  pen.clearRect(0, 0, map.width, map.height);
  pen.drawImage(sheet, 0, 0);
  pen.strokeStyle = getComputedStyle(map).color;
  pen.lineWidth = 1.5;
  pen.strokeRect(x, y, seen.w * scaled.factor, seen.h * scaled.factor);
}

export function drawMap(view) {
  const map = view.root.querySelector('.map');
  const { cy } = view;
  let drawn = null;
  let waiting = 0;
  const anew = () => {
    const nodes = cy.nodes(':visible');
    if (nodes.empty()) { map.hidden = true; drawn = null; return; }
    const box = bounds(nodes);
    const scaled = scale(box, map);
    drawn = { box, scaled, sheet: dots(nodes, map, scaled) };
    frame(view, map, drawn);
  };
  const go = (event) => {
    if (!drawn || !(event.buttons & 1)) return;
    const { left, top, width } = map.getBoundingClientRect();
    const large = map.width / width;
    const { x, y } = drawn.scaled.from((event.clientX - left) * large, (event.clientY - top) * large);
    const zoom = cy.zoom();
    view.moved = true;
    cy.pan({ x: cy.width() / 2 - x * zoom, y: cy.height() / 2 - y * zoom });
  };
  cy.on('spread', anew);
  cy.on('viewport', () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => { if (drawn && !cy.destroyed()) frame(view, map, drawn); });
  });
  map.addEventListener('pointerdown', (event) => { map.setPointerCapture(event.pointerId); go(event); });
  map.addEventListener('pointermove', go);
}
