// SPDX-License-Identifier: GPL-3.0-or-later
// Two things that policies do at once: a mark for each policy where its means lie, and around it the ellipse of its interval, or
// the points of its replications. The first policy stands at 0, 0.

// panels: [{ title, note, policies: [null, { exposure, money, ellipse, points }, ...] }]; across: what the exposure is.
function trades(panels, { width, across }) {
  return inPanels(panels, width, (p, own) => {
    const form = { width: own, head: 50, tall: own < 420 ? 250 : 300, across };
    return { height: form.head + form.tall + 46, drawn: trade(p, form) };
  });
}

// Panels side by side where they have room, else below one another: as high as the highest. draw(panel, width): { height, drawn }
function inPanels(panels, width, draw) {
  const columns = width < 720 || panels.length < 2 ? 1 : 2, gap = 52, own = (width - gap * (columns - 1)) / columns, all = panels.map(p => draw(p, Math.min(own, 620))), height = Math.max(...all.map(p => p.height)) + 26;
  return drawing(width, Math.ceil(panels.length / columns) * height - 26, all.map((p, i) => shape("g", { transform: `translate(${tenth((i % columns) * (own + gap))} ${Math.floor(i / columns) * height})` }, p.drawn)));
}

// Axes with their grid: money upwards, whose numbers stand to the left, and beside it what `number` prints.
function plane([left0, right0], [low, high], { width, head, tall }, number) {
  const steps = ticks(low, high, 5), money = v => tick(v, true, true), left = Math.max(...steps.map(v => widthOf(money(v), 12))) + 10, x = scale(left0, right0, left, width - 4), y = scale(low, high, head + tall, head);
  const stepsX = roomyTicks({ low: left0, high: right0, count: 5, x, number, width });
  const grid = [steps.map(v => rule(left, y(v), width, y(v), v === 0 ? "zero" : "grid") + words(left - 8, y(v) + 4, money(v), "tiny soft", END)), stepsX.map(v => rule(x(v), head, x(v), head + tall, v === 0 ? "zero" : "grid") + words(inside(x(v), number(v), width), head + tall + 17, number(v), "tiny soft", MIDDLE))];
  return { x, y, left, grid };
}
// A little beyond the least and the most of the values.
function roomyRange(values) {
  const low = Math.min(...values), high = Math.max(...values), pad = (high - low || 1) * 0.08;
  return [low - pad, high + pad];
}

const ROUND = Array.from({ length: 73 }, (_, i) => i * Math.PI / 36);
const edgeOf = (p, ellipse) => ROUND.map(a => [valueOf(p.exposure) + ellipse[0] * Math.cos(a), valueOf(p.money) + ellipse[1] * Math.cos(a) + ellipse[2] * Math.sin(a)]);
const inPairs = list => (list ?? []).flatMap((v, i) => i % 2 ? [] : [[v, list[i + 1]]]);

function trade({ title, note, policies: all }, { width, head, tall, across }) {
  const shown = all.map((p, policy) => p && { policy, at: [valueOf(p.exposure), valueOf(p.money)], edge: p.ellipse ? edgeOf(p, p.ellipse) : [], points: inPairs(p.points) }).filter(Boolean);
  const every = [[0, 0], ...shown.flatMap(s => [s.at, ...s.edge, ...s.points])], [exposures, amounts] = [0, 1].map(k => roomyRange(every.map(p => p[k])));
  const { x, y, left, grid } = plane(exposures, amounts, { width, head, tall }, v => tick(v, false, true));
  const edges = shown.map(s => s.edge.length ? shape("path", { d: "M" + s.edge.map(([a, b]) => `${tenth(x(a))} ${tenth(y(b))}`).join("L") + "z", fill: paint(s.policy), "fill-opacity": 0.14, stroke: paint(s.policy), "stroke-width": 1.75, "stroke-dasharray": DASHES[s.policy % 6] }) : "");
  const dots = shown.flatMap(s => s.points.map(([a, b]) => mark(s.policy, x(a), y(b), 2.6, true)));
  const places = [{ policy: 0, at: [0, 0] }, ...shown], marked = places.map(s => mark(s.policy, x(s.at[0]), y(s.at[1])));
  return [words(0, 15, fitted(title, width, 15, true), "strong"), words(0, 34, fitted(note, width, 13.5), "small soft"), grid, edges, dots, marked, tradeNames(places.map(s => ({ policy: s.policy, x: x(s.at[0]), y: y(s.at[1]) })), shown.flatMap(s => s.points.map(([a, b]) => [x(a), y(b)])), { left, width, head, bottom: head + tall }), words(width, head + tall + 38, fitted(across, width, 13.5), "small soft", END)];
}

// Each policy's name beside its mark, where it lies on no other; those that find no place are put into `missed`.
function tradeNames(places, dots, { left, width, head, bottom }, missed = []) {
  const around = (x, y, r) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r }), taken = [...places.map(p => around(p.x, p.y, 7)), ...dots.map(([x, y]) => around(x, y, 4))];
  return places.map(p => {
    const name = fitted(policyName(p.policy), width - left - 16, 13.5), size = widthOf(name, 13.5);
    for (let away = 0; away < 9; away++)
      for (const [dx, dy] of [...(p.policy ? [] : [[-11 - size, -9], [11, -9]]), [11, 5], [-11 - size, 5], [-size / 2, -12 - 17 * away], [-size / 2, 22 + 17 * away], [11, -12 - 17 * away], [-11 - size, -12 - 17 * away], [11, 22 + 17 * away], [-11 - size, 22 + 17 * away]]) {
        const at = { left: p.x + dx - 2, right: p.x + dx + size + 2, top: p.y + dy - 13, bottom: p.y + dy + 4 };
        if (at.left < left || at.right > width || at.top < head - 9 || at.bottom > bottom || taken.some(o => meets(at, o))) continue;
        taken.push(at);
        return (away ? rule(p.x, p.y, Math.max(at.left, Math.min(at.right, p.x)), p.y + dy + (dy < 0 ? 4 : -12), null, { stroke: paint(p.policy), "stroke-width": 1 }) : "") + words(p.x + dx, p.y + dy, name, "small halo", { fill: paint(p.policy) });
      }
    missed.push(p.policy);
    return "";
  });
}
