/* A page of a plan: passages with their line numbers; named things are buttons. Only text nodes. */

const make = (tag, name, text) => {
  const made = document.createElement(tag);
  made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
};

function piece({ text, id, color, told, hit, here, parts, end }, open) {
  if (here) return make('span', 'here', text);
  if (hit) return make('mark', 'hit', text);
  if (!id) return document.createTextNode(text);
  const name = make('span', 'name');  // a button would not break across lines
  name.append(...(parts ?? [{ text }]).map((each) => piece(each, open)));
  name.role = 'button';
  name.tabIndex = 0;
  name.title = told;
  if (end) name.dataset.end = end;
  name.style.setProperty('--mark', color);
  name.addEventListener('click', () => open(id));
  name.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    open(id);
  });
  return name;
}

function cell(pieces, open) {
  const made = make('span', 'cell');
  made.append(...pieces.map((each) => piece(each, open)));
  return made;
}

function passage(data, open) {
  const made = make('div', `passage ${data.kind}${data.target ? ' target' : ''}`);
  if (data.became) made.dataset.became = data.became;
  const words = make(data.kind === 'heading' ? 'h3' : 'div', 'words');
  if (data.widths) words.style.setProperty('--columns', data.widths);
  words.append(...data.cells.map((each) => cell(each, open)));
  const number = make('span', 'number', data.line);
  number.title = data.told;
  made.append(number, words);
  return made;
}

function key(entries) {
  const made = make('div', 'colours');
  for (const { became, told } of entries) {
    const each = make('span', 'entry', told);
    each.dataset.became = became;
    made.append(each);
  }
  return made;
}

export default function mount({ data, parentElement, setTriggerValue }) {
  const sheet = parentElement.querySelector('.sheet');
  const open = (id) => setTriggerValue('opened', { id, t: Date.now() });
  sheet.lang = 'zh';
  sheet.replaceChildren(
    ...(data.key?.length ? [key(data.key)] : []),
    ...data.passages.map((each) => passage(each, open)),
  );
  const target = sheet.querySelector('.here') ?? sheet.querySelector('.target');
  if (target && data.goal && sheet.dataset.shown !== data.goal) {
    sheet.dataset.shown = data.goal;
    setTimeout(() => target.scrollIntoView({ block: 'center' }), 60);
  }
}
