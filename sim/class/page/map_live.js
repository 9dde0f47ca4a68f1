// SPDX-License-Identifier: GPL-3.0-or-later
// Maps of the worlds of a round, as the server sends their days; and one of them, shown day by day.
import { h } from "./dom.js";
import { map } from "./map.js";
import { get } from "./http.js";
import { text } from "./words.js";

const rounds = new Map();
let view = "student";
export const seeMapsAs = name => {
  view = name;
};
// World by world { place, first (days before the round), lines }; without a place where nothing of it was heard but a line.
function mapsOf(round) {
  if (!rounds.has(round)) rounds.set(round, new Map());
  return rounds.get(round);
}
export function forgetMaps(round) {
  for (const key of rounds.keys()) if (key >= round) rounds.delete(key);
}
function add(known, line) {
  known.lines = [...known.lines.filter(had => had.day < line.day), line];
}
// What went by before this page was here.
const fetching = new Map();
async function fetchNow(round) {
  const answer = await get(`/api/map?round=${round}&view=${view}`);
  fetching.delete(round);
  for (const [world, { place, lines }] of Object.entries(answer.worlds ?? {})) {
    const had = mapsOf(round).get(+world)?.lines ?? [],
      last = lines.at(-1)?.day ?? 0;
    mapsOf(round).set(+world, {
      place,
      first: answer.first,
      lines: [...lines, ...had.filter(line => line.day > last)],
    });
  }
}
export function fetchMaps(round) {
  if (!fetching.has(round)) fetching.set(round, fetchNow(round));
  return fetching.get(round);
}
// A run that begins again begins at its first day.
export function takeMap({ round, world, line }) {
  const known = mapsOf(round).get(world);
  if (known) return add(known, line);
  mapsOf(round).set(world, { lines: [line] });
  fetchMaps(round);
}

// Of one world: { node, until(day of the round), stop }. It is there as soon as something of the world was heard.
export function liveMap(round, world, look = {}) {
  const inside = h("div", { class: look.small ? "livemap small" : "livemap" }),
    title = look.small ? null : h("h2", {}, text("map_title")),
    node = h(look.small ? "div" : "section", { class: "lived", hidden: true }, title, inside);
  let picture = null,
    was = null;
  fetchMaps(round);
  function begin({ place, first, lines }) {
    node.hidden = false;
    picture = map(inside, place, { ...look, base: lines.find(line => line.day === first) ?? null });
  }
  return {
    node,
    until(day) {
      const known = mapsOf(round).get(world);
      if (!known?.place) return;
      const line = known.lines.filter(one => one.day > known.first && one.day - known.first <= day).at(-1);
      if (!line || line === was) return;
      if (!picture) begin(known);
      was = line;
      picture.day(line);
    },
    place: () => mapsOf(round).get(world)?.place,
    stop: () => picture?.stop(),
  };
}
