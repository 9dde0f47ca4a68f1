// SPDX-License-Identifier: GPL-3.0-or-later
// The line on top of every view: whose page this is, which round, how much time is left, and the other language.
import { h, s, say, set, show } from "./dom.js";
import { roundTitle } from "./figures.js";
import { markOf, teamName, teamOf } from "./teams.js";
import { pick, text } from "./words.js";

const logo = () =>
  s(
    "svg",
    { class: "logo", viewBox: "0 0 26 20", "aria-hidden": "true" },
    s("path", { d: "M1 1h15v5H1zM18 1h7v5h-7zM1 8h6v5H1zM9 8h16v5H9zM1 15h11v4H1zM14 15h11v4H14z" }),
  );

function whose(state) {
  const team = state.me && teamOf(state, state.me.world);
  if (team) return [markOf(team.world), h("span", {}, teamName(team))];
  return [logo(), h("span", {}, state.view === "teacher" ? text("console") : "Maru")];
}

export function bar(app) {
  const left = h("span", { class: "teamname" }),
    where = h("span", { class: "where" });
  const clock = h("span", { class: "clock", role: "timer", "data-clock": true, "aria-label": text("clock") });
  const language = h(
    "button",
    {
      type: "button",
      class: "quiet",
      lang: text("other_language") === "English" ? "en" : "ko",
      onclick: app.switchLanguage,
    },
    text("other_language"),
  );
  const lesson = h("strong", { class: "lesson" }, app.view === "student" ? "" : pick(app.lesson.title));
  let was;
  return {
    node: h("div", { class: "bar" }, left, lesson, h("span", { class: "gap" }), where, clock, language),
    update(state) {
      const now = `${state.me?.world} ${state.view}`;
      if (now !== was) left.replaceChildren(...whose(state));
      was = now;
      say(
        where,
        state.phase === "lobby" || state.phase === "end"
          ? ""
          : app.view === "student" && state.round
            ? text("round", { n: state.round })
            : roundTitle(app.lesson, state.round),
      );
      show(clock, state.closes > 0 && state.phase === "decide");
      set(document.documentElement, "data-phase", state.phase);
    },
  };
}
