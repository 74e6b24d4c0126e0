// Many small things of one kind that hang on one node by the same relations are drawn as one that
// can be opened. What is chosen, pinned, on a way or at the centre is never drawn so.

import { isPinned } from './history.js';

const MANY = 6;
const FAR = 110; // from the group to what comes out of it
const live = (one) => !one.hasClass('off') && !one.hasClass('hidden');
const asked = ({ data }, node) => node.data('anchor') || node.data('way') || node.data('note')
  || node.hasClass('pinned') || isPinned(data, node.id())
  || node.id() === data.selected || data.open?.includes(node.id());

// The name of the group that `node` would be in; nothing where it is tied to several, or asked for.
function groupOf(view, node) {
  if (asked(view, node)) return '';
  const edges = node.connectedEdges('[!group]').filter((edge) => live(edge) && edge.connectedNodes().every(live));
  const near = edges.connectedNodes().difference(node);
  if (near.length !== 1) return '';
  const kinds = [...new Set(edges.map((edge) => edge.data('type')))].sort();
  return ['group', near.id(), node.data('type'), ...kinds].join('|');
}

function found(view) {
  const groups = new Map();
  view.cy.nodes('[!group]').filter(live).forEach((node) => {
    const id = groupOf(view, node);
    if (id && !view.unfolded.has(id)) groups.set(id, (groups.get(id) ?? view.cy.collection()).union(node));
  });
  return new Map([...groups].filter(([, leaves]) => leaves.length >= MANY));
}

function elements(view, id, leaves) {
  const { type, family, color, when } = leaves.first().data();
  const edge = leaves.first().connectedEdges('[!group]').first().data();
  const name = view.data.types.find((kind) => kind.type === type).many.replace('{n}', leaves.length);
  const end = (one) => (one === leaves.first().id() ? id : one);
  return [
    { group: 'nodes', data: { id, group: true, type, family, color, when, name, search: '', size: 20 + 6 * Math.sqrt(leaves.length), told: name } },
    { group: 'edges', data: { ...edge, id: `${id}|edge`, group: true, caption: edge.caption, told: name, source: end(edge.source), target: end(edge.target) } },
  ];
}

function draw(view, id, leaves) {
  const made = elements(view, id, leaves);
  leaves.addClass('folded');
  const known = view.cy.getElementById(id);
  if (known.nonempty()) { known.data(made[0].data); return view.cy.collection(); }
  const fresh = view.cy.add(made);
  const { x1, x2, y1, y2 } = leaves.boundingBox({ includeLabels: false });
  fresh.nodes().position({ x: (x1 + x2) / 2, y: (y1 + y2) / 2 });
  return fresh;
}

// Put together what belongs together; the groups that are new.
export function fold(view) {
  const { cy } = view;
  const groups = found(view);
  let fresh = cy.collection();
  cy.batch(() => {
    cy.nodes('[?group]').filter((each) => !groups.has(each.id())).remove();
    cy.nodes('.folded').removeClass('folded');
    groups.forEach((leaves, id) => { fresh = fresh.union(draw(view, id, leaves)); });
  });
  return fresh;
}

// Open the group `id`: what is in it stands around the place where it was.
export function unfold(view, id) {
  const leaves = found(view).get(id);
  if (!leaves) return;
  const { x, y } = view.cy.getElementById(id).position();
  leaves.forEach((leaf, at) => {
    const angle = (2 * Math.PI * at) / leaves.length;
    leaf.position({ x: x + FAR * Math.cos(angle), y: y + FAR * Math.sin(angle) });
  });
  const turn = (open) => {
    if (open) view.unfolded.add(id); else view.unfolded.delete(id);
    fold(view);
    view.tell();
  };
  view.history.step(() => turn(true), () => turn(false));
  view.say(view.data.words.unfolded.replace('{n}', leaves.length));
  view.settle(leaves);
}

// The group that a thing is folded into.
export const folded = (view, node) => [...found(view)].find(([, leaves]) => leaves.contains(node))?.[0];
