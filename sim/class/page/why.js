// SPDX-License-Identifier: GPL-3.0-or-later
// "Why?": where a number of a run comes from and what happened to one family, as `maru why` tells it of the run itself.
import { h, say, show } from "./dom.js";
import { get } from "./http.js";
import { pick, text } from "./words.js";

const storyBox = label =>
  h("pre", { class: "story", tabindex: "0", lang: "en", "aria-live": "polite", "aria-label": label, hidden: true });
async function tell(box, paths, unknown) {
  show(box, true);
  say(box, text("looking"));
  const answers = await Promise.all(paths.map(path => get(path)));
  const failed = answers.find(answer => answer.error);
  say(
    box,
    failed ? text(failed.error === "offline" ? "offline" : unknown) : answers.map(answer => answer.text).join("\n"),
  );
}
const pathOf = (world, round, asked = "") => `/api/why?world=${world}&round=${round}${asked}`;

// "consent refused, 12 in all [--home 31]", the bracket perhaps on a line of its own.
const homesIn = words =>
  [...words.matchAll(/^ +(\S.*?), [\d,]+ in all\s+\[--home (\d+)\]/gm)].map(([, what, home]) => ({ what, home: +home }));

// Families by their number, and some to begin with: of each thing that happened, the one with most to tell.
export function familyPart(world, round) {
  const input = h("input", { type: "number", min: 0, step: 1, id: "family", inputmode: "numeric" }),
    told = storyBox(text("one_family")),
    some = h("ul", { class: "some" });
  const look = home => tell(told, [pathOf(world, round, `&home=${home}`)], "no_such_family");
  const suggestion = ({ what, home }) =>
    h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          onclick: () => {
            input.value = home;
            look(home);
          },
        },
        h("b", {}, home),
        " ",
        h("span", { lang: "en" }, what),
      ),
    );
  let asked = false;
  const suggest = async () => {
    if (asked) return;
    asked = true;
    const answer = await get(pathOf(world, round));
    some.append(...homesIn(answer.text ?? "").map(suggestion));
  };
  const form = h(
    "form",
    {
      class: "row",
      onsubmit: e => {
        e.preventDefault();
        if (input.value !== "") look(+input.value);
      },
    },
    h("label", { for: "family" }, text("family_number")),
    input,
    h("button", {}, text("look")),
  );
  return h(
    "details",
    { class: "family live", ontoggle: suggest },
    h("summary", {}, text("one_family")),
    h("p", { class: "hint" }, text("some_families")),
    some,
    form,
    told,
  );
}

// Of a measure: each outcome that it is made of, asked for when it is opened.
export function whyOf(measure, world, round) {
  const told = storyBox(`${text("look")} ${pick(measure.title)}`),
    outcomes = [measure.of].flat().map(outcome => outcome.replace(/^- /, ""));
  let asked = false;
  return h(
    "details",
    {
      class: "whyof live",
      ontoggle: () => {
        if (asked) return;
        asked = true;
        const paths = outcomes.map(outcome => pathOf(world, round, `&number=${encodeURIComponent(outcome)}`));
        tell(told, paths, "nothing_of_it");
      },
    },
    h("summary", { "aria-label": `${text("look")} ${pick(measure.title)}` }, text("look")),
    told,
  );
}
