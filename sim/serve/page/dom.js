// SPDX-License-Identifier: GPL-3.0-or-later
// Elements are made here, and only here: from names, attributes and texts, never from HTML that somebody wrote.
const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, inside) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...inside.flat(9).filter(part => part !== null && part !== undefined && part !== false));
  return node;
}
export const h = (name, attributes = {}, ...inside) => fill(document.createElement(name), attributes, inside);
export const s = (name, attributes = {}, ...inside) => fill(document.createElementNS(SVG, name), attributes, inside);

// Writes only what changed, so that a reader of screens is not told again and nothing loses its focus.
export function say(node, words) {
  if (node.textContent !== words) node.textContent = words;
}
export function show(node, yes) {
  if (node.hidden === yes) node.hidden = !yes;
}
export function set(node, name, value) {
  if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
}

// Children of `parent`, one for each item and kept as long as its key stays: make(item) gives { node, update(item) }.
export function rowsOf(parent, keyOf, make) {
  let rows = new Map();
  return items => {
    const kept = new Map(items.map(item => [keyOf(item), rows.get(keyOf(item)) ?? make(item)]));
    for (const [key, row] of rows) if (!kept.has(key)) row.node.remove();
    rows = kept;
    items.forEach((item, i) => {
      const { node, update } = rows.get(keyOf(item));
      if (parent.children[i] !== node) parent.insertBefore(node, parent.children[i] ?? null);
      update?.(item);
    });
  };
}

export const stillness = matchMedia("(prefers-reduced-motion: reduce)");
let speaker;
// Reads aloud what cannot be seen to change.
export function speak(words) {
  speaker ??= document.getElementById("spoken");
  say(speaker, words);
}

// Asks before something that hurts; the way out has the focus. A promise of yes or no.
export function ask({ title, text, yes, no }) {
  return new Promise(answer => {
    const leave = h("button", { type: "button", onclick: () => dialog.close() }, no);
    const go = h("button", { type: "button", class: "hurts", onclick: () => dialog.close("yes") }, yes);
    const dialog = h(
      "dialog",
      {
        "aria-labelledby": "asked",
        onclose: () => {
          answer(dialog.returnValue === "yes");
          dialog.remove();
        },
      },
      h("h2", { id: "asked" }, title),
      h("p", {}, text),
      h("p", { class: "row" }, leave, go),
    );
    document.body.append(dialog);
    dialog.showModal();
    leave.focus();
  });
}
