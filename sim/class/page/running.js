// SPDX-License-Identifier: GPL-3.0-or-later
// While a round is computed: the curve grows towards the predicted point, day after day, and never ahead of what is computed.
import { chart } from "./chart.js";
import { curvesOf, fetchCurves, lastDay, pace, until, valueAt } from "./days.js";
import { h, say, show } from "./dom.js";
import { daysOf, roundName, valueOf, withUnit } from "./figures.js";
import { pick, text } from "./words.js";

export const firstMeasure = lesson => lesson.measures[0];
// How far up and down the first measure's scale goes: as far as can be predicted.
export function spanOf(lesson, roleName) {
  const role = lesson.roles.find(r => r.name === roleName) ?? lesson.roles[0], item = role.predicts.find(p => p.measure === firstMeasure(lesson).name);
  return item && !item.direction ? [item.least, item.most] : [-1, 1];
}
export const captionOf = (lesson, round) => round ? pick(lesson.rounds[round - 1].months) : text("practice");

export function running(app, state) {
  const { round, me } = state, measure = firstMeasure(app.lesson), days = daysOf(app.lesson, round), [low, high] = spanOf(app.lesson, me.role);
  const point = me.decided ? me.prediction?.[measure.name] : undefined, picture = chart("grows"), note = h("p", { class: "hint" }), trouble = h("p", { class: "wrong", role: "status" });
  const curve = () => curvesOf(round).get(me.world) ?? { day: [], values: [] };
  let latest = state;
  const total = () => ownRun(latest)?.days || days;
  function draw(day) {
    const value = valueAt(curve(), day), labels = [{ value, text: valueOf(measure, value), world: me.world, kind: "strong" }];
    if (point !== undefined) labels.push({ value: point, text: text("expected", { value: valueOf(measure, point) }), kind: "expectedtext" });
    picture.draw({ days: total(), low, high, point, guessed: true, labels, caption: captionOf(app.lesson, round), curves: [{ world: me.world, points: until(curve(), day) }],
      said: `${pick(measure.title)}, ${text("day_of", { day: Math.floor(day), days: total() })}: ${withUnit(valueOf(measure, value), measure.unit)}` });
    say(note, text("day_of", { day: Math.floor(day), days: total() }));
    if (day >= total()) app.refresh();
  }
  const walk = pace(total(), () => lastDay(curve()), draw);
  fetchCurves(round).then(() => draw(walk.day()));
  draw(0);
  function update(next) {
    latest = next;
    const run = ownRun(latest);
    say(trouble, run?.state === "failed" ? text("run_failed") : run?.state === "waiting" && !lastDay(curve()) ? text("waits") : !me.decided ? text("nobody_decided") : "");
    if (latest.phase === "result" && !lastDay(curve())) fetchCurves(round).then(() => app.refresh());
    show(skip, latest.phase === "result");
  }
  let skipped = false;
  const skip = h("button", { type: "button", class: "main", onclick: () => { skipped = true; app.refresh(); } }, text("to_result"));
  update(state);
  return {
    node: h("div", { class: "narrow" }, h("h1", { tabindex: "-1" }, text("running_title", { when: roundName(app.lesson, round) })), h("p", { class: "under" }, text("same_families")),
      h("h3", {}, withUnit(pick(measure.title) + ",", measure.unit)), h("p", { class: "hint" }, measure.beside ? text("against_home") : ""), picture.node, note, trouble, skip),
    update, stop: walk.stop,
    // The result waits until the curve has arrived.
    busy: () => !skipped && !walk.done() && lastDay(curve()) > 0 && ownRun(latest)?.state !== "failed",
  };
}
export const ownRun = state => state.runs?.find(r => r.world === state.me?.world);
