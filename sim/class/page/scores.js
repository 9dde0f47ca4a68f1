// SPDX-License-Identifier: GPL-3.0-or-later
// The scoreboard: several measures side by side, never summed, teams in their fixed order. A star for the best in a
// measure, none where teams tie.
import { h, s } from "./dom.js";
import { choiceOf, roundTitle, unitName, valueOf } from "./figures.js";
import { colourOf, teamLabel } from "./teams.js";
import { pick, text } from "./words.js";

const MANY = 6;
const resultOf = (state, world, round) => state.results.find(r => r.world === world && r.round === round);
// The world that is best in a measure, as it is printed; null where two are.
function bestOf(results, measure) {
  const values = results
    .map(r => ({ world: r.world, v: +r.values[measure.name].toFixed(measure.digits) }))
    .sort((a, b) => (measure.better === "more" ? b.v - a.v : a.v - b.v));
  return values.length > 1 && values[0].v !== values[1].v ? values[0].world : null;
}
// A column's scale holds nothing at all, every team, and every team's other luck.
function scaleOf(results, measure) {
  const all = results.flatMap(r => [r.values[measure.name], ...(r.band?.[measure.name] ?? [])]);
  return scale(Math.min(0, ...all), Math.max(0, ...all), 1, 99);
}
function barOf(result, measure, x) {
  const value = x(result.values[measure.name]),
    zero = x(0),
    band = result.band?.[measure.name];
  return s(
    "svg",
    { class: "bars", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
    s("rect", {
      x: Math.min(value, zero),
      y: 1.5,
      width: Math.max(0.8, Math.abs(value - zero)),
      height: 7,
      class: `team ${colourOf(result.world)}`,
    }),
    s("line", { x1: zero, x2: zero, y1: 0, y2: 10, class: "zero" }),
    band ? s("line", { x1: x(band[0]), x2: x(band[1]), y1: 5, y2: 5, class: "luck" }) : null,
  );
}
function cell(result, measure, x, best) {
  if (!result) return h("td", {}, "–");
  const star = best === result.world;
  return h(
    "td",
    { class: star ? "best" : null },
    h(
      "div",
      { class: "cell" },
      h(
        "span",
        { class: "figure" },
        valueOf(measure, result.values[measure.name]),
        star ? h("span", { role: "img", "aria-label": text("best") }, " ★") : null,
      ),
      barOf(result, measure, x),
    ),
  );
}
const titleOf = measure => [
  h(
    "span",
    { class: "measure" },
    pick(measure.title),
    " ",
    h(
      "span",
      { role: "img", class: "way", "aria-label": text(measure.better === "more" ? "up" : "down") },
      measure.better === "more" ? "▲" : "▼",
    ),
  ),
  h("span", { class: "unit" }, unitName(measure.unit), measure.beside ? "*" : ""),
];

function legend(lesson, results) {
  const said = [text("more_better"), text("less_better"), text("star")];
  if (lesson.measures.some(m => m.beside)) said.push(text("beside_star"));
  if (results.some(r => r.band && Object.keys(r.band).length)) said.push(text("luck_line"));
  return h("p", { class: "legend" }, said.join(text("dot")));
}

// What counted of a team's decision: levers that were off are left away.
export const counting = (lesson, roles, choices) =>
  lesson.roles
    .filter(r => roles.includes(r.name))
    .flatMap(r => r.levers)
    .filter(
      l =>
        choices[l.name] !== undefined && (!l.counts || l.counts.is.includes(choices[l.counts.lever] ?? l.counts.is[0])),
    );
// A team's own decision, lever by lever.
export const decisionList = (lesson, role, choices) =>
  h(
    "dl",
    { class: "pairs" },
    counting(lesson, [role], choices ?? {}).map(l =>
      h("div", {}, h("dt", {}, pick(l.title)), h("dd", {}, choiceOf(l, choices[l.name]))),
    ),
  );
const choicesLine = (lesson, team, choices) =>
  counting(lesson, team.roles, choices)
    .map(l => choiceOf(l, choices[l.name]))
    .join(text("dot"));

function teamRows(lesson, state, round, columns, levers) {
  return state.teams.map(t => {
    const own = resultOf(state, t.world, round),
      line = levers && own?.choices;
    return [
      h(
        "tr",
        {},
        h("th", { scope: "row", rowspan: line ? 2 : null }, teamLabel(t)),
        columns.map(c => cell(own, c.measure, c.x, c.best)),
      ),
      line
        ? h("tr", { class: "chosen" }, h("td", { colspan: columns.length }, choicesLine(lesson, t, own.choices)))
        : null,
    ];
  });
}
// One table for the wall, with what teams decided in it if that is shown; on phones (`apart`) one table for each
// measure.
export function scores(lesson, state, round, { apart = false, levers = false } = {}) {
  const results = state.teams.map(t => resultOf(state, t.world, round)).filter(Boolean);
  if (!results.length) return null;
  const columns = lesson.measures.map(m => ({ measure: m, x: scaleOf(results, m), best: bestOf(results, m) }));
  const table = some =>
    h(
      "table",
      { class: "scores" },
      h(
        "caption",
        { class: apart ? null : "unseen" },
        apart ? titleOf(some[0].measure) : text("scores", { round: roundTitle(lesson, round) }),
      ),
      apart
        ? null
        : h(
            "thead",
            {},
            h(
              "tr",
              {},
              h("th", { scope: "col" }, h("span", { class: "unseen" }, text("team"))),
              some.map(c => h("th", { scope: "col" }, titleOf(c.measure))),
            ),
          ),
      h("tbody", {}, teamRows(lesson, state, round, some, levers)),
    );
  return h(
    "div",
    { class: apart ? "apart" : state.teams.length > MANY ? "together many" : "together" },
    apart ? columns.map(c => table([c])) : table(columns),
    legend(lesson, results),
  );
}

// For phones: what each team decided, folded, once the teacher shows it.
export function leversShown(lesson, state, round) {
  const rows = state.teams
    .map(t => ({ team: t, choices: resultOf(state, t.world, round)?.choices }))
    .filter(r => r.choices);
  if (rows.length < 2) return null;
  return h(
    "details",
    {},
    h("summary", {}, text("levers_shown")),
    h(
      "dl",
      { class: "decisions" },
      rows.map(({ team, choices }) =>
        h(
          "div",
          {},
          h("dt", {}, teamLabel(team)),
          h(
            "dd",
            {},
            counting(lesson, team.roles, choices).map(l =>
              h("span", { class: "pairing" }, `${pick(l.title)} `, h("b", {}, choiceOf(l, choices[l.name]))),
            ),
          ),
        ),
      ),
    ),
  );
}
export const lastRound = state => Math.max(-1, ...state.results.map(r => r.round));
