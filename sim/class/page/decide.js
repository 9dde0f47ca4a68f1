// SPDX-License-Identifier: GPL-3.0-or-later
// A student's decision: what the role knows, its levers, the prediction, and one main button. Moving never waits for the network: the
// draft is kept here, and what was decided goes again until it has arrived.
import { h, say, show } from "./dom.js";
import { roundName } from "./figures.js";
import { keep, kept } from "./keep.js";
import { makeLever } from "./levers.js";
import { lastResult, predictBox } from "./predict.js";
import { put, sendWaiting, waiting } from "./server.js";
import { pick, text } from "./words.js";

const alike = (a, b) => JSON.stringify(Object.entries(a ?? {}).sort()) === JSON.stringify(Object.entries(b ?? {}).sort());
const subset = (whole, names) => Object.fromEntries(names.filter(n => whole?.[n] !== undefined).map(n => [n, whole[n]]));

const knows = role => h("section", { class: "knows" }, h("h2", {}, text("what_you_know")), h("ul", {}, role.knows.map(k => h("li", {}, pick(k)))));

function head(app, state, role) {
  const months = state.round ? `${roundName(app.lesson, state.round)}: ${pick(app.lesson.rounds[state.round - 1].months)}` : `${text("practice")}: ${text("practice_note")}`;
  return [h("p", { class: "over" }, text("you_are")), h("h1", { tabindex: "-1" }, pick(role.title)), h("p", { class: "under" }, months)];
}

export function decide(app, state) {
  const role = app.lesson.roles.find(r => r.name === state.me.role), names = role.levers.map(l => l.name), round = state.round, place = `draft:${round}`;
  const before = lastResult(state)?.choices, defaults = Object.fromEntries(role.levers.map(l => [l.name, l.default]));
  const draft = kept(place), start = { ...defaults, ...subset(before, names), ...subset(state.me.choices, names), ...draft?.choices };
  const predicted = { ...(state.me.decided ? state.me.prediction : {}), ...draft?.prediction };
  let latest = state, sent = null, sending = false, trouble = "", touched = Boolean(draft), teams = JSON.stringify(state.me.choices);

  const levers = role.levers.map(l => makeLever(l, start[l.name], before?.[l.name], moved));
  const box = predictBox(app, state, role, predicted, moved);
  const go = h("button", { type: "button", class: "main", onclick: press }), note = h("p", { class: "hint", role: "status" });
  const theirs = h("section", { class: "notice message", role: "status", hidden: true }, h("p", {}, text("theirs")), h("button", { type: "button", onclick: takeTheirs }, text("take_theirs")));
  const choices = () => Object.fromEntries(levers.map(l => [l.name, l.value()]));
  const whole = () => ({ round, choices: choices(), prediction: { ...predicted } });

  function judge() { const now = choices(); for (const lever of levers) lever.judge(now); }
  function moved() {
    touched = true;
    trouble = "";
    keep(place, { choices: choices(), prediction: predicted });
    judge();
    refresh();
  }
  const arrived = body => body && alike(body.choices, choices()) && alike(body.prediction, predicted);
  const isSent = () => arrived(sent) || (latest.me.decided && arrived({ choices: subset(latest.me.choices, names), prediction: latest.me.prediction }));
  function refresh() {
    const out = waiting(), held = out && out.round === round, done = isSent() && !held;
    const label = box.missing() ? "next_predict" : sending ? "sending" : done ? "decided" : latest.me.decided || held ? "decide_again" : "decide";
    say(go, text(label));
    go.classList.toggle("done", done && !box.missing());
    say(note, trouble || (held && !sending ? text("saved_here") : done ? text("can_change") : latest.me.decided ? text("has_changed") : text("can_change")));
  }
  async function press() {
    if (box.missing()) return box.goThere();
    if (isSent() && !waiting()) return;
    put(whole());
    await deliver();
  }
  async function deliver() {
    const body = waiting();
    if (!body || body.round !== round) return;
    sending = true;
    refresh();
    const answer = await sendWaiting();
    sending = false;
    if (answer?.ok) sent = body;
    else if (answer && answer.error !== "offline") trouble = text(answer.error);
    refresh();
  }
  function takeTheirs() {
    for (const lever of levers) if (latest.me.choices?.[lever.name] !== undefined) lever.set(latest.me.choices[lever.name]);
    box.set(latest.me.prediction ?? {});
    moved();
    show(theirs, false);
  }
  // Another member of the team has decided: what nobody here has touched follows; what somebody has, stays, and says so.
  function follow() {
    const now = JSON.stringify(latest.me.choices);
    if (now === teams) return;
    teams = now;
    if (isSent()) return;
    if (touched) show(theirs, true); else takeTheirs();
  }
  judge();
  refresh();
  return {
    node: h("div", { class: "decide" }, h("div", { class: "intro" }, head(app, state, role), knows(role)), theirs,
      h("section", { class: "levers", "aria-labelledby": "levers" }, h("h2", { id: "levers" }, text("levers")), levers.map(l => l.node)), box.node, h("div", { class: "dock" }, go, note)),
    update(next) { latest = next; follow(); refresh(); },
    delivered(body) { if (body.round === round) sent = body; refresh(); },
    deliver,
  };
}
