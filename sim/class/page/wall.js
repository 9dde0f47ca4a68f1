// SPDX-License-Identifier: GPL-3.0-or-later
// The projector before and after a run: who is here and how to join, who has decided, and the scoreboard.
import { h, rowsOf, say, show } from "./dom.js";
import { roundName, roundTitle } from "./figures.js";
import { scores } from "./scores.js";
import { teamLabel } from "./teams.js";
import { pick, text } from "./words.js";

// More teams than this stand closer; of more names than that only the number is told.
const MANY = 6,
  CROWD = 48,
  CROWD_OF_MANY = 24;
const spaced = code => (code && code.length === 6 ? `${code.slice(0, 3)} ${code.slice(3)}` : (code ?? ""));

// ---- Lobby ----

function teamCard(team) {
  const count = h("span", { class: "count" }),
    names = h("p", { class: "names" });
  return {
    node: h("li", { class: "card" }, h("div", { class: "head" }, teamLabel(team), count), names),
    update({ players, crowded }) {
      say(count, String(players.length));
      const now = crowded ? "" : players.map(p => p.name).join("\n");
      if (names.dataset.now !== now) names.replaceChildren(...(crowded ? [] : players.map(p => h("span", {}, p.name))));
      names.dataset.now = now;
    },
  };
}
export function wallLobby(app, state) {
  const here = h("h2", { "aria-live": "polite" }),
    code = h("p", { class: "code" }),
    teams = h("ul", { class: "teams" }),
    locked = h("p", { class: "told" }, text("room_locked"));
  const rows = rowsOf(teams, t => t.world, teamCard),
    guesses = h("div", { class: "guesses" }),
    n = app.lesson.rounds.length;
  const join = h(
    "section",
    { class: "scan" },
    h("h2", {}, text("scan")),
    h("img", { src: "/qr.svg", alt: text("qr", { url: state.url }) }),
    h("p", { class: "url" }, state.url.replace(/^https?:\/\/|\/$/g, "")),
    h("p", { class: "under" }, text("code")),
    code,
  );
  return {
    node: h(
      "div",
      { class: "wall lobby" },
      h("h1", { tabindex: "-1" }, pick(app.lesson.title)),
      h("p", { class: "question" }, pick(app.lesson.question)),
      h("p", { class: "under" }, text(app.lesson.practice ? "plan_practice" : "plan", { n })),
      join,
      h("section", { class: "people" }, here, locked, teams, guesses),
    ),
    update(next) {
      const all = next.teams.reduce((sum, t) => sum + t.players.length, 0),
        guessed = next.guesses.yes + next.guesses.no;
      say(here, all > 1 ? text("here", { n: all }) : text(all ? "here_one" : "nobody"));
      say(code, spaced(next.code));
      show(locked, next.locked);
      rows(next.teams.map(t => ({ ...t, crowded: all >= (next.teams.length > MANY ? CROWD_OF_MANY : CROWD) })));
      say(guesses, guessed ? text(guessed === 1 ? "guesses_one" : "guesses_title", { n: guessed }) : "");
    },
  };
}

// ---- Deciding ----

function decidedCard(team) {
  const mark = h("span", { class: "tick" });
  const node = h("li", { class: "card" }, h("div", { class: "head" }, teamLabel(team), mark));
  return {
    node,
    update(t) {
      node.classList.toggle("ready", t.decided);
      say(mark, !t.decided ? "…" : t.many ? "✓" : text("decided"));
    },
  };
}
export function wallDecide(app, state) {
  const teams = h("ul", { class: "teams" }),
    rows = rowsOf(teams, t => t.world, decidedCard),
    done = h("h2", { "aria-live": "polite" }),
    clock = h("p", { class: "bigclock", role: "timer", "data-clock": true, "aria-label": text("clock") });
  const event = h("section", { class: "card event", role: "alert" }),
    round = state.round;
  let shock;
  return {
    node: h(
      "div",
      { class: "wall deciding" },
      h(
        "div",
        {},
        h("h1", { tabindex: "-1" }, roundTitle(app.lesson, round)),
        h("p", { class: "under" }, round ? pick(app.lesson.rounds[round - 1].months) : text("practice_note")),
        h("p", { class: "question" }, pick(app.lesson.question)),
      ),
      clock,
      event,
      done,
      teams,
    ),
    update(next) {
      const happened = app.lesson.shocks?.find(e => e.name === next.shock);
      if (shock !== next.shock)
        event.replaceChildren(
          ...(happened ? [h("h2", {}, pick(happened.title)), h("p", {}, pick(happened.help))] : []),
        );
      shock = next.shock;
      show(event, Boolean(happened));
      say(done, text("wall_done", { n: next.teams.filter(t => t.decided).length, all: next.teams.length }));
      rows(next.teams.map(t => ({ ...t, many: next.teams.length > MANY })));
    },
  };
}

// ---- Scores ----

export function wallScores(app, state) {
  const board = h("div", { class: "board" });
  let was;
  return {
    node: h(
      "div",
      { class: "wall scoring" },
      h("h1", { tabindex: "-1" }, text("round_over", { round: roundName(app.lesson, state.round) })),
      board,
    ),
    update(next) {
      const now = JSON.stringify([next.shown, next.results]);
      if (now !== was)
        board.replaceChildren(
          scores(app.lesson, next, state.round, { levers: next.shown.levers && next.teams.length <= MANY }) ?? "",
        );
      was = now;
    },
  };
}
