// SPDX-License-Identifier: GPL-3.0-or-later
// Curves over the days with their bands, in panels side by side; each names its lines at their ends.

// How high a line's name is at its end; with its number below it. Many lines have no room for that: their numbers stand in the table.
const CURVES_LANE = 18, CURVES_LANES = 38;

// panels: [{ title, note, unit, money, zero, lines: [{ policy, mean, low, high, end }] }]; starts: the first day, a Date.
function curves(panels, { width, start, single }) {
  const across = width < 720 ? 1 : 2, gap = 44, own = (width - gap * (across - 1)) / across, head = 50, tall = Math.max(own < 400 ? 170 : 200, ...panels.map(p => p.lines.length * CURVES_LANE + 8)), foot = 30;
  const height = head + tall + foot, all = panels.map((p, i) => shape("g", { transform: `translate(${tenth((i % across) * (own + gap))} ${Math.floor(i / across) * (height + 26)})` }, panel(p, { width: own, head, tall, start, single })));
  return drawing(width, Math.ceil(panels.length / across) * (height + 26) - 26, all);
}

// First days of months: as many as have room, "Jan 2018" at the first.
function monthMarks(start, days, room) {
  const all = [];
  for (let day = 0; day < days; day++) {
    const date = new Date(start.getTime() + day * 864e5);
    if (date.getUTCDate() === 1) all.push({ day, name: MONTHS[language][date.getUTCMonth()] });
  }
  const every = Math.max(1, Math.ceil(all.length / Math.max(1, Math.floor(room / 46))));
  return all.filter((_, i) => i % every === 0);
}

function panel(p, { width, head, tall, start, single }) {
  const days = p.lines[0].mean.length, ok = v => v !== null && Number.isFinite(v);
  const values = p.lines.flatMap(l => [...l.mean, ...(l.low ?? []), ...(l.high ?? [])]).filter(ok);
  let low = Math.min(...values, ...(p.zero ? [0] : [])), high = Math.max(...values, ...(p.zero ? [0] : []));
  if (low === high) { low -= 1; high += 1; }
  const steps = ticks(low, high, 4), label = v => tick(v, p.money, p.plus);
  const left = Math.max(...steps.map(v => widthOf(label(v), 12))) + 10, room = Math.min(width * 0.4, 16 + Math.max(...p.lines.map(l => Math.max(single ? 0 : widthOf(policyName(l.policy), 13.5), widthOf(p.money ? signed(l.end) : exact(l.end), 13.5, true)))));
  const x = scale(0, Math.max(1, days - 1), left, width - room), y = scale(low, high, head + tall - 4, head + 4);
  const path = list => { let d = "", pen = "M"; list.forEach((v, i) => { if (!ok(v)) { pen = "M"; return; } d += `${pen}${tenth(x(i))} ${tenth(y(v))}`; pen = "L"; }); return d; };
  const area = l => { const usable = l.low.map((v, i) => ok(v) && ok(l.high[i]) ? i : -1).filter(i => i >= 0); return usable.length ? "M" + [...usable.map(i => [i, l.high[i]]), ...usable.reverse().map(i => [i, l.low[i]])].map(([i, v]) => `${tenth(x(i))} ${tenth(y(v))}`).join("L") + "z" : ""; };
  const grid = steps.map(v => rule(left, y(v), width - room, y(v), p.zero && v === 0 ? "zero" : "grid") + words(left - 8, y(v) + 4, label(v), "tiny soft", END));
  const months = monthMarks(start, days, width - room - left).map(m => rule(x(m.day), head + tall, x(m.day), head + tall + 5, "grid") + words(x(m.day) + 3, head + tall + 18, m.name, "tiny soft"));
  const bands = p.lines.filter(l => l.low).map(l => shape("path", { d: area(l), fill: paint(l.policy), opacity: 0.17 }));
  const drawn = p.lines.map(l => shape("path", { d: path(l.mean), fill: "none", stroke: paint(single ? 1 : l.policy), "stroke-width": 2, "stroke-linejoin": "round", "stroke-dasharray": single ? null : DASHES[l.policy % 6] }));
  const lastOf = l => { for (let i = days - 1; i >= 0; i--) if (ok(l.mean[i])) return [i, l.mean[i]]; return [0, 0]; };
  const bare = single || p.lines.length * CURVES_LANES > tall + 12, ends = p.lines.map(l => y(lastOf(l)[1])), at = spread(ends, bare ? CURVES_LANE : CURVES_LANES, head + 8, head + tall - (bare ? 0 : 12));
  const names = p.lines.map((l, i) => mark(single ? 1 : l.policy, x(lastOf(l)[0]), ends[i], 4)
    + (single ? words(width - room + 10, at[i] + 5, p.money ? balance(l.end) : exact(l.end), "small strong")
      : words(width - room + 10, at[i] + (bare ? 5 : 0), fitted(policyName(l.policy), room - 10, 13.5), "small", { fill: paint(l.policy) }) + (bare ? "" : words(width - room + 10, at[i] + 17, p.money ? signed(l.end) : exact(l.end), "small strong"))));
  return [words(0, 16, fitted(p.title, width, 15, true), "strong"), words(0, 34, fitted(p.note, width, 13.5), "small soft"), grid, months, bands, drawn, names];
}
