// SPDX-License-Identifier: GPL-3.0-or-later
// Begins here: the key, the scenario, the stream of what is lived; and the page, built once and told of every change.
import "./explore_words.js";
import { beside } from "./beside.js";
import { curves } from "./curves.js";
import { h, s, say, show, speak } from "./dom.js";
import { Draft } from "./draft.js";
import { get, post } from "./http.js";
import { readLink } from "./link.js";
import { placeOf } from "./place.js";
import { isAtWork, orderOf, runs as runList } from "./runs.js";
import { setup } from "./setup.js";
import { switchLanguage, text, tongue } from "./words.js";

const AGAIN_MS = 2500,
  SLOW_MS = 60000;
const byId = id => document.getElementById(id);

// Runs as the server tells them, with their lines by day and, once they are done, their outcomes.
const app = { scenario: null, draft: null, runs: new Map(), most: 12, last: 0, parts: [], notes: [] };

// ---- What is shown ----

// Pinned ones, and the last that was asked for.
app.shown = () => {
  const all = [...app.runs.values()].sort((a, b) => a.run - b.run),
    last = app.runs.get(app.last) ?? all.at(-1);
  return all.filter(run => run.pinned || run === last);
};
// To begin with, who has the policy's levers: the maker, where there is one.
app.firstParty = keys => {
  const makers = app.draft.settings.filter(setting => setting.name.endsWith(".makes")).map(setting => setting.entry);
  return keys.find(key => makers.includes(key)) ?? keys[0];
};
function refresh() {
  for (const part of app.parts) part.update();
}
let waiting = false;
function refreshSoon() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    refresh();
  });
}

// ---- What is heard ----

// Days come in order; the first of a life that was lengthened are the days that were there.
function takeLines({ run: number, life, from, lines }) {
  const run = app.runs.get(number);
  if (!run || life !== run.life) return;
  if (from > run.heard) return askLines(run);
  lines.slice(run.heard - from).forEach(line => {
    if (line.place) run.place = line.place;
    else run.lines[line.day - 1] = line;
  });
  run.heard = Math.max(run.heard, from + lines.length);
  refreshSoon();
}
async function askLines(run) {
  if (run.asks) return;
  run.asks = true;
  const answer = await get(`/api/lines?run=${run.run}&from=${run.heard}`, SLOW_MS);
  run.asks = false;
  if (answer.lines?.length) takeLines(answer);
}
async function askOutcomes(run) {
  const life = run.life;
  if (run.asked === life) return;
  run.asked = life;
  const answer = await get(`/api/outcomes?run=${run.run}`, SLOW_MS);
  if (answer.outcomes && run.life === life) run.outcomes = answer.outcomes;
  refreshSoon();
}
function takeRun(told) {
  const run = app.runs.get(told.run) ?? { lines: [], heard: 0, life: 0 },
    state = run.state;
  if (told.life !== run.life) {
    run.heard = 0;
    if (!told.longer) run.lines = [];
    if (!isAtWork(told)) run.outcomes = undefined;
  }
  // What a message counts is ours to count.
  const { lines: count, ...rest } = told;
  Object.assign(run, rest);
  app.runs.set(run.run, run);
  if (run.heard < count) askLines(run);
  if (run.state === "done") askOutcomes(run);
  if (state && state !== run.state && !isAtWork(run))
    speak(text("x_of_run", { what: text(`x_${run.state}`, { day: run.day }), n: run.run }));
}
function onState({ most, runs }) {
  const there = new Set(runs.map(run => run.run));
  app.most = most;
  for (const number of app.runs.keys()) if (!there.has(number)) app.runs.delete(number);
  runs.forEach(takeRun);
  refreshSoon();
}
function listen() {
  const stream = new EventSource("/events");
  stream.addEventListener("state", e => {
    app.online(true);
    onState(JSON.parse(e.data));
  });
  stream.addEventListener("days", e => takeLines(JSON.parse(e.data)));
  stream.addEventListener("error", () => {
    app.online(false);
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN_MS);
  });
}

// ---- What is asked ----

app.order = (path, body, note) => orderOf(path, body, app.most, note);
app.run = async () => {
  const answer = await app.order("/api/run", app.draft.wish());
  if (answer.faults) app.draft.faults = answer.faults;
  say(app.note, answer.error && !answer.faults ? text(`x_${answer.error}`, { most: app.most }) : "");
  app.draft.tell();
  if (!answer.run) return;
  app.last = answer.run;
  refreshSoon();
  byId("results").scrollIntoView({ block: "start" });
};
app.step = async (run, days, note) => {
  const answer = await app.order("/api/step", { run: run.run, days }, note);
  if (answer.run) app.last = answer.run;
};
app.choosePolicy = async policy => {
  const settings = await get(`/api/settings?policy=${encodeURIComponent(policy)}`);
  if (!settings.error) return app.draft.follow(policy, settings);
  const first = await get("/api/settings?policy=");
  app.draft.follow(policy, first.error ? [] : first);
};
app.takeWish = async wish => {
  app.draft.take(wish);
  await app.choosePolicy(app.draft.policy);
  byId("setup").scrollIntoView({ block: "start" });
};

// ---- The page ----

const logo = () =>
  s(
    "svg",
    { class: "logo", viewBox: "0 0 26 20", "aria-hidden": "true" },
    s("path", { d: "M1 1h15v5H1zM18 1h7v5h-7zM1 8h6v5H1zM9 8h16v5H9zM1 15h11v4H1zM14 15h11v4H14z" }),
  );
function bar() {
  const other = text("other_language"),
    offline = h("strong", { class: "wrong", role: "status" });
  app.online = up => say(offline, up ? "" : text("x_offline"));
  const turn = () => {
    switchLanguage();
    build();
    byId("bar").querySelector("button").focus();
  };
  const language = h(
    "button",
    { type: "button", class: "quiet", lang: other === "English" ? "en" : "ko", onclick: turn },
    other,
  );
  return h(
    "div",
    { class: "bar" },
    logo(),
    h("strong", { class: "lesson", lang: "en" }, app.scenario.file),
    h("span", { class: "gap" }),
    offline,
    language,
  );
}
function question() {
  const { title, name, question: asked } = app.scenario,
    paragraphs = asked
      .split(/\n\s*\n/)
      .map(p => p.replaceAll("\n", " ").trim())
      .filter(p => p && p !== title);
  return h(
    "section",
    { class: "question_of" },
    h("h1", { lang: "en" }, title || name),
    paragraphs.map(p => h("p", { class: "under", lang: "en" }, p)),
  );
}
// What the link held that is not understood.
function troubles() {
  const list = h("ul", { class: "points" }),
    head = h("strong", {}),
    node = h("div", { class: "notice told shock", role: "status" }, h("div", {}, head, list));
  return {
    node,
    update() {
      say(head, text(app.notes.length ? "x_link_trouble" : "x_loaded"));
      list.replaceChildren(...app.notes.map(words => h("li", {}, words)));
      show(node, app.notes.length > 0);
    },
  };
}
function build() {
  document.documentElement.lang = tongue();
  document.title = `${app.scenario.title || app.scenario.name} · Maru`;
  byId("bar").replaceChildren(bar());
  app.note = h("p", { class: "wrong", role: "status" });
  const parts = [troubles(), setup(app), placeOf(app), curves(app), beside(app), runList(app)],
    [link, asks, map, drawn, table, list] = (app.parts = parts);
  byId("main").replaceChildren(
    h(
      "div",
      { class: "explore" },
      h("div", { class: "asks", id: "setup" }, question(), link.node, asks.node, app.note),
      h("div", { class: "results", id: "results" }, map.node, drawn.node, list.node, table.node),
    ),
  );
  app.draft.hears = [refresh];
  refresh();
}

// The key stands behind #, which no server sees; it is taken out of the address at once.
async function giveKey() {
  const parts = new URLSearchParams(location.hash.slice(1)),
    key = parts.get("key");
  if (!key) return;
  parts.delete("key");
  history.replaceState(null, "", parts.size ? `/#${parts}` : "/");
  await post("/api/key", { key });
}
async function openLink() {
  const { wish, troubles: said } = readLink(location.hash, app.scenario);
  app.notes = said;
  history.replaceState(null, "", "/");
  if (wish) app.draft.take(wish);
  await app.choosePolicy(app.draft.policy);
  if (wish) speak(text("x_loaded"));
}

async function begin() {
  document.documentElement.lang = tongue();
  byId("main").textContent = text("loading");
  await giveKey();
  const scenario = await get("/api/scenario");
  if (scenario.error) {
    const main = byId("main");
    main.replaceChildren(
      h(
        "div",
        { class: "narrow" },
        h("h1", {}, "Maru"),
        h("p", {}, text(scenario.error === "wrong_key" ? "x_key" : "x_offline")),
      ),
    );
    return;
  }
  app.scenario = scenario;
  app.draft = new Draft(scenario);
  build();
  await openLink();
  refresh();
  listen();
  addEventListener("hashchange", async () => {
    if (location.hash.length > 1) await openLink();
    refresh();
  });
}
begin();
