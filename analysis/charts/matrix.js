// SPDX-License-Identifier: GPL-3.0-or-later
// Who knows what about how many homes: parties down, classes of data across. The area of a square is the homes.

// views: [{ policy, cells: { "party|data": { with, without } } }] as numbers of the data; a cell that is not there has no data flow.
// Several views stand side by side where they fit (matrixFits), else one is drawn at a time.
const CELL_LEAST = 74;
const matrixLeft = parties => Math.min(190, 20 + Math.max(...parties.map(p => widthOf(nameOf(p), 15, true))));
const matrixFits = (parties, classes, views, width) => width >= NARROW && matrixLeft(parties) + views * (classes.length * CELL_LEAST + 24) <= width;

function matrix({ parties, classes, views, width, most }) {
  if (width < Math.max(NARROW, 150 + classes.length * 58)) return matrixList({ parties, classes, ...views[0], width, most });
  const left = matrixLeft(parties), each = (width - left) / views.length, top = data.policies.length > 1 ? 74 : 46, bottom = top + MATRIX_TALL * parties.length;
  const column = Math.min(150, (each - (views.length > 1 ? 24 : 0)) / classes.length), right = left + each * (views.length - 1) + column * classes.length;
  const rows = parties.map((p, r) => rule(0, top + MATRIX_TALL * r, right, top + MATRIX_TALL * r, "grid") + words(0, top + MATRIX_TALL * (r + 0.5) + 5, fitted(nameOf(p), left - 12, 15, true), "strong"));
  const told = new Set();
  const grids = views.map((view, i) => shape("g", { transform: `translate(${tenth(left + each * i)} 0)` }, matrixGrid({ parties, classes, ...view, column, top, most, told })));
  return drawing(width, bottom + 2, [hatching, rows, rule(0, bottom, right, bottom, "grid"), grids]);
}

const matrixHead = policy => data.policies.length > 1 ? mark(policy, 7, 9) + words(22, 14, policyName(policy), "strong") : "";
const square = (cx, cy, side, kind) => box(cx - side / 2, cy - side / 2, side, side, kind === "without" ? { class: "unasked", fill: "url(#hatch)" } : { fill: "var(--known)" });

const MATRIX_TALL = 92;
function matrixGrid({ parties, classes, cells, policy, column, top, most, told }) {
  const side = n => Math.sqrt(valueOf(n) / most) * Math.min(46, column / 2 - 6);
  const heads = classes.map((c, i) => lines(nameOf(c), column - 8, 2, 13.5).map((line, k, all) => words(column * (i + 0.5), top - 12 - 16 * (all.length - 1 - k), line, "small soft", MIDDLE)));
  const cell = (p, r, c, i) => {
    const found = cells[`${p}|${c}`], x = column * (i + 0.5), y = top + MATRIX_TALL * (r + 0.5);
    if (!found) return words(x, y + 5, "–", "soft", MIDDLE);
    const kinds = ["without", "with"].filter(kind => valueOf(found[kind]) > 0);
    if (!kinds.length) return words(x, y + 5, "0", "soft", MIDDLE);
    const crowded = kinds.length > 1 && kinds.reduce((sum, kind) => sum + widthOf(exact(found[kind]), 13.5, true) + 6, 0) > Math.min(128, column);
    return kinds.map((kind, k) => {
      const cx = x + (kinds.length > 1 ? (k - 0.5) * Math.min(64, column / 2) : 0), size = Math.max(2.5, side(found[kind])), tone = kind === "without" ? "warn" : "strong";
      const name = !told.has(kind) && kinds.length === 1 && widthOf(text(kind), 12) < column - 4 ? words(cx, y + 41, text(kind), "tiny " + (kind === "without" ? "warn" : "soft"), MIDDLE) : "";
      if (name) told.add(kind);
      return square(cx, y - 14, size, kind) + words(crowded ? x : cx, y + (crowded && k ? 41 : 26), exact(found[kind]), "small " + tone, MIDDLE) + name;
    });
  };
  return [matrixHead(policy), heads, parties.map((p, r) => classes.map((c, i) => cell(p, r, c, i)))];
}

// On a phone: under each party what it knows, line by line.
function matrixList({ parties, classes, cells, policy, width, most }) {
  const out = [];
  let y = data.policies.length > 1 ? 30 : 4;
  for (const p of parties) {
    out.push(rule(0, y, width, y, "grid"), words(0, y + 22, fitted(nameOf(p), width, 15, true), "strong"));
    y += 34;
    const known = classes.filter(c => ["with", "without"].some(kind => valueOf(cells[`${p}|${c}`]?.[kind]) > 0));
    if (!known.length) { out.push(words(0, y + 12, "0", "soft")); y += 26; }
    for (const c of known)
      for (const kind of ["without", "with"]) {
        const n = cells[`${p}|${c}`][kind];
        if (!(valueOf(n) > 0)) continue;
        const side = Math.max(2.5, Math.sqrt(valueOf(n) / most) * 40), line = Math.max(26, side + 8);
        out.push(square(22, y + line / 2, side, kind), words(52, y + line / 2 + 5, exact(n), kind === "without" ? "warn" : "strong"),
          words(60 + widthOf(exact(n), 15, true), y + line / 2 + 5, fitted(`${nameOf(c)}, ${text(kind)}`, width - 60 - widthOf(exact(n), 15, true), 13.5), "small " + (kind === "without" ? "warn" : "soft")));
        y += line;
      }
    y += 10;
  }
  return drawing(width, y, [hatching, matrixHead(policy), out]);
}
