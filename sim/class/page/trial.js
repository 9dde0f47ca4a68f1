// SPDX-License-Identifier: GPL-3.0-or-later
// What if? A round lived again with one lever elsewhere: which values are tried, how far the lives are, and the rule by
// which one of them is said to have come out best.
import { digitsOf } from "./figures.js";
import { get, post } from "./http.js";

const PARTS = 5,
  NEAR = 0.05,
  MOST = 9,
  POLL_MS = 1000,
  POLLS_WITHOUT_NEWS = 300;
const TRANSIENT = ["offline", "too_many"];

// All choices; or steps over the whole range, of which none stands close to the value that was played.
export function valuesOf(lever, played) {
  if (lever.choices) return lever.choices.map(c => c.value).slice(0, MOST);
  const range = lever.most - lever.least,
    steps = Math.floor(range / lever.step + 1e-9);
  const even = Array.from({ length: PARTS + 1 }, (_, i) =>
    Number((lever.least + Math.round((steps * i) / PARTS) * lever.step).toFixed(digitsOf(lever.step))),
  );
  const apart = even.filter(v => Math.abs(v - played) >= range * NEAR);
  return [...new Set([...apart, played])].sort((a, b) => a - b);
}

export const begin = (world, round, lever, played) =>
  post("/api/trial", { world, round, lever: lever.name, values: valuesOf(lever, played) });

// Tells what has come so far, once a second, as long as somebody looks on: told(trial), at last with an error perhaps.
export async function follow(number, looks, told) {
  for (let quiet = 0, reached = -1; quiet < POLLS_WITHOUT_NEWS; quiet++) {
    const trial = await get(`/api/trial?trial=${number}`);
    if (!looks()) return;
    if (!TRANSIENT.includes(trial.error)) told(trial);
    if (trial.done >= trial.of || (trial.error && !TRANSIENT.includes(trial.error))) return;
    if (trial.done > reached) quiet = 0;
    reached = Math.max(reached, trial.done ?? 0);
    await new Promise(later => setTimeout(later, POLL_MS));
  }
}

// What is known of a measure, value by value.
export const pointsOf = (measure, trial) =>
  trial.points.filter(p => p[measure.name]).map(p => ({ value: p.value, ...p[measure.name] }));

// The best of the other values against the one that was played, as it is printed:
// { kind: "other" | "played" | "level" | "alike", best, off, told, runs }; null while there is nothing to compare.
export function judge(measure, trial) {
  const others = pointsOf(measure, trial).filter(p => p.value !== trial.played),
    shown = p => Number(p.more.toFixed(measure.digits)),
    way = measure.better === "less" ? -1 : 1;
  if (!others.length) return null;
  const best = others.reduce((a, b) => (way * b.more > way * a.more ? b : a)),
    gain = way * shown(best);
  const kind = others.every(p => !shown(p)) ? "alike" : gain > 0 ? "other" : gain < 0 ? "played" : "level";
  return { kind, best: best.value, off: Math.abs(gain), told: best.told, runs: best.runs };
}
