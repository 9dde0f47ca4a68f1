// SPDX-License-Identifier: GPL-3.0-or-later
// Who pays whom: payers to the left, payees to the right, the width of a band is the amount. Money that runs back is drawn into a
// second place of whom it returns to, at the right, so that no band runs backwards.

const OTHERS = "";  // the name of all others
const partyName = (name, count) => count ? text("several", { name, count: exact(count) }) : nameOf(name);

// bands: what C found there to be drawn (analysis/report_bands.h): payments, and parties in the order in which money passes.
// Returns { svg, others, leftOut, small }: how many parties are drawn as one, which payments would have hidden the rest, and how
// many are too small to be seen.
function flowsChart(bands, { width, policy }) {
  const form = bands[width < NARROW ? "narrow" : "wide"];
  return { svg: drawFlows(form, width, policy), others: form.others, leftOut: form.left_out, small: form.small };
}

function nodesOf({ nodes, links }) {
  const list = nodes.map((n, i) => ({ ...n, key: i, ins: [], outs: [], column: 0 }));
  for (const l of links) {
    const link = { ...l, source: list[l.from], target: list[l.to], value: valueOf(l.amount) };
    link.source.outs.push(link); link.target.ins.push(link);
  }
  for (const n of list) if (n.ins.length) n.column = Math.min(3, 1 + Math.max(...n.ins.map(l => l.source.column)));
  const last = Math.max(1, ...list.map(n => n.column + (n.outs.length ? 1 : 0)));
  for (const n of list) if (!n.outs.length) n.column = last;
  return { list, last, all: list.flatMap(n => n.outs) };
}

const flowTotal = list => list.reduce((s, l) => s + l.value, 0);

function placeNodes(list, last, { top, gap, tall }) {
  const size = n => Math.max(flowTotal(n.ins), flowTotal(n.outs)), columns = Array.from({ length: last + 1 }, (_, c) => list.filter(n => n.column === c));
  const unit = Math.min(...columns.filter(c => c.length).map(c => Math.max(40, tall - gap * c.length) / c.reduce((s, n) => s + size(n), 0)));
  for (const n of list) n.height = Math.max(2, size(n) * unit);
  const stack = column => { let y = top; for (const n of column) { n.y = y; y += n.height + gap; } };
  columns.forEach(stack);
  const centre = (n, side) => { const ls = side > 0 ? n.outs : n.ins, t = flowTotal(ls); return t ? ls.reduce((s, l) => s + l.value * ((side > 0 ? l.target : l.source).y + (side > 0 ? l.target : l.source).height / 2), 0) / t : n.y + n.height / 2; };
  for (let round = 0; round < 10; round++) {
    const side = round % 2 ? 1 : -1;
    for (const column of side < 0 ? columns : [...columns].reverse()) {
      for (const n of column) n.want = centre(n, side);
      column.sort((a, b) => a.want - b.want || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.key - b.key));
      stack(column);
    }
  }
  return { unit, bottom: Math.max(...list.map(n => n.y + n.height)) };
}

function placeBands(list, unit) {
  for (const n of list) {
    let y = n.y;
    for (const l of [...n.outs].sort((a, b) => a.target.y - b.target.y || a.to - b.to)) { l.y0 = y; y += l.value * unit; }
    y = n.y;
    for (const l of [...n.ins].sort((a, b) => a.source.y - b.source.y || a.from - b.from)) { l.y1 = y; y += l.value * unit; }
  }
}

// How high the upper edge of a band runs at a place between its ends.
function bandHeight(l, a, b, at) {
  let low = 0, high = 1, s = 0.5;
  for (let k = 0; k < 24; k++) {
    s = (low + high) / 2;
    const x = a + (b - a) * (1.5 * s * (1 - s) * (1 - s) + 1.5 * s * s * (1 - s) + s ** 3);
    if (x < at) low = s; else high = s;
  }
  const late = 3 * (1 - s) * s * s + s ** 3;
  return l.y0 + (l.y1 - l.y0) * late;
}

// Where the words of a node stand: lines of [text, y, style], at x, anchored.
function nodeWords(n, { x, bar, last, narrow, others, most, room = Infinity }) {
  const facts = [n.in && text("gets", { n: brief(n.in) }), n.out && text("pays", { n: brief(n.out) })].filter(Boolean).slice(0, most).join(" · ");
  const whole = n.name === OTHERS ? text("flows_others", { count: exact(others) }) : partyName(n.name, n.count), name = narrow ? fitted(whole, room, 13.5, true) : whole;
  const end = n.column === last, middle = narrow && !end && n.column > 0, width = Math.max(widthOf(name, narrow ? 13.5 : 15, true), widthOf(facts, narrow ? 12 : 13.5));
  const at = end ? x + bar : middle ? x + bar / 2 : x, left = end ? at - width : middle ? at - width / 2 : at;
  return { name, facts, at, anchor: end ? END : middle ? MIDDLE : {}, box: { left, right: left + width, top: n.y - (narrow ? 33 : 36), bottom: n.y - 1 } };
}

// The words of each node in the fullest form that fits; the largest nodes choose first. What a form leaves away the table has.
function settle(list, wordsOf, forms, width) {
  const placed = list.map(n => wordsOf(n, forms.at(-1))), order = list.map((_, i) => i).sort((a, b) => list[b].height - list[a].height || a - b);
  for (const i of order) {
    const fits = w => w.box.left >= -1 && w.box.right <= width + 1 && placed.every((other, k) => k === i || !meets(w.box, other.box));
    placed[i] = forms.map(form => wordsOf(list[i], form)).find(fits) ?? placed[i];
  }
  return placed;
}

const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
// The words of bands, each at the first place where it lies on no other; where there is none, the table alone has them.
function bandWords(links, taken, { x, bar, unit }) {
  const out = [];
  for (const l of links) {
    const t = l.value * unit, a = x(l.source) + bar, b = x(l.target), room = b - a - 24;
    if ((t < 15 && !l.data) || room < 90) continue;
    const label = fitted(`${l.reason}${l.more ? " …" : ""} ${brief(l.amount)}`, room, 13.5), width = widthOf(label, 13.5, l.data);
    for (const share of l.data ? [0.5, 0.8, 0.2, 0.65, 0.35, 0.9] : [0, 0.5, 0.3, 0.7]) {
      const left = Math.max(a + 8, Math.min(b - 8 - width, a + 8 + (b - a - 16) * share - width * share)), y = bandHeight(l, a, b, left + width / 2) + (l.data ? -5 : t / 2 + 5);
      const place = { left: left - 4, right: left + width + 4, top: y - 13, bottom: y + 4 };
      if (taken.some(other => meets(place, other))) continue;
      taken.push(place);
      out.push(words(left, y, label, l.data ? "small data halo" : "small"));
      break;
    }
  }
  return out;
}

function drawFlows(form, width, policy) {
  const narrow = width < NARROW, bar = narrow ? 7 : 11, head = data.policies.length > 1 ? 26 : 0;
  const { list, last, all } = nodesOf(form), others = form.others;
  const rows = Math.max(...Array.from({ length: last + 1 }, (_, c) => list.filter(n => n.column === c).length));
  const { unit, bottom } = placeNodes(list, last, { top: head + 42, gap: narrow ? 42 : 46, tall: Math.max(narrow ? 380 : 420, rows * (narrow ? 58 : 64)) });
  placeBands(list, unit);
  const x = n => (width - bar) * n.column / last;
  const band = l => {
    const a = x(l.source) + bar, b = x(l.target), t = Math.max(1.2, l.value * unit), m = (a + b) / 2, p = tenth;
    return shape("path", { class: l.data ? "band fordata" : "band", d: `M${p(a)} ${p(l.y0)}C${p(m)} ${p(l.y0)} ${p(m)} ${p(l.y1)} ${p(b)} ${p(l.y1)}v${p(t)}C${p(m)} ${p(l.y1 + t)} ${p(m)} ${p(l.y0 + t)} ${p(a)} ${p(l.y0 + t)}z` });
  };
  const named = settle(list, (n, form) => nodeWords(n, { x: x(n), bar, last, narrow, others, ...form }), narrow ? [{ most: 1, room: 84 }, { most: 1, room: 0.62 * width / last }, { most: 0, room: 0.62 * width / last }] : [{ most: 2 }, { most: 1 }, { most: 0 }], width);
  const node = (n, i) => box(x(n), n.y, bar, n.height, { class: "node" })
    + words(named[i].at, n.y - (narrow ? 21 : 23), named[i].name, "strong halo" + (narrow ? " small" : ""), named[i].anchor) + words(named[i].at, n.y - 6, named[i].facts, (narrow ? "tiny" : "small") + " soft halo", named[i].anchor);
  const bandNames = narrow ? [] : bandWords(all, named.map(n => n.box), { x, bar, unit });
  const title = head ? mark(policy, 7, 9) + words(22, 14, policyName(policy), "strong") : "";
  return drawing(width, bottom + 8, [title, all.map(band), list.map(node), bandNames]);
}
