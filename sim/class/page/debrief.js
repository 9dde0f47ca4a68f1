// SPDX-License-Identifier: GPL-3.0-or-later
// For the teacher, below the scores: any team's round once more with one lever elsewhere; at the end every team's way,
// and the lesson to take along, as CSV and as one page.
import { h, say, show } from "./dom.js";
import { roundTitle } from "./figures.js";
import { list } from "./finish.js";
import { journey, journeyNote } from "./journey.js";
import { saveButton } from "./save.js";
import { lastRound, scores } from "./scores.js";
import { teamLabel, teamName } from "./teams.js";
import { votes } from "./wall_end.js";
import { whatIf } from "./whatif.js";
import { pick, text } from "./words.js";

const resultsOf = (state, world) => state.results.filter(r => r.world === world).sort((a, b) => a.round - b.round);

// ---- What if? ----

export function tryPart(app) {
  const which = h("select", { id: "tried_team" }),
    title = h("p", { class: "under" }),
    body = h("div");
  const node = h(
    "section",
    { class: "card live", hidden: true },
    h("h2", {}, text("what_if")),
    title,
    h("div", { class: "ofteam live" }, h("label", { for: "tried_team" }, text("team")), which),
    body,
  );
  let latest,
    part = null,
    of = "";
  function choose() {
    const team = latest.teams.find(t => t.world === +which.value) ?? latest.teams[0],
      found = team && resultsOf(latest, team.world).at(-1),
      now = found ? [latest.history, team.world, found.round].join(":") : "";
    show(node, Boolean(found));
    if (found && now !== of) {
      part = whatIf(app, { ...found, roles: team.roles, history: latest.history ?? 0 });
      say(title, roundTitle(app.lesson, found.round));
      node.classList.add("live");
      body.replaceChildren(part?.node ?? "");
      part?.resume();
    }
    of = now;
    part?.update(latest);
  }
  which.addEventListener("change", choose);
  let teams = "";
  return {
    node,
    update(state) {
      latest = state;
      const now = state.teams.map(t => t.world).join();
      if (now !== teams) which.replaceChildren(...state.teams.map(t => h("option", { value: t.world }, teamName(t))));
      teams = now;
      choose();
    },
  };
}

// ---- The end ----

const ways = (lesson, state) =>
  state.teams.map(t => {
    const own = resultsOf(state, t.world);
    return own.some(r => r.round > 0)
      ? h("section", { class: "way_of" }, h("h3", {}, teamLabel(t)), journey(lesson, t.roles, own, state.results))
      : null;
  });
function found(app, state) {
  return [
    h("h3", {}, text("your_guess")),
    votes(state),
    h("h3", {}, text("your_rounds")),
    journeyNote(app.lesson),
    h("div", { class: "ways" }, ways(app.lesson, state)),
  ];
}
// One table for each measure, which a phone can hold too.
const board = (lesson, state) =>
  h(
    "section",
    {},
    h("h2", {}, text("scores", { round: roundTitle(lesson, lastRound(state)) })),
    scores(lesson, state, lastRound(state), { apart: true }),
  );
// others: what else goes into the page that is saved.
export function debriefPart(app, others) {
  const body = h("div", { class: "debrief" }),
    csv = h("a", { class: "button", href: "/class.csv", download: `${app.lesson.name ?? "lesson"}.csv` }, text("csv"));
  const save = saveButton(app, () => [
    h("h1", {}, pick(app.lesson.question)),
    body,
    board(app.lesson, latest),
    ...others(),
    ...[list(text("worksheet"), app.lesson.worksheet), list(text("goals"), app.lesson.goals)].filter(Boolean),
  ]);
  const node = h(
    "section",
    { class: "card", hidden: true },
    h("h2", {}, text("take_along")),
    h("div", { class: "row" }, csv, save),
    body,
  );
  let was,
    latest;
  return {
    node,
    update(state) {
      latest = state;
      const ended = state.phase === "end",
        now = JSON.stringify([ended, state.guesses, state.results]);
      show(node, lastRound(state) >= 0);
      show(save, ended);
      if (now !== was) body.replaceChildren(...(ended ? found(app, state) : []).filter(Boolean));
      was = now;
    },
  };
}
