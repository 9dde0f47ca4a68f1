// SPDX-License-Identifier: GPL-3.0-or-later
// The teacher's console. What is needed in a panic stands on top: the one next step, the time. What hurts stands at the bottom and asks
// before it acts. Only here are predictions seen while a round is open.
import { ask, h, rowsOf, say, set, show } from "./dom.js";
import { roundTitle, valueOf } from "./figures.js";
import { firstMeasure } from "./running.js";
import { lastRound, scores } from "./scores.js";
import { post } from "./server.js";
import { teamLabel } from "./teams.js";
import { pick, text } from "./words.js";

const button = (label, onclick, kind = null) => h("button", { type: "button", class: kind, onclick }, label);

// ---- Now ----

// The one step that comes next: its words and what it does.
function nextStep(lesson, state) {
  const first = lesson.practice ? text("start_practice") : text("start_first", { round: roundTitle(lesson, 1) });
  if (state.phase === "lobby") return [first, { do: "start" }];
  if (state.phase === "decide") return [text("close_now"), { do: "close" }];
  if (state.phase === "result" && state.round < lesson.rounds.length) return [text("open_next", { round: roundTitle(lesson, state.round + 1) }), { do: "open" }];
  if (state.phase === "result") return [text("end_now"), { do: "end" }];
  if (state.runs?.some(r => r.state === "failed")) return [text("run_again"), { do: "rewind", round: state.round }];
  return null;
}
function nowPart(app, act) {
  let step = null, latest;
  const main = button("", () => step && act(step), "main"), longer = button(text("extend"), () => act({ do: "extend", seconds: 60 })), phase = h("h1", { tabindex: "-1" }), how = h("p", { class: "under", role: "status" });
  const clock = h("span", { class: "bigclock", role: "timer", "data-clock": true, "aria-label": text("clock") });
  const toggle = (what, label) => button(label, () => act({ do: "show", what, on: !latest.shown[what] }));
  const points = toggle("scores", text("show_scores")), levers = toggle("levers", text("show_levers"));
  return { node: h("section", { class: "card nowpart" }, h("div", { class: "head" }, phase, clock), how, h("div", { class: "row" }, main, longer), h("div", { class: "row" }, points, levers)), update(state) {
    latest = state;
    const next = nextStep(app.lesson, state), round = ["lobby", "end"].includes(state.phase) ? "" : text("dot") + roundTitle(app.lesson, state.round);
    step = next?.[1];
    say(main, next?.[0] ?? text(state.phase === "run" ? "computing" : "phase_end"));
    main.disabled = !next;
    show(longer, state.phase === "decide" && state.closes > 0);
    say(phase, text("phase_" + state.phase) + round);
    say(how, state.phase === "decide" ? text("teams_decided", { n: state.teams.filter(t => t.decided).length, all: state.teams.length }) : "");
    set(points, "aria-pressed", state.shown.scores);
    set(levers, "aria-pressed", state.shown.levers);
  } };
}

// ---- Teams ----

function playerRow(player, act) {
  const name = h("span"), input = h("input", { maxlength: 16, "aria-label": text("new_name", { name: player.name }) });
  const form = h("form", { class: "row", hidden: true, onsubmit: e => { e.preventDefault(); act({ do: "rename", player: player.id, name: input.value.trim() }); show(form, false); } }, input, h("button", {}, text("save")));
  const remove = async () => { if (await ask({ title: text("remove_ask", { name: name.textContent }), text: text("remove_text"), yes: text("remove"), no: text("keep_it") })) act({ do: "remove", player: player.id }); };
  const rename = button(text("rename"), () => { show(form, form.hidden); input.value = name.textContent; input.focus(); }, "quiet"), away = button(text("remove"), remove, "quiet");
  return { node: h("li", {}, name, h("span", { class: "gap" }), rename, away, form), update(p) {
    say(name, p.name);
    set(rename, "aria-label", `${text("rename")}: ${p.name}`);
    set(away, "aria-label", `${text("remove")}: ${p.name}`);
  } };
}
function stateWords(team, state) {
  const run = state.runs?.find(r => r.world === team.world);
  if (state.phase === "decide") return text(team.decided ? "decided_yes" : "decided_no");
  if (state.phase !== "run" && state.phase !== "result" || !run) return "";
  return run.state === "running" ? text("run_running", run) : text(run.state === "failed" ? "run_failed_short" : "run_" + run.state);
}
function expectedOf(app, team, state) {
  const measure = firstMeasure(app.lesson), value = team.prediction?.[measure.name] ?? state.results.find(r => r.world === team.world && r.round === state.round)?.prediction?.[measure.name];
  return value === undefined ? "" : text("predicted", { value: valueOf(measure, value) });
}
function teamRow(app, team, act) {
  const status = h("span", { class: "status" }), count = h("summary"), players = h("ul", { class: "players" }), rows = rowsOf(players, p => p.id, p => playerRow(p, act)), expected = h("span", { class: "hint" }), report = h("a", { target: "_blank" }, text("report_of"));
  const node = h("li", {}, h("div", { class: "head" }, teamLabel(team), status, expected, h("span", { class: "gap" }), report), h("details", {}, count, players));
  return { node, update({ team: t, state }) {
    const n = t.players.length, round = Math.max(-1, ...state.results.filter(r => r.world === t.world).map(r => r.round));
    node.classList.toggle("ready", t.decided && state.phase === "decide");
    say(status, stateWords(t, state));
    say(expected, expectedOf(app, t, state));
    say(count, t.bot || !n ? `${text("bot")}` : text(n === 1 ? "player_one" : "players", { n }));
    rows(t.players);
    show(report, round >= 0);
    report.href = `/report?world=${t.world}&round=${round}`;
  } };
}

// ---- Telling, disturbing, and what hurts ----

function tellPart(app, act) {
  const words = h("input", { id: "message", maxlength: 200, autocomplete: "off" }), which = h("select", { id: "shock" }, h("option", { value: "" }, text("none_now")), (app.lesson.shocks ?? []).map(e => h("option", { value: e.name }, pick(e.title)))), what = h("p", { class: "hint", "aria-live": "polite" });
  which.addEventListener("change", () => say(what, pick(app.lesson.shocks.find(e => e.name === which.value)?.help)));
  const send = e => { e.preventDefault(); if (words.value.trim()) act({ do: "message", text: words.value.trim() }).then(ok => { if (ok) words.value = ""; }); };
  const happen = e => { e.preventDefault(); if (which.value) act({ do: "shock", name: which.value }); };
  return { node: h("section", { class: "card" }, h("h2", {}, text("tell")), h("form", { onsubmit: send }, h("label", { for: "message" }, text("message")), h("div", { class: "row" }, words, h("button", {}, text("send")))),
    app.lesson.shocks?.length ? h("form", { onsubmit: happen }, h("label", { for: "shock" }, text("shock")), h("div", { class: "row" }, which, h("button", {}, text("let_happen"))), what) : null), update() {} };
}
function dangerPart(app, act) {
  const which = h("select", { id: "rewind" }), back = button(text("rewind_do"), async () => {
    const round = +which.value;
    if (await ask({ title: text("rewind_ask", { round: roundTitle(app.lesson, round) }), text: text("rewind_text"), yes: text("rewind_yes"), no: text("keep_it") })) act({ do: "rewind", round });
  });
  const sure = (name, order) => async () => { if (await ask({ title: text(name + "_ask"), text: text(name + "_text"), yes: text(name + "_yes"), no: text("keep_it") })) act(order); };
  let latest, rounds = "";
  const lock = button(text("lock"), () => act({ do: "lock", on: !latest.locked })), rewind = h("div", {}, h("label", { for: "rewind" }, text("rewind")), h("div", { class: "row" }, which, back));
  return { node: h("section", { class: "card danger" }, h("div", { class: "row" }, lock), rewind, h("h2", {}, text("danger")), h("div", { class: "row" }, button(text("end_lesson"), sure("end", { do: "end" }), "hurts"), button(text("wipe"), sure("wipe", { do: "wipe" }), "hurts"))), update(state) {
    latest = state;
    set(lock, "aria-pressed", state.locked);
    const reached = state.phase === "lobby" ? [] : Array.from({ length: state.round + 1 }, (_, i) => i).filter(i => i || app.lesson.practice);
    show(rewind, reached.length > 0);
    if (rounds !== reached.join()) which.replaceChildren(...reached.map(i => h("option", { value: i }, roundTitle(app.lesson, i))));
    rounds = reached.join();
  } };
}

export function teacher(app) {
  const told = h("p", { class: "told", role: "status" });
  const act = async order => {
    const { error } = await post("/api/do", order);
    say(told, error ? text(error) : order.do === "message" ? text("sent") : "");
    return !error;
  };
  const teams = h("ul", { class: "teamlist" }), rows = rowsOf(teams, ({ team }) => team.world, ({ team }) => teamRow(app, team, act)), board = h("div"), people = h("h2", { "aria-live": "polite" });
  const now = nowPart(app, act), tell = tellPart(app, act), danger = dangerPart(app, act), door = h("p", { class: "door" });
  let was;
  return { node: h("div", { class: "console" }, h("div", { class: "side" }, now.node, told, tell.node, danger.node), h("div", { class: "side" }, h("section", { class: "card" }, h("div", { class: "head" }, people, h("span", { class: "gap" }), h("a", { href: "/wall", target: "_blank" }, text("wall_link"))), door, teams), board)), update(state) {
    for (const part of [now, tell, danger]) part.update(state);
    const all = state.teams.reduce((sum, t) => sum + t.players.length, 0), round = lastRound(state), results = JSON.stringify(state.results);
    say(people, all === 1 ? text("here_one") : all ? text("here", { n: all }) : text("nobody"));
    say(door, `${state.url.replace(/^https?:\/\/|\/$/g, "")}${text("dot")}${text("code")} ${state.code ?? ""}`);
    rows(state.teams.map(team => ({ team, state })));
    if (results !== was && round >= 0) board.replaceChildren(h("section", { class: "card" }, h("h2", {}, text("scores", { round: roundTitle(app.lesson, round) })), scores(app.lesson, state, round) ?? ""));
    was = results;
  } };
}
