// SPDX-License-Identifier: GPL-3.0-or-later
// What if? One lever is chosen, and the round is lived again with it elsewhere, under every luck: a picture, a sentence
// by rule, and the same in numbers.
import { h, say, show } from "./dom.js";
import { roundName } from "./figures.js";
import { intervals } from "./intervals.js";
import { counting } from "./scores.js";
import { begin, follow } from "./trial.js";
import { table, verdict, viewOf } from "./trial_shown.js";
import { pick, text } from "./words.js";

let named = 0;
// What was tried last of a round, so that another language or the next screen shows it again.
const tried = new Map();

const trouble = error => text({ closed: "whatif_closed", too_many: "whatif_many" }[error] ?? error);

// ---- The part of a page ----

const options = (items, chosen) =>
  items.map(i => h("option", { value: i.name, selected: i.name === chosen }, pick(i.title)));

class WhatIf {
  // where: { world, round, roles, choices, history }
  constructor(app, where) {
    Object.assign(this, { app, where, id: `whatif${++named}`, latest: null, number: 0 });
    this.levers = counting(app.lesson, where.roles, where.choices ?? {});
    this.key = [where.history, where.world, where.round].join(":");
    this.memory = tried.get(this.key) ?? {};
    this.picture = intervals();
    this.node = this.build();
  }
  // Shows again what was tried last, once the part stands in its page.
  resume() {
    if (this.memory.number) this.follow(this.memory.number);
  }
  build() {
    const { id, app, levers, memory } = this;
    this.which = h("select", { id }, options(levers, memory.lever));
    this.go = h("button", {}, text("try_it"));
    this.progress = h("p", { class: "hint", role: "status" });
    this.measure = h(
      "select",
      { id: `${id}_measure`, onchange: () => this.draw() },
      options(app.lesson.measures, memory.measure),
    );
    return h(
      "div",
      { class: "whatif" },
      h(
        "form",
        { onsubmit: e => this.tryIt(e) },
        h("label", { for: id }, text("whatif_lever")),
        h("div", { class: "row" }, this.which, this.go),
      ),
      this.progress,
      this.buildOutcome(),
    );
  }
  buildOutcome() {
    this.verdict = h("p", { class: "verdict", role: "status" });
    this.lever = h("h3");
    this.numbers = h("div", { class: "wide", tabindex: "0", role: "group", "aria-label": text("as_table") });
    const measures = h(
      "div",
      { class: "row live" },
      h("label", { for: `${this.id}_measure` }, text("whatif_measure")),
      this.measure,
    );
    this.file = h("a", { class: "button live", download: "what_if.lua" }, text("whatif_lua"));
    this.outcome = h(
      "div",
      { hidden: true },
      this.lever,
      measures,
      this.picture.node,
      this.verdict,
      h("p", { class: "legend" }, this.legend()),
      h("details", {}, h("summary", {}, text("as_table")), this.numbers),
      h("p", { class: "row live" }, this.file),
    );
    return this.outcome;
  }
  legend() {
    const beside = this.app.lesson.measures.some(m => m.beside);
    return [text("whatif_marks"), beside ? text("beside_star") : ""].filter(Boolean).join(text("dot"));
  }
  async tryIt(e) {
    e.preventDefault();
    const lever = this.levers.find(l => l.name === this.which.value),
      { world, round, choices } = this.where;
    say(this.progress, text("whatif_begins"));
    const answer = await begin(world, round, lever, choices[lever.name]);
    if (answer.error) return say(this.progress, trouble(answer.error));
    this.follow(answer.trial);
  }
  follow(number) {
    this.number = number;
    follow(
      number,
      () => this.number === number && this.node.isConnected,
      trial => this.take(number, trial),
    );
  }
  take(number, trial) {
    if (trial.error) return say(this.progress, trouble(trial.error));
    this.latest = trial;
    this.file.href = `/trial.lua?trial=${number}`;
    tried.set(this.key, { ...tried.get(this.key), number, lever: trial.lever });
    say(this.progress, trial.done < trial.of ? text("whatif_progress", trial) : "");
    this.draw();
  }
  draw() {
    const { app, latest: trial, where } = this,
      measure = app.lesson.measures.find(m => m.name === this.measure.value),
      lever = this.levers.find(l => l.name === trial.lever);
    tried.set(this.key, { ...tried.get(this.key), measure: measure.name });
    // From now on there is something to save.
    this.node.closest("section.live")?.classList.remove("live");
    show(this.outcome, trial.points.some(p => p[measure.name]));
    say(this.lever, pick(lever.title));
    this.picture.draw(viewOf(measure, lever, trial, where.world));
    const said = verdict(measure, lever, trial);
    say(this.verdict, said && trial.done < trial.of ? text("so_far", { said }) : said);
    this.numbers.replaceChildren(table(measure, lever, trial));
  }
  update(state) {
    this.go.disabled = state.phase === "run";
  }
}
// null: nothing was decided that could be elsewhere.
export function whatIf(app, where) {
  const part = new WhatIf(app, where);
  return part.levers.length ? part : null;
}
// For a page of students: with its heading and what it is.
export function whatIfSection(app, state, found) {
  const part = found?.choices
    ? whatIf(app, { ...found, roles: [state.me.role], history: state.history ?? 0 })
    : null;
  if (!part) return { node: null, update() {} };
  const note = h("p", { class: "hint" }, text("whatif_note"));
  part.resume();
  const title = `${text("what_if")}${text("dot")}${roundName(app.lesson, found.round)}`;
  return {
    node: h("section", { class: "live" }, h("h2", {}, title), note, part.node),
    update: next => part.update(next),
  };
}
