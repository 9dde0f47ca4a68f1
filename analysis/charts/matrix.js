// SPDX-License-Identifier: GPL-3.0-or-later
// Who knows what about how many homes: parties down, classes of data across. The area of a square is the homes.

// cells: { "party|data": { with, without } } as numbers of the data; a cell that is not there has no data flow.
function matrix({ parties, classes, cells, policy, width, most }) {
  return width < Math.max(NARROW, 150 + classes.length * 58) ? matrixList({ parties, classes, cells, policy, width, most }) : matrixGrid({ parties, classes, cells, policy, width, most });
}

const matrixHead = policy => data.policies.length > 1 ? mark(policy, 7, 9) + words(22, 14, policyName(policy), "strong") : "";
const square = (cx, cy, side, kind) => box(cx - side / 2, cy - side / 2, side, side, kind === "without" ? { class: "unasked", fill: "url(#hatch)" } : { fill: "var(--known)" });

function matrixGrid({ parties, classes, cells, policy, width, most }) {
  const left = Math.min(190, 20 + Math.max(...parties.map(p => widthOf(nameOf(p), 15, true)))), column = Math.min(150, (width - left) / classes.length), tall = 88;
  const side = n => Math.sqrt(valueOf(n) / most) * Math.min(46, column / 2 - 6), top = data.policies.length > 1 ? 74 : 46, right = left + column * classes.length;
  const heads = classes.map((c, i) => lines(nameOf(c), column - 8, 2, 13.5).map((line, k, all) => words(left + column * (i + 0.5), top - 12 - 16 * (all.length - 1 - k), line, "small soft", MIDDLE)));
  const cell = (p, r, c, i) => {
    const found = cells[`${p}|${c}`], x = left + column * (i + 0.5), y = top + tall * (r + 0.5);
    if (!found) return words(x, y + 5, "–", "soft", MIDDLE);
    const kinds = ["without", "with"].filter(kind => valueOf(found[kind]) > 0);
    if (!kinds.length) return words(x, y + 5, "0", "soft", MIDDLE);
    return kinds.map((kind, k) => {
      const cx = x + (kinds.length > 1 ? (k - 0.5) * Math.min(56, column / 2) : 0);
      return square(cx, y - 10, Math.max(2.5, side(found[kind])), kind) + words(cx, y + 31, exact(found[kind]), "small " + (kind === "without" ? "warn" : "strong"), MIDDLE);
    });
  };
  const row = (p, r) => rule(0, top + tall * r, right, top + tall * r, "grid") + words(0, top + tall * (r + 0.5) + 5, fitted(nameOf(p), left - 12, 15, true), "strong") + classes.map((c, i) => cell(p, r, c, i)).flat().join("");
  const bottom = top + tall * parties.length;
  return drawing(width, bottom + 2, [hatching, matrixHead(policy), heads, parties.map(row), rule(0, bottom, right, bottom, "grid")]);
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
