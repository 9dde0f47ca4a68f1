// SPDX-License-Identifier: GPL-3.0-or-later
// Search among all settings of the scenario's kinds: by the words of name, meaning and kind. What is found can be put out as a knob.
import { h, say, set, show, speak } from "./dom.js";
import { OPEN_MOST } from "./draft.js";
import { aboutOf, parted, withUnit } from "./knob.js";
import { text } from "./words.js";

const SHOWN = 12,
  CALM_MS = 120;

// A name counts more than a meaning, a lever more than what nobody decides. 0: not found.
function worth(setting, words) {
  const name = setting.name.toLowerCase(),
    rest = `${setting.meaning} ${setting.entry} ${setting.summary} ${setting.unit} ${setting.role}`.toLowerCase();
  let sum = 0;
  for (const word of words) {
    const own = name.includes(word) ? 4 : rest.includes(word) ? 1 : 0;
    if (!own) return 0;
    sum += own;
  }
  return sum + (setting.role === "lever" ? 0.5 : 0) + (setting.said_by !== "default" ? 0.25 : 0);
}
function search(settings, typed) {
  const words = typed
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  if (!words.length) return [];
  return settings
    .map(setting => [worth(setting, words), setting])
    .filter(([w]) => w)
    .sort((a, b) => b[0] - a[0])
    .map(([, setting]) => setting);
}

export function finder(draft) {
  const input = h("input", { type: "search", id: "find", autocomplete: "off", spellcheck: "false", maxlength: 100 });
  const label = h("label", { for: "find" }),
    count = h("p", { class: "hint", role: "status" }),
    full = h("p", { class: "wrong", role: "status" }),
    list = h("ul", { class: "found" });
  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(draw, CALM_MS);
  });
  function takeOut(name) {
    const good = draft.takeOut(name);
    say(full, good ? "" : text("x_six", { most: OPEN_MOST }));
    if (good) speak(`${name}: ${text("x_out")}`);
  }
  function row(setting) {
    const out = draft.open.includes(setting.name);
    const button = h(
      "button",
      {
        type: "button",
        "aria-label": text(out ? "x_out_name" : "x_put_out", { name: setting.name }),
        disabled: out,
        onclick: () => takeOut(setting.name),
      },
      text(out ? "x_out" : "x_put_out_short"),
    );
    return h(
      "li",
      {},
      h(
        "div",
        { class: "head" },
        h("strong", { lang: "en" }, parted(setting.name)),
        h("span", { class: "value" }, withUnit(setting)),
      ),
      h("p", { class: "hint" }, aboutOf(setting)),
      setting.source
        ? h("p", { class: "hint source", lang: "en" }, text("x_source", { source: setting.source }))
        : null,
      button,
    );
  }
  function draw() {
    const found = search(draft.settings, input.value);
    const key = found.length > SHOWN ? "x_found_more" : "x_found";
    say(count, input.value.trim() ? text(key, { count: found.length, shown: SHOWN }) : text("x_find_hint"));
    list.replaceChildren(...found.slice(0, SHOWN).map(row));
    show(list, found.length > 0);
  }
  let drawn;
  return {
    node: h("div", { class: "finder" }, label, input, count, full, list),
    update() {
      say(label, text("x_find", { count: draft.settings.length }));
      set(input, "aria-describedby", "find_hint");
      count.id = "find_hint";
      if (draft.open.length < OPEN_MOST) say(full, "");
      const now = `${draft.policy} ${draft.settings.length} ${draft.open}`;
      if (now !== drawn) draw();
      drawn = now;
    },
  };
}
