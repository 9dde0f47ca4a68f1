// SPDX-License-Identifier: GPL-3.0-or-later
// Teams are told by a shape and a colour; a name says it too.
import { h, s } from "./dom.js";
import { has, text } from "./words.js";

const corner = (count, turn) =>
  Array.from({ length: count }, (_, i) => [
    Math.sin(2 * Math.PI * (i / count) + turn),
    -Math.cos(2 * Math.PI * (i / count) + turn),
  ]);
const FORMS = {
  2: [
    [0, -1.05],
    [1.1, 0.85],
    [-1.1, 0.85],
  ],
  3: [
    [-0.88, -0.88],
    [0.88, -0.88],
    [0.88, 0.88],
    [-0.88, 0.88],
  ],
  4: [
    [0, -1.15],
    [1, 0],
    [0, 1.15],
    [-1, 0],
  ],
  5: corner(6, Math.PI / 6),
  6: [
    [-0.35, -1],
    [0.35, -1],
    [0.35, -0.35],
    [1, -0.35],
    [1, 0.35],
    [0.35, 0.35],
    [0.35, 1],
    [-0.35, 1],
    [-0.35, 0.35],
    [-1, 0.35],
    [-1, -0.35],
    [-0.35, -0.35],
  ],
};
const SHAPES = 6;
// A team's shape for a picture, its middle at x, y. Teams 7 to 12 have the first six shapes, hollow.
export function shapeOf(world, x, y, r) {
  const form = FORMS[((world - 1) % SHAPES) + 1],
    look = `team t${((world - 1) % SHAPES) + 1}${world > SHAPES ? " hollow" : ""}`;
  if (!form) return s("circle", { cx: x, cy: y, r: r * 0.95, class: look });
  const d = "M" + form.map(([dx, dy]) => `${(x + dx * r).toFixed(1)} ${(y + dy * r).toFixed(1)}`).join("L") + "z";
  return s("path", { d, class: look });
}
// The class of a team's colour.
export const colourOf = world => `t${((world - 1) % SHAPES) + 1}`;
export const markOf = world =>
  s("svg", { class: "mark", viewBox: "-12 -12 24 24", "aria-hidden": "true" }, shapeOf(world, 0, 0, 9.5));
export const teamName = team => (has(team.name) ? text(team.name) : team.name);
// A world's seats are one team, whatever their roles.
export function teamsOf(seats) {
  const worlds = [...new Set(seats.map(seat => seat.world))];
  return worlds.map(world => {
    const own = seats.filter(seat => seat.world === world);
    return {
      world,
      name: own[0].name,
      roles: own.map(seat => seat.role),
      players: own.flatMap(seat => seat.players),
      bot: own.every(seat => seat.bot),
      decided: own.every(seat => seat.decided || seat.bot),
      prediction: own.find(seat => seat.prediction)?.prediction,
    };
  });
}
export const teamOf = (state, world) => state.teams.find(t => t.world === world);
export const teamLabel = team => h("span", { class: "teamname" }, markOf(team.world), h("span", {}, teamName(team)));
const DASHES = [null, "5 2.5", "8 1.5", "1.2 2", "7 2 1.5 2", "3 1.5"];
// Another dash for each team: lines are told apart without colours.
export const dashOf = (world, size) =>
  DASHES[(world - 1) % DASHES.length]
    ?.split(" ")
    .map(n => (n * size).toFixed(1))
    .join(" ");
