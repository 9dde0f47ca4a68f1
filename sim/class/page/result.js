// SPDX-License-Identifier: GPL-3.0-or-later
// A team's result: the same picture once more, now with the outcome beside what was expected, in its band of other luck, beside
// "nothing left home". Then everything that was counted, and ways to look closer.
import { chart } from "./chart.js";
import { curvesOf, fetchCurves, lastDay, until } from "./days.js";
import { h, say, show } from "./dom.js";
import { choiceOf, daysOf, number, roundName, roundTitle, valueOf, withUnit } from "./figures.js";
import { lastResult } from "./predict.js";
import { captionOf, firstMeasure, ownRun, spanOf } from "./running.js";
import { leversShown, scores } from "./scores.js";
import { get } from "./server.js";
import { pick, text } from "./words.js";

export const ownResult = (state, round = state.round) => state.results.find(r => r.world === state.me.world && r.round === round);

// ---- Sentences ----

function aboutPoint(measure, result) {
  const expected = result.prediction?.[measure.name], off = expected === undefined ? 0 : +(result.values[measure.name] - expected).toFixed(measure.digits);
  if (expected === undefined) return text("no_prediction");
  return off === 0 ? text("as_expected") : text(off > 0 ? "more_than_expected" : "less_than_expected", { value: number(Math.abs(off), measure.digits) });
}
function aboutLuck(measure, result) {
  const band = result.band?.[measure.name], expected = result.prediction?.[measure.name];
  if (!band) return "";
  const within = expected === undefined ? "" : text(expected >= band[0] && expected <= band[1] ? "luck_holds" : "luck_not");
  return `${text("luck_note", { low: valueOf(measure, band[0]), high: valueOf(measure, band[1]) })} ${within}`;
}
const WAYS = { fewer: "fewer", same: "same", more: "greater" };
function aboutDirection(lesson, item, result, before) {
  const measure = lesson.measures.find(m => m.name === item.measure), said = result.prediction?.[item.measure];
  if (!said || !before) return null;
  const change = +(result.values[item.measure] - before.values[item.measure]).toFixed(measure.digits), truth = change < 0 ? "fewer" : change > 0 ? "more" : "same";
  return text(said === truth ? "right_about" : "wrong_about", { measure: pick(measure.title), answer: text((said === truth ? "was_" : "said_") + WAYS[said]), truth: text("was_" + WAYS[truth]) });
}

// ---- The picture ----

function drawPicture(app, state, picture, measure, result) {
  const world = state.me.world, curve = curvesOf(state.round).get(world) ?? { day: [], values: [] }, days = lastDay(curve) || daysOf(app.lesson, state.round);
  const [low, high] = spanOf(app.lesson, state.me.role), value = result.values[measure.name], point = result.prediction?.[measure.name], band = result.band?.[measure.name];
  const labels = [{ value, text: text("outcome", { value: valueOf(measure, value) }), kind: "strong", world }];
  if (point !== undefined) labels.push({ value: point, text: text("expected", { value: valueOf(measure, point) }), kind: "expectedtext" });
  if (measure.beside) labels.push({ value: 0, text: text("nothing_left"), kind: "soft" });
  const points = lastDay(curve) ? until(curve, days) : [[0, 0], [days, value]];
  picture.draw({ days, low, high, point, guessed: true, band, world, labels, caption: captionOf(app.lesson, state.round), curves: [{ world, points }],
    said: `${pick(measure.title)}: ${labels.map(l => l.text).join(", ")}${band ? ", " + text("other_luck", { low: valueOf(measure, band[0]), high: valueOf(measure, band[1]) }) : ""}` });
}
// The curve in numbers, about one row in a week.
function curveTable(measure, curve) {
  const rows = curve.day.map((day, i) => [day, curve.values[i]]).filter(([day], i, all) => day % 7 === 0 || i === all.length - 1);
  return h("table", { class: "plain" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, text("day")), h("th", { scope: "col" }, withUnit(pick(measure.title) + ",", measure.unit)))),
    h("tbody", {}, rows.map(([day, value]) => h("tr", {}, h("th", { scope: "row" }, day), h("td", {}, valueOf(measure, value))))));
}

// ---- Parts ----

function counted(lesson, result, before) {
  return h("section", {}, h("h2", {}, text("all_measures")), h("ul", { class: "counted" }, lesson.measures.map(m => h("li", {},
    h("span", { class: "what" }, pick(m.title), m.beside ? "*" : "", h("span", { class: "hint" }, pick(m.help))),
    h("span", { class: "howmuch" }, h("b", {}, withUnit(valueOf(m, result.values[m.name]), m.unit)), before ? h("span", { class: "hint" }, text("before", { value: valueOf(m, before.values[m.name]) })) : null)))),
    lesson.measures.some(m => m.beside) ? h("p", { class: "hint" }, text("beside_star")) : null);
}
function decisions(lesson, role, choices) {
  const levers = lesson.roles.find(r => r.name === role).levers.filter(l => choices?.[l.name] !== undefined);
  if (!levers.length) return null;
  return h("details", {}, h("summary", {}, text("what_decided")), h("dl", { class: "pairs" }, levers.map(l => h("div", {}, h("dt", {}, pick(l.title)), h("dd", {}, choiceOf(l, choices[l.name]))))));
}
// A family's story, asked of the server by its number.
function family(world, round) {
  const input = h("input", { type: "number", min: 1, step: 1, id: "family", inputmode: "numeric", value: 12 }), told = h("pre", { class: "story", tabindex: "0", "aria-live": "polite", "aria-label": text("one_family"), hidden: true });
  const form = h("form", { class: "row", onsubmit: async e => {
    e.preventDefault();
    show(told, true);
    say(told, text("looking"));
    const answer = await get(`/api/why?world=${world}&round=${round}&home=${+input.value}`);
    say(told, answer.error ? text(answer.error === "offline" ? "offline" : "no_such_family") : answer.text);
  } }, h("label", { for: "family" }, text("family_number")), input, h("button", {}, text("look")));
  return h("div", { class: "family" }, h("h3", {}, text("one_family")), form, told);
}
export const links = (world, round) => h("p", { class: "row" }, h("a", { class: "button", href: `/report?world=${world}&round=${round}`, target: "_blank" }, text("whole_report")),
  h("a", { class: "button", href: `/script?world=${world}&round=${round}`, download: `round_${round}_world_${world}.lua` }, text("lua_file")));

function failed(app, state) {
  return { node: h("div", { class: "narrow" }, h("h1", { tabindex: "-1" }, text("result_of")), h("p", { class: "wrong" }, text(ownRun(state)?.state === "failed" ? "run_failed" : "next_round_soon"))), update() {} };
}

export function result(app, state) {
  const found = ownResult(state), before = lastResult(state), measure = firstMeasure(app.lesson);
  if (!found) return failed(app, state);
  const role = app.lesson.roles.find(r => r.name === state.me.role), picture = chart("grows"), numbers = h("details", {}, h("summary", {}, text("as_table")));
  const luck = h("p"), board = h("div", { class: "shown" });
  const draw = latest => drawPicture(app, latest, picture, measure, ownResult(latest) ?? found);
  fetchCurves(state.round).then(curves => {
    draw(state);
    if (curves.get(state.me.world)) numbers.append(curveTable(measure, curves.get(state.me.world)));
  });
  let was;
  function update(next) {
    const mine = ownResult(next) ?? found, now = JSON.stringify([next.shown, next.results.length]);
    say(luck, aboutLuck(measure, mine));
    draw(next);
    if (now !== was) board.replaceChildren(...(next.shown.scores ? [h("h2", {}, text("scores", { round: roundTitle(app.lesson, state.round) })), scores(app.lesson, next, state.round, true)] : []),
      ...[next.shown.levers && leversShown(app.lesson, next, state.round)].filter(Boolean));
    was = now;
  }
  update(state);
  return { node: h("div", { class: "narrow" }, h("p", { class: "over" }, `${text("result_of")}${text("dot")}${roundName(app.lesson, state.round)}`),
    h("h1", { tabindex: "-1" }, withUnit(valueOf(measure, found.values[measure.name]), measure.unit)), h("p", { class: "under" }, measure.beside ? text("beside_note", { measure: pick(measure.title) }) : pick(measure.title)),
    h("p", { class: "verdict" }, aboutPoint(measure, found)), state.me.decided === false ? h("p", {}, text("nobody_decided")) : null, picture.node, luck,
    role.predicts.filter(p => p.direction).map(p => h("p", {}, aboutDirection(app.lesson, p, found, before))), numbers, counted(app.lesson, found, before), board,
    h("section", {}, h("h2", {}, text("look_closer")), decisions(app.lesson, state.me.role, found.choices), links(state.me.world, state.round), family(state.me.world, state.round)),
    h("p", { class: "wait" }, text("next_round_soon"))), update };
}
