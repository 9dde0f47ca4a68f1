// SPDX-License-Identifier: GPL-3.0-or-later
// The picture: what a party has earned so far, or the tokens that households hold, day by day, of the runs that are shown. A curve
// grows as its run is lived.
import { chart } from "./chart.js";
import { h, say, set, show } from "./dom.js";
import { number } from "./figures.js";
import { runName } from "./runs.js";
import { text } from "./words.js";

const TOKENS = "tokens:",
  NARROW = 600;
const valueIn = (line, key) => (key === TOKENS ? line.tokens : line.money?.[key]) ?? 0;

function keysOf(runs) {
  const parties = new Set(runs.flatMap(run => Object.keys(run.lines.at(-1)?.money ?? {})));
  return [...[...parties].sort(), ...(parties.size ? [TOKENS] : [])];
}
export const measureName = key => (key === TOKENS ? text("x_tokens") : text("x_money", { party: key }));

// Money is told in units of which few are needed.
function unitOf(key, most) {
  if (key === TOKENS) return [1, text("x_unit_tokens")];
  if (most >= 1e6) return [1e6, text("x_unit_million")];
  return most >= 1e4 ? [1e3, text("x_unit_thousand")] : [1, text("x_unit_won")];
}
const digitsFor = value => (Math.abs(value) >= 100 || value === Math.round(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2);

// What is told in words, too.
function saidOf(measure, drawn, unit) {
  const runs = drawn.map(({ run, points }) => {
    const [day, value] = points.at(-1);
    return text("x_said_run", { n: run.run, value: number(value, digitsFor(value)), unit, day });
  });
  return text("x_said", { measure, runs: runs.join(" ") });
}
// [day, value] of each day; less the same day's of another run.
function pointsOf(key, run, base) {
  const days = base ? run.lines.filter((_, i) => base.lines[i]) : run.lines;
  return [
    [0, 0],
    ...days.map(line => [line.day, valueIn(line, key) - (base ? valueIn(base.lines[line.day - 1], key) : 0)]),
  ];
}
function viewOf(key, runs, base, narrow) {
  const lived = runs.filter(run => run.lines.length && run !== base),
    raw = lived.map(run => ({ run, points: pointsOf(key, run, base) }));
  const [part, unit] = unitOf(key, Math.max(0, ...raw.flatMap(d => d.points.map(([, v]) => Math.abs(v))))),
    drawn = raw.map(({ run, points }) => ({ run, points: points.map(([day, v]) => [day, v / part]) }));
  const values = drawn.flatMap(d => d.points.map(([, v]) => v)),
    low = Math.min(0, ...values),
    high = Math.max(0, ...values),
    room = (high - low) * 0.08 || 1,
    days = Math.max(1, ...runs.map(run => Math.max(run.days, run.lines.at(-1)?.day ?? 0)));
  const measure = base ? text("x_less_of", { measure: measureName(key), n: base.run }) : measureName(key);
  return {
    days,
    low: low < 0 ? low - room : 0,
    high: high + room,
    caption: text("x_caption", { days, unit }),
    said: saidOf(measure, drawn, unit),
    curves: drawn.map(({ run, points }) => ({ world: run.slot, points, dashed: true })),
    labels: drawn.map(({ run, points }) => ({
      world: run.slot,
      value: points.at(-1)[1],
      text: `${narrow ? run.run : runName(run)}: ${number(points.at(-1)[1], digitsFor(points.at(-1)[1]), Boolean(base))}`,
    })),
  };
}

export function curves(app) {
  const picture = chart("explored"),
    select = h("select", { id: "measure", onchange: () => draw() }),
    less = h("input", { type: "checkbox", id: "less", onchange: () => draw() }),
    label = h("label", { for: "less" }),
    note = h("p", { class: "hint" });
  const apart = h("span", { class: "check row" }, less, label);
  let keys = "";
  function choose(all) {
    if (all.join() === keys) return;
    keys = all.join();
    const chosen = all.includes(select.value) ? select.value : app.firstParty(all);
    select.replaceChildren(...all.map(key => h("option", { value: key }, measureName(key))));
    select.value = chosen;
  }
  function draw() {
    const runs = app.shown(),
      all = keysOf(runs);
    choose(all);
    show(picture.node, all.length > 0);
    show(row, all.length > 0);
    say(note, all.length ? "" : text("x_none"));
    const lived = runs.filter(run => run.lines.length);
    show(apart, lived.length > 1);
    say(label, lived.length > 1 ? text("x_less", { n: lived[0].run }) : "");
    const base = less.checked && lived.length > 1 ? lived[0] : null;
    if (all.length) picture.draw(viewOf(select.value, runs, base, innerWidth < NARROW));
  }
  const row = h("div", { class: "row" }, h("label", { for: "measure" }, text("x_measure")), select, apart);
  set(picture.node, "tabindex", "-1");
  return { node: h("section", {}, h("h2", {}, text("x_curves")), row, picture.node, note), update: draw };
}
