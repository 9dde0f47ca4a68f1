// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of a page and files to take away. A table is an array of rows, the first its head; each cell is a text, or
// { cell, href }: a text that leads somewhere on the page.
const textOf = cell => cell?.href ? cell.cell : cell;
const isNumber = cell => cell === "" || cell === "–" || /^[+−-]?[\d.,]+(e[+-]?\d+)?( \*| %)?$/.test(cell);

const linked = cell => cell?.href ? `<a href="${escaped(cell.href)}">${escaped(cell.cell)}</a>` : escaped(cell);

function tableOf([head, ...rows], caption = "") {
  const numeric = head.map((_, i) => rows.length > 0 && rows.every(r => isNumber(textOf(r[i]))));
  const cell = (name, more) => (v, i) => `<${name}${more}${numeric[i] ? ' class="n"' : ""}>${linked(v)}</${name}>`;
  return `<table>${caption ? `<caption>${escaped(caption)}</caption>` : ""}<thead><tr>${head.map(cell("th", ' scope="col"')).join("")}</tr></thead><tbody>${rows.map(r => `<tr>${r.map(cell("td", "")).join("")}</tr>`).join("")}</tbody></table>`;
}

// Numbers as programs read them.
const plain = cell => isNumber(cell) ? cell.replace("−", "-").replace(/^\+/, "").replaceAll(",", "").replace("–", "") : cell;
const csvOf = rows => "\ufeff" + rows.map(r => r.map(v => `"${plain(String(textOf(v))).replaceAll('"', '""')}"`).join(",")).join("\r\n") + "\r\n";

function save(name, type, content) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(new Blob([content], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// A picture that stands alone: with its colours, fonts, a margin and a title in it.
function alone(svg, title) {
  const probe = document.body.appendChild(document.createElement("i")), margin = 20, { width, height } = svg.viewBox.baseVal;
  const painted = text => text.replace(/var\(--(?:[\w-]+)\)/g, v => { probe.style.color = v; return getComputedStyle(probe).color; });
  const rules = [...document.styleSheets[0].cssRules].map(r => r.cssText).filter(r => r.startsWith(".canvas")).join("").replaceAll(".canvas ", "").replaceAll("var(--text)", getComputedStyle(document.body).fontFamily.replaceAll('"', "'"));
  const copy = svg.cloneNode(true);
  copy.removeAttribute("aria-hidden");
  copy.setAttribute("viewBox", `${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}`);
  copy.setAttribute("width", width + 2 * margin);
  copy.setAttribute("height", height + 2 * margin);
  const made = painted(copy.outerHTML.replace(/^(<svg[^>]*>)/, `$1<title>${escaped(title)}</title><style>${rules}</style><rect x="${-margin}" y="${-margin}" width="100%" height="100%" fill="var(--paper)"/>`));
  probe.remove();
  return made;
}
