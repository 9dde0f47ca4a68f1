// SPDX-License-Identifier: GPL-3.0-or-later
// The end of a lesson for a student: the guess again, each round's decision and outcome beside what was expected, the
// last round once more with one lever elsewhere, and what to write down.
import { h, say } from "./dom.js";
import { roundTitle } from "./figures.js";
import { guess } from "./join.js";
import { journey, journeyNote } from "./journey.js";
import { links, shownTo } from "./result.js";
import { saveButton } from "./save.js";
import { lastRound } from "./scores.js";
import { whatIfSection } from "./whatif.js";
import { pick, text } from "./words.js";

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

const roundsPart = (app, state, mine) =>
  h(
    "section",
    {},
    h("h2", {}, text("your_rounds")),
    journeyNote(app.lesson),
    journey(app.lesson, [state.me.role], mine),
  );
const lookCloser = (app, mine) =>
  h(
    "section",
    { class: "live" },
    h("h2", {}, text("look_closer")),
    mine.map(r => h("div", {}, h("h3", {}, roundTitle(app.lesson, r.round)), links(r.world, r.round))),
  );

export function finish(app, state) {
  const mine = state.results.filter(r => r.world === state.me.world && r.round > 0).sort((a, b) => a.round - b.round),
    again = guess(app, text("guess_again")),
    first = h("p", { class: "hint" }),
    board = h("div", { class: "shown" }),
    whatif = whatIfSection(app, state, mine.at(-1));
  const node = h("div", { class: "narrow" });
  let was;
  function update(next) {
    if (next.me.then) again.mark(next.me.then);
    say(first, next.me.guess ? text("first_said", { answer: text(next.me.guess) }) : "");
    whatif.update(next);
    const now = JSON.stringify([next.shown, next.results.length]),
      others = next.results.some(r => r.world !== next.me.world);
    if (now !== was && others) board.replaceChildren(...shownTo(app, next, lastRound(state), true));
    was = now;
  }
  node.append(
    ...[
      h("h1", { tabindex: "-1" }, text("end_title")),
      again.node,
      first,
      mine.length ? roundsPart(app, state, mine) : null,
      whatif.node,
      list(text("worksheet"), app.lesson.worksheet),
      board,
      list(text("goals"), app.lesson.goals),
      mine.length ? lookCloser(app, mine) : null,
      h("p", { class: "row" }, saveButton(app, () => [node])),
      h("p", { class: "ask" }, text("ask_class")),
    ].filter(Boolean),
  );
  update(state);
  return { node, update };
}
