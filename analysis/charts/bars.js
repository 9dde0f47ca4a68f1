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

// rows: [{ title, note, group, marks: [{ policy, value, low, high, bound, without, hollow, number, range, more }] }]; low and high: NaN where there are
// none. bound: a bar that the value must not pass; without: a fine line, what there is anyhow.
// heads: of the columns number, range and more. middle: where the strong line stands; sides: what lies left and right of it.
function marks(rows, options) {
  const form = marksForm(rows, options), body = [];
  let y = form.head, group;
  for (const row of rows) {
    if (row.group && row.group !== group) {
      y += group === undefined ? 6 : 14;
      body.push(words(0, y + 12, row.group, "small soft strong"));
      y += 26;
    }
    group = row.group;
    const { height, drawn } = marksRow(row, y, form);
    body.push(drawn);
    y += height + (form.narrow ? 18 : 14);
  }
  return drawing(form.width, y - 4, [marksAxis(form, y - 8, options), body]);
}

// As many steps as have their labels apart.
function roomyTicks({ low, high, count, x, number, width }) {
  const at = v => inside(x(v), number(v), width), room = (a, b) => (widthOf(number(a), 13.5, true) + widthOf(number(b), 13.5, true)) / 2 + 8;
  for (let k = count; k > 1; k--) {
    const steps = ticks(low, high, k);
    if (steps.every((v, i) => !i || at(v) - at(steps[i - 1]) >= room(v, steps[i - 1]))) return steps;
  }
  return ticks(low, high, 1);
}

// How wide everything is: names to the left, numbers to the right. Where they leave too little, as on a phone, they stand above.
function marksForm(rows, { width, number, heads = [], sides, middle = 0, least = Infinity, most = -Infinity, count = 5, single = false }) {
  const all = rows.flatMap(r => r.marks), values = [middle, ...all.flatMap(m => [m.value, m.low, m.high, m.bound, m.without])].filter(Number.isFinite);
  const low = Math.min(least, ...values), high = Math.max(most, ...values), pad = (high - low || 1) * 0.04;
  const policyWidth = single ? 0 : Math.max(...all.map(m => widthOf(policyName(m.policy)))) + 18;
  const columns = ["number", "range", "more"].filter(key => all.some(m => m[key])).map((key, i) => {
    const size = key === "number" ? 15 : 13.5, room = Math.max(...all.map(m => widthOf(m[key] ?? "", size, key === "number")));
    return { key, head: heads[i], width: 18 + Math.max(room, heads[i] ? Math.min(120, widthOf(heads[i], 12)) : 0) };
  });
  columns.forEach((column, i) => { column.end = width - columns.slice(i + 1).reduce((sum, c) => sum + c.width, 0); });
  const besides = policyWidth + columns.reduce((sum, c) => sum + c.width, 0), narrow = width < NARROW || besides > width * 0.56, right = narrow ? 0 : besides;
  const names = Math.max(...rows.map(r => Math.max(widthOf(r.title, 15, true), widthOf(r.note ?? "", 13.5)))), left = narrow ? 0 : Math.min(width * 0.26, 22 + names);
  const x = scale(low - pad, high + pad, left + 8, width - right - 8), steps = roomyTicks({ low, high, count: Math.min(count, narrow ? 4 : 5), x, number, width });
  return { narrow, width, left, right, x, steps, columns, policyWidth, middle, number, single, head: sides ? 54 : 36, lane: narrow ? 42 : 26 };
}

function marksRow(row, y, form) {
  const { narrow, lane, left, width, x } = form, height = narrow ? 22 + lane * row.marks.length : Math.max(row.note ? 40 : 26, lane * row.marks.length);
  const name = fitted(row.title, narrow ? width : left - 14, 15, true), centre = y + height / 2, besides = widthOf(name, 15, true) + 8;
  const title = !narrow ? words(0, centre + (row.note ? -2 : 5), name, "strong") + (row.note ? words(0, centre + 16, fitted(row.note, left - 14, 13.5), "small soft") : "")
    : words(0, y + 14, name, "strong") + (row.note && besides + widthOf(row.note, 13.5) < width ? words(besides, y + 14, row.note, "small soft") : "");
  const drawn = row.marks.map((m, i) => {
    const at = narrow ? y + 51 + lane * i : centre + lane * (i + 0.5 - row.marks.length / 2);
    const interval = Number.isFinite(m.low) ? rule(x(m.low), at, x(m.high), at, null, { stroke: paint(m.policy), "stroke-width": 2.5, "stroke-linecap": "round", opacity: m.hollow ? 0.75 : 1 }) : "";
    const grid = narrow ? form.steps.map(v => rule(x(v), at - 8, x(v), at + 8, v === form.middle ? "zero" : "grid")) : "";
    const bound = Number.isFinite(m.bound) ? rule(x(m.bound), at - 9, x(m.bound), at + 9, null, { stroke: paint(m.policy), "stroke-width": 4 }) : "";
    const without = Number.isFinite(m.without) ? rule(x(m.without), at - 7, x(m.without), at + 7, "soft", { stroke: paint(m.policy), "stroke-width": 1.5, "stroke-dasharray": "2 2" }) : "";
    return [grid, without, interval, bound, mark(m.policy, x(m.value), at, 5.5, m.hollow), (narrow ? wordsAbove : wordsBeside)(m, at, form)];
  });
  return { height, drawn: [title, drawn] };
}

// A mark's words in columns of their own; the last one begins at its left.
function wordsBeside(m, at, { width, right, single, policyWidth, columns }) {
  const name = single ? "" : words(width - right + 12, at + 5, fitted(policyName(m.policy), policyWidth - 6), "", { fill: paint(m.policy) });
  return [name, columns.map(({ key, end, width: room }) => key === "more" ? words(end - room + 18, at + 5, fitted(m.more ?? "", room - 18, 13.5), "small soft")
    : words(end, at + 5, m[key] ?? "", key === "range" ? "small soft" : m.hollow ? "soft" : "strong", END))];
}

// Where there is no room beside the mark, as on a phone: in the line above, from the right; what does not fit there the table has.
function wordsAbove(m, at, { width, single }) {
  const out = single ? [] : [words(0, at - 15, policyName(m.policy), "small", { fill: paint(m.policy) })], least = single ? 0 : widthOf(policyName(m.policy), 13.5) + 10;
  const pieces = [m.more, m.range, m.number].filter(Boolean), sizes = () => pieces.reduce((sum, piece) => sum + widthOf(piece, 12.5, piece === m.number) + 10, 0);
  for (const spare of [m.range, m.more]) if (pieces.includes(spare) && pieces.length > 1 && least + sizes() > width) pieces.splice(pieces.indexOf(spare), 1);
  let end = width;
  for (const piece of pieces) {
    const strong = piece === m.number && !m.hollow, short = fitted(piece, Math.max(40, end - least), 12.5);
    out.push(words(end, at - 15, short, strong ? "small strong" : "tiny soft", END));
    end -= widthOf(short, strong ? 13.5 : 12, strong) + 10;
  }
  return out;
}

function marksAxis({ narrow, width, head, steps, x, middle, number, columns }, bottom, { sides }) {
  const axis = steps.map(v => (narrow ? "" : rule(x(v), head - 8, x(v), bottom, v === middle ? "zero" : "grid")) + words(inside(x(v), number(v), width), head - 16, number(v), "small " + (v === middle ? "strong" : "soft"), MIDDLE));
  const titles = narrow ? "" : columns.map(c => !c.head ? "" : c.key === "more" ? words(c.end - c.width + 18, head - 16, c.head, "tiny soft") : words(c.end, head - 16, c.head, "tiny soft", END));
  if (!sides) return [titles, axis];
  const [less, more] = ["← " + sides[0], sides[1] + " →"], at = x(middle);
  return [titles, axis, at - 10 > widthOf(less, 13.5) ? words(at - 10, 14, less, "small soft", END) : "", at + 10 + widthOf(more, 13.5) < width ? words(at + 10, 14, more, "small soft") : ""];
}
