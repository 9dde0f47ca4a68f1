// SPDX-License-Identifier: GPL-3.0-or-later
// A team's way through the rounds: what it decided and what it changed, and what it expected beside what came.
import { h, s } from "./dom.js";
import { choiceOf, roundTitle, valueOf, withUnit } from "./figures.js";
import { firstMeasure } from "./running.js";
import { counting } from "./scores.js";
import { colourOf, shapeOf } from "./teams.js";
import { pick, text } from "./words.js";

// What was expected beside what came, one strip for each result, on the scale of all those among which it stands: the
// outcome, a ring where it was expected, the band of other luck. Gives [{ result, picture, said }].
export function strips(lesson, results, among = results) {
  const measure = firstMeasure(lesson),
    pairs = results.map(r => ({
      ...r,
      at: r.values[measure.name],
      point: r.prediction?.[measure.name],
      luck: r.band?.[measure.name],
    }));
  const all = among.flatMap(r => [
      r.values[measure.name],
      r.prediction?.[measure.name] ?? 0,
      ...(r.band?.[measure.name] ?? []),
    ]),
    x = scale(Math.min(0, ...all), Math.max(0, ...all), 12, 288);
  const said = p =>
    [
      text("outcome", { value: withUnit(valueOf(measure, p.at), measure.unit) }),
      p.point === undefined ? null : text("expected", { value: valueOf(measure, p.point) }),
    ]
      .filter(Boolean)
      .join(text("dot"));
  const picture = p =>
    s(
      "svg",
      { class: "strip", viewBox: "0 0 300 28", preserveAspectRatio: "xMinYMid", "aria-hidden": "true" },
      s("line", { x1: 4, x2: 296, y1: 14, y2: 14, class: "grid" }),
      s("line", { x1: x(0), x2: x(0), y1: 2, y2: 26, class: "zero" }),
      p.luck
        ? s("rect", {
            x: x(p.luck[0]),
            y: 8,
            width: Math.max(2, x(p.luck[1]) - x(p.luck[0])),
            height: 12,
            rx: 4,
            class: `band ${colourOf(p.world)}`,
          })
        : null,
      shapeOf(p.world, x(p.at), 14, 7),
      p.point === undefined ? null : s("circle", { cx: x(p.point), cy: 14, r: 8, class: "expected" }),
    );
  return pairs.map(p => ({ result: p, picture: picture(p), said: said(p) }));
}

// Lever by lever, what counts now and was otherwise in the round before: [{ lever, was, now }]. Of the first, all.
export function changesOf(lesson, roles, before, choices) {
  const counted = before ? counting(lesson, roles, before) : [];
  return counting(lesson, roles, choices)
    .map(lever => ({ lever, was: counted.includes(lever) ? before[lever.name] : undefined, now: choices[lever.name] }))
    .filter(change => change.was !== change.now);
}
const changeWords = ({ lever, was, now }) =>
  h(
    "li",
    {},
    `${pick(lever.title)} `,
    h("b", {}, was === undefined ? "" : `${choiceOf(lever, was)} → `, choiceOf(lever, now)),
  );
function decided(lesson, roles, before, result) {
  if (!result.choices) return null;
  const changes = changesOf(lesson, roles, before?.choices, result.choices);
  if (!changes.length) return h("p", { class: "hint" }, text("nothing_changed"));
  return h("ul", { class: "changes" }, changes.map(changeWords));
}

// Round after round, of one team; on the scale of all results among which it stands.
export function journey(lesson, roles, results, among = results) {
  const all = results.filter(r => r.round > 0).sort((a, b) => a.round - b.round);
  return h(
    "ol",
    { class: "journey" },
    strips(
      lesson,
      all,
      among.filter(r => r.round > 0),
    ).map(({ result, picture, said }, i) =>
      h(
        "li",
        {},
        h("b", {}, roundTitle(lesson, result.round)),
        decided(lesson, roles, all[i - 1], result),
        picture,
        h("span", { class: "hint" }, said),
      ),
    ),
  );
}
// What its pictures mean.
export function journeyNote(lesson) {
  const measure = firstMeasure(lesson),
    title = pick(measure.title),
    what = measure.beside ? text("beside_note", { measure: title }) : title;
  return h("p", { class: "hint" }, [what, text("ring_note"), text("band_note")].join(text("dot")));
}
