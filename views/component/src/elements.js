// From the data of a run to Cytoscape's elements: what is new is added, what is gone is removed.

const size = (degree, anchor) => 20 + 6 * Math.sqrt(degree) + (anchor ? 12 : 0);

function degrees(edges) {
  const found = new Map();
  for (const { source, target } of edges) {
    found.set(source, (found.get(source) ?? 0) + 1);
    found.set(target, (found.get(target) ?? 0) + 1);
  }
  return found;
}

function elements(data) {
  const degree = degrees(data.edges);
  const node = (n) => {
    const anchor = n.id === data.centre;
    return { group: 'nodes', data: { ...n, anchor, size: size(degree.get(n.id) ?? 0, anchor) } };
  };
  return [...data.nodes.map(node), ...data.edges.map((e) => ({ group: 'edges', data: { dx: 0, dy: 0, ...e } }))];
}

// A newcomer starts beside a node that it is tied to.
function placeNewcomers(fresh) {
  fresh.nodes().forEach((node, index) => {
    const known = node.neighborhood('node').difference(fresh).first();
    if (known.empty()) return;
    const { x, y } = known.position();
    const angle = index * 2.4;
    node.position({ x: x + 90 * Math.cos(angle), y: y + 90 * Math.sin(angle) });
  });
}

// Whether the reader switched off the kind of `each`, or what it rests on.
export const isOff = ({ off }, each) => off.has(each.data('type')) || off.has(each.data('ground'));

// Bring the canvas to what `data` says; the elements that are new.
export function show(view, data) {
  const { cy } = view;
  const wanted = elements(data);
  const ids = new Set(wanted.map((each) => each.data.id));
  let fresh = cy.collection();
  cy.batch(() => {
    cy.elements('[!group]').filter((each) => !ids.has(each.id())).remove();
    for (const each of wanted) {
      const known = cy.getElementById(each.data.id);
      if (known.nonempty()) known.data(each.data);
      else fresh = fresh.union(cy.add(each));
    }
    cy.elements().forEach((each) => { each.toggleClass('off', isOff(view, each)); });
  });
  placeNewcomers(fresh);
  return fresh;
}
