/*
 * What stands around a popover. Becomes a part of the wasm's glue: looking at a page point by point
 * is most of what a popover costs, and each look from wasm would be several.
 */

/* How far apart the page is looked at: a grid finer than any button. */
const COLUMN = 40;
const ROW = 24;
/* What is higher than this is no button, whatever it is made of. */
const HIGHEST_BUTTON = 80;

/* The lines of the grid; the last one is close to the end. */
const lines = (start, step, end) => {
  const all = [];
  for (let at = start + 4; at < end; at = at < end - 4 ? Math.min(at + step, end - 4) : end) {
    all.push(at);
  }
  return all;
};

/* Whether most of what is behind it is covered. */
const isPainted = ({ backgroundColor, backgroundImage, borderTopWidth }) => {
  const [, alpha = 1] = /(?:rgba.*,|\/) ([\d.]+)\)$/.exec(backgroundColor) || [];
  return alpha >= 0.5 || backgroundImage !== "none" || borderTopWidth !== "0px";
};

/* A button or a field of the page. A link is one if it is painted like one. */
const isButton = (element) =>
  element.matches("button,input,select,textarea,[role=button]") ||
  (element.matches("a") && isPainted(getComputedStyle(element)));

/* The rectangles of what is found in an area of the window: what is fixed, what is sticky, and
   buttons. */
const look = ({ host, left, top, right, bottom }) => {
  const there = new Set();
  for (const y of lines(top, ROW, bottom)) {
    for (const x of lines(left, COLUMN, right)) {
      for (const element of document.elementsFromPoint(x, y)) there.add(element);
    }
  }
  there.delete(host);
  /* A survey that its own tab has opened may stand over it. */
  for (const tab of document.querySelectorAll("candor-tab")) there.delete(tab);
  const found = [];
  const note = (element, kind) => {
    const area = element.getBoundingClientRect();
    area.kind = kind;
    found.push(area);
    return area;
  };
  const known = new Set();
  for (const element of there) {
    if (isButton(element) && note(element, "button").height > HIGHEST_BUTTON) found.pop();
    /* Once for all that is in the same. */
    for (let around = element; around && !known.has(around); around = around.parentElement) {
      known.add(around);
      const { position } = getComputedStyle(around);
      if (/fixed|sticky/.test(position)) {
        note(around, position);
        break;
      }
    }
  }
  return found;
};
