// SPDX-License-Identifier: GPL-3.0-or-later
// The map of the last run that is shown: it lives while the run is lived, and any day can be looked at again.
import { h, say, set, show } from "./dom.js";
import { map } from "./map.js";
import { runName } from "./runs.js";
import { text } from "./words.js";

const WEEK = 7;

export function placeOf(app) {
  const inside = h("div", { class: "livemap" }),
    title = h("h2", {}),
    day = h("input", { type: "range", id: "map_day", min: 1, step: 1, oninput: () => look(+day.value) }),
    shown = h("output", { for: "map_day" }),
    which = h("div", { class: "row mapday" }, h("label", { for: "map_day" }, text("day")), day, shown),
    node = h("section", { id: "map", hidden: true }, title, which, inside);
  let run = null,
    life = 0,
    picture = null,
    at = 0;
  const last = () => run.lines.length;
  function begin() {
    picture?.stop();
    at = 0;
    picture = map(inside, run.place, { days: WEEK });
  }
  // Whoever stands on the last day goes along with the run.
  function look(number) {
    at = number;
    picture.day(run.lines[number - 1], run.lines[number - 1 - WEEK] ?? null);
    set(day, "max", last());
    day.value = number;
    day.style.setProperty("--part", last() > 1 ? (number - 1) / (last() - 1) : 1);
    say(shown, text("day_of", { day: number, days: run.days }));
    set(day, "aria-valuetext", shown.textContent);
  }
  function update() {
    const now = app.shown().at(-1),
      there = Boolean(now?.place && now.lines.length);
    show(node, there);
    if (!there) return;
    const along = now !== run || now.life !== life || at >= +day.max;
    if (now !== run || now.life !== life) {
      [run, life] = [now, now.life];
      begin();
    }
    say(title, `${text("map_title")}${text("dot")}${runName(run)}`);
    if (along && at !== last()) look(last());
    else set(day, "max", last());
  }
  return { node, update };
}
