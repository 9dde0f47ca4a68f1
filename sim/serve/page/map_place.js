// SPDX-License-Identifier: GPL-3.0-or-later
// Where everything of a map is, in pixels: homes in the middle, as dots in the cells of their districts; parties around them.
// Where districts lie no run says: they stand in the order of their numbers, as on the map of a report.
import { s } from "./dom.js";

const DISC = 0.62, // of a party, and how far from it the rest of the economy begins: in letters
  OUT = 2.6;
const NICE = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000];
// How many homes a dot stands for, so that no district has more dots than `most`.
export const homesADot = (homes, most) => NICE.find(n => Math.max(...homes) <= n * most) ?? NICE.at(-1);

// As many columns as make cells `wider` times as wide as high, with few left empty.
function columnsOf(count, width, height, wider) {
  let best = 1,
    off = Infinity;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns),
      ratio = width / columns / (height / rows) / wider,
      empty = columns * rows - count;
    const now = Math.abs(Math.log(ratio)) + (empty / count) * 3;
    if (now < off) [best, off] = [columns, now];
  }
  return best;
}
// The same mixed order at every drawing, so that a dot that is coloured stays coloured.
function mixed(count, seed) {
  const order = Array.from({ length: count }, (_, i) => i);
  let state = (seed + 1) * 2654435761;
  for (let i = count - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = state % (i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
function dotsIn(cell, count, seed) {
  const columns = Math.max(1, columnsOf(count, cell.width, cell.height, 1)),
    rows = Math.ceil(count / columns),
    stepX = cell.width / columns,
    stepY = cell.height / rows;
  const at = i => [cell.x + stepX * ((i % columns) + 0.5), cell.y + stepY * (Math.floor(i / columns) + 0.5)];
  return { points: mixed(count, seed).map(at), radius: Math.min(stepX, stepY) * 0.34 };
}

function cellsOf(block, homes, aDot, letters, labelled) {
  const columns = columnsOf(homes.length, block.width, block.height, 1.25),
    rows = Math.ceil(homes.length / columns),
    wide = block.width / columns,
    tall = block.height / rows,
    gap = Math.min(wide, tall) * 0.06;
  return homes.map((count, district) => {
    const box = {
      x: block.x + (district % columns) * wide + gap,
      y: block.y + Math.floor(district / columns) * tall + gap,
      width: wide - 2 * gap,
      height: tall - 2 * gap,
    };
    const inner = {
      x: box.x + gap + (labelled ? letters * 1.35 : 0),
      y: box.y + gap,
      width: box.width - 2 * gap - (labelled ? letters * 1.35 : 0),
      height: box.height - 2 * gap,
    };
    return { ...box, columns, ...dotsIn(inner, Math.ceil(count / aDot), district) };
  });
}

// Parties in a line from (x0, y0) to (x1, y1), evenly.
const along = (numbers, side, [x0, y0], [x1, y1]) =>
  numbers.map((number, i) => {
    const part = (i + 0.5) / numbers.length;
    return { number, side, x: x0 + (x1 - x0) * part, y: y0 + (y1 - y0) * part };
  });

// Parties stand on one side of the homes, or on two where there are too many for one: left and right where there is room, else above
// and below. `wideOf(number)`: how wide a party's name is.
export function layOut({ width, height, letters, numbers, wideOf, homes, aDot, labelled }) {
  const beside = labelled && width > height * 1.45,
    wide = numbers.map(wideOf),
    long = beside ? numbers.length * letters * 3.2 : wide.reduce((all, w) => all + w + letters * 0.6, 0),
    half = long <= (beside ? height : width) ? numbers.length : Math.ceil(numbers.length / 2);
  const disc = letters * DISC,
    deep = beside ? Math.max(letters * 2 * OUT, ...wide) : disc + letters * (labelled ? 2 : 0.9),
    room = numbers.length ? deep + disc / 2 + letters * (labelled ? 2.6 : 1.6) : 0,
    other = half < numbers.length ? room : 0;
  const block = beside
      ? { x: room, y: 0, width: width - room - other, height }
      : { x: 0, y: room, width, height: height - room - other },
    at = beside ? deep / 2 : deep - disc * 0.5;
  const one = numbers.slice(0, half),
    two = numbers.slice(half);
  const nodes = beside
    ? [...along(one, "left", [at, 0], [at, height]), ...along(two, "right", [width - at, 0], [width - at, height])]
    : [...along(one, "above", [0, at], [width, at]), ...along(two, "below", [0, height - at], [width, height - at])];
  const apart = (beside ? height : width) / Math.max(1, half),
    swing = Math.min(letters, apart / 5.5);
  return { width, height, letters, block, nodes, disc, swing, cells: cellsOf(block, homes, aDot, letters, labelled) };
}

// ---- Lines ----

const between = (value, low, high) => Math.max(low, Math.min(high, value));
const moved = (from, to, by) => {
  const far = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: from.x + ((to.x - from.x) * by) / far, y: from.y + ((to.y - from.y) * by) / far };
};
const INWARD = { left: [1, 0], right: [-1, 0], above: [0, 1], below: [0, -1] };

// The rest of the economy is around the picture: what goes there leaves beside the party, what comes from there comes in on its other
// side.
function outOf({ side, x, y }, f, goes) {
  const way = goes ? 1 : -1,
    by = f.letters * OUT;
  if (side === "above" || side === "below") return { x: x + way * by, y };
  return { x: x + (side === "left" ? -0.6 : 0.6) * by, y: y - way * by * 0.5 };
}
// Where a line begins and ends: at parties' discs, or at the edge of the homes that is nearest to the other end. null: one of them is
// not shown; what homes pay to the rest of the economy is not, either.
function endsOf({ from, to }, { homes, outside }, f) {
  const node = number => f.nodes.find(n => n.number === number),
    a = node(from),
    b = node(to),
    { x, y, width, height } = f.block;
  const edge = party => ({ x: between(party.x, x, x + width), y: between(party.y, y, y + height) });
  if (a && b) return [a, b];
  if (a) return to === homes ? [a, edge(a)] : to === outside ? [a, outOf(a, f, true)] : null;
  if (b) return from === homes ? [edge(b), b] : from === outside ? [outOf(b, f, false), b] : null;
  return null;
}
// How far a line swings out to its right, so that there and back, money and data lie beside one another.
const SWING = { won: 0.5, tokens: 1.5, agreed: 1.5, unasked: 2.5 };
// The point that a line bends towards: one between two parties of one side bends towards the homes.
function middleOf(start, end, kind, f) {
  const far = Math.hypot(end.x - start.x, end.y - start.y) || 1,
    two = start.number !== undefined && end.number !== undefined,
    swing = f.swing * SWING[kind] * (two ? 0 : 1),
    [inX, inY] = two && start.side === end.side ? INWARD[start.side] : [0, 0],
    bend = Math.min(f.letters * 4.5, far * 0.4) + (start.x + start.y < end.x + end.y ? f.letters * 0.8 : 0);
  return {
    x: (start.x + end.x) / 2 + inX * bend - ((end.y - start.y) / far) * swing,
    y: (start.y + end.y) / 2 + inY * bend + ((end.x - start.x) / far) * swing,
  };
}

// A line's way from one to the other: its path, and its head. null: it is not shown. `who`: the numbers of homes and outside.
export function wayOf(flow, who, f, thick) {
  const ends = endsOf(flow, who, f);
  if (!ends) return null;
  const [start, end] = ends,
    out = flow.from === who.outside || flow.to === who.outside,
    middle = out ? { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 } : middleOf(start, end, flow.kind, f),
    size = Math.max(f.letters * 0.42, thick * 1.1),
    disc = point => (point.number === undefined ? 0 : f.disc + 1);
  const a = moved(start, middle, disc(start)),
    tip = moved(end, middle, disc(end)),
    b = moved(tip, middle, size * 0.9);
  return { path: `M${round(a)}Q${round(middle)} ${round(b)}`, head: headAt(tip, middle, size) };
}
const round = ({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`;
function headAt(tip, from, size) {
  const far = Math.hypot(tip.x - from.x, tip.y - from.y) || 1,
    ux = (tip.x - from.x) / far,
    uy = (tip.y - from.y) / far;
  const corner = side => ({
    x: tip.x - ux * size - uy * side * size * 0.6,
    y: tip.y - uy * size + ux * side * size * 0.6,
  });
  return `M${round(tip)}L${round(corner(1))}L${round(corner(-1))}z`;
}

// ---- Dots ----

const tenthOf = v => Math.round(v * 10) / 10;
function circle([x, y], radius) {
  const r = tenthOf(radius);
  return `M${tenthOf(x - r)} ${tenthOf(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
}
function diamond([x, y], radius) {
  const r = tenthOf(radius);
  return `M${tenthOf(x)} ${tenthOf(y - r)}l${r} ${r}l${-r} ${r}l${-r} ${-r}z`;
}
export const DOTS = {
  nobody: (at, r) => circle(at, r * 0.8),
  agreed: circle,
  unasked: (at, r) => diamond(at, r * 1.25),
};
// So many dots for so many homes: rounded up in some districts and down in others, always the same, so that all dots together stand for
// all homes.
const GOLDEN = 0.618034;
const dotsFor = (homes, aDot, district) => Math.floor(homes / aDot + (((district + 1) * GOLDEN) % 1));
// Three paths: the dots of all districts by what is known of their homes. Those where nobody had agreed grow from one end of the mixed
// order, the others from the other end.
export function dotPaths(cells, known, aDot) {
  const paths = { nobody: "", agreed: "", unasked: "" };
  cells.forEach(({ points, radius }, district) => {
    const unasked = dotsFor(known.unasked[district], aDot, district),
      agreed = dotsFor(known.homes[district], aDot, district) - unasked;
    points.forEach((point, i) => {
      const what = i < unasked ? "unasked" : i >= points.length - agreed ? "agreed" : "nobody";
      paths[what] += DOTS[what](point, radius);
    });
  });
  return paths;
}
// One dot, for a legend.
export const dotMark = what =>
  s(
    "svg",
    { class: "mark", viewBox: "-10 -10 20 20", "aria-hidden": "true" },
    s("path", { d: DOTS[what]([0, 0], 6.5), class: `dot ${what}` }),
  );
