// SPDX-License-Identifier: GPL-3.0-or-later
// Where a sign flips: points of a study in two of its settings, filled where a difference has the other sign, and the box that was
// found to hold many of these.

// panels: [{ title, policy, axes: [{ name, least, most, words, low, high, low_text, high_text }, ...], points: [x, y, flipped, ...], below }]
function flipMaps(panels, { width }) {
  const across = width < 720 || panels.length < 2 ? 1 : 2, gap = 48, own = (width - gap * (across - 1)) / across, side = Math.min(own, 460), form = { width: own, side, head: panels[0].policy === undefined ? 52 : 76, tall: Math.round(side * 0.72) };
  const height = form.head + form.tall + 84;
  return drawing(width, Math.ceil(panels.length / across) * (height + 24) - 24, panels.map((p, i) => shape("g", { transform: `translate(${tenth((i % across) * (own + gap))} ${Math.floor(i / across) * (height + 24)})` }, flipMap(p, form))));
}

// What stands at the ends of a scale, at the words of a setting, and at the edges of the box; edges come first, so that an end that
// lies on one is left out.
function axisTexts(axis, place, room) {
  const edges = [["low", "low_text"], ["high", "high_text"]].filter(([, t]) => axis[t] !== null).map(([at, t]) => ({ at: axis[at], text: axis[t], edge: true }));
  const ends = axis.words.length ? axis.words.map((w, i) => ({ at: i / (axis.words.length - 1 || 1), text: w })) : [{ at: 0, text: axis.least }, { at: 1, text: axis.most }];
  const kept = [];
  for (const t of [...edges, ...ends]) if (kept.every(k => Math.abs(place(k.at) - place(t.at)) >= room(k, t))) kept.push(t);
  return kept;
}

const axisName = axis => axis.low === null && axis.high === null ? text("flips_open", { name: axis.name }) : axis.name;

function flipMap(p, { width, side, head, tall }) {
  const [across, up] = p.axes, size = t => widthOf(t.text, 12, t.edge), y = scale(0, 1, head + tall - 7, head + 7);
  const upTexts = axisTexts(up, y, () => 16), left = Math.min(width * 0.3, Math.max(...upTexts.map(size)) + 10), right = Math.min(width, left + side), x = scale(0, 1, left + 7, right - 7);
  const inside = (t, at) => Math.max(left + size(t) / 2, Math.min(right - size(t) / 2, at));
  const acrossTexts = axisTexts(across, x, (a, b) => (size(a) + size(b)) / 2 + 10).filter((t, i, all) => all.slice(0, i).every(o => Math.abs(inside(o, x(o.at)) - inside(t, x(t.at))) >= (size(o) + size(t)) / 2 + 8));
  const dots = [];
  for (let i = 0; i < p.points.length; i += 3) dots.push([x(p.points[i]), y(p.points[i + 1]), p.points[i + 2]]);
  const dot = ([cx, cy, flipped]) => shape("circle", { cx, cy, r: flipped ? 3.6 : 3, ...(flipped ? { fill: "var(--accent)", stroke: "var(--paper)", "stroke-width": 0.75 } : { fill: "none", stroke: "var(--soft)", "stroke-width": 1, opacity: 0.75 }) });
  const from = (edge, place, end) => edge === null ? end : place(edge);
  const x0 = from(across.low, x, left), x1 = from(across.high, x, right), y0 = from(up.high, y, head), y1 = from(up.low, y, head + tall);
  const texts = [upTexts.map(t => words(left - 8, Math.max(head + 10, Math.min(head + tall, y(t.at) + 4)), fitted(t.text, left - 8, 12, t.edge), t.edge ? "tiny strong" : "tiny soft", END)), acrossTexts.map(t => words(inside(t, x(t.at)), head + tall + 17, t.text, t.edge ? "tiny strong" : "tiny soft", MIDDLE))];
  return [words(0, 15, fitted(p.title, width, 15, true), "strong"), p.policy === undefined ? "" : mark(p.policy, 7, 32) + words(22, 37, fitted(policyName(p.policy), width - 22), "", { fill: paint(p.policy) }), words(0, head - 18, fitted(`↑ ${axisName(up)}`, width, 13.5), "small soft"),
    box(left, head, right - left, tall, { class: "grid", fill: "none" }), box(x0, y0, x1 - x0, y1 - y0, { fill: "var(--accent)", opacity: 0.1 }), dots.filter(d => !d[2]).map(dot), dots.filter(d => d[2]).map(dot),
    box(x0, y0, x1 - x0, y1 - y0, { fill: "none", stroke: "var(--ink)", "stroke-width": 2 }), texts,
    words(right, head + tall + 38, fitted(`${axisName(across)} →`, width, 13.5), "small soft", END), lines(p.below, width, 2, 13.5).map((line, i) => words(0, head + tall + 60 + 18 * i, line, "small"))];
}
