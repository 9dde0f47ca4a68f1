// SPDX-License-Identifier: GPL-3.0-or-later
// A team's rule in Lua, where the teacher allows it: what it says moves the levers, and the student decides as always.
import { h, say, show } from "./dom.js";
import { keep, kept } from "./keep.js";
import { post } from "./http.js";
import { text } from "./words.js";

const PLACE = "rule";

// A line to begin with: the first lever as it stands.
function example(levers) {
  const lever = levers[0],
    value = JSON.stringify(lever.value());
  return `-- round, before, results[round - 1]\nreturn { ${lever.name} = ${value} }`;
}

export function rulePart(levers, taken) {
  const words = h(
      "textarea",
      { id: "rule", rows: 6, maxlength: 8000, spellcheck: "false", autocomplete: "off", "aria-describedby": "rule_help" },
      kept(PLACE) ?? example(levers),
    ),
    told = h("p", { class: "hint", role: "status" });
  const ask = async e => {
    e.preventDefault();
    keep(PLACE, words.value);
    say(told, text("looking"));
    const answer = await post("/api/rule", { text: words.value });
    if (!answer.ok) return say(told, answer.text ?? text(answer.error));
    const choices = JSON.parse(answer.text);
    for (const lever of levers) if (choices[lever.name] !== undefined) lever.set(choices[lever.name]);
    say(told, text("rule_taken"));
    taken();
  };
  const node = h(
    "details",
    { class: "rule", hidden: true },
    h("summary", {}, text("rule")),
    h("p", { class: "hint", id: "rule_help" }, text("rule_help", { levers: levers.map(l => l.name).join(", ") })),
    h("form", { onsubmit: ask }, h("label", { for: "rule", class: "unseen" }, text("rule")), words, h("button", {}, text("rule_ask")), told),
  );
  return { node, update: state => show(node, Boolean(state.shown.rules)) };
}
