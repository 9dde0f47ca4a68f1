// SPDX-License-Identifier: GPL-3.0-or-later
// A lever or setting that lies open: a slider with the exact value beside it, a choice, or a text. What `maru run` would say
// against its value stands below it.
import { h, say, set, show } from "./dom.js";
import { number } from "./figures.js";
import { segments, steps } from "./levers.js";
import { text } from "./words.js";

const SEGMENTS_MOST = 3,
  PARTS = 100;
let named = 0;

// A round step of which a range has some hundred.
function stepOf({ least, most, type }) {
  const rough = (most - least) / PARTS,
    power = 10 ** Math.floor(Math.log10(rough)),
    step = [1, 2, 5, 10].map(f => f * power).find(f => f >= rough * 0.999);
  return type === "count" ? Math.max(1, Math.round(step)) : +step.toPrecision(3);
}
const asTyped = value => String(+value.toPrecision(12));
export const readable = value =>
  /^-?\d+(\.\d+)?$/.test(value) ? number(+value, (value.split(".")[1] ?? "").length) : value;
export const withUnit = s => (s.unit ? `${readable(s.value)} ${s.unit}` : readable(s.value));

// The slider stands at the nearest of its steps; beside it is the value itself.
function numberKnob(setting, ids, onPut) {
  const { least, most } = setting,
    step = stepOf(setting),
    at = v => Math.min(most, Math.max(least, Number.isFinite(+v) ? +v : least));
  const onMove = v => onPut(asTyped(v));
  const slide = steps({ least, most, step, value: at(setting.value), label: setting.name, onMove }),
    exact = field(setting, ids, onPut);
  slide.input.setAttribute("aria-describedby", ids.help);
  return {
    head: h("span", { class: "exact" }, exact.node, h("span", { class: "unit" }, setting.unit)),
    node: slide.node,
    update(value) {
      if (document.activeElement !== slide.input) slide.set(at(value));
      exact.update(value);
    },
  };
}
function field(setting, ids, onPut) {
  const input = h("input", {
    type: "text",
    inputmode: setting.type === "number" || setting.type === "count" ? "decimal" : null,
    autocomplete: "off",
    spellcheck: "false",
    maxlength: 400,
    "aria-label": `${setting.name}: ${text("x_exact")}`,
    "aria-describedby": `${ids.help} ${ids.wrong}`,
    oninput: () => onPut(input.value.trim()),
  });
  return {
    node: input,
    update(value) {
      if (document.activeElement !== input || input.value.trim() !== value) input.value = value;
    },
  };
}
function choiceKnob(setting, ids, onPut) {
  const choices = setting.choices ?? ["true", "false"],
    title = c => (setting.type === "flag" ? text(`x_${c}`) : c);
  if (choices.length <= SEGMENTS_MOST) {
    const row = segments(
      choices.map(c => [c, title(c)]),
      setting.value,
      onPut,
      { "aria-labelledby": ids.title, "aria-describedby": ids.help },
    );
    return { node: row.node, update: row.set };
  }
  const select = h(
    "select",
    { "aria-labelledby": ids.title, "aria-describedby": ids.help, onchange: () => onPut(select.value) },
    choices.map(c => h("option", { value: c }, c)),
  );
  return {
    node: h("div", { class: "row" }, select),
    update(value) {
      select.value = value;
    },
  };
}
function partOf(setting, ids, onPut) {
  if (setting.type === "number" || setting.type === "count") return numberKnob(setting, ids, onPut);
  if (setting.type === "flag" || setting.type === "choice") return choiceKnob(setting, ids, onPut);
  const typed = field(setting, ids, onPut);
  return { node: h("div", { class: "row whole" }, typed.node), update: typed.update };
}

const rangeOf = setting =>
  setting.least === undefined
    ? setting.allowed
    : text("range", { low: readable(String(setting.least)), high: readable(String(setting.most)) });
// In a sentence: what it is, what it may be, whose it is.
export const aboutOf = setting => [
  h("span", { lang: "en" }, setting.meaning, ". "),
  h(
    "span",
    {},
    setting.unit ? `${rangeOf(setting)} ${setting.unit}` : rangeOf(setting),
    text("dot"),
    text(`x_${setting.role}`),
  ),
];

// A name that may go on in another line behind its dots and strokes.
export const parted = name => name.split(/(?<=[._])/).flatMap((part, i) => (i ? [h("wbr"), part] : [part]));

// A row for one of the draft's open settings.
export function knob(draft, name) {
  const id = `knob${++named}`,
    ids = { title: id, help: `${id}_help`, wrong: `${id}_wrong` },
    setting = draft.settingOf(name);
  const part = setting ? partOf(setting, ids, value => draft.put(name, value)) : null;
  const wrong = h("p", { class: "wrong", id: ids.wrong, role: "status", lang: "en" });
  const back = h("button", { type: "button", class: "quiet", onclick: () => draft.reset(name) });
  const away = h(
    "button",
    {
      type: "button",
      class: "quiet",
      "aria-label": text("x_put_away_name", { name }),
      onclick: () => draft.putAway(name),
    },
    text("x_put_away"),
  );
  const node = h(
    "section",
    { class: "lever knob" },
    h("div", { class: "head" }, h("h3", { id: ids.title, lang: "en" }, parted(name)), part?.head),
    part?.node,
    wrong,
    h("p", { class: "hint", id: ids.help }, setting ? aboutOf(setting) : null),
    h("p", { class: "row" }, back, away),
  );
  return {
    node,
    update() {
      part?.update(draft.valueOf(name));
      const fault = draft.faultOf(name);
      say(wrong, fault);
      set(node, "data-wrong", Boolean(fault));
      say(back, text("x_reset", { value: readable(draft.normalOf(name) ?? text("x_nothing")) }));
      show(back, draft.set.has(name));
    },
  };
}
