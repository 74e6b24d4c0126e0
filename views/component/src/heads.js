// What the columns of a layout are, above them wherever the view moves.

const LEAST = 64; // px that a head needs to be written across

export function drawHeads(view) {
  const line = view.root.querySelector('.heads');
  const place = () => {
    const { zoom, pan } = { zoom: view.cy.zoom(), pan: view.cy.pan() };
    const narrow = (view.heads ?? []).some(({ from, to }) => (to - from) * zoom < LEAST);
    line.classList.toggle('upright', narrow);
    (view.heads ?? []).forEach(({ from, to }, at) => {
      line.children[at].style.cssText = `left:${from * zoom + pan.x}px;width:${(to - from) * zoom}px`;
    });
  };
  view.headed = () => {
    line.replaceChildren(...(view.heads ?? []).map(({ name }) => {
      const head = document.createElement('span');
      head.textContent = name;
      return head;
    }));
    place();
  };
  view.cy.on('viewport', () => { if (view.heads?.length) place(); });
}
