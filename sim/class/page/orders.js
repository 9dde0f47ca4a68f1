// SPDX-License-Identifier: GPL-3.0-or-later
// What the teacher can do to a class beside the next step: messages and events; and, last, what cannot be undone, which
// asks before.
import { ask, h, say, set, show } from "./dom.js";
import { roundTitle } from "./figures.js";
import { button } from "./roster.js";
import { pick, text } from "./words.js";

export function tellPart(app, act) {
  const words = h("input", { id: "message", maxlength: 200, autocomplete: "off" }),
    which = h(
      "select",
      { id: "shock" },
      h("option", { value: "" }, text("none_now")),
      (app.lesson.shocks ?? []).map(e => h("option", { value: e.name }, pick(e.title))),
    ),
    what = h("p", { class: "hint", "aria-live": "polite" });
  which.addEventListener("change", () => say(what, pick(app.lesson.shocks.find(e => e.name === which.value)?.help)));
  const send = e => {
    e.preventDefault();
    if (words.value.trim())
      act({ do: "message", text: words.value.trim() }).then(ok => {
        if (ok) words.value = "";
      });
  };
  const happen = e => {
    e.preventDefault();
    if (which.value) act({ do: "shock", name: which.value });
  };
  return {
    node: h(
      "section",
      { class: "card" },
      h("h2", {}, text("tell")),
      h(
        "form",
        { onsubmit: send },
        h("label", { for: "message" }, text("message")),
        h("div", { class: "row" }, words, h("button", {}, text("send"))),
      ),
      app.lesson.shocks?.length
        ? h(
            "form",
            { onsubmit: happen },
            h("label", { for: "shock" }, text("shock")),
            h("div", { class: "row" }, which, h("button", {}, text("let_happen"))),
            what,
          )
        : null,
    ),
    update() {},
  };
}
export function dangerPart(app, act) {
  const which = h("select", { id: "rewind" }),
    back = button(text("rewind_do"), async () => {
      const round = +which.value;
      if (
        await ask({
          title: text("rewind_ask", { round: roundTitle(app.lesson, round) }),
          text: text("rewind_text"),
          yes: text("rewind_yes"),
          no: text("keep_it"),
        })
      )
        act({ do: "rewind", round });
    });
  const sure = (name, order) => async () => {
    if (
      await ask({
        title: text(name + "_ask"),
        text: text(name + "_text"),
        yes: text(name + "_yes"),
        no: text("keep_it"),
      })
    )
      act(order);
  };
  let latest,
    rounds = "";
  const lock = button(text("lock"), () => act({ do: "lock", on: !latest.locked })),
    rewind = h("div", {}, h("label", { for: "rewind" }, text("rewind")), h("div", { class: "row" }, which, back));
  return {
    node: h(
      "section",
      { class: "card danger" },
      h("div", { class: "row" }, lock),
      rewind,
      h("h2", {}, text("danger")),
      h(
        "div",
        { class: "row" },
        button(text("end_lesson"), sure("end", { do: "end" }), "hurts"),
        button(text("wipe"), sure("wipe", { do: "wipe" }), "hurts"),
      ),
    ),
    update(state) {
      latest = state;
      set(lock, "aria-pressed", state.locked);
      const reached =
        state.phase === "lobby"
          ? []
          : Array.from({ length: state.round + 1 }, (_, i) => i).filter(i => i || app.lesson.practice);
      show(rewind, reached.length > 0);
      if (rounds !== reached.join())
        which.replaceChildren(...reached.map(i => h("option", { value: i }, roundTitle(app.lesson, i))));
      rounds = reached.join();
    },
  };
}
