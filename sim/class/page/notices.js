// SPDX-License-Identifier: GPL-3.0-or-later
// What comes between: no connection, a message of the teacher, an event in the world, a round that is played again.
// Each is a card on top of the page, read aloud as it comes, and nothing below it stops.
import { h, say, show } from "./dom.js";
import { roundTitle } from "./figures.js";
import { keep, kept } from "./keep.js";
import { pick, text } from "./words.js";

function card(kind, role) {
  const words = h("p"),
    title = h("strong"),
    close = h("button", { type: "button", class: "quiet", "aria-label": text("close_notice") }, "×");
  const node = h("section", { class: `notice ${kind}`, role, hidden: true }, h("div", {}, title, words), close);
  close.addEventListener("click", () => {
    show(node, false);
    node.dispatchEvent(new Event("away"));
  });
  return {
    node,
    close,
    put(head, body) {
      say(title, head);
      say(words, body);
      show(node, true);
    },
    hide: () => show(node, false),
  };
}

export function notices(app) {
  const line = card("offline", "status"),
    message = card("message", "status"),
    shock = card("shock", "alert"),
    past = card("past", "status");
  const told = card("told", "status");
  let shown = null,
    highest = -1,
    saidIn = "",
    here = "";
  show(line.close, false);
  message.node.addEventListener("away", () => keep("message", shown));
  shock.close.hidden = true;
  function update(state) {
    const post = state.message,
      place = `${state.phase}:${state.round}`;
    if (post?.id !== shown) saidIn = place;
    shown = post?.id;
    if (here && here !== place) told.hide();
    here = place;
    if (post?.text && app.view !== "teacher" && saidIn === place && kept("message") !== post.id)
      message.put(text("teacher_says"), post.text);
    else message.hide();
    const event = state.shock && app.lesson.shocks?.find(e => e.name === state.shock),
      playing = ["decide", "run"].includes(state.phase);
    if (event && playing && app.view !== "wall")
      shock.put(`${text("shock_now")}: ${pick(event.title)}`, pick(event.help));
    else shock.hide();
    if (state.round < highest && state.phase === "decide")
      past.put("", text("rewound", { round: roundTitle(app.lesson, state.round) }));
    if (state.phase !== "decide") past.hide();
    highest = state.round;
  }
  return {
    node: h("div", {}, line.node, told.node, past.node, message.node, shock.node),
    update,
    line(up) {
      if (up) line.hide();
      else line.put("", text("no_line"));
    },
    tell(words) {
      told.put("", words);
    },
  };
}
