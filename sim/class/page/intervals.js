// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of a trial: a row for each value that was tried, with a point at its mean and a line over its 95 %
// interval. The value that was played bears the team's shape, and a dashed line goes down from it. Drawn at the width
// it has; scale, ticks, lines, fitted and widthOf are of the report's draw.js, which is loaded before.
import { h, s, set } from "./dom.js";
import { number } from "./figures.js";
import { colourOf, shapeOf } from "./teams.js";

const ROW = 2.9,
  LABEL_SHARE = 0.36;

// Where things are, in pixels.
function frame(view, width, letters) {
  const ends = view.rows.flatMap(r => [r.mean - (r.half ?? 0), r.mean + (r.half ?? 0)]),
    room = Math.max((Math.max(...ends) - Math.min(...ends)) * 0.06, view.least),
    low = Math.min(...ends) - room,
    high = Math.max(...ends) + room;
  const widest = Math.max(...view.rows.flatMap(r => [r.label, r.note].map(t => widthOf(t, letters, true)))),
    left = Math.min(width * LABEL_SHARE, widest) + letters,
    right = Math.max(...view.rows.map(r => widthOf(r.figure, letters, true))) + letters;
  const base = view.rows.length * ROW * letters + letters * 0.2;
  return {
    letters,
    width,
    left,
    base,
    height: base + letters * 3.4,
    end: width - right,
    steps: ticks(low, high, (width - left - right) / (letters * 4)),
    x: scale(low, high, left, width - right),
    y: i => (i + 0.5) * ROW * letters,
  };
}
function grid(view, f) {
  const digits = Math.max(0, ...f.steps.map(v => (String(v).split(".")[1] ?? "").length));
  return [
    f.steps.map(v => [
      s("line", { x1: f.x(v), x2: f.x(v), y1: 0, y2: f.base, class: v === 0 ? "zero" : "grid" }),
      s(
        "text",
        { x: f.x(v), y: f.base + f.letters * 1.3, class: "middle soft" },
        v === 0 ? "0" : number(v, digits, view.signed),
      ),
    ]),
    s("text", { x: (f.left + f.end) / 2, y: f.base + f.letters * 2.9, class: "middle soft" }, view.caption),
  ];
}
function label(row, y, f) {
  const room = f.left - f.letters * 0.8,
    kind = row.played ? "strong" : "",
    said = row.note ? [fitted(row.label, room, f.letters, true)] : lines(row.label, room, 2, f.letters);
  const all = [...said.map(words => [words, kind]), ...(row.note ? [[row.note, "soft"]] : [])],
    first = y + f.letters * (all.length > 1 ? -0.25 : 0.35);
  return all.map(([words, look], i) => s("text", { x: 0, y: first + i * f.letters * 1.2, class: look }, words));
}
function rowOf(view, row, y, f) {
  const x = f.x(row.mean),
    r = f.letters * 0.42;
  return [
    label(row, y, f),
    row.half
      ? s("line", { x1: f.x(row.mean - row.half), x2: f.x(row.mean + row.half), y1: y, y2: y, class: "interval" })
      : null,
    row.played
      ? shapeOf(view.world, x, y, f.letters * 0.6)
      : s("circle", { cx: x, cy: y, r, class: row.told ? "tried sure" : "tried" }),
    s(
      "text",
      { x: f.width, y: y + f.letters * 0.35, class: row.played || row.best ? "end strong" : "end" },
      row.figure,
    ),
  ];
}
function asPlayed(view, f) {
  const i = view.rows.findIndex(r => r.played);
  if (i < 0) return null;
  const x = f.x(view.rows[i].mean);
  return s("line", { x1: x, x2: x, y1: 0, y2: f.base, class: `asplayed ${colourOf(view.world)}` });
}

// view: { rows: [{ label, note, mean, half, figure, played, told, best }], world, caption, said, signed, least }
export function intervals() {
  const node = h("div", { class: "canvas rows", role: "img" });
  let last = null,
    wide = 0;
  function draw(view) {
    last = view;
    set(node, "aria-label", view.said);
    const width = node.clientWidth;
    if (width < 50 || !view.rows.length) return;
    const f = frame(view, width, parseFloat(getComputedStyle(node).fontSize));
    node.replaceChildren(
      s(
        "svg",
        { width, height: f.height, viewBox: `0 0 ${width} ${f.height}`, "aria-hidden": "true" },
        grid(view, f),
        asPlayed(view, f),
        view.rows.map((row, i) => rowOf(view, row, f.y(i), f)),
      ),
    );
  }
  new ResizeObserver(() => {
    if (!last || node.clientWidth === wide) return;
    wide = node.clientWidth;
    draw(last);
  }).observe(node);
  return { node, draw };
}
