// SPDX-License-Identifier: GPL-3.0-or-later
// A student's decision: what the role knows, its levers, the prediction, and one main button. Moving never waits for
// the network: the draft is kept here, and what was decided goes again until it has arrived.
import { h, say, show } from "./dom.js";
import { roundName } from "./figures.js";
import { keep, kept } from "./keep.js";
import { makeLever } from "./levers.js";
import { lastResult, predictBox } from "./predict.js";
import { rulePart } from "./rule.js";
import { put, sendWaiting, waiting } from "./server.js";
import { pick, text } from "./words.js";

const alike = (a, b) =>
  JSON.stringify(Object.entries(a ?? {}).sort()) === JSON.stringify(Object.entries(b ?? {}).sort());
const subset = (whole, names) =>
  Object.fromEntries(names.filter(n => whole?.[n] !== undefined).map(n => [n, whole[n]]));

const knows = role =>
  h(
    "section",
    { class: "knows" },
    h("h2", {}, text("what_you_know")),
    h(
      "ul",
      {},
      role.knows.map(k => h("li", {}, pick(k))),
    ),
  );

function head(app, state, role) {
  const months = state.round
    ? `${roundName(app.lesson, state.round)}: ${pick(app.lesson.rounds[state.round - 1].months)}`
    : `${text("practice")}: ${text("practice_note")}`;
  return [
    h("p", { class: "over" }, text("you_are")),
    h("h1", { tabindex: "-1" }, pick(role.title)),
    h("p", { class: "under" }, months),
  ];
}

// Where a team begins: what was sent or kept here, else what held before, else the lesson's defaults.
function beginning(state, role, draft) {
  const names = role.levers.map(l => l.name),
    before = lastResult(state)?.choices;
  const defaults = Object.fromEntries(role.levers.map(l => [l.name, l.default]));
  const choices = { ...defaults, ...subset(before, names), ...subset(state.me.choices, names), ...draft?.choices };
  return { before, choices, predicted: { ...(state.me.decided ? state.me.prediction : {}), ...draft?.prediction } };
}

class Decision {
  constructor(app, state) {
    this.role = app.lesson.roles.find(r => r.name === state.me.role);
    this.round = state.round;
    this.place = `draft:${state.round}`;
    this.latest = state;
    this.teams = JSON.stringify(state.me.choices);
    const draft = kept(this.place),
      { before, choices, predicted } = beginning(state, this.role, draft),
      moved = () => this.moved();
    Object.assign(this, { touched: Boolean(draft), predicted, sent: null, sending: false, trouble: "" });
    this.levers = this.role.levers.map(l => makeLever(l, choices[l.name], before?.[l.name], moved));
    this.rule = rulePart(this.levers, moved);
    this.box = predictBox(app, state, this.role, predicted, moved);
    this.node = this.build(app, state);
    this.judge();
    this.rule.update(state);
    this.refresh();
  }
  build(app, state) {
    this.go = h("button", { type: "button", class: "main", onclick: () => this.press() });
    this.note = h("p", { class: "hint", role: "status" });
    const take = h("button", { type: "button", onclick: () => this.takeTheirs() }, text("take_theirs"));
    this.theirs = h(
      "section",
      { class: "notice message", role: "status", hidden: true },
      h("p", {}, text("theirs")),
      take,
    );
    const levers = h(
      "section",
      { class: "levers", "aria-labelledby": "levers" },
      h("h2", { id: "levers" }, text("levers")),
      this.levers.map(l => l.node),
      this.rule.node,
    );
    return h(
      "div",
      { class: "decide" },
      h("div", {}, head(app, state, this.role), knows(this.role)),
      this.theirs,
      levers,
      this.box.node,
      h("div", { class: "dock" }, this.go, this.note),
    );
  }

  // ---- What is said on the page, and what of it has arrived ----

  choices() {
    return Object.fromEntries(this.levers.map(l => [l.name, l.value()]));
  }
  judge() {
    const now = this.choices();
    for (const lever of this.levers) lever.judge(now);
  }
  moved() {
    this.touched = true;
    this.trouble = "";
    keep(this.place, { choices: this.choices(), prediction: this.predicted });
    this.judge();
    this.refresh();
  }
  holds(body) {
    return body && alike(body.choices, this.choices()) && alike(body.prediction, this.predicted);
  }
  isSent() {
    const { decided, choices, prediction } = this.latest.me;
    return (
      this.holds(this.sent) ||
      (decided &&
        this.holds({
          choices: subset(
            choices,
            this.levers.map(l => l.name),
          ),
          prediction,
        }))
    );
  }
  isHeld() {
    return waiting()?.round === this.round;
  }

  // ---- The main button ----

  label(done) {
    if (this.box.missing()) return "next_predict";
    if (this.sending) return "sending";
    if (done) return "decided";
    return this.latest.me.decided || this.isHeld() ? "decide_again" : "decide";
  }
  remark(done) {
    if (this.trouble) return this.trouble;
    if (this.isHeld() && !this.sending) return text("saved_here");
    return text(done || !this.latest.me.decided ? "can_change" : "has_changed");
  }
  refresh() {
    const done = this.isSent() && !this.isHeld();
    say(this.go, text(this.label(done)));
    this.go.classList.toggle("done", done && !this.box.missing());
    say(this.note, this.remark(done));
  }
  async press() {
    if (this.box.missing()) return this.box.goThere();
    if (this.isSent() && !waiting()) return;
    const body = { round: this.round, choices: this.choices(), prediction: { ...this.predicted } };
    put(body);
    this.sending = true;
    this.refresh();
    const answer = await sendWaiting();
    this.sending = false;
    if (answer?.ok) this.sent = body;
    else if (answer && answer.error !== "offline") this.trouble = text(answer.error);
    this.refresh();
  }

  // ---- What comes from elsewhere ----

  takeTheirs() {
    const { choices, prediction } = this.latest.me;
    for (const lever of this.levers) if (choices?.[lever.name] !== undefined) lever.set(choices[lever.name]);
    this.box.set(prediction ?? {});
    this.moved();
    show(this.theirs, false);
  }
  // A team mate has decided: what nobody here has touched follows; what somebody has, stays, and a note says so.
  follow() {
    const now = JSON.stringify(this.latest.me.choices),
      news = now !== this.teams;
    this.teams = now;
    if (!news || this.isSent()) return;
    if (this.touched) show(this.theirs, true);
    else this.takeTheirs();
  }
  update(state) {
    this.latest = state;
    this.follow();
    this.rule.update(state);
    this.refresh();
  }
  // What waited for the network has gone out.
  delivered(body) {
    if (body.round === this.round) this.sent = body;
    this.refresh();
  }
}
export const decide = (app, state) => new Decision(app, state);
