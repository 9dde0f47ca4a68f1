// SPDX-License-Identifier: GPL-3.0-or-later
// Asked, agreed, still agree: bars that narrow, one for each data flow and policy.

// rows: [{ title, note, bars: [{ policy, asked, agreed, still, label }] }] as numbers of the data; most: homes at full length.
function funnels(rows, { width, most }) {
  const narrow = width < NARROW, several = data.policies.length > 1, all = rows.flatMap(r => r.bars), lane = narrow ? (several ? 62 : 44) : 30;
  const left = narrow ? 0 : Math.min(300, 24 + Math.max(...rows.map(r => Math.max(widthOf(r.title, 15, true), widthOf(r.note, 13.5)))));
  const right = narrow ? 2 : Math.max(...all.map(b => widthOf(b.label, 13.5) + (several ? widthOf(policyName(b.policy), 13.5) + 12 : 0))) + 16, x = scale(0, most, 0, Math.max(60, width - left - right));
  const out = [];
  let y = 4;
  for (const r of rows) {
    const tall = Math.max(narrow ? 0 : 46, lane * r.bars.length) + (narrow ? 44 : 0), centre = y + tall / 2;
    out.push(narrow ? words(0, y + 14, fitted(r.title, width, 15, true), "strong") + words(0, y + 33, fitted(r.note, width, 13.5), "small soft")
      : words(0, centre - 2, fitted(r.title, left - 14, 15, true), "strong") + words(0, centre + 16, fitted(r.note, left - 14, 13.5), "small soft"));
    r.bars.forEach((b, i) => out.push(funnel(b, narrow ? y + 44 + lane * i : centre + lane * (i - r.bars.length / 2), { narrow, left, x, several, width })));
    y += tall + 18;
  }
  return drawing(width, y - 14, out);
}

// Outlined: asked. Pale: agreed once. Full: still agree.
function funnel({ policy, asked, agreed, still, label }, y, { narrow, left, x, several, width }) {
  const colour = paint(several ? policy : 1), head = several ? 36 : 18, top = narrow ? y + head : y + 5, tall = 20, length = n => x(valueOf(n));
  const name = several ? fitted(policyName(policy), narrow ? width : 400, 13.5) : "", room = name && !narrow ? widthOf(name, 13.5) + 12 : 0, at = narrow ? 0 : left + length(asked) + 10, line = narrow ? top - 6 : top + 15;
  return [box(left + 0.75, top + 0.75, Math.max(1, length(asked) - 1.5), tall - 1.5, { fill: "none", stroke: colour, "stroke-width": 1.5 }), box(left, top, length(agreed), tall, { fill: colour, opacity: 0.3 }), box(left, top, valueOf(still) ? Math.max(1.5, length(still)) : 0, tall, { fill: colour }),
    name ? words(at, narrow ? top - 24 : line, name, "small", { fill: colour }) : "", words(at + room, line, fitted(label, width - at - room, 13.5), "small")];
}
