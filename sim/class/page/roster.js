// SPDX-License-Identifier: GPL-3.0-or-later
// The teacher's list of teams: who has decided, what they expect, how far their run is, and their players, to rename or
// to remove.
import { ask, h, rowsOf, say, set, show } from "./dom.js";
import { valueOf } from "./figures.js";
import { firstMeasure } from "./running.js";
import { teamLabel } from "./teams.js";
import { text } from "./words.js";

export const button = (label, onclick, kind = null) => h("button", { type: "button", class: kind, onclick }, label);

function playerRow(player, act) {
  const name = h("span"),
    input = h("input", { maxlength: 16, "aria-label": text("new_name", { name: player.name }) });
  const form = h(
    "form",
    {
      class: "row",
      hidden: true,
      onsubmit: e => {
        e.preventDefault();
        act({ do: "rename", player: player.id, name: input.value.trim() });
        show(form, false);
      },
    },
    input,
    h("button", {}, text("save")),
  );
  const remove = async () => {
    if (
      await ask({
        title: text("remove_ask", { name: name.textContent }),
        text: text("remove_text"),
        yes: text("remove"),
        no: text("keep_it"),
      })
    )
      act({ do: "remove", player: player.id });
  };
  const rename = button(
      text("rename"),
      () => {
        show(form, form.hidden);
        input.value = name.textContent;
        input.focus();
      },
      "quiet",
    ),
    away = button(text("remove"), remove, "quiet");
  return {
    node: h("li", {}, name, h("span", { class: "gap" }), rename, away, form),
    update(p) {
      say(name, p.name);
      set(rename, "aria-label", `${text("rename")}: ${p.name}`);
      set(away, "aria-label", `${text("remove")}: ${p.name}`);
    },
  };
}
function stateWords(team, state) {
  const run = state.runs?.find(r => r.world === team.world);
  if (state.phase === "decide") return text(team.decided ? "decided_yes" : "decided_no");
  if ((state.phase !== "run" && state.phase !== "result") || !run) return "";
  return run.state === "running"
    ? text("run_running", run)
    : text(run.state === "failed" ? "run_failed_short" : "run_" + run.state);
}
// Why the run broke off.
function faultOf(team, state) {
  const run = state.runs?.find(r => r.world === team.world);
  return run?.state === "failed" && state.phase !== "decide" ? (run.fault ?? "") : "";
}
function expectedOf(app, team, state) {
  const measure = firstMeasure(app.lesson),
    value =
      team.prediction?.[measure.name] ??
      state.results.find(r => r.world === team.world && r.round === state.round)?.prediction?.[measure.name];
  return value === undefined ? "" : text("predicted", { value: valueOf(measure, value) });
}
export function teamRow(app, team, act) {
  const status = h("span", { class: "status" }),
    count = h("summary"),
    players = h("ul", { class: "players" }),
    rows = rowsOf(
      players,
      p => p.id,
      p => playerRow(p, act),
    ),
    expected = h("span", { class: "hint" }),
    fault = h("p", { class: "wrong" }),
    report = h("a", { target: "_blank" }, text("report_of"));
  const node = h(
    "li",
    {},
    h("div", { class: "head" }, teamLabel(team), status, expected, h("span", { class: "gap" }), report),
    h("details", {}, count, players),
    fault,
  );
  return {
    node,
    update({ team: t, state }) {
      const n = t.players.length,
        round = Math.max(-1, ...state.results.filter(r => r.world === t.world).map(r => r.round));
      node.classList.toggle("ready", t.decided && state.phase === "decide");
      say(status, stateWords(t, state));
      say(fault, faultOf(t, state));
      say(expected, expectedOf(app, t, state));
      say(count, t.bot || !n ? `${text("bot")}` : text(n === 1 ? "player_one" : "players", { n }));
      rows(t.players);
      show(report, round >= 0);
      report.href = `/report?world=${t.world}&round=${round}`;
    },
  };
}
