// A reader's own words on a thing. They stand under its name, and the address keeps them.

export const notes = (view) => [...view.notes].map(([id, words]) => `${words}@${id}`);

// What the address remembers, `words@id`, by id.
export const readNotes = (kept = []) => new Map(kept.map((each) => {
  const at = each.lastIndexOf('@');
  return [each.slice(at + 1), each.slice(0, at)];
}));

// Every note to the thing that it is on, where that is drawn.
export function noteAgain(view) {
  view.cy.nodes('[!group]').forEach((node) => { node.data('note', view.notes.get(node.id()) ?? ''); });
}

function put(view, id, words) {
  if (words) view.notes.set(id, words); else view.notes.delete(id);
  noteAgain(view);
  view.spread();
  view.tell();
}

function write(view, id, words) {
  const before = view.notes.get(id) ?? '';
  if (words !== before) view.history.step(() => put(view, id, words), () => put(view, id, before));
}

// The field for the words on `node`.
export function noting(view, node) {
  const form = view.root.querySelector('.noting');
  form.hidden = false;
  form.dataset.id = node.id();
  const field = form.querySelector('input');
  field.value = node.data('note') ?? '';
  field.focus();
}

export function listenToNotes(view) {
  const form = view.root.querySelector('.noting');
  const close = () => { form.hidden = true; view.canvas.focus(); };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    write(view, form.dataset.id, form.querySelector('input').value.trim().replace(/\s+/g, ' '));
    close();
  });
  form.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Escape') close();
  });
}
