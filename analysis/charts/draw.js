// SPDX-License-Identifier: GPL-3.0-or-later
// What all charts are drawn with. Each function gives a piece of SVG as a text; none touches the page. Charts are drawn at the width
// that they get, so letters keep their size; below NARROW they take another form.
const NARROW = 640;
const escaped = text => String(text).replace(/[&<>"]/g, c => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
const tenth = v => Math.round(v * 10) / 10;

function shape(name, attributes, inside = "") {
  let open = "<" + name;
  for (const [key, v] of Object.entries(attributes))
    if (v !== undefined && v !== null && v !== false) open += ` ${key}="${typeof v === "number" ? tenth(v) : escaped(v)}"`;
  return `${open}>${[inside].flat(9).join("")}</${name}>`;
}
const words = (x, y, text, kind = "", more = {}) => shape("text", { x, y, class: kind || null, ...more }, escaped(text));
const END = { "text-anchor": "end" }, MIDDLE = { "text-anchor": "middle" };
const rule = (x1, y1, x2, y2, kind, more = {}) => shape("line", { x1, y1, x2, y2, class: kind, ...more });
const box = (x, y, width, height, more) => shape("rect", { x, y, width: Math.max(0, width), height: Math.max(0, height), ...more });
const drawing = (width, height, inside) => shape("svg", { viewBox: `0 0 ${tenth(width)} ${tenth(height)}`, width, height, xmlns: "http://www.w3.org/2000/svg", "aria-hidden": "true" }, inside);
const scale = (from, to, low, high) => v => low + (v - from) / (to - from || 1) * (high - low);

// Round values that part [low, high] into about `count` steps.
function ticks(low, high, count) {
  if (!(high > low)) return [low];
  const rough = (high - low) / count, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map(s => s * power).find(s => s >= rough * 0.999);
  const all = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) all.push(+(k * step).toPrecision(12));
  return all;
}

const paint = policy => `var(--p${policy % 6})`;
const DASHES = [null, null, "7 4", "2 3", "9 3 2 3", "4 2"];
// A policy's mark: told by its shape as well as by its colour. Hollow: not told from luck.
function mark(policy, x, y, r = 5.5, hollow = false) {
  const look = { fill: hollow ? "var(--paper)" : paint(policy), stroke: paint(policy), "stroke-width": 2, "stroke-linejoin": "round" };
  const along = points => "M" + points.map(([dx, dy]) => `${tenth(x + r * dx)} ${tenth(y + r * dy)}`).join("L") + "z";
  const forms = [null, [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]], [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]], [[0, -1.2], [1.15, 0.85], [-1.15, 0.85]], [[0, 1.2], [1.15, -0.85], [-1.15, -0.85]]];
  const form = forms[policy % forms.length];
  return form ? shape("path", { d: along(form), ...look }) : shape("circle", { cx: x, cy: y, r, ...look });
}

// Puts labels apart that would lie on one another, in their order, within [low, high].
function spread(wanted, gap, low, high) {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b] || a - b), at = [...wanted];
  order.forEach((i, k) => { at[i] = Math.max(at[i], k ? at[order[k - 1]] + gap : low); });
  for (let k = order.length - 1; k >= 0; k--) at[order[k]] = Math.min(at[order[k]], k === order.length - 1 ? high : at[order[k + 1]] - gap);
  return at;
}

const ruler = document.createElement("canvas").getContext("2d");
function widthOf(text, size = 15, bold = false) {
  ruler.font = `${bold ? 700 : 400} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  return ruler.measureText(text).width;
}
// The text, with its end left away until it fits.
function fitted(text, room, size = 15, bold = false) {
  if (widthOf(text, size, bold) <= room) return text;
  let cut = text;
  while (cut.length > 1 && widthOf(cut + "…", size, bold) > room) cut = cut.slice(0, -1);
  return cut.trimEnd() + "…";
}
// In lines of at most `room`, broken between words; the last one is fitted.
function lines(text, room, most = 2, size = 15) {
  const all = [""];
  for (const word of text.split(" ")) {
    const longer = all.at(-1) ? `${all.at(-1)} ${word}` : word;
    if (widthOf(longer, size) <= room || !all.at(-1) || all.length === most) all[all.length - 1] = longer;
    else all.push(word);
  }
  return all.map(line => fitted(line, room, size));
}
const hatching = `<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="var(--alarm-wash)"/><rect width="2.6" height="6" fill="var(--alarm)"/></pattern></defs>`;
