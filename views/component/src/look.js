// Colours and fonts come from Streamlit's theme; shapes tell families of types apart.

import { LARGEST, MARGIN, OUTLINE, SMALLEST, wordSize } from './labels.js';

export const SHAPES = {
  field: 'hexagon', thing: 'round-rectangle', organisation: 'ellipse', industry: 'round-diamond',
  place: 'round-pentagon', project: 'round-tag',
};
const HAN = /\p{Script=Han}/u;
const CHINESE = '"Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif';

export const themed = (root, name, otherwise) =>
  getComputedStyle(root).getPropertyValue(name).trim() || otherwise;

// The name, and under it what the reader wrote.
export const worded = (node) => [node.data('name'), node.data('note')].filter(Boolean).join('\n✎ ');

// A finger meets what is 32 px wide: Cytoscape adds 8 on each side.
const FINGER = 16;
const coarse = matchMedia('(pointer: coarse)').matches;
const large = (node) => (coarse ? Math.max(node.data('size'), FINGER / node.cy().zoom()) : node.data('size'));

// How all looks; `bright` whatever the page's theme, for paper.
export function sheet(root, bright = false) {
  const color = (name, otherwise) => (bright ? otherwise : themed(root, name, otherwise));
  const ink = color('--st-text-color', '#222222');
  const paper = color('--st-background-color', '#ffffff');
  const accent = color('--st-primary-color', '#1f6f8b');
  const line = color('--st-gray-color', '#8a94a0');
  const font = `${themed(root, '--st-font', 'sans-serif')}, ${CHINESE}`;
  const label = {
    'font-family': font, color: ink, 'text-outline-color': paper,
    'text-outline-width': (one) => wordSize(one.cy(), OUTLINE),
  };
  const word = {
    ...label, label: 'data(caption)', 'font-size': (edge) => wordSize(edge.cy(), SMALLEST), opacity: 1,
    'text-margin-x': 'data(dx)', 'text-margin-y': 'data(dy)',
  };
  return [
    { selector: 'node', style: {
      ...label, shape: (node) => SHAPES[node.data('family')] ?? 'ellipse',
      'background-color': 'data(color)', width: large, height: large, 'text-events': 'yes',
      label: worded, 'font-size': (node) => wordSize(node.cy(), SMALLEST), 'text-valign': 'bottom', 'text-margin-y': (node) => wordSize(node.cy(), MARGIN),
      'text-wrap': 'wrap', 'line-height': 1.15, 'text-max-width': (node) => wordSize(node.cy(), 112), 'text-overflow-wrap': (node) => (HAN.test(node.data('name')) ? 'anywhere' : 'whitespace'),
      'border-width': 1.5, 'border-color': paper,
    } },
    { selector: 'node.above', style: { 'text-valign': 'top', 'text-margin-y': (node) => wordSize(node.cy(), -MARGIN) } },
    { selector: 'node.right, node.left', style: { 'text-valign': 'center', 'text-margin-y': 0 } },
    { selector: 'node.right', style: { 'text-halign': 'right', 'text-margin-x': (node) => wordSize(node.cy(), MARGIN) } },
    { selector: 'node.left', style: { 'text-halign': 'left', 'text-margin-x': (node) => wordSize(node.cy(), -MARGIN) } },
    { selector: 'node[?anchor]', style: {
      'font-size': (node) => wordSize(node.cy(), LARGEST), 'font-weight': 'bold', 'border-width': 3, 'border-color': ink } },
    { selector: 'edge', style: {
      width: 1.2, 'line-color': line, opacity: 0.6, 'curve-style': 'bezier',
      'target-arrow-shape': 'triangle', 'target-arrow-color': line, 'arrow-scale': 0.8 } },
    { selector: 'edge[basis = "stated"]', style: { width: 2.2, opacity: 0.8 } },
    { selector: 'edge[basis = "derived"]', style: { 'line-style': 'dashed' } },
    { selector: 'edge[?weak]', style: { 'line-style': 'dotted', opacity: 0.45 } },
    { selector: 'edge.near', style: { ...word, 'z-index': 9 } },
    { selector: 'edge.chosen', style: {
      ...word, 'font-weight': 'bold', width: 3.5, 'line-color': accent, 'target-arrow-color': accent, 'z-index': 11 } },
    { selector: 'edge[?way]', style: { ...word, width: 4, 'line-color': accent, 'target-arrow-color': accent, 'z-index': 10 } },
    { selector: 'node.fore', style: { 'z-index': 8 } },
    { selector: 'node[?way]', style: { 'border-width': 4, 'border-color': accent } },
    { selector: 'node.near', style: { 'z-index': 10 } },
    { selector: 'node.chosen', style: {
      'border-width': 4, 'border-color': accent, 'z-index': 12 } },
    { selector: 'node.pinned', style: { 'border-style': 'double', 'border-width': 5, 'border-color': ink } },
    { selector: 'node.boxed', style: { 'underlay-color': accent, 'underlay-opacity': 0.35, 'underlay-padding': 7 } },
    { selector: 'node[?group]', style: { 'border-style': 'double', 'border-width': 6, 'font-weight': 'bold' } },
    { selector: '.mute', style: { 'text-opacity': 0 } },
    { selector: '.dim', style: { opacity: 0.13, 'text-opacity': 0 } },
    { selector: '.off, .hidden, .folded', style: { display: 'none' } },
  ];
}

// Call `changed` when the theme of the page turns.
export function watchTheme(root, changed) {
  let last = themed(root, '--st-background-color', '');
  const look = () => {
    const now = themed(root, '--st-background-color', '');
    if (now !== last) { last = now; changed(); }
  };
  const timer = setInterval(look, 800);
  return { disconnect: () => clearInterval(timer) };
}
