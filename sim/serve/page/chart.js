// SPDX-License-Identifier: GPL-3.0-or-later
// The one picture that a student sees three times: a curve that grows over the days of a round towards the point that
// was predicted, and ends in a band of other luck. The wall draws all teams in it. Drawn at the width it has; scale,
// ticks, spread and widthOf are of the report's draw.js, which is loaded before.
import { h, s, set } from "./dom.js";
import { number } from "./figures.js";
import { colourOf, dashOf, shapeOf } from "./teams.js";

const path = (points, x, y) => "M" + points.map(([day, value]) => `${tenth(x(day))} ${tenth(y(value))}`).join("L");

// Where things are, in pixels.
function frame(view, width, height, letters) {
  const span = [view.low, view.high, 0, ...view.labels.map(l => l.value)],
    low = Math.min(...span),
    high = Math.max(...span);
  const steps = ticks(low, high, height > letters * 14 ? 5 : 3),
    digits = Math.max(0, ...steps.map(v => (String(v).split(".")[1] ?? "").length));
  const names = steps.map(v => (v === 0 ? "0" : number(v, digits, true))),
    left = Math.max(...names.map(n => widthOf(n, letters))) + letters * 0.6;
  const room =
    letters * 1.6 +
    Math.max(0, ...view.labels.map(l => widthOf(l.text, letters, true) + (l.world ? letters * 1.4 : 0)));
  const right = Math.min(room, width * 0.5),
    top = letters,
    bottom = letters * 1.9;
  return {
    steps,
    names,
    left,
    right,
    top,
    width,
    height,
    letters,
    base: height - bottom,
    x: scale(0, view.days, left, width - right),
    y: scale(low, high, height - bottom, top),
  };
}

function grid(view, f) {
  const lines = f.steps.map((v, i) => [
    s("line", { x1: f.left, x2: f.width - f.right, y1: f.y(v), y2: f.y(v), class: v === 0 ? "zero" : "grid" }),
    s("text", { x: f.left - f.letters * 0.5, y: f.y(v) + f.letters * 0.35, class: "end soft" }, f.names[i]),
  ]);
  return [
    lines,
    s(
      "text",
      { x: (f.left + f.width - f.right) / 2, y: f.height - f.letters * 0.35, class: "middle soft" },
      view.caption,
    ),
  ];
}
function band(view, f) {
  if (!view.band) return null;
  const x = f.x(view.days),
    y = f.y(view.band[1]),
    wide = f.letters * 0.9;
  return s("rect", {
    x: x - wide / 2,
    y,
    width: wide,
    height: Math.max(2, f.y(view.band[0]) - y),
    rx: 3,
    class: `band ${colourOf(view.world)}`,
  });
}
function line(curve, f) {
  const [day, value] = curve.points.at(-1),
    stroke = Math.max(2.5, f.letters * 0.17);
  return [
    s("path", {
      d: path(curve.points, f.x, f.y),
      class: `curve ${colourOf(curve.world)}`,
      "stroke-width": stroke,
      "stroke-dasharray": curve.dashed ? dashOf(curve.world, stroke) : null,
    }),
    shapeOf(curve.world, f.x(day), f.y(value), f.letters * 0.5),
  ];
}

function point(view, f) {
  if (view.point === undefined || view.point === null) return null;
  const x = f.x(view.days),
    y = f.y(view.point),
    look = view.guessed ? "expected" : "expected faint";
  return [
    s("line", { x1: f.x(0), y1: f.y(0), x2: x, y2: y, class: `${look} way` }),
    s("circle", { cx: x, cy: y, r: f.letters * 0.6, class: look }),
  ];
}
function labels(view, f) {
  const at = spread(
      view.labels.map(l => f.y(l.value)),
      f.letters * 1.4,
      f.top,
      f.base - f.letters * 0.2,
    ),
    x = f.width - f.right + f.letters * 1.2;
  return view.labels.map((l, i) => [
    l.world ? shapeOf(l.world, x + f.letters * 0.4, at[i], f.letters * 0.5) : null,
    s("text", { x: x + (l.world ? f.letters * 1.3 : 0), y: at[i] + f.letters * 0.35, class: l.kind ?? "" }, l.text),
  ]);
}

// view: { days, low, high, caption, said, curves: [{ world, points, dashed }], labels: [{ value, text, kind, world }],
//         point, guessed, band: [low, high], world }
export function chart(kind = "") {
  const node = h("div", { class: `canvas ${kind}`, role: "img" });
  let last = null,
    wide = 0,
    tall = 0;
  function draw(view) {
    last = view;
    set(node, "aria-label", view.said);
    const width = node.clientWidth,
      height = node.clientHeight;
    if (width < 50 || height < 50) return;
    const f = frame(view, width, height, parseFloat(getComputedStyle(node).fontSize));
    node.replaceChildren(
      s(
        "svg",
        { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
        grid(view, f),
        band(view, f),
        view.curves.map(c => line(c, f)),
        point(view, f),
        labels(view, f),
      ),
    );
  }
  new ResizeObserver(() => {
    if (!last || (node.clientWidth === wide && node.clientHeight === tall)) return;
    [wide, tall] = [node.clientWidth, node.clientHeight];
    draw(last);
  }).observe(node);
  return { node, draw };
}
