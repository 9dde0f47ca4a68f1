// SPDX-License-Identifier: GPL-3.0-or-later
// A wish as what stands behind # in a link, and back. Nothing is taken that is not understood: each such thing is said.
import { text } from "./words.js";

const KNOWN = ["scenario", "policy", "homes", "days", "seed", "set"],
  LONGEST = 8000,
  SETTINGS_MOST = 32,
  NEAR = 3;

export function linkOf(scenario, wish) {
  const parts = [["scenario", scenario.name]];
  for (const key of ["policy", "homes", "days", "seed"]) if (wish[key]) parts.push([key, wish[key]]);
  for (const [name, value] of Object.entries(wish.set ?? {})) parts.push(["set", `${name}=${value}`]);
  return `${location.origin}/#${new URLSearchParams(parts)}`;
}

// How many letters are other ones, more or fewer.
function edits(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length];
}
function unknown(name) {
  const shown = name.slice(0, 40),
    near = KNOWN.map(k => [edits(shown, k), k]).sort((a, b) => a[0] - b[0])[0];
  return near[0] <= NEAR
    ? text("x_link_unknown", { name: shown, near: near[1] })
    : text("x_link_nothing", { name: shown });
}
function takeSetting(wish, value) {
  const at = value.indexOf("=");
  if (at < 1) return text("x_link_equals", { text: value.slice(0, 60) });
  const name = value.slice(0, at);
  if (Object.hasOwn(wish.set, name)) return text("x_link_twice", { name });
  if (Object.keys(wish.set).length === SETTINGS_MOST) return text("x_link_long");
  wish.set[name] = value.slice(at + 1);
  return null;
}
function take(wish, scenario, name, value) {
  if (!KNOWN.includes(name)) return unknown(name);
  if (name === "set") return takeSetting(wish, value);
  if (name in wish.seen) return text("x_link_twice", { name });
  wish.seen[name] = true;
  if (name !== "scenario") wish[name] = value;
  else if (value !== scenario.name) return text("x_link_scenario", { other: value.slice(0, 60), own: scenario.name });
  return null;
}

// { wish, troubles }: wish null when the link holds none. Whether names and values are right says the server.
export function readLink(hash, scenario) {
  const said = hash.replace(/^#/, "");
  if (!said) return { wish: null, troubles: [] };
  if (said.length > LONGEST) return { wish: null, troubles: [text("x_link_long")] };
  const wish = { seen: {}, set: Object.create(null) },
    troubles = [];
  for (const [name, value] of new URLSearchParams(said)) {
    const trouble = take(wish, scenario, name, value);
    if (trouble) troubles.push(trouble);
  }
  delete wish.seen;
  return { wish: { ...wish, set: { ...wish.set } }, troubles };
}
