// SPDX-License-Identifier: GPL-3.0-or-later
// The end of a lesson for a student: the guess again, each round's outcome beside what was expected, and what to write
// down.
import { h, s, say } from "./dom.js";
import { roundName, roundTitle, valueOf, withUnit } from "./figures.js";
import { guess } from "./join.js";
import { links, shownTo } from "./result.js";
import { firstMeasure } from "./running.js";
import { lastRound } from "./scores.js";
import { colourOf, shapeOf } from "./teams.js";
import { pick, text } from "./words.js";

// What was expected beside what came, one strip for each result, all on one scale: the outcome, a ring where it was
// expected, the band of other luck. Gives [result, picture, sentence].
export function strips(lesson, results) {
  const measure = firstMeasure(lesson),
    pairs = results.map(r => ({
      ...r,
      at: r.values[measure.name],
      point: r.prediction?.[measure.name],
      luck: r.band?.[measure.name],
    }));
  const all = pairs.flatMap(p => [p.at, p.point ?? 0, ...(p.luck ?? [])]),
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
const journey = (lesson, results) =>
  h(
    "ul",
    { class: "journey" },
    strips(lesson, results).map(({ result, picture, said }) =>
      h("li", {}, h("b", {}, roundName(lesson, result.round)), picture, h("span", { class: "hint" }, said)),
    ),
  );
export const list = (title, items) =>
  items?.length
    ? h(
        "section",
        {},
        h("h2", {}, title),
        h(
          "ul",
          { class: "points" },
          items.map(item => h("li", {}, pick(item))),
        ),
      )
    : null;

export function finish(app, state) {
  const mine = state.results.filter(r => r.world === state.me.world && r.round > 0).sort((a, b) => a.round - b.round),
    again = guess(app, text("guess_again")),
    first = h("p", { class: "hint" });
  const board = h("div", { class: "shown" }),
    round = lastRound(state),
    measure = firstMeasure(app.lesson);
  let was;
  function update(next) {
    if (next.me.then) again.mark(next.me.then);
    say(first, next.me.guess ? text("first_said", { answer: text(next.me.guess) }) : "");
    const now = JSON.stringify([next.shown, next.results.length]),
      others = next.results.some(r => r.world !== next.me.world);
    if (now !== was && others) board.replaceChildren(...shownTo(app, next, round, true));
    was = now;
  }
  update(state);
  return {
    node: h(
      "div",
      { class: "narrow" },
      h("h1", { tabindex: "-1" }, text("end_title")),
      again.node,
      first,
      mine.length
        ? h(
            "section",
            {},
            h("h2", {}, text("your_rounds")),
            h(
              "p",
              { class: "hint" },
              measure.beside ? text("beside_note", { measure: pick(measure.title) }) : pick(measure.title),
            ),
            journey(app.lesson, mine),
          )
        : null,
      list(text("worksheet"), app.lesson.worksheet),
      board,
      list(text("goals"), app.lesson.goals),
      h(
        "section",
        {},
        h("h2", {}, text("look_closer")),
        mine.map(r => h("div", {}, h("h3", {}, roundTitle(app.lesson, r.round)), links(r.world, r.round))),
      ),
      h("p", { class: "ask" }, text("ask_class")),
    ),
    update,
  };
}
