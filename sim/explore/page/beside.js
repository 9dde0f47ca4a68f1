// SPDX-License-Identifier: GPL-3.0-or-later
// Runs side by side: what was set otherwise, and what came out, each with its difference to the first.
import { h, say, show } from "./dom.js";
import { number } from "./figures.js";
import { parted, readable } from "./knob.js";
import { runName } from "./runs.js";
import { markOf } from "./teams.js";
import { text } from "./words.js";

const digitsFor = (value, unit) =>
  unit === "won" || Number.isInteger(value) || Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 10 ? 1 : 3;
const shownValue = (value, unit) => (value === null ? text("x_nothing") : number(value, digitsFor(value, unit)));

// ---- What was set ----

const SIZES = ["policy", "homes", "days", "seed"];
const sizeIn = (app, run, key) =>
  key === "policy" ? run.wish.policy : key === "seed" ? (run.wish.seed ?? app.scenario.seed) : run[key];

function settingRows(app, runs) {
  const rows = SIZES.map(key => [text(`x_${key}`), runs.map(run => String(sizeIn(app, run, key)))]),
    names = [...new Set(runs.flatMap(run => Object.keys(run.wish.set)))].sort();
  for (const name of names)
    rows.push([name, runs.map(run => (name in run.wish.set ? readable(run.wish.set[name]) : text("x_as_scenario")))]);
  return rows.filter(([, values]) => new Set(values).size > 1);
}

// ---- What came out ----

// One row for each outcome that any of them has; undefined where one has it not.
function outcomeRows(runs, typed) {
  const byName = new Map();
  for (const [i, run] of runs.entries())
    for (const outcome of run.outcomes ?? []) {
      if (!byName.has(outcome.name)) byName.set(outcome.name, { ...outcome, values: runs.map(() => undefined) });
      byName.get(outcome.name).values[i] = outcome.value;
    }
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean),
    named = row => words.every(word => word === "*" || row.name.toLowerCase().includes(word));
  return [...byName.values()].filter(row => (words.length ? named(row) : row.headline));
}
function outcomeCell(row, i) {
  const value = row.values[i],
    base = row.values[0],
    both = i > 0 && typeof value === "number" && typeof base === "number",
    more = both ? number(value - base, digitsFor(value - base, row.unit), true) : "";
  return h(
    "td",
    {},
    h("span", { class: "figure" }, value === undefined ? text("x_nothing") : shownValue(value, row.unit)),
    both ? h("span", { class: value === base ? "apart same" : "apart" }, more) : null,
  );
}
const unitShown = unit => (unit && unit !== "1" ? h("span", { class: "unit" }, unit) : null);

const heading = (words, count) => h("tr", { class: "part" }, h("th", { colspan: count, scope: "colgroup" }, words));

function tableOf(app, runs, typed) {
  const settings = settingRows(app, runs),
    outcomes = outcomeRows(runs, typed),
    wide = runs.length + 1;
  return h(
    "table",
    { class: "plain beside" },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, text("x_what")),
        runs.map(run => h("th", { scope: "col" }, h("span", { class: "teamname" }, markOf(run.slot), runName(run)))),
      ),
    ),
    settings.length
      ? h(
          "tbody",
          {},
          heading(text("x_settings_differ"), wide),
          settings.map(([name, values]) =>
            h(
              "tr",
              {},
              h("th", { scope: "row", lang: "en" }, parted(name)),
              values.map(v => h("td", {}, v)),
            ),
          ),
        )
      : null,
    h(
      "tbody",
      {},
      heading(text("x_outcomes"), wide),
      outcomes.map(row =>
        h(
          "tr",
          {},
          h("th", { scope: "row", lang: "en" }, parted(row.name), unitShown(row.unit)),
          runs.map((_, i) => outcomeCell(row, i)),
        ),
      ),
    ),
  );
}

export function beside(app) {
  const place = h("div", { class: "wide", tabindex: "0", role: "group", "aria-label": text("x_beside") }),
    note = h("p", { class: "hint" }),
    input = h("input", { type: "search", id: "outcome", autocomplete: "off", maxlength: 100, oninput: () => draw() }),
    label = h("label", { for: "outcome" }),
    hint = h("p", { class: "hint", id: "outcome_hint" }, text("x_find_outcome_hint"));
  input.setAttribute("aria-describedby", hint.id);
  const whole = h("div", { class: "finder" }, label, input, hint);
  let drawn = "";
  function draw() {
    const runs = app.shown().filter(run => run.outcomes);
    say(note, runs.length > 1 ? text("x_beside_note", { n: runs[0].run }) : runs.length ? "" : text("x_beside_none"));
    show(place, runs.length > 0);
    show(whole, runs.length > 0);
    say(label, text("x_find_outcome", { count: outcomeRows(runs, "*").length }));
    const key = `${runs.map(r => `${r.run}:${r.life}`)} ${input.value}`;
    if (key !== drawn) place.replaceChildren(...(runs.length ? [tableOf(app, runs, input.value)] : []));
    drawn = key;
  }
  return { node: h("section", {}, h("h2", {}, text("x_beside")), note, whole, place), update: draw };
}
