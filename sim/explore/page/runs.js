// SPDX-License-Identifier: GPL-3.0-or-later
// The runs that are kept, the last on top: how far each is, what was changed in it, and what can be done with it.
import { ask, h, rowsOf, say, set, show, speak } from "./dom.js";
import { number } from "./figures.js";
import { get, post } from "./http.js";
import { readable } from "./knob.js";
import { linkOf } from "./link.js";
import { markOf } from "./teams.js";
import { text } from "./words.js";

const STEPS = [
    ["x_week", 7],
    ["x_month", 30],
  ],
  STORY_MS = 60000;
export const runName = run => text("x_run_name", { n: run.run });
export const isAtWork = run => run.state === "waiting" || run.state === "running";

function stateOf(run) {
  if (run.state === "waiting") return text("x_waiting");
  if (run.state === "running" && !run.day) return text("x_begins");
  if (run.state === "running") return text("day_of", { day: run.day, days: run.days });
  return text(`x_${run.state}`, { day: run.day });
}
export const sizeOf = run => text("x_size", { homes: number(run.homes), days: number(run.days) });
export const changesOf = wish => Object.entries(wish.set).map(([name, value]) => `${name} = ${readable(value)}`);

// ---- Taking along ----

async function copy(words, note, spare) {
  try {
    await navigator.clipboard.writeText(words);
    say(note, text("x_copied"));
    show(spare, false);
  } catch {
    say(note, text("x_not_copied"));
    spare.value = words;
    show(spare, true);
    spare.select();
  }
}
function copyable(title, words) {
  const note = h("span", { class: "hint", role: "status" }),
    code = h("pre", { class: "story", tabindex: "0", lang: "en", role: "group", "aria-label": title }),
    spare = h("textarea", { hidden: true, rows: 3, "aria-label": title });
  const button = h("button", { type: "button", onclick: () => copy(words(), note, spare) }, text("x_copy"));
  return {
    node: h(
      "div",
      {},
      h("div", { class: "head" }, h("h4", {}, title), h("span", { class: "row" }, note, button)),
      code,
      spare,
    ),
    update: () => say(code, words()),
  };
}
function why(run) {
  const home = h("input", { type: "text", inputmode: "numeric", maxlength: 7, value: "0", id: `why_${run().run}` }),
    label = h("label", { for: home.id }),
    story = h("pre", { class: "story", hidden: true, tabindex: "0", lang: "en" });
  const form = h(
    "form",
    {
      onsubmit: async e => {
        e.preventDefault();
        story.textContent = text("loading");
        show(story, true);
        const answer = await get(`/api/why?run=${run().run}&home=${encodeURIComponent(home.value.trim())}`, STORY_MS);
        story.textContent = answer.text ?? text("x_unknown");
      },
    },
    label,
    h("div", { class: "row" }, home, h("button", {}, text("x_why_do"))),
  );
  return {
    node: h("div", { class: "family" }, h("h4", {}, text("x_why")), form, story),
    update: () => say(label, text("x_home", { most: number(run().homes - 1) })),
  };
}
function along(app, run) {
  const note = h("span", { class: "hint", role: "status" }),
    spare = h("textarea", { hidden: true, rows: 3, "aria-label": text("x_link") });
  const link = h(
    "button",
    { type: "button", onclick: () => copy(linkOf(app.scenario, run().wish), note, spare) },
    text("x_link"),
  );
  const file = h("a", { class: "button", download: "" }, text("x_file")),
    report = h("a", { class: "button", target: "_blank", rel: "noopener" }, text("x_report"));
  const done = h("div", {}, h("p", { class: "row" }, file, report)),
    parts = [copyable(text("x_command"), () => run().command), copyable(text("x_lua"), () => run().lua), why(run)];
  done.append(parts[2].node);
  const node = h(
    "details",
    {},
    h("summary", {}, text("x_along")),
    h("p", { class: "row" }, link, note),
    h("p", { class: "hint" }, text("x_link_note")),
    spare,
    parts[0].node,
    parts[1].node,
    done,
  );
  return {
    node,
    update() {
      for (const part of parts) part.update();
      set(file, "href", `/run.h5?run=${run().run}`);
      set(report, "href", `/report?run=${run().run}`);
      show(done, run().state === "done");
    },
  };
}

// ---- One run ----

async function drop(app, run) {
  const sure = await ask({
    title: text("x_drop_ask", { n: run.run }),
    text: text("x_drop_text"),
    yes: text("x_drop_yes"),
    no: text("x_keep_it"),
  });
  if (sure) app.order("/api/drop", { run: run.run });
}
const named = (what, run) => ({ "aria-label": text("x_of_run", { what: text(what), n: run().run }) });

function card(app, first) {
  let now = first;
  const run = () => now,
    button = (key, act) => h("button", { type: "button", onclick: act, ...named(key, run) }, text(key));
  const state = h("span", { class: "under" }),
    size = h("p", { class: "hint" }),
    changed = h("p", { class: "changes", lang: "en" });
  const fault = h("pre", { class: "story wrong", lang: "en" }),
    notes = h("pre", { class: "story", lang: "en" }),
    trouble = h("p", { class: "wrong", role: "status" });
  const stop = button("x_stop", () => app.order("/api/stop", { run: now.run }, trouble)),
    further = STEPS.map(([key, days]) => button(key, () => app.step(now, days, trouble))),
    pin = button("x_pin", () => app.order("/api/pin", { run: now.run, on: !now.pinned }, trouble)),
    away = button("x_drop", () => drop(app, now)),
    more = along(app, run);
  const take = button("x_take", () => app.takeWish(now.wish));
  const progress = h("div", { class: "progress", "aria-hidden": "true" });
  const node = h(
    "li",
    { class: "card run" },
    h("div", { class: "head" }, h("h3", { class: "teamname" }, markOf(first.slot), runName(first)), state),
    progress,
    h("p", { class: "policyname", lang: "en" }, first.wish.policy),
    size,
    changed,
    h("div", { class: "row" }, stop, further, pin, take, away),
    trouble,
    fault,
    notes,
    more.node,
  );
  return {
    node,
    update(next) {
      now = next;
      const works = isAtWork(now);
      say(state, stateOf(now));
      progress.style.setProperty("--part", works ? now.day / now.days : 1);
      set(node, "data-state", now.state);
      say(size, sizeOf(now));
      say(changed, changesOf(now.wish).join(", ") || text("x_unchanged"));
      show(stop, works);
      for (const b of further) show(b, !works);
      show(progress, works);
      set(pin, "aria-pressed", now.pinned);
      say(fault, now.fault ?? "");
      show(fault, Boolean(now.fault));
      say(notes, now.fault ? "" : now.notes.join("\n"));
      show(notes, !now.fault && now.notes.length > 0);
      more.update();
    },
  };
}

export function runs(app) {
  const list = h("ul", { class: "runs" }),
    none = h("p", { class: "hint" }, text("x_none")),
    kept = h("p", { class: "hint" });
  const rows = rowsOf(
    list,
    run => run.run,
    run => card(app, run),
  );
  return {
    node: h("section", {}, h("h2", {}, text("x_runs")), none, list, kept),
    update() {
      const all = [...app.runs.values()].sort((a, b) => b.run - a.run);
      rows(all);
      show(none, !all.length);
      say(kept, text("x_kept", { most: app.most }));
    },
  };
}
export async function orderOf(path, body, most, note) {
  const answer = await post(path, body);
  const words = answer.faults?.map(f => f.text).join(" ") ?? (answer.error ? text(`x_${answer.error}`, { most }) : "");
  if (note) say(note, words);
  else if (words) speak(words);
  return answer;
}
