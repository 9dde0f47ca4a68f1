// SPDX-License-Identifier: GPL-3.0-or-later
// The prediction box: for the first measure a point on the chart that the curve will run towards, for others fewer, the
// same or more.
import { chart } from "./chart.js";
import { h, say } from "./dom.js";
import { daysOf, measureOf, number, roundName, valueOf, withUnit } from "./figures.js";
import { segments, steps } from "./levers.js";
import { pick, text } from "./words.js";

// The last round before this one that the own team has a result of.
export const lastResult = (state, round = state.round) =>
  state.results.filter(r => r.world === state.me.world && r.round < round).sort((a, b) => b.round - a.round)[0];

// The point, unsure until somebody has moved it, beside the outcome of the round before.
function viewOf(app, state, item, now, sure) {
  const measure = measureOf(app.lesson, item.measure),
    last = lastResult(state),
    past = last?.values[item.measure];
  const labels = [{ value: now, text: sure ? valueOf(measure, now) : "?", kind: "expectedtext" }];
  if (last)
    labels.push({ value: past, text: `${roundName(app.lesson, last.round)} ${valueOf(measure, past)}`, kind: "soft" });
  return {
    days: daysOf(app.lesson, state.round),
    low: item.least,
    high: item.most,
    curves: [],
    point: now,
    guessed: sure,
    labels,
    caption: pick(app.lesson.rounds[state.round - 1]?.months),
    said: `${pick(measure.title)}: ${sure ? valueOf(measure, now) : text("move_point")}`,
  };
}
function pointBox(app, state, item, value, onChange) {
  const measure = measureOf(app.lesson, item.measure),
    shown = h("output", { class: "value" }),
    picture = chart("predict");
  const start = value ?? Math.max(item.least, 0, (item.least + item.most) / 2),
    control = steps({ ...item, value: start, label: pick(measure.title), onMove: chosen });
  function put(now, sure) {
    const words = withUnit(valueOf(measure, now), measure.unit);
    say(shown, sure ? words : text("move_point"));
    control.input.setAttribute("aria-valuetext", words);
    picture.draw(viewOf(app, state, item, now, sure));
  }
  function chosen(now) {
    put(now, true);
    onChange(+now.toFixed(6));
  }
  // To leave the point where it is, is an answer, too.
  for (const kind of ["change", "pointerup"]) control.input.addEventListener(kind, () => chosen(+control.input.value));
  put(start, value !== undefined);
  const head = h("div", { class: "head" }, h("h3", {}, pick(measure.title)), shown),
    note = h("p", { class: "hint" }, measure.beside ? text("against_home") : "");
  return {
    node: h("div", { class: "expectation" }, head, note, picture.node, control.node),
    focus: control.input,
    set(v) {
      control.set(v);
      put(v, true);
    },
  };
}

function directionBox(app, state, item, value, onChange) {
  const measure = measureOf(app.lesson, item.measure),
    last = lastResult(state),
    id = `expect_${item.measure}`,
    before = last.values[item.measure];
  const part = segments(
    [
      ["fewer", text("fewer")],
      ["same", text("same")],
      ["more", text("greater")],
    ],
    value,
    onChange,
    { "aria-labelledby": id, "aria-describedby": `${id}_than` },
  );
  return {
    node: h(
      "div",
      { class: "expectation" },
      h("h3", { id }, pick(measure.title)),
      part.node,
      h(
        "p",
        { class: "hint", id: `${id}_than` },
        text("against_round", {
          round: roundName(app.lesson, last.round),
          value: withUnit(number(before, measure.digits), measure.unit),
        }),
      ),
    ),
    focus: part.first,
    set: part.set,
  };
}

// predicted: what was said so far, kept up to date; onChange() after each change. A direction needs a round to compare
// with.
export function predictBox(app, state, role, predicted, onChange) {
  const asked = role.predicts.filter(item => !item.direction || lastResult(state));
  const boxes = asked.map(item =>
    (item.direction ? directionBox : pointBox)(app, state, item, predicted[item.measure], v => {
      predicted[item.measure] = v;
      onChange();
    }),
  );
  const node = h(
    "section",
    { class: "predictbox", "aria-labelledby": "expect" },
    h("h2", { id: "expect" }, text("expect_title")),
    boxes.map(b => b.node),
  );
  const missing = () => asked.findIndex(item => predicted[item.measure] === undefined);
  return {
    node,
    missing: () => missing() >= 0,
    goThere() {
      const { node: box, focus } = boxes[Math.max(0, missing())];
      box.scrollIntoView({ block: "center" });
      focus.focus({ preventScroll: true });
    },
    set(values) {
      asked.forEach((item, i) => {
        if (values[item.measure] !== undefined) {
          predicted[item.measure] = values[item.measure];
          boxes[i].set(values[item.measure]);
        }
      });
    },
  };
}
