// SPDX-License-Identifier: GPL-3.0-or-later
// Where one says what to try: policy, sizes, open levers, search, and the button that runs it.
import { h, rowsOf, say, show } from "./dom.js";
import { finder } from "./finder.js";
import { number } from "./figures.js";
import { knob, readable } from "./knob.js";
import { text } from "./words.js";

const SIZES = [
  ["homes", "homes.count"],
  ["days", "days"],
  ["seed", "seed"],
];

function policies(app) {
  const { draft, scenario } = app;
  const select = h(
    "select",
    { id: "policy", onchange: () => app.choosePolicy(select.value) },
    scenario.policies.map(p => h("option", { value: p.name }, p.title ? `${p.name}: ${p.title}` : p.name)),
  );
  const wrong = h("p", { class: "wrong", role: "status", lang: "en" });
  return {
    node: scenario.policies.length
      ? h("div", { class: "field" }, h("label", { for: "policy" }, text("x_policy")), select, wrong)
      : null,
    update() {
      select.value = draft.policy;
      say(wrong, draft.faultOf("policy"));
    },
  };
}
function size(app, key, name) {
  const { draft, scenario } = app,
    input = h("input", {
      id: `size_${key}`,
      inputmode: "numeric",
      autocomplete: "off",
      maxlength: 20,
      placeholder: scenario[key],
      "aria-describedby": `size_${key}_hint size_${key}_wrong`,
      oninput: () => {
        draft.sizes[key] = input.value.trim().replaceAll(",", "");
        draft.changed();
      },
    });
  const wrong = h("p", { class: "wrong", id: `size_${key}_wrong`, role: "status", lang: "en" });
  const hint = text("x_asked", { value: key === "seed" ? scenario[key] : number(scenario[key]) });
  return {
    node: h(
      "div",
      { class: "field" },
      h("label", { for: input.id }, text(`x_${key}`)),
      input,
      h("p", { class: "hint", id: `size_${key}_hint` }, hint),
      wrong,
    ),
    update() {
      if (document.activeElement !== input) input.value = draft.sizes[key];
      say(wrong, draft.faultOf(name));
    },
  };
}

// What was changed and does not lie open, each with its way back.
function chips(draft) {
  const list = h("ul", { class: "chips" });
  const rows = rowsOf(
    list,
    name => name,
    name => {
      const words = h("span", { lang: "en" }),
        wrong = h("span", { class: "wrong", lang: "en" });
      const back = h(
        "button",
        {
          type: "button",
          class: "quiet",
          "aria-label": text("x_take_back", { name }),
          onclick: () => draft.reset(name),
        },
        "×",
      );
      return {
        node: h("li", {}, words, back, wrong),
        update() {
          say(words, `${name} = ${readable(draft.set.get(name))}`);
          say(wrong, draft.faultOf(name));
        },
      };
    },
  );
  const node = h("div", {}, h("h3", {}, text("x_changed")), list);
  return {
    node,
    update() {
      const names = [...draft.set.keys()].filter(n => !draft.open.includes(n));
      rows(names);
      show(node, names.length > 0);
    },
  };
}

// Which settings are wrong, where they are named nowhere else on the screen, too.
function troubleOf(draft) {
  if (!draft.faults.length) return "";
  const names = draft.faults.map(f => f.name || text("x_all_together")).join(", "),
    whole = draft.faultOf("");
  return text("x_faulty", { names }) + (whole ? text("dot") + whole : "");
}

export function setup(app) {
  const { draft } = app,
    knobs = h("div", { class: "knobs" }),
    trouble = h("p", { class: "wrong", role: "status" });
  let made = "";
  const rows = rowsOf(
    knobs,
    name => `${made} ${name}`,
    name => knob(draft, name),
  );
  const parts = [policies(app), ...SIZES.map(([key, name]) => size(app, key, name)), chips(draft), finder(draft)],
    [policy, homes, days, seed, changed, find] = parts;
  const run = h("button", { type: "submit", class: "main" }, text("x_run"));
  const node = h(
    "form",
    {
      class: "setup",
      onsubmit: e => {
        e.preventDefault();
        app.run();
      },
    },
    h("h2", {}, text("x_setup")),
    policy.node,
    h("div", { class: "sizes" }, homes.node, days.node, seed.node),
    h("h2", {}, text("x_levers")),
    knobs,
    changed.node,
    find.node,
    h("div", { class: "dock" }, trouble, run),
  );
  // Enter in a search runs nothing.
  find.node.addEventListener("keydown", e => {
    if (e.key === "Enter" && e.target.matches("input")) e.preventDefault();
  });
  return {
    node,
    update() {
      made = draft.settings.length ? draft.policy : "";
      rows(draft.open);
      for (const part of parts) part.update();
      say(trouble, troubleOf(draft));
    },
  };
}
