// SPDX-License-Identifier: GPL-3.0-or-later
// The prediction box: for the first measure a point on the chart that the curve will run towards, for others fewer, the same or more.
import { chart } from "./chart.js";
import { h, say } from "./dom.js";
import { daysOf, measureOf, number, roundName, valueOf, withUnit } from "./figures.js";
import { segments, steps } from "./levers.js";
import { pick, text } from "./words.js";

// The last round before this one that the own team has a result of.
export const lastResult = (state, round = state.round) => state.results.filter(r => r.world === state.me.world && r.round < round).sort((a, b) => b.round - a.round)[0];

function pointBox(app, state, item, value, onChange) {
  const measure = measureOf(app.lesson, item.measure), last = lastResult(state), guessed = value !== undefined, middle = (item.least + item.most) / 2;
  const shown = h("output", { class: "value" }), picture = chart("predict");
  let now = value ?? Math.max(item.least, 0, middle);
  const labels = sure => [{ value: now, text: sure ? valueOf(measure, now) : "?", kind: "expectedtext" },
    ...(last ? [{ value: last.values[item.measure], text: `${roundName(app.lesson, last.round)} ${valueOf(measure, last.values[item.measure])}`, kind: "soft" }] : [])];
  const draw = sure => picture.draw({ days: daysOf(app.lesson, state.round), low: item.least, high: item.most, curves: [], point: now, guessed: sure, labels: labels(sure),
    caption: pick(app.lesson.rounds[state.round - 1]?.months), said: `${pick(measure.title)}: ${sure ? valueOf(measure, now) : text("move_point")}` });
  const put = (v, sure) => {
    now = v;
    say(shown, sure ? withUnit(valueOf(measure, v), measure.unit) : text("move_point"));
    control.input.setAttribute("aria-valuetext", withUnit(valueOf(measure, v), measure.unit));
    draw(sure);
  };
  const chosen = v => { put(v, true); onChange(+v.toFixed(6)); };
  const control = steps({ ...item, value: now, label: pick(measure.title), onMove: chosen });
  control.input.addEventListener("change", () => chosen(+control.input.value));
  control.input.addEventListener("pointerup", () => chosen(+control.input.value));
  put(now, guessed);
  const note = measure.beside ? text("against_home") : "";
  return { node: h("div", { class: "expectation" }, h("div", { class: "head" }, h("h3", {}, pick(measure.title)), shown), h("p", { class: "hint" }, note), picture.node, control.node),
    focus: control.input, set(v) { control.set(v); put(v, true); } };
}

function directionBox(app, state, item, value, onChange) {
  const measure = measureOf(app.lesson, item.measure), last = lastResult(state), id = `expect_${item.measure}`, before = last.values[item.measure];
  const part = segments([["fewer", text("fewer")], ["same", text("same")], ["more", text("greater")]], value, onChange, { "aria-labelledby": id, "aria-describedby": `${id}_than` });
  return { node: h("div", { class: "expectation" }, h("h3", { id }, pick(measure.title)), part.node,
    h("p", { class: "hint", id: `${id}_than` }, text("against_round", { round: `${roundName(app.lesson, last.round)} ${withUnit(number(before, measure.digits), measure.unit)}` }))), focus: part.first, set: part.set };
}

// predicted: what was said so far, kept up to date; onChange() after each change. A direction needs a round to compare with.
export function predictBox(app, state, role, predicted, onChange) {
  const asked = role.predicts.filter(item => !item.direction || lastResult(state));
  const boxes = asked.map(item => (item.direction ? directionBox : pointBox)(app, state, item, predicted[item.measure], v => { predicted[item.measure] = v; onChange(); }));
  const node = h("section", { class: "predictbox", "aria-labelledby": "expect" }, h("h2", { id: "expect" }, text("expect_title")), boxes.map(b => b.node));
  const missing = () => asked.findIndex(item => predicted[item.measure] === undefined);
  return {
    node, missing: () => missing() >= 0,
    goThere() {
      const { node: box, focus } = boxes[Math.max(0, missing())];
      box.scrollIntoView({ block: "center" });
      focus.focus({ preventScroll: true });
    },
    set(values) { asked.forEach((item, i) => { if (values[item.measure] !== undefined) { predicted[item.measure] = values[item.measure]; boxes[i].set(values[item.measure]); } }); },
  };
}
