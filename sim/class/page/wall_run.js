// SPDX-License-Identifier: GPL-3.0-or-later
// The projector while a round is computed: all teams' curves grow together, no further than the slowest of them, and beside them
// what comes of the same homes in each team's world.
import { chart } from "./chart.js";
import { curvesOf, fetchCurves, lastDay, pace, until, valueAt } from "./days.js";
import { h, say } from "./dom.js";
import { daysOf, roundTitle, unitName, valueOf } from "./figures.js";
import { mapKey } from "./map.js";
import { liveMap } from "./map_live.js";
import { captionOf, closer, firstMeasure, spanOf } from "./running.js";
import { teamLabel, teamName, teamOf } from "./teams.js";
import { pick, text } from "./words.js";

const MAPS_WITH_PARTIES = 6;

class AllCurves {
  constructor(app, state) {
    Object.assign(this, { app, latest: state, round: state.round, measure: firstMeasure(app.lesson) });
    this.picture = chart("whole");
    this.note = h("p", { class: "under" });
    this.widths = {};
    this.maps = state.teams.map(team => this.mapOf(team));
    this.key = h("div");
    this.node = this.build();
    this.walk = pace(
      this.days(),
      () => this.reached(),
      day => this.draw(day),
    );
    this.fetch();
    this.draw(0);
  }
  build() {
    const { app, measure } = this,
      beside = h("span", { class: "under" }, measure.beside ? text("against_home") : "");
    const title = h(
      "h2",
      {},
      text("wall_curve", { measure: pick(measure.title), unit: unitName(measure.unit) }),
      " ",
      beside,
    );
    return h(
      "div",
      { class: "wall curves" },
      h("h1", { tabindex: "-1" }, roundTitle(app.lesson, this.round)),
      this.note,
      title,
      this.picture.node,
      h(
        "div",
        { class: "worlds" },
        h(
          "div",
          { class: "beside" },
          this.maps.map(({ node }) => node),
        ),
        this.key,
      ),
    );
  }
  // Where there are many teams, maps of the homes alone; else lines are as wide in one team's map as in another's.
  small() {
    return this.latest.teams.length > MAPS_WITH_PARTIES ? "homes" : true;
  }
  mapOf(team) {
    const live = liveMap(this.round, team.world, { small: this.small(), name: teamName(team), widths: this.widths });
    return { live, node: h("figure", {}, h("figcaption", {}, teamLabel(team)), live.node) };
  }
  drawMaps(day) {
    for (const { live } of this.maps) live.until(day);
    const place = this.maps.map(({ live }) => live.place()).find(Boolean);
    if (place && !this.key.firstChild) this.key.append(mapKey(place, { small: this.small() }));
  }
  fetch() {
    fetchCurves(this.round).then(() => this.draw(this.walk.day()));
  }
  days() {
    return this.latest.runs?.[0]?.days || daysOf(this.app.lesson, this.round);
  }
  // Worlds in their order, without those whose run broke off.
  worlds() {
    const broken = (this.latest.runs ?? []).filter(r => r.state === "failed").map(r => r.world);
    return [...curvesOf(this.round)].filter(([world]) => !broken.includes(world)).sort((a, b) => a[0] - b[0]);
  }
  reached() {
    const all = this.worlds().map(([, curve]) => lastDay(curve));
    return all.length ? Math.min(...all) : 0;
  }
  label([world, curve], day) {
    const team = teamOf(this.latest, world),
      value = valueAt(curve, day);
    return { world, value, text: `${team ? teamName(team) : ""} ${valueOf(this.measure, value)}` };
  }
  draw(day) {
    const { app, measure } = this,
      worlds = this.worlds(),
      labels = worlds.map(w => this.label(w, day));
    this.picture.draw({
      days: this.days(),
      ...closer(
        spanOf(app.lesson),
        worlds.flatMap(([, curve]) => curve.values),
      ),
      labels,
      curves: worlds.map(([world, curve]) => ({ world, points: until(curve, day), dashed: true })),
      caption: captionOf(app.lesson, this.round),
      said: `${pick(measure.title)}: ${labels.map(l => l.text).join(", ")}`,
    });
    this.drawMaps(day);
    const broken = this.latest.runs?.some(r => r.state === "failed");
    say(this.note, broken ? text("run_failed") : text("day_of", { day: Math.floor(day), days: this.days() }));
  }
  update(state) {
    this.latest = state;
    if (state.phase === "result" && this.reached() < this.days()) this.catchUp();
  }
  // What was told while the line was broken, asked for once.
  catchUp() {
    if (this.caught) return;
    this.caught = true;
    fetchCurves(this.round).then(() => {
      this.gaps = this.reached() < this.days();
      this.draw(this.walk.day());
      this.app.refresh();
    });
  }
  stop() {
    this.walk.stop();
    for (const { live } of this.maps) live.stop();
  }
  busy() {
    return !this.gaps && !this.walk.done() && this.reached() > 0;
  }
}
export const wallRun = (app, state) => new AllCurves(app, state);
