// SPDX-License-Identifier: GPL-3.0-or-later
// Bars from a line of zero, and marks with their intervals: one row for each thing, its name to the left, its number beside it.

// rows: [{ title, note, value, label }]. What is far longer than the others is cut, with a gap, and its number says how long it is.
function bars(rows, { width, title, policy = 1 }) {
  const narrow = width < NARROW, tall = narrow ? 46 : 34, top = 34, sizes = rows.map(r => Math.abs(r.value)).sort((a, b) => b - a);
  const cut = sizes.length > 2 && sizes[0] > 2.5 * sizes[1] ? sizes[1] * 1.6 : Infinity;
  const left = narrow ? 0 : Math.min(280, 24 + Math.max(...rows.map(r => widthOf(r.title, 15, true) + (r.note ? 10 + widthOf(r.note, 13.5) : 0))));
  const room = Math.max(...rows.map(r => widthOf(r.label, 15, true))) + 16;
  const reach = v => Math.max(-cut, Math.min(cut, v)), ends = rows.map(r => reach(r.value));
  const low = Math.min(0, ...ends), high = Math.max(0, ...ends);
  const x = scale(low, high, left + (low < 0 ? room : 2), width - (high > 0 ? room : 2)), zero = x(0);
  const bar = (row, i) => {
    const y = top + i * tall, lane = narrow ? y + 22 : y + 5, end = x(reach(row.value)), from = Math.min(zero, end), long = Math.abs(row.value) > cut;
    const name = narrow ? words(0, y + 14, row.title, "strong small") + (row.note ? words(widthOf(row.title, 13.5, true) + 8, y + 14, row.note, "small soft") : "")
      : words(0, y + 22, fitted(row.title, left - 16, 15, true), "strong") + (row.note ? words(widthOf(fitted(row.title, left - 16, 15, true), 15, true) + 8, y + 22, fitted(row.note, left - 24 - widthOf(row.title, 15, true), 13.5), "small soft") : "");
    const gap = long ? [-3, 3].map(d => shape("path", { d: `M${tenth(end + (zero - end) * 0.18 + d)} ${lane - 3}l5 ${(narrow ? 18 : 22) + 6}`, stroke: "var(--paper)", "stroke-width": 3, fill: "none" })) : "";
    return name + box(from, lane, Math.max(1.5, Math.abs(end - zero)), narrow ? 18 : 22, { fill: paint(policy) }) + gap
      + words(end + (row.value < 0 ? -7 : 7), lane + (narrow ? 14 : 17), row.label, narrow ? "strong small" : "strong", row.value < 0 ? END : {});
  };
  const bottom = top + rows.length * tall;
  return drawing(width, bottom + 4, [words(narrow ? 0 : width, 14, title, "small soft", narrow ? {} : END), rows.map(bar), narrow ? rows.map((_, i) => rule(zero, top + i * tall + 20, zero, top + i * tall + 42, "zero")) : rule(zero, top - 6, zero, bottom, "zero")]);
}

// Where a text is centred that must not stick out.
const inside = (x, words, width) => Math.max(widthOf(words, 13.5) / 2, Math.min(width - widthOf(words, 13.5, true) / 2, x));

// rows: [{ title, note, group, marks: [{ policy, value, low, high, hollow, number, range, more }] }]; low and high: NaN where there are none.
// heads: of the columns number, range and more. `middle`: where the strong line stands.
function marks(rows, { width, number, heads = [], sides, middle = 0, least = Infinity, most = -Infinity, count = 5, single = false }) {
  const narrow = width < NARROW, all = rows.flatMap(r => r.marks), finite = v => Number.isFinite(v);
  const values = [middle, ...all.flatMap(m => [m.value, m.low, m.high])].filter(finite);
  const low = Math.min(least, ...values), high = Math.max(most, ...values), pad = (high - low || 1) * 0.04;
  const columns = ["number", "range", "more"].filter(key => all.some(m => m[key]));
  const policyWidth = single ? 0 : Math.max(...all.map(m => widthOf(policyName(m.policy)))) + 18;
  const columnWidths = columns.map((key, i) => Math.max(...all.map(m => widthOf(m[key] ?? "", key === "number" ? 15 : 13.5, key === "number")), heads[i] ? Math.min(120, widthOf(heads[i], 12)) : 0) + 18);
  const wanted = policyWidth + columnWidths.reduce((a, b) => a + b, 0);
  const right = narrow ? 0 : Math.min(wanted, width * 0.56);
  const left = narrow ? 0 : Math.min(width * 0.26, 22 + Math.max(...rows.map(r => Math.max(widthOf(r.title, 15, true), widthOf(r.note ?? "", 13.5)))));
  const x = scale(low - pad, high + pad, left + 8, width - right - 8), steps = ticks(low, high, Math.min(count, narrow ? 4 : 5));
  const head = sides ? 54 : 36;
  let y = head, group, body = [];
  const starts = [];
  const columnEnd = i => width - columnWidths.slice(i + 1).reduce((a, b) => a + b, 0);
  for (const row of rows) {
    if (row.group && row.group !== group) {
      y += group === undefined ? 6 : 14;
      body.push(words(0, y + 12, row.group, "small soft strong"));
      y += 26;
    }
    group = row.group;
    const lane = narrow ? 42 : 26, height = narrow ? 22 + lane * row.marks.length : Math.max(row.note ? 40 : 26, lane * row.marks.length);
    if (narrow) {
      const name = fitted(row.title, width, 15, true);
      body.push(words(0, y + 14, name, "strong") + (row.note && widthOf(name, 15, true) + 8 + widthOf(row.note, 13.5) < width ? words(widthOf(name, 15, true) + 8, y + 14, row.note, "small soft") : ""));
    } else {
      const centre = y + height / 2;
      body.push(words(0, centre + (row.note ? -2 : 5), fitted(row.title, left - 14, 15, true), "strong") + (row.note ? words(0, centre + 16, fitted(row.note, left - 14, 13.5), "small soft") : ""));
    }
    row.marks.forEach((m, i) => {
      const at = narrow ? y + 22 + lane * i + 29 : y + (height - lane * row.marks.length) / 2 + lane * (i + 0.5);
      if (narrow) body.push(steps.map(v => rule(x(v), at - 8, x(v), at + 8, v === middle ? "zero" : "grid")));
      if (finite(m.low)) body.push(rule(x(m.low), at, x(m.high), at, null, { stroke: paint(m.policy), "stroke-width": 2.5, "stroke-linecap": "round", opacity: m.hollow ? 0.75 : 1 }));
      body.push(mark(m.policy, x(m.value), at, 5.5, m.hollow));
      if (narrow) {
        const line = at - 15, room = [m.number, m.range, m.more].filter(Boolean);
        let end = width;
        for (const piece of [...room].reverse()) {
          const strong = piece === m.number && !m.hollow;
          const short = fitted(piece, Math.max(40, end - (single ? 0 : widthOf(policyName(m.policy), 13.5) + 10)), 12.5);
          body.push(words(end, line, short, (strong ? "small strong" : "tiny soft"), END));
          end -= widthOf(short, strong ? 13.5 : 12, strong) + 10;
        }
        if (!single) body.push(words(0, line, policyName(m.policy), "small", { fill: paint(m.policy) }));
        return;
      }
      if (!single) body.push(words(width - right + 12, at + 5, fitted(policyName(m.policy), policyWidth - 6), "", { fill: paint(m.policy) }));
      columns.forEach((key, k) => {
        const last = key === "more";
        const style = key === "number" ? (m.hollow ? "soft" : "strong") : "small soft";
        body.push(words(last ? columnEnd(k) - columnWidths[k] + 18 : columnEnd(k), at + 5, last ? fitted(m[key] ?? "", columnWidths[k] - 18, 13.5) : m[key] ?? "", style, last ? {} : END));
      });
    });
    starts.push(y);
    y += height + (narrow ? 18 : 14);
  }
  const bottom = y - 8, axis = steps.map(v => (narrow ? "" : rule(x(v), head - 8, x(v), bottom, v === middle ? "zero" : "grid")) + words(inside(x(v), number(v), width), head - 16, number(v), "small " + (v === middle ? "strong" : "soft"), MIDDLE));
  const aside = !sides ? "" : words(x(middle) - 10, 14, "← " + sides[0], "small soft", x(middle) - 10 - widthOf("← " + sides[0], 13.5) < 0 ? { display: "none" } : END)
    + words(x(middle) + 10, 14, sides[1] + " →", "small soft", x(middle) + 10 + widthOf(sides[1] + " →", 13.5) > width ? { display: "none" } : {});
  const titles = narrow ? "" : columns.map((key, k) => heads[k] ? words(key === "more" ? columnEnd(k) - columnWidths[k] + 18 : columnEnd(k), head - 16, heads[k], "tiny soft", key === "more" ? {} : END) : "");
  return drawing(width, bottom + 4, [aside, titles, axis, body]);
}
