// SPDX-License-Identifier: GPL-3.0-or-later
// What was promised and what came of it: under each promise a bar for each policy, of the home-days on which it held, hatched where
// it did not.

// rows: [{ title, note, bars: [{ policy, held, broken, label }] }] as numbers of the data.
function promisesChart(rows, { width }) {
  const narrow = width < NARROW, several = data.policies.length > 1, all = rows.flatMap(r => r.bars), below = narrow && several && all.some(b => 34 + widthOf(policyName(b.policy), 13.5) + widthOf(b.label, 13.5) > width), lane = narrow ? below ? 64 : 46 : 30;
  const nameRoom = several ? 22 + Math.max(...all.map(b => widthOf(policyName(b.policy), 13.5))) : 0, left = narrow ? 0 : Math.min(220, nameRoom);
  const right = narrow ? 0 : Math.min(width * 0.45, 14 + Math.max(...all.map(b => widthOf(b.label, 13.5))));
  const out = [];
  let y = 4;
  for (const r of rows) {
    out.push(words(0, y + 14, fitted(r.title, width, 15, true), "strong"), words(0, y + 33, fitted(r.note, width, 13.5), "small soft"));
    y += 44;
    for (const b of r.bars) {
      out.push(promiseBar(b, y, { narrow, below, left, right, several, width }));
      y += lane;
    }
    y += 18;
  }
  return drawing(width, y - 14, [hatching, out]);
}

function promiseBar({ policy, held, broken, label }, y, { narrow, below, left, right, several, width }) {
  const head = several ? mark(policy, 8, y + 10, 4.8) + words(20, y + 15, fitted(policyName(policy), narrow ? width - 20 : left - 22, 13.5), "small") : "";
  const top = narrow && several ? y + (below ? 38 : 20) : y + 2, from = narrow ? 0 : left, long = width - from - right, all = valueOf(held) + valueOf(broken), share = all ? valueOf(broken) / all : 0;
  const bad = share ? Math.max(2, share * long) : 0;
  return [head, box(from, top, long - bad, 16, { fill: "var(--known)" }), bad ? box(from + long - bad, top, bad, 16, { class: "unasked", fill: "url(#hatch)" }) : "",
    words(below ? 20 : narrow ? width : from + long + 10, below ? y + 32 : narrow ? y + 15 : top + 13, fitted(label, narrow ? width - 20 : right - 10, 13.5), "small" + (bad ? " warn" : ""), narrow && !below ? END : {})];
}
