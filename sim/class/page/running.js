// SPDX-License-Identifier: GPL-3.0-or-later
// While a round is computed: the curve grows towards the predicted point, day after day, and never ahead of what is
// computed.
import { chart } from "./chart.js";
import { curvesOf, fetchCurves, lastDay, pace, until, valueAt } from "./days.js";
import { h, say, show } from "./dom.js";
import { daysOf, roundName, titleWithUnit, valueOf, withUnit } from "./figures.js";
import { liveMap } from "./map_live.js";
import { decisionList } from "./scores.js";
import { pick, text } from "./words.js";

export const firstMeasure = lesson => lesson.measures[0];
// How far up and down the first measure's scale goes: as far as can be predicted.
export function spanOf(lesson, roleName) {
  const role = lesson.roles.find(r => r.name === roleName) ?? lesson.roles[0],
    item = role.predicts.find(p => p.measure === firstMeasure(lesson).name);
  return item && !item.direction ? [item.least, item.most] : [-1, 1];
}
// Closer: what is drawn, nothing at all, and some room; not below a fifth of what can be predicted.
export function closer([least, most], values) {
  const low = Math.min(0, ...values),
    high = Math.max(0, ...values),
    room = Math.max((high - low) * 0.15, (most - least) * 0.05);
  return { low: low - room, high: high + room };
}
export const captionOf = (lesson, round) => (round ? pick(lesson.rounds[round - 1].months) : text("practice"));

export const ownRun = state => state.runs?.find(r => r.world === state.me?.world);

class Running {
  constructor(app, state) {
    Object.assign(this, {
      app,
      latest: state,
      me: state.me,
      round: state.round,
      skipped: false,
      measure: firstMeasure(app.lesson),
    });
    this.point = state.me.decided ? state.me.prediction?.[this.measure.name] : undefined;
    this.node = this.build();
    this.walk = pace(
      this.days(),
      () => lastDay(this.curve()),
      day => this.draw(day),
    );
    fetchCurves(this.round).then(() => this.draw(this.walk.day()));
    this.draw(0);
  }
  build() {
    const { app, me, measure } = this,
      go = () => {
        this.skipped = true;
        app.refresh();
      };
    this.picture = chart("grows");
    this.map = liveMap(this.round, me.world);
    this.note = h("p", { class: "hint" });
    this.trouble = h("p", { role: "status" });
    this.skip = h("button", { type: "button", class: "main", onclick: go, hidden: true }, text("to_result"));
    const what = h(
      "div",
      {},
      h("h3", {}, titleWithUnit(pick(measure.title), measure.unit)),
      h("p", { class: "hint" }, measure.beside ? text("against_home") : ""),
    );
    return h(
      "div",
      { class: "narrow" },
      h("h1", { tabindex: "-1" }, text("running_title", { when: roundName(app.lesson, this.round) })),
      h("p", { class: "under" }, text("same_families")),
      what,
      this.picture.node,
      this.note,
      this.trouble,
      this.skip,
      this.map.node,
      h("section", {}, h("h2", {}, text("what_decided")), decisionList(app.lesson, me.role, me.choices)),
    );
  }
  curve() {
    return curvesOf(this.round).get(this.me.world) ?? { day: [], values: [] };
  }
  days() {
    return ownRun(this.latest)?.days || daysOf(this.app.lesson, this.round);
  }

  draw(day) {
    const { app, me, measure, point } = this,
      curve = this.curve(),
      value = valueAt(curve, day),
      when = text("day_of", { day: Math.floor(day), days: this.days() });
    const labels = [{ value, text: text("today", { value: valueOf(measure, value) }), kind: "strong" }];
    if (point !== undefined)
      labels.push({ value: point, text: text("expected", { value: valueOf(measure, point) }), kind: "expectedtext" });
    this.picture.draw({
      days: this.days(),
      ...closer(spanOf(app.lesson, me.role), [point ?? 0, ...curve.values]),
      point,
      guessed: true,
      labels,
      caption: captionOf(app.lesson, this.round),
      curves: [{ world: me.world, points: until(curve, day) }],
      said: `${pick(measure.title)}, ${when}: ${withUnit(valueOf(measure, value), measure.unit)}`,
    });
    say(this.note, when);
    this.map.until(day);
    this.tell(day);
    if (day >= this.days()) app.refresh();
  }
  // What hinders, if anything does.
  tell(day) {
    const broken = ownRun(this.latest)?.state === "failed",
      reached = lastDay(this.curve());
    this.trouble.className = broken ? "wrong" : "hint";
    const words = broken
      ? "run_failed"
      : !reached
        ? "waits"
        : day > 0 && day < this.days() && day >= reached
          ? "still_computing"
          : this.me.decided
            ? null
            : "nobody_decided";
    say(this.trouble, words ? text(words) : "");
  }
  update(state) {
    this.latest = state;
    this.tell(this.walk.day());
    show(this.skip, state.phase === "result");
    if (state.phase === "result" && lastDay(this.curve()) < this.days()) this.catchUp();
  }
  // Days that were told while the line was broken are asked for, once; what is missing then does not hold up the result.
  catchUp() {
    if (this.caught) return;
    this.caught = true;
    fetchCurves(this.round).then(() => {
      this.skipped ||= lastDay(this.curve()) < this.days();
      this.app.refresh();
    });
  }
  stop() {
    this.walk.stop();
    this.map.stop();
  }
  // The result waits until the curve has arrived.
  busy() {
    return !this.skipped && !this.walk.done() && lastDay(this.curve()) > 0 && ownRun(this.latest)?.state !== "failed";
  }
}
export const running = (app, state) => new Running(app, state);
