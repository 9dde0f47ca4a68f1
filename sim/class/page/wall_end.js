// SPDX-License-Identifier: GPL-3.0-or-later
// The projector at the end: the class's first guess beside its second, and what each team expected beside what came.
import { h, s } from "./dom.js";
import { roundName, titleWithUnit } from "./figures.js";
import { list } from "./finish.js";
import { strips } from "./journey.js";
import { firstMeasure } from "./running.js";
import { teamLabel } from "./teams.js";
import { pick, text } from "./words.js";

export function votes(state) {
  const { yes, no, then_yes: thenYes, then_no: thenNo } = state.guesses,
    most = Math.max(1, yes, no, thenYes, thenNo);
  const bar = (n, kind) =>
    h(
      "span",
      { class: "vote" },
      s(
        "svg",
        { class: "bars", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
        s("rect", { x: 0, y: 1, width: (100 * n) / most, height: 8, class: kind }),
      ),
      h("b", {}, text("votes", { n })),
    );
  const row = (name, first, then) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, name),
      h("td", {}, bar(first, "firstly")),
      state.phase === "end" ? h("td", {}, bar(then, "secondly")) : null,
    );
  return h(
    "table",
    { class: "votes" },
    h(
      "thead",
      { class: state.phase === "end" ? null : "unseen" },
      h(
        "tr",
        {},
        h("th", { scope: "col" }, h("span", { class: "unseen" }, text("your_guess"))),
        h("th", { scope: "col" }, text("then")),
        state.phase === "end" ? h("th", { scope: "col" }, text("now")) : null,
      ),
    ),
    h("tbody", {}, row(text("yes"), yes, thenYes), row(text("no"), no, thenNo)),
  );
}

// Teams down, rounds across: what each expected beside what came.
function gallery(lesson, state) {
  const rounds = lesson.rounds.map((_, i) => i + 1).filter(n => state.results.some(r => r.round === n)),
    measure = firstMeasure(lesson);
  if (!rounds.length) return "";
  const all = strips(
      lesson,
      state.results.filter(r => r.round > 0),
    ),
    cellOf = (t, n) => {
      const found = all.find(({ result }) => result.world === t.world && result.round === n);
      return h("td", {}, found ? [found.picture, h("span", { class: "unseen" }, found.said)] : "–");
    };
  return h(
    "table",
    { class: "gallery" },
    h(
      "caption",
      {},
      titleWithUnit(pick(measure.title), measure.unit),
      " ",
      h(
        "span",
        { class: "under" },
        [measure.beside ? text("against_home") : null, text("ring_note"), text("band_note")]
          .filter(Boolean)
          .join(text("dot")),
      ),
    ),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, h("span", { class: "unseen" }, text("team"))),
        rounds.map(n => h("th", { scope: "col" }, roundName(lesson, n))),
      ),
    ),
    h(
      "tbody",
      {},
      state.teams.map(t =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, teamLabel(t)),
          rounds.map(n => cellOf(t, n)),
        ),
      ),
    ),
  );
}
export function wallEnd(app) {
  const said = h("section", { class: "card" }),
    board = h("div", { class: "board" });
  let was;
  return {
    node: h(
      "div",
      { class: "wall ending" },
      h("h1", { tabindex: "-1" }, pick(app.lesson.title)),
      h("p", { class: "question" }, pick(app.lesson.question)),
      h("div", { class: "halves" }, said, list(text("worksheet"), app.lesson.worksheet)),
      board,
      h("p", { class: "ask" }, text("ask_class")),
    ),
    update(next) {
      const now = JSON.stringify([next.guesses, next.shown, next.results.length]);
      if (now !== was) {
        said.replaceChildren(h("h2", {}, text("your_guess")), votes(next));
        board.replaceChildren(gallery(app.lesson, next));
      }
      was = now;
    },
  };
}
