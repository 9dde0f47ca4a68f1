// SPDX-License-Identifier: GPL-3.0-or-later
// Curves of a round, world by world, as the server sends their days; and how far they are shown, at a pace that eyes
// can follow.
import { stillness } from "./dom.js";
import { get } from "./http.js";

const rounds = new Map();
let view = "student";
export const seeAs = name => {
  view = name;
};
export function curvesOf(round) {
  if (!rounds.has(round)) rounds.set(round, new Map());
  return rounds.get(round);
}
// A run that begins again begins at its first day.
export function takeDays({ round, world, day, values }) {
  const worlds = curvesOf(round),
    curve = worlds.get(world) ?? { day: [], values: [] };
  const keepTo = curve.day.findIndex(d => d >= day[0]);
  if (keepTo >= 0) {
    curve.day.length = keepTo;
    curve.values.length = keepTo;
  }
  curve.day.push(...day);
  curve.values.push(...values);
  worlds.set(world, curve);
}
export function forget(round) {
  for (const key of rounds.keys()) if (key >= round) rounds.delete(key);
}
// What went by before this page was here.
export async function fetchCurves(round) {
  const answer = await get(`/api/curves?round=${round}&view=${view}`);
  for (const [world, curve] of Object.entries(answer.worlds ?? {})) {
    const had = curvesOf(round).get(+world);
    if (!had || had.day.length < curve.day.length) curvesOf(round).set(+world, curve);
  }
  return curvesOf(round);
}
export const lastDay = curve => curve?.day.at(-1) ?? 0;
export function valueAt(curve, day) {
  let at = 0;
  for (let i = 0; i < curve.day.length && curve.day[i] <= day; i++) at = curve.values[i];
  return at;
}
// The curve until a day, with its beginning at nothing.
export function until(curve, day) {
  const points = [[0, 0]];
  for (let i = 0; i < curve.day.length && curve.day[i] <= day; i++) points.push([curve.day[i], curve.values[i]]);
  return points;
}

// Shows day after day, a whole round in WHOLE_MS, never further than what is computed; onFrame(day) draws.
const WHOLE_MS = 14000;
export function pace(days, reached, onFrame) {
  let day = stillness.matches ? reached() : 0,
    before = performance.now(),
    drawn = -1,
    stopped = false;
  const step = now => {
    if (stopped) return;
    day = stillness.matches ? reached() : Math.min(reached(), day + (days * (now - before)) / WHOLE_MS);
    before = now;
    if (day !== drawn) onFrame(day);
    drawn = day;
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
  return {
    day: () => day,
    done: () => day >= days,
    stop: () => {
      stopped = true;
    },
  };
}
