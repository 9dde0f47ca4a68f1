// SPDX-License-Identifier: GPL-3.0-or-later
// Money and what could be guessed at once: a panel for each side, and in it a mark for each policy, the further left the less can be
// guessed, the further up the more the side has. Filled: on the front; hollow: beaten.

// panels: [{ title, note, policies: [{ policy, guessed, money, bound, beaten }] }]; guessed and money: { at, low, high }, NaN where there
// is no interval; bound: NaN where there is none.
function fronts(panels, { width, across }) {
  return inPanels(panels, width, (p, own) => front(p, { width: own, head: 50, tall: own < 420 ? 290 : 330, across }));
}

const ends = ({ at, low, high }) => [at, low, high].filter(Number.isFinite);

function front({ title, note, policies: all }, { width, head, tall, across }) {
  const { x, y, left, grid } = plane(roomyRange([0, 1, ...all.flatMap(p => ends(p.guessed))]), roomyRange([0, ...all.flatMap(p => ends(p.money))]), { width, head, tall }, v => tick(v, false)), bottom = head + tall, missed = [];
  const places = all.map(p => ({ ...p, x: x(p.guessed.at), y: y(p.money.at) })).sort((a, b) => a.beaten - b.beaten);
  const names = tradeNames(places, [], { left, width, head, bottom }, missed), key = frontKey(places.filter(p => missed.includes(p.policy)), width, bottom + 60);
  return { height: key.bottom, drawn: [words(0, 15, fitted(title, width, 15, true), "strong"), words(0, 34, fitted(note, width, 13.5), "small soft"), grid, frontLine(places, width - 4), places.map(p => frontReach(p, x, y)), places.map(p => mark(p.policy, p.x, p.y, 5.5, p.beaten)).reverse(), names,
    words(width, bottom + 38, fitted(across, width, 13.5), "small soft", END), key.drawn] };
}

// The most that is to be had at so much guessed, of all marks of the panel.
function frontLine(places, right) {
  const steps = [];
  for (const p of [...places].sort((a, b) => a.x - b.x || a.y - b.y)) if (!steps.length || p.y < steps.at(-1).y) steps.push(p);
  return shape("path", { d: `M${tenth(steps[0].x)} ${tenth(steps[0].y)}${steps.slice(1).map(p => `H${tenth(p.x)}V${tenth(p.y)}`).join("")}H${tenth(right)}`, fill: "none", stroke: "var(--soft)", "stroke-width": 1.5, "stroke-dasharray": "1 3" });
}

// How far a policy's numbers may be off by luck, and how far the attacker could come.
function frontReach(p, x, y) {
  const look = { stroke: paint(p.policy), "stroke-width": 2, opacity: 0.4 }, guessed = Number.isFinite(p.guessed.low) ? rule(x(p.guessed.low), p.y, x(p.guessed.high), p.y, null, look) : "";
  const money = Number.isFinite(p.money.low) ? rule(p.x, y(p.money.low), p.x, y(p.money.high), null, look) : "";
  const bound = Number.isFinite(p.bound) ? rule(p.x, p.y, x(p.bound), p.y, null, { ...look, "stroke-width": 1, "stroke-dasharray": "2 3" }) + rule(x(p.bound), p.y - 9, x(p.bound), p.y + 9, null, { stroke: paint(p.policy), "stroke-width": 4 }) : "";
  return [guessed, money, bound];
}

// Policies whose names found no place in the picture, below it.
function frontKey(missed, width, top) {
  let across = 0, y = top;
  const drawn = missed.map(({ policy, beaten }) => {
    const name = fitted(policyName(policy), width - 30, 13.5), size = 34 + widthOf(name, 13.5);
    if (across && across + size > width) { across = 0; y += 22; }
    const at = across;
    across += size;
    return mark(policy, at + 7, y, 4.8, beaten) + words(at + 18, y + 5, name, "small", { fill: paint(policy) });
  });
  return { bottom: missed.length ? y + 10 : top - 14, drawn };
}
