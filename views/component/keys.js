/* The key / leads to the field that finds things: the page's own, else the one beside it. */

const FIELDS = '.stMain [class*=st-key-find-] input, [class*=st-key-find-] input';
const TYPING = 'input, textarea, select, [contenteditable=true], .canvas';

export default function mount() {
  const pressed = (event) => {
    const typing = event.composedPath()[0];
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing instanceof Element && typing.matches(TYPING)) return;
    const field = document.querySelector(FIELDS);
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  };
  document.addEventListener('keydown', pressed);
  return () => document.removeEventListener('keydown', pressed);
}
