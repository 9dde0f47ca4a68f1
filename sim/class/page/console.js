// SPDX-License-Identifier: GPL-3.0-or-later
// The teacher's console. What is needed in a panic stands on top: the one next step, the time. What hurts stands at the
// bottom and asks before it acts. Only here are predictions seen while a round is open.
import { debriefPart, tryPart } from "./debrief.js";
import { h, rowsOf, say, set, show } from "./dom.js";
import { roundTitle } from "./figures.js";
import { post } from "./http.js";
import { dangerPart, tellPart } from "./orders.js";
import { button, teamRow } from "./roster.js";
import { lastRound, scores } from "./scores.js";
import { text } from "./words.js";

const NARROW = 700;

// The one step that comes next: its words and what it does.
function nextStep(lesson, state) {
  const first = lesson.practice ? text("start_practice") : text("start_first", { round: roundTitle(lesson, 1) });
  if (state.phase === "lobby") return [first, { do: "start" }];
  if (state.phase === "decide") return [text("close_now"), { do: "close" }];
  if (state.phase === "result" && state.round < lesson.rounds.length)
    return [text("open_next", { round: roundTitle(lesson, state.round + 1) }), { do: "open" }];
  if (state.phase === "result") return [text("end_now"), { do: "end" }];
  if (state.runs?.some(r => r.state === "failed")) return [text("run_again"), { do: "rewind", round: state.round }];
  return null;
}
function howFar(state) {
  if (state.phase === "decide")
    return text("teams_decided", { n: state.teams.filter(t => t.decided).length, all: state.teams.length });
  return state.phase === "lobby" ? text("guesses_are", state.guesses) : "";
}
function nowPart(app, act) {
  let step = null,
    latest;
  const main = button("", () => step && act(step), "main"),
    longer = button(text("extend"), () => act({ do: "extend", seconds: 60 })),
    pause = button(text("pause"), () => act({ do: "pause", on: !latest.paused })),
    again = button(text("run_again"), () => act({ do: "rewind", round: latest.round })),
    phase = h("h1", { tabindex: "-1" }),
    how = h("p", { class: "under", role: "status" });
  const clock = h("span", { class: "bigclock", role: "timer", "data-clock": true, "aria-label": text("clock") });
  const toggle = (what, label) => button(label, () => act({ do: "show", what, on: !latest.shown[what] }));
  const points = toggle("scores", text("show_scores")),
    levers = toggle("levers", text("show_levers")),
    rules = toggle("rules", text("allow_rules"));
  return {
    node: h(
      "section",
      { class: "card nowpart" },
      h("div", { class: "head" }, phase, clock),
      how,
      h("div", { class: "row" }, main, longer, pause, again),
      h("div", { class: "row" }, points, levers, rules),
    ),
    update(state) {
      latest = state;
      const next = nextStep(app.lesson, state),
        round = ["lobby", "end"].includes(state.phase) ? "" : text("dot") + roundTitle(app.lesson, state.round);
      step = next?.[1];
      say(main, next?.[0] ?? text(state.phase === "run" ? "computing" : "phase_end"));
      main.disabled = !next;
      const clocked = state.phase === "decide" && state.closes + state.paused > 0;
      show(longer, clocked);
      show(pause, clocked);
      set(pause, "aria-pressed", state.paused > 0);
      say(phase, text("phase_" + state.phase) + round);
      say(how, howFar(state));
      show(again, state.phase === "result" && state.runs.some(r => r.state === "failed"));
      set(points, "aria-pressed", state.shown.scores);
      set(levers, "aria-pressed", state.shown.levers);
      set(rules, "aria-pressed", state.shown.rules);
    },
  };
}

// Who is here, how to join, and the teams.
function peoplePart(app, act) {
  const teams = h("ul", { class: "teamlist" }),
    rows = rowsOf(
      teams,
      ({ team }) => team.world,
      ({ team }) => teamRow(app, team, act),
    );
  const people = h("h2", { "aria-live": "polite" }),
    door = h("p", { class: "door" }),
    wall = h("a", { href: "/wall", target: "_blank" }, text("wall_link"));
  return {
    node: h(
      "section",
      { class: "card" },
      h("div", { class: "head" }, people, h("span", { class: "gap" }), wall),
      door,
      teams,
    ),
    update(state) {
      const all = state.teams.reduce((sum, t) => sum + t.players.length, 0);
      say(people, all === 1 ? text("here_one") : all ? text("here", { n: all }) : text("nobody"));
      say(door, `${state.url.replace(/^https?:\/\/|\/$/g, "")}${text("dot")}${text("code")} ${state.code ?? ""}`);
      rows(state.teams.map(team => ({ team, state })));
    },
  };
}
function boardPart(app) {
  const node = h("div");
  let was;
  return {
    node,
    update(state) {
      const round = lastRound(state),
        apart = innerWidth < NARROW,
        now = JSON.stringify([state.results, apart]);
      if (now === was) return;
      was = now;
      const title = h("h2", {}, text("scores", { round: roundTitle(app.lesson, round) }));
      node.replaceChildren(
        ...(round < 0 ? [] : [h("section", { class: "card" }, title, scores(app.lesson, state, round, { apart }))]),
      );
    },
  };
}

export function teacher(app) {
  const told = h("p", { class: "told", role: "status" });
  const act = async order => {
    const { error } = await post("/api/do", order);
    say(told, error ? text(error) : order.do === "message" ? text("sent") : "");
    return !error;
  };
  const now = nowPart(app, act),
    tell = tellPart(app, act),
    danger = dangerPart(app, act),
    people = peoplePart(app, act),
    board = boardPart(app),
    trial = tryPart(app),
    debrief = debriefPart(app, () => [trial.node]);
  const node = h(
    "div",
    { class: "console" },
    h("div", { class: "side" }, now.node, told, tell.node, danger.node),
    h("div", { class: "side" }, people.node, board.node, trial.node, debrief.node),
  );
  return {
    node,
    update(state) {
      for (const part of [now, tell, danger, people, board, trial, debrief]) part.update(state);
    },
  };
}
