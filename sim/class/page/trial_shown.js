// SPDX-License-Identifier: GPL-3.0-or-later
// What came of a trial, shown three times: in a sentence, in numbers, and as the rows of a picture.
import { h } from "./dom.js";
import { choiceOf, number, titleWithUnit, valueOf, withUnit } from "./figures.js";
import { judge, pointsOf } from "./trial.js";
import { pick, text } from "./words.js";

// ---- In a sentence ----

const runsSaid = n => text(n === 1 ? "one_run" : "many_runs", { n });
export function verdict(measure, lever, trial) {
  const found = judge(measure, trial);
  if (!found) return "";
  const slots = {
    measure: pick(measure.title),
    best: choiceOf(lever, found.best),
    played: choiceOf(lever, trial.played),
    value: withUnit(number(found.off, measure.digits), measure.unit),
  };
  const way = measure.better === "less" ? "_less" : "_more",
    said = text(`whatif_${found.kind}${["other", "played"].includes(found.kind) ? way : ""}`, slots);
  if (["alike", "level"].includes(found.kind)) return said;
  return `${said} ${text(found.told ? "told_from_luck" : "not_told", { runs: runsSaid(found.runs) })}`;
}

// ---- In numbers ----

function rowCells(measure, lever, trial, p) {
  const played = p.value === trial.played;
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, choiceOf(lever, p.value), played ? ` (${text("as_played")})` : ""),
    h("td", {}, valueOf(measure, p.mean)),
    h("td", {}, p.half === undefined ? "–" : `± ${number(p.half, measure.digits)}`),
    h("td", {}, played ? "–" : number(p.more, measure.digits, true)),
    h("td", {}, played ? "–" : text(p.told ? "yes" : "no")),
    h("td", {}, String(p.runs)),
  );
}
export function table(measure, lever, trial) {
  const heads = ["whatif_mean", "whatif_half", "whatif_more", "whatif_told", "whatif_runs"].map(key =>
    h("th", { scope: "col" }, text(key)),
  );
  return h(
    "table",
    { class: "plain" },
    h("caption", {}, titleWithUnit(pick(measure.title), measure.unit)),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, h("span", { class: "unseen" }, pick(lever.title))), heads)),
    h(
      "tbody",
      {},
      pointsOf(measure, trial).map(p => rowCells(measure, lever, trial, p)),
    ),
  );
}

// ---- As a picture ----

export function viewOf(measure, lever, trial, world) {
  const found = judge(measure, trial);
  return {
    world,
    caption: titleWithUnit(pick(measure.title), measure.unit) + (measure.beside ? "*" : ""),
    signed: measure.beside,
    least: 0.5 / 10 ** measure.digits,
    said: text("whatif_picture", { lever: pick(lever.title), measure: pick(measure.title) }),
    rows: pointsOf(measure, trial).map(p => ({
      ...p,
      label: choiceOf(lever, p.value),
      note: p.value === trial.played ? text("as_played") : "",
      played: p.value === trial.played,
      best: found?.kind === "other" && p.value === found.best,
      figure: valueOf(measure, p.mean),
    })),
  };
}
