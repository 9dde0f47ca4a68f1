// SPDX-License-Identifier: GPL-3.0-or-later
// Who pays whom: payers to the left, payees to the right, the width of a band is the amount. Money that runs back is drawn into a
// second place of whom it returns to, at the right, so that no band runs backwards.

const THINNEST = 0.0015;  // of all that is drawn: what is less is no more than a hair
const OTHERS = " others";  // no party's name begins with a space

// links: [{ from, to, value, number, reasons, forData }]. Returns { svg, others, leftOut, small }: how many parties are drawn as
// one, which links would have hidden the rest, and how many are too small to be seen.
function flowsChart(links, { width, policy }) {
  const { kept, leftOut } = withoutHiding(links), { joined, others } = joinSmall(kept, width < NARROW ? 5 : 9);
  const least = THINNEST * flowTotal(joined), drawn = joined.filter(l => l.forData || l.value >= least);
  return { svg: drawFlows(drawn, width, policy, others), others, leftOut, small: joined.length - drawn.length };
}

// What alone is several times all the rest would leave threads of it; and so would what families spend elsewhere.
function withoutHiding(links) {
  const MOST = 3, kept = [...links].sort((a, b) => b.value - a.value), leftOut = [];
  const rest = () => flowTotal(kept.slice(1)), elsewhere = l => l.from === "households" && (l.to === "outside" || !kept.some(o => o.from === l.to));
  while (leftOut.length < MOST && kept.length > 3 && (kept[0].value > 2.2 * rest() || (elsewhere(kept[0]) && kept[0].value > 0.8 * rest()))) leftOut.push(kept.shift());
  return { kept, leftOut };
}

// All parties but `most`, families and the outside become one.
function joinSmall(links, most) {
  const moved = {};
  for (const l of links) for (const n of [l.from, l.to]) moved[n] = (moved[n] ?? 0) + l.value;
  const small = Object.keys(moved).filter(n => n !== "households" && n !== "outside").sort((a, b) => moved[b] - moved[a] || (a < b ? -1 : 1)).slice(most);
  if (small.length < 2) return { joined: links, others: 0 };
  const name = n => small.includes(n) ? OTHERS : n, pairs = new Map();
  for (const l of links) {
    const from = name(l.from), to = name(l.to), key = `${from}|${to}|${l.forData}`, pair = pairs.get(key);
    if (from === to) continue;
    if (pair) Object.assign(pair, { value: pair.value + l.value, number: roundAmount(pair.value + l.value), reasons: [...pair.reasons, ...l.reasons] });
    else pairs.set(key, { ...l, from, to });
  }
  return { joined: [...pairs.values()], others: small.length };
}
// A sum of several payments, as a number of the page: to three digits.
const roundAmount = value => { const short = tick(+value.toPrecision(3), true); return ["", value, short, short]; };

// The order in which money passes: who only pays comes first, who only gets last.
function rankOf(links) {
  const paid = {}, got = {};
  for (const l of links) { paid[l.from] = (paid[l.from] ?? 0) + l.value; got[l.to] = (got[l.to] ?? 0) + l.value; }
  const names = [...new Set(links.flatMap(l => [l.from, l.to]))];
  const share = n => n === "households" ? -1 : n === "outside" ? 2 : (got[n] ?? 0) / ((got[n] ?? 0) + (paid[n] ?? 0));
  names.sort((a, b) => share(a) - share(b) || (a < b ? -1 : 1));
  return Object.fromEntries(names.map((n, i) => [n, i]));
}

// What the outside pays comes from the left, what it gets goes to the right; so is whoever gets money back drawn once more.
function nodesOf(links) {
  const rank = rankOf(links), nodes = new Map();
  const node = (key, name) => { if (!nodes.has(key)) nodes.set(key, { key, name, ins: [], outs: [], column: 0 }); return nodes.get(key); };
  const isBack = l => l.from !== "outside" && rank[l.from] > rank[l.to];
  for (const l of links) {
    l.source = node(l.from === "outside" ? "outside pays" : l.from, l.from);
    l.target = node(isBack(l) ? l.to + " again" : l.to, l.to);
    l.source.outs.push(l); l.target.ins.push(l);
  }
  const place = n => n.key === "outside pays" ? -2 : n.key === n.name ? rank[n.name] : 1000 + rank[n.name];
  const list = [...nodes.values()].sort((a, b) => place(a) - place(b));
  for (const n of list) if (n.ins.length) n.column = Math.min(3, 1 + Math.max(...n.ins.map(l => l.source.column)));
  const last = Math.max(1, ...list.map(n => n.column + (n.outs.length ? 1 : 0)));
  for (const n of list) if (!n.outs.length) n.column = last;
  return { list, last };
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
      column.sort((a, b) => a.want - b.want || (a.key < b.key ? -1 : 1));
      stack(column);
    }
  }
  return { unit, bottom: Math.max(...list.map(n => n.y + n.height)) };
}

function placeBands(list, unit) {
  for (const n of list) {
    let y = n.y;
    for (const l of [...n.outs].sort((a, b) => a.target.y - b.target.y || (a.to < b.to ? -1 : 1))) { l.y0 = y; y += l.value * unit; }
    y = n.y;
    for (const l of [...n.ins].sort((a, b) => a.source.y - b.source.y || (a.from < b.from ? -1 : 1))) { l.y1 = y; y += l.value * unit; }
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
function nodeWords(n, { x, bar, last, narrow, others, room = 84 }) {
  const total = list => brief(list.length === 1 ? list[0].number : roundAmount(flowTotal(list)));
  const both = [n.ins.length && text("gets", { n: total(n.ins) }), n.outs.length && text("pays", { n: total(n.outs) })].filter(Boolean), facts = (narrow ? both.slice(0, 1) : both).join(" · ");
  const whole = n.name === OTHERS ? text("flows_others", { count: others }) : nameOf(n.name), name = narrow ? fitted(whole, room, 13.5, true) : whole;
  const end = n.column === last, middle = narrow && !end && n.column > 0, width = Math.max(widthOf(name, narrow ? 13.5 : 15, true), widthOf(facts, narrow ? 12 : 13.5));
  const at = end ? x + bar : middle ? x + bar / 2 : x, left = end ? at - width : middle ? at - width / 2 : at;
  return { name, facts, at, anchor: end ? END : middle ? MIDDLE : {}, box: { left, right: left + width, top: n.y - (narrow ? 33 : 36), bottom: n.y - 1 } };
}

const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
// The words of bands, each at the first place where it lies on no other; where there is none, the table alone has them.
function bandWords(links, taken, { x, bar, unit }) {
  const out = [];
  for (const l of links) {
    const t = l.value * unit, a = x(l.source) + bar, b = x(l.target), room = b - a - 24;
    if ((t < 15 && !l.forData) || room < 90) continue;
    const label = fitted(`${l.reasons[0]}${l.reasons.length > 1 ? " …" : ""} ${brief(l.number)}`, room, 13.5), width = widthOf(label, 13.5, l.forData);
    for (const share of l.forData ? [0.5, 0.8, 0.2, 0.65, 0.35, 0.9] : [0, 0.5, 0.3, 0.7]) {
      const left = Math.max(a + 8, Math.min(b - 8 - width, a + 8 + (b - a - 16) * share - width * share)), y = bandHeight(l, a, b, left + width / 2) + (l.forData ? -5 : t / 2 + 5);
      const place = { left: left - 4, right: left + width + 4, top: y - 13, bottom: y + 4 };
      if (taken.some(other => meets(place, other))) continue;
      taken.push(place);
      out.push(words(left, y, label, l.forData ? "small data halo" : "small"));
      break;
    }
  }
  return out;
}

function drawFlows(links, width, policy, others) {
  const narrow = width < NARROW, bar = narrow ? 7 : 11, head = data.policies.length > 1 ? 26 : 0;
  const all = links.map(l => ({ ...l })), { list, last } = nodesOf(all);
  const rows = Math.max(...Array.from({ length: last + 1 }, (_, c) => list.filter(n => n.column === c).length));
  const { unit, bottom } = placeNodes(list, last, { top: head + 42, gap: narrow ? 42 : 46, tall: Math.max(narrow ? 380 : 420, rows * (narrow ? 58 : 64)) });
  placeBands(list, unit);
  const x = n => (width - bar) * n.column / last;
  const band = l => {
    const a = x(l.source) + bar, b = x(l.target), t = Math.max(1.2, l.value * unit), m = (a + b) / 2, p = tenth;
    return shape("path", { class: l.forData ? "band fordata" : "band", d: `M${p(a)} ${p(l.y0)}C${p(m)} ${p(l.y0)} ${p(m)} ${p(l.y1)} ${p(b)} ${p(l.y1)}v${p(t)}C${p(m)} ${p(l.y1 + t)} ${p(m)} ${p(l.y0 + t)} ${p(a)} ${p(l.y0 + t)}z` });
  };
  const wordsOf = (n, room) => nodeWords(n, { x: x(n), bar, last, narrow, others, room }), wide = list.map(n => wordsOf(n));
  const named = list.map((n, i) => narrow && wide.some((other, k) => k !== i && meets(wide[i].box, other.box)) ? wordsOf(n, 0.62 * width / last) : wide[i]);
  const node = (n, i) => box(x(n), n.y, bar, n.height, { class: "node" })
    + words(named[i].at, n.y - (narrow ? 21 : 23), named[i].name, "strong halo" + (narrow ? " small" : ""), named[i].anchor) + words(named[i].at, n.y - 6, named[i].facts, (narrow ? "tiny" : "small") + " soft halo", named[i].anchor);
  const bandNames = narrow ? [] : bandWords(all, named.map(n => n.box), { x, bar, unit });
  const title = head ? mark(policy, 7, 9) + words(22, 14, policyName(policy), "strong") : "";
  return drawing(width, bottom + 8, [title, all.map(band), list.map(node), bandNames]);
}
