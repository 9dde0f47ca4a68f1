// SPDX-License-Identifier: GPL-3.0-or-later
// The door: room code and nickname for students, the key for a teacher. Then the lobby, with the first guess.
import { h, say, show } from "./dom.js";
import { post } from "./http.js";
import { dropAll, kept } from "./keep.js";
import { teamLabel, teamOf } from "./teams.js";
import { pick, text } from "./words.js";

// A form of fields [name, label, hint, attributes]; send(values) gives the server's answer.
function door(title, fields, button, send) {
  const wrong = h("p", { class: "wrong", role: "alert", id: "wrong" }),
    go = h("button", { class: "main" }, button);
  const inputs = fields.map(([name, , , more]) =>
    h("input", { id: name, name, required: true, "aria-describedby": `${name}_hint wrong`, ...more }),
  );
  const rows = fields.map(([name, label, hint], i) =>
    h(
      "p",
      { class: "field" },
      h("label", { for: name }, label),
      inputs[i],
      h("span", { class: "hint", id: `${name}_hint` }, hint),
    ),
  );
  const form = h(
    "form",
    {
      class: "door",
      onsubmit: async e => {
        e.preventDefault();
        go.disabled = true;
        say(wrong, "");
        const answer = await send(Object.fromEntries(inputs.map(input => [input.name, input.value.trim()])));
        go.disabled = false;
        if (answer.error) say(wrong, text(answer.error === "not_teacher" ? "key_wrong" : answer.error));
      },
    },
    h("h1", { tabindex: "-1" }, title),
    rows,
    wrong,
    go,
  );
  return { form, inputs };
}

export function join(app) {
  const gone = h("p", { class: "told", role: "status" });
  const {
    form,
    inputs: [code, name],
  } = door(
    text("join_title"),
    [
      [
        "code",
        text("code"),
        text("code_hint"),
        { inputmode: "numeric", autocomplete: "off", maxlength: 12, class: "digits" },
      ],
      [
        "nickname",
        text("name"),
        text("name_hint"),
        { maxlength: 16, autocomplete: "off", autocapitalize: "none", spellcheck: "false" },
      ],
    ],
    text("join"),
    async values => {
      const answer = await post("/api/join", { code: values.code.replace(/\D/g, ""), name: values.nickname });
      if (!answer.error) {
        dropAll();
        app.reopen();
      }
      return answer;
    },
  );
  const handed = new URLSearchParams(location.search).get("code") ?? /^#(\d{4,})$/.exec(location.hash)?.[1];
  if (handed) code.value = handed;
  (handed ? name : code).setAttribute("autofocus", "");
  const locked = h("p", { class: "told" }, text("locked_door"));
  form.insertBefore(gone, form.children[1]);
  form.insertBefore(locked, form.children[1]);
  const question = h("p", { class: "question" }, pick(app.lesson.title));
  return {
    node: h("div", { class: "narrow" }, question, form),
    update(state) {
      show(locked, state.locked);
      say(gone, kept("seat") ? text("removed") : "");
    },
  };
}

export function keyDoor(app) {
  const { form } = door(
    text("key_title"),
    [["key", text("key_title"), text("key_hint"), { type: "password", autocomplete: "off" }]],
    text("enter"),
    async ({ key }) => {
      const answer = await post("/api/teacher", { key });
      if (!answer.error) app.reopen();
      return answer;
    },
  );
  return { node: h("div", { class: "narrow" }, form), update() {} };
}

// Two large buttons; asked before the first round and again at the end.
export function guess(app, title) {
  const said = h("p", { class: "hint", role: "status" }),
    buttons = ["yes", "no"].map(answer =>
      h(
        "button",
        {
          type: "button",
          "aria-pressed": "false",
          onclick: async () => {
            const { error } = await post("/api/guess", { answer });
            mark(error ? null : answer);
            if (error) say(said, text(error));
          },
        },
        text(answer),
      ),
    );
  function mark(answer) {
    buttons.forEach((b, i) => b.setAttribute("aria-pressed", String(answer === ["yes", "no"][i])));
    say(said, answer ? text("you_said", { answer: text(answer) }) : text("guess_private"));
  }
  mark(null);
  return {
    node: h(
      "section",
      { class: "card guess" },
      h("h2", {}, title),
      h("p", { class: "question" }, pick(app.lesson.question)),
      h("div", { class: "pair" }, buttons),
      said,
    ),
    mark,
  };
}

export function lobby(app) {
  const mates = h("p", { class: "hint" }),
    badge = h("p", { class: "badge" }),
    asked = guess(app, text("your_guess"));
  let was;
  return {
    node: h(
      "div",
      { class: "narrow" },
      h("h1", { tabindex: "-1" }, text("lobby_title")),
      h("p", {}, text("lobby_team")),
      badge,
      mates,
      asked.node,
      h("p", { class: "wait" }, text("lobby_wait")),
    ),
    update(state) {
      const team = teamOf(state, state.me.world),
        others = team.players.filter(p => p.id !== state.me.id).map(p => p.name);
      if (was !== team.world) badge.replaceChildren(teamLabel(team));
      was = team.world;
      say(mates, others.length ? text("with_you", { names: others.join(", ") }) : text("alone"));
      if (state.me.guess) asked.mark(state.me.guess);
    },
  };
}
