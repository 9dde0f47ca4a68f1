// SPDX-License-Identifier: GPL-3.0-or-later
// Begins here: which view this is, the lesson, the stream of states, and the screen for each phase. A screen is built
// once and told of every later state, so what people are using stays as it is.
import { bar } from "./bar.js";
import { setClock } from "./clock.js";
import { teacher } from "./console.js";
import { forget, seeAs, takeDays } from "./days.js";
import { decide } from "./decide.js";
import { finish } from "./finish.js";
import { get, post } from "./http.js";
import { join, keyDoor, lobby } from "./join.js";
import { keep } from "./keep.js";
import { forgetMaps, seeMapsAs, takeMap } from "./map_live.js";
import { notices } from "./notices.js";
import { result } from "./result.js";
import { running } from "./running.js";
import { listen, sendWaiting, waiting } from "./server.js";
import { teamsOf } from "./teams.js";
import { wallDecide, wallLobby, wallScores } from "./wall.js";
import { wallEnd } from "./wall_end.js";
import { wallRun } from "./wall_run.js";
import { callReference, pick, switchLanguage, text, tongue } from "./words.js";

const RETRY_MS = 3000;
const root = document.documentElement,
  byId = id => document.getElementById(id);
const view = { "/teacher": "teacher", "/wall": "wall" }[location.pathname] ?? root.dataset.view;
const SCREENS = {
  student: { lobby, decide, run: running, result, end: finish },
  wall: { lobby: wallLobby, decide: wallDecide, run: wallRun, result: wallRun, scores: wallScores, end: wallEnd },
};
const app = { view, lesson: null, refresh, reopen() {}, switchLanguage: turnLanguage };
let state = null,
  screen = null,
  shown = "",
  top,
  cards,
  online = true;

// Which screen a state asks for: [what makes it, its key]. Another key, another screen.
function wanted() {
  if (view !== "student" && state.view === "stranger") return [keyDoor, "key"];
  if (view === "teacher") return [teacher, "teacher"];
  if (view === "student" && !state.me) return [join, "join"];
  const phase = view === "wall" && state.phase === "result" && state.shown.scores ? "scores" : state.phase;
  const name = view === "wall" && phase === "result" ? "run" : phase;
  return [SCREENS[view][phase], ["lobby", "end"].includes(name) ? name : `${name}:${state.round}`];
}

function put(make, key) {
  screen?.stop?.();
  screen = make(app, state);
  byId("main").replaceChildren(screen.node);
  if (shown) focusTitle();
  shown = key;
}
// Whoever reads by ear hears where they are now.
function focusTitle() {
  scrollTo(0, 0);
  (byId("main").querySelector("[autofocus]") ?? byId("main").querySelector("h1"))?.focus({ preventScroll: true });
}

function refresh() {
  if (!state || !app.lesson) return;
  const [make, key] = wanted(),
    waits = screen?.busy?.() && shown === `run:${state.round}` && state.phase === "result";
  if (key !== shown && !waits) put(make, key);
  screen.update(state);
  top.update(state);
  cards.update(state);
}

function frame() {
  root.lang = tongue();
  document.title = `${pick(app.lesson.title)} · Maru`;
  top = bar(app);
  cards = notices(app);
  byId("bar").replaceChildren(top.node);
  byId("notices").replaceChildren(cards.node);
  if (!online) cards.line(false);
}
function turnLanguage() {
  switchLanguage();
  frame();
  shown = "";
  refresh();
  byId("bar").querySelector("button").focus();
}

// What strangers are not told is empty.
const whole = next => ({
  results: [],
  runs: [],
  url: "",
  guesses: { yes: 0, no: 0, then_yes: 0, then_no: 0 },
  ...next,
  teams: teamsOf(next.teams ?? []),
});
function onState(told) {
  const past = state,
    next = whole(told);
  if (
    next.round < (past?.round ?? 0) ||
    next.history !== past?.history ||
    (past?.phase !== "decide" && next.phase === "decide")
  ) {
    forget(next.round);
    forgetMaps(next.round);
  }
  state = next;
  if (state.me) keep("seat", state.me.id);
  setClock(state);
  refresh();
}
// The line broke, or is there again: then what waited goes out.
function onLine(up) {
  if (up !== online) cards?.line(up);
  online = up;
  if (up) deliver();
}
async function deliver() {
  const body = waiting();
  if (!body) return;
  const answer = await sendWaiting();
  if (!answer || answer.error === "offline") return;
  cards.tell(text(answer.ok ? "sent_now" : answer.error));
  if (answer.ok) screen?.delivered?.(body);
}

// The key stands behind #, which no server sees; it is taken out of the address at once.
async function giveKey() {
  const key = decodeURIComponent(location.hash.slice(1));
  if (view === "student" || !key) return;
  history.replaceState(null, "", location.pathname);
  await post("/api/teacher", { key });
}
// The older of two tabs says that there is another.
function greetTabs() {
  if (view !== "student" || !globalThis.BroadcastChannel) return;
  const tabs = new BroadcastChannel("maru:class");
  tabs.onmessage = () => state?.me && cards.tell(text("two_tabs"));
  tabs.postMessage("here");
}

async function begin() {
  seeAs(view);
  seeMapsAs(view);
  root.dataset.view = view;
  root.lang = tongue();
  byId("main").textContent = text("loading");
  await giveKey();
  while (!app.lesson) {
    const lesson = await get("/api/lesson");
    if (lesson.error) await new Promise(later => setTimeout(later, RETRY_MS));
    else app.lesson = lesson;
  }
  callReference(app.lesson.compared);
  frame();
  app.reopen = listen(view, { onState, onDays: takeDays, onMap: takeMap, onLine });
  setInterval(() => {
    if (waiting()) deliver();
  }, RETRY_MS);
  greetTabs();
  addEventListener("resize", refresh);
}
begin();
