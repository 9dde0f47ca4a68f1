// SPDX-License-Identifier: GPL-3.0-or-later
// The projector: who is here and how to join, who has decided, all curves while they grow, the scoreboard, and the class's two guesses.
import { chart } from "./chart.js";
import { curvesOf, fetchCurves, lastDay, pace, until, valueAt } from "./days.js";
import { h, rowsOf, s, say, show } from "./dom.js";
import { daysOf, roundName, roundTitle, valueOf } from "./figures.js";
import { list } from "./finish.js";
import { captionOf, firstMeasure, spanOf } from "./running.js";
import { lastRound, leversShown, scores } from "./scores.js";
import { teamLabel, teamName } from "./teams.js";
import { pick, text } from "./words.js";

const CROWD = 48;
const spaced = code => code && code.length === 6 ? `${code.slice(0, 3)} ${code.slice(3)}` : code ?? "";

// ---- Lobby ----

function teamCard(team) {
  const count = h("span", { class: "count" }), names = h("p", { class: "names" });
  return { node: h("li", { class: "card" }, h("div", { class: "head" }, teamLabel(team), count), names), update({ players, crowded }) {
    say(count, String(players.length));
    const now = crowded ? "" : players.map(p => p.name).join("\n");
    if (names.dataset.now !== now) names.replaceChildren(...(crowded ? [] : players.map(p => h("span", {}, p.name))));
    names.dataset.now = now;
  } };
}
function votes(state) {
  const { yes, no, then_yes: thenYes, then_no: thenNo } = state.guesses, most = Math.max(1, yes, no, thenYes, thenNo);
  const bar = (n, kind) => h("span", { class: "vote" }, s("svg", { class: "bars", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, s("rect", { x: 0, y: 1, width: 100 * n / most, height: 8, class: kind })), h("b", {}, text("votes", { n })));
  const row = (name, first, then) => h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, bar(first, "firstly")), state.phase === "end" ? h("td", {}, bar(then, "secondly")) : null);
  return h("table", { class: "votes" }, h("thead", { class: state.phase === "end" ? null : "unseen" }, h("tr", {}, h("td"), h("th", { scope: "col" }, text("then")), state.phase === "end" ? h("th", { scope: "col" }, text("now")) : null)),
    h("tbody", {}, row(text("yes"), yes, thenYes), row(text("no"), no, thenNo)));
}

export function wallLobby(app, state) {
  const here = h("h2", { "aria-live": "polite" }), code = h("p", { class: "code" }), teams = h("ul", { class: "teams" }), locked = h("p", { class: "told" }, text("room_locked"));
  const rows = rowsOf(teams, t => t.world, teamCard), guesses = h("div", { class: "guesses" }), n = app.lesson.rounds.length;
  const join = h("section", { class: "scan" }, h("h2", {}, text("scan")), h("img", { src: "/qr.svg", alt: text("qr", { url: state.url }) }), h("p", { class: "url" }, state.url.replace(/^https?:\/\/|\/$/g, "")), h("p", { class: "under" }, text("code")), code);
  return { node: h("div", { class: "wall lobby" }, h("h1", { tabindex: "-1" }, pick(app.lesson.question)), h("p", { class: "under" }, text(app.lesson.practice ? "plan_practice" : "plan", { n })),
    join, h("section", { class: "people" }, here, locked, teams, guesses)), update(next) {
    const all = next.teams.reduce((sum, t) => sum + t.players.length, 0), guessed = next.guesses.yes + next.guesses.no;
    say(here, all > 1 ? text("here", { n: all }) : text(all ? "here_one" : "nobody"));
    say(code, spaced(next.code));
    show(locked, next.locked);
    rows(next.teams.map(t => ({ ...t, crowded: all >= CROWD })));
    say(guesses, guessed ? text("guesses_title", { n: guessed }) : "");
  } };
}

// ---- Deciding ----

function decidedCard(team) {
  const mark = h("span", { class: "tick" });
  const node = h("li", { class: "card" }, h("div", { class: "head" }, teamLabel(team), mark));
  return { node, update(t) {
    node.classList.toggle("ready", t.decided);
    say(mark, t.decided ? text("decided") : "…");
  } };
}
export function wallDecide(app, state) {
  const teams = h("ul", { class: "teams" }), rows = rowsOf(teams, t => t.world, decidedCard), done = h("h2", { "aria-live": "polite" }), clock = h("p", { class: "bigclock", role: "timer", "data-clock": true, "aria-label": text("clock") });
  const event = h("section", { class: "card event", role: "alert" }), round = state.round;
  let shock;
  return { node: h("div", { class: "wall deciding" }, h("h1", { tabindex: "-1" }, roundTitle(app.lesson, round)), h("p", { class: "under" }, round ? pick(app.lesson.rounds[round - 1].months) : text("practice_note")),
    h("p", { class: "question" }, pick(app.lesson.question)), clock, event, done, teams), update(next) {
    const happened = app.lesson.shocks?.find(e => e.name === next.shock);
    if (shock !== next.shock) event.replaceChildren(...(happened ? [h("h2", {}, pick(happened.title)), h("p", {}, pick(happened.help))] : []));
    shock = next.shock;
    show(event, Boolean(happened));
    say(done, text("wall_done", { n: next.teams.filter(t => t.decided).length, all: next.teams.length }));
    rows(next.teams);
  } };
}

// ---- Curves ----

export function wallRun(app, state) {
  const round = state.round, measure = firstMeasure(app.lesson), picture = chart("whole"), note = h("p", { class: "under" }), [least, most] = spanOf(app.lesson), worlds = () => [...curvesOf(round)].sort((a, b) => a[0] - b[0]);
  const reached = () => { const all = worlds().map(([, c]) => lastDay(c)); return all.length ? Math.min(...all) : 0; };
  let latest = state, walk = null;
  const days = () => latest.runs?.[0]?.days || daysOf(app.lesson, round), nameOf = world => { const team = latest.teams.find(t => t.world === world); return team ? teamName(team) : ""; };
  function draw(day) {
    const values = worlds().flatMap(([, c]) => c.values), labels = worlds().map(([world, c]) => ({ world, value: valueAt(c, day), text: `${nameOf(world)} ${valueOf(measure, valueAt(c, day))}` }));
    picture.draw({ days: days(), low: Math.min(least * 0.1, ...values), high: Math.max(most * 0.1, ...values), curves: worlds().map(([world, c]) => ({ world, points: until(c, day), dashed: true })), labels,
      caption: captionOf(app.lesson, round), said: `${pick(measure.title)}: ${labels.map(l => l.text).join(", ")}` });
    say(note, text("day_of", { day: Math.floor(day), days: days() }));
  }
  fetchCurves(round).then(() => draw(walk.day()));
  walk = pace(days(), reached, draw);
  draw(0);
  return { node: h("div", { class: "wall curves" }, h("h1", { tabindex: "-1" }, roundTitle(app.lesson, round)), note, h("h2", {}, text("wall_curve", { measure: pick(measure.title), unit: pick(measure.unit) }), " ", h("span", { class: "under" }, measure.beside ? text("against_home") : "")), picture.node),
    update(next) {
      latest = next;
      const broken = next.runs?.some(r => r.state === "failed");
      if (broken) say(note, text("run_failed"));
      if (next.phase === "result" && !worlds().length) fetchCurves(round).then(() => draw(walk.day()));
    }, stop: () => walk.stop(), busy: () => !walk.done() && reached() > 0 };
}

// ---- Scores and end ----

export function wallScores(app, state) {
  const board = h("div", { class: "board" });
  let was;
  return { node: h("div", { class: "wall scoring" }, h("h1", { tabindex: "-1" }, text("round_over", { round: roundName(app.lesson, state.round) })), board), update(next) {
    const now = JSON.stringify([next.shown, next.results]);
    if (now !== was) board.replaceChildren(scores(app.lesson, next, state.round) ?? "", (next.shown.levers && leversShown(app.lesson, next, state.round)) || "");
    was = now;
  } };
}
export function wallEnd(app, state) {
  const said = h("section", { class: "card" }), round = lastRound(state), board = h("div", { class: "board" });
  let was;
  return { node: h("div", { class: "wall ending" }, h("h1", { tabindex: "-1" }, pick(app.lesson.question)), h("div", { class: "halves" }, said, list(text("worksheet"), app.lesson.worksheet)), board, h("p", { class: "ask" }, text("ask_class"))), update(next) {
    const now = JSON.stringify([next.guesses, next.shown, next.results.length]);
    if (now !== was) {
      said.replaceChildren(h("h2", {}, text("your_guess")), votes(next));
      board.replaceChildren((next.shown.scores && round >= 0 && scores(app.lesson, next, round)) || "");
    }
    was = now;
  } };
}
