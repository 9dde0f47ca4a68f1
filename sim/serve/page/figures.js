// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as people read them, in the units and with the digits that the lesson gives.
import { pick, text } from "./words.js";

export function number(value, digits = 0, plus = false) {
  const fixed = Math.abs(value).toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const zero = Number(fixed.replaceAll(",", "")) === 0;
  return (zero ? "" : value < 0 ? "−" : plus ? "+" : "") + fixed;
}
// A unit may say its singular first: "call|calls".
export const unitName = unit => pick(unit).split("|").at(-1);
const unitOfOne = unit => pick(unit).split("|")[0];
export function withUnit(value, unit) {
  const said = /^[+\u2212]?1$/.test(value) ? unitOfOne(unit) : unitName(unit);
  return said ? text(said.includes(" ") ? "apart_of" : "more_of", { value, unit: said }) : value;
}
export const titleWithUnit = (title, unit) => (pick(unit) ? text("in_unit", { title, unit: unitName(unit) }) : title);
// A measure's value: with its sign where it is a difference.
export const valueOf = (measure, value) => number(value, measure.digits, measure.beside);
export const digitsOf = step => Math.max(0, (String(step).split(".")[1] ?? "").length);
export const measureOf = (lesson, name) => lesson.measures.find(m => m.name === name);
export const minutes = ms => {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};
// A lever's choice in words.
export function choiceOf(lever, value) {
  if (lever.choices) return pick(lever.choices.find(c => c.value === value)?.title) || String(value);
  return withUnit(number(value, digitsOf(lever.step)), lever.unit);
}
export const roundName = (lesson, round) => (round ? pick(lesson.rounds[round - 1]?.title) : text("practice"));
// "Round 2 · Summer"
export const roundTitle = (lesson, round) =>
  round ? text("round", { n: round }) + text("dot") + roundName(lesson, round) : text("practice");
export const daysOf = (lesson, round) => lesson.rounds[Math.max(0, round - 1)]?.days ?? 92;
