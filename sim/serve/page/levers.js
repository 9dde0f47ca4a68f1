// SPDX-License-Identifier: GPL-3.0-or-later
// One lever: a choice as a row of radio buttons, or a number as a slider with less and more beside it. What cannot
// count now is off and says why.
import { h, say, show } from "./dom.js";
import { choiceOf, digitsOf, number } from "./figures.js";
import { pick, text } from "./words.js";

let named = 0;
const newId = () => `lever${++named}`;

// A slider whose filled part is told to the style sheet.
export function slider({ least, most, step, value, label, onMove }) {
  const input = h("input", { type: "range", min: least, max: most, step, "aria-label": label });
  const fill = () => input.style.setProperty("--part", (input.value - least) / (most - least));
  input.value = value;
  input.addEventListener("input", () => {
    fill();
    onMove(+input.value);
  });
  fill();
  return {
    input,
    set(v) {
      input.value = v;
      fill();
    },
  };
}
// A slider between its two buttons.
export function steps(options) {
  const tidy = v => +Math.min(options.most, Math.max(options.least, v)).toFixed(digitsOf(options.step));
  const main = slider(options);
  const button = (sign, key, way) =>
    h(
      "button",
      {
        type: "button",
        class: "step",
        "aria-label": text(key, { lever: options.label }),
        onclick: () => {
          main.set(tidy(+main.input.value + way * options.step));
          options.onMove(+main.input.value);
        },
      },
      sign,
    );
  const node = h("div", { class: "slide" }, button("−", "less", -1), main.input, button("+", "more", 1));
  return {
    node,
    input: main.input,
    set: main.set,
    enable(yes) {
      for (const e of node.children) e.disabled = !yes;
    },
  };
}
// Radio buttons in a row. choices: [[value, title]].
export function segments(choices, value, onPick, labels = {}) {
  const name = newId();
  const inputs = choices.map(([v]) =>
    h("input", { type: "radio", name, value: v, id: `${name}_${v}`, checked: v === value, onchange: () => onPick(v) }),
  );
  const node = h(
    "div",
    { class: "segments", role: "radiogroup", ...labels },
    choices.map(([, title], i) => h("span", { class: "segment" }, inputs[i], h("label", { for: inputs[i].id }, title))),
  );
  return {
    node,
    first: inputs[0],
    set(v) {
      for (const input of inputs) input.checked = input.value === v;
    },
    enable(yes) {
      for (const input of inputs) input.disabled = !yes;
    },
  };
}

function control(lever, id, value, onChange) {
  if (lever.choices)
    return segments(
      lever.choices.map(c => [c.value, pick(c.title)]),
      value,
      onChange,
      { "aria-labelledby": id, "aria-describedby": `${id}_help` },
    );
  return steps({ ...lever, value, label: pick(lever.title), onMove: onChange });
}
const rangeOf = lever =>
  lever.choices ? "" : text("range", { low: number(lever.least), high: number(lever.most) }) + text("dot");
const helpOf = (lever, value) => pick(lever.choices?.find(c => c.value === value)?.help) || pick(lever.help);

// before: the value of the round before, or undefined. onChange(value) as people move it.
export function makeLever(lever, value, before, onChange) {
  const id = newId(),
    shown = h("output", { class: "value" }),
    help = h("span"),
    was = h("span", { class: "was" }),
    why = h("strong", { class: "off" });
  const part = control(lever, id, value, v => {
    put(v);
    onChange(v);
  });
  const node = h(
    "section",
    { class: "lever" },
    h("div", { class: "head" }, h("h3", { id }, pick(lever.title)), lever.choices ? null : shown),
    part.node,
    h("p", { class: "hint", id: `${id}_help` }, help, why, was),
  );
  part.input?.setAttribute("aria-describedby", `${id}_help`);
  function put(v) {
    value = v;
    say(shown, choiceOf(lever, v));
    part.input?.setAttribute("aria-valuetext", choiceOf(lever, v));
    say(help, rangeOf(lever) + helpOf(lever, v) + " ");
    say(was, before !== undefined && before !== v ? text("was", { value: choiceOf(lever, before) }) : "");
  }
  put(value);
  return {
    name: lever.name,
    node,
    value: () => value,
    set(v) {
      part.set(v);
      put(v);
    },
    // What other levers say: whether this one counts.
    judge(choices) {
      const on =
        !lever.counts ||
        choices[lever.counts.lever] === undefined ||
        lever.counts.is.includes(choices[lever.counts.lever]);
      part.enable(on);
      node.classList.toggle("idle", !on);
      say(why, on ? "" : pick(lever.counts.else) + " ");
      show(help, on);
    },
  };
}
