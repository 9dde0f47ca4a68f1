// SPDX-License-Identifier: GPL-3.0-or-later
// A team's result: the same picture once more, now with the outcome beside what was expected, in its band of other
// luck, beside "nothing left home". Then everything that was counted, and ways to look closer.
import { chart } from "./chart.js";
import { curvesOf, fetchCurves, lastDay, until } from "./days.js";
import { h, say, show } from "./dom.js";
import { daysOf, number, roundName, roundTitle, titleWithUnit, valueOf, withUnit } from "./figures.js";
import { get } from "./http.js";
import { lastResult } from "./predict.js";
import { captionOf, closer, firstMeasure, ownRun, spanOf } from "./running.js";
import { decisionList, leversShown, scores } from "./scores.js";
import { whatIfSection } from "./whatif.js";
import { pick, text } from "./words.js";

export const ownResult = (state, round = state.round) =>
  state.results.find(r => r.world === state.me.world && r.round === round);

// ---- Sentences ----

function aboutPoint(measure, result) {
  const expected = result.prediction?.[measure.name],
    off = expected === undefined ? 0 : +(result.values[measure.name] - expected).toFixed(measure.digits);
  if (expected === undefined) return text("no_prediction");
  return off === 0
    ? text("as_expected")
    : text(off > 0 ? "more_than_expected" : "less_than_expected", { value: number(Math.abs(off), measure.digits) });
}
function aboutLuck(measure, result) {
  const band = result.band?.[measure.name],
    expected = result.prediction?.[measure.name];
  if (!band) return "";
  const within =
    expected === undefined ? "" : text(expected >= band[0] && expected <= band[1] ? "luck_holds" : "luck_not");
  return `${text("luck_note", { low: valueOf(measure, band[0]), high: valueOf(measure, band[1]) })} ${within}`;
}
const WAYS = { fewer: "fewer", same: "same", more: "greater" };
function aboutDirection(lesson, item, result, before) {
  const measure = lesson.measures.find(m => m.name === item.measure),
    said = result.prediction?.[item.measure];
  if (!said || !before) return null;
  const change = +(result.values[item.measure] - before.values[item.measure]).toFixed(measure.digits),
    truth = change < 0 ? "fewer" : change > 0 ? "more" : "same";
  return text(said === truth ? "right_about" : "wrong_about", {
    measure: pick(measure.title),
    answer: text((said === truth ? "was_" : "said_") + WAYS[said]),
    truth: text("was_" + WAYS[truth]),
  });
}

// ---- The picture ----

function drawPicture(app, state, picture, measure, result) {
  const world = state.me.world,
    curve = curvesOf(state.round).get(world) ?? { day: [], values: [] },
    days = lastDay(curve) || daysOf(app.lesson, state.round);
  const span = spanOf(app.lesson, state.me.role),
    value = result.values[measure.name],
    point = result.prediction?.[measure.name],
    band = result.band?.[measure.name];
  const labels = [{ value, text: text("outcome", { value: valueOf(measure, value) }), kind: "strong" }];
  if (point !== undefined)
    labels.push({ value: point, text: text("expected", { value: valueOf(measure, point) }), kind: "expectedtext" });
  if (measure.beside) labels.push({ value: 0, text: text("nothing_left"), kind: "soft" });
  const points = lastDay(curve)
    ? until(curve, days)
    : [
        [0, 0],
        [days, value],
      ];
  picture.draw({
    days,
    ...closer(span, [value, point ?? 0, ...(band ?? []), ...curve.values]),
    point,
    guessed: true,
    band,
    world,
    labels,
    caption: captionOf(app.lesson, state.round),
    curves: [{ world, points }],
    said: `${pick(measure.title)}: ${labels.map(l => l.text).join(", ")}${band ? ", " + text("other_luck", { low: valueOf(measure, band[0]), high: valueOf(measure, band[1]) }) : ""}`,
  });
}
// The curve in numbers, about one row in a week.
function curveTable(measure, curve) {
  const rows = curve.day
    .map((day, i) => [day, curve.values[i]])
    .filter(([day], i, all) => day % 7 === 0 || i === all.length - 1);
  return h(
    "table",
    { class: "plain" },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, text("day")),
        h("th", { scope: "col" }, titleWithUnit(pick(measure.title), measure.unit)),
      ),
    ),
    h(
      "tbody",
      {},
      rows.map(([day, value]) => h("tr", {}, h("th", { scope: "row" }, day), h("td", {}, valueOf(measure, value)))),
    ),
  );
}

// ---- Parts ----

function counted(lesson, result, before) {
  return h(
    "section",
    {},
    h("h2", {}, text("all_measures")),
    h(
      "ul",
      { class: "counted" },
      lesson.measures.map(m =>
        h(
          "li",
          {},
          h("span", { class: "what" }, pick(m.title), m.beside ? "*" : "", h("span", { class: "hint" }, pick(m.help))),
          h(
            "span",
            { class: "howmuch" },
            h("b", {}, withUnit(valueOf(m, result.values[m.name]), m.unit)),
            before ? h("span", { class: "hint" }, text("before", { value: valueOf(m, before.values[m.name]) })) : null,
          ),
        ),
      ),
    ),
    lesson.measures.some(m => m.beside) ? h("p", { class: "hint" }, text("beside_star")) : null,
  );
}
// A family's story, asked of the server by its number.
function family(world, round) {
  const input = h("input", { type: "number", min: 1, step: 1, id: "family", inputmode: "numeric", value: 12 }),
    told = h("pre", {
      class: "story",
      tabindex: "0",
      "aria-live": "polite",
      "aria-label": text("one_family"),
      hidden: true,
    });
  const form = h(
    "form",
    {
      class: "row",
      onsubmit: async e => {
        e.preventDefault();
        show(told, true);
        say(told, text("looking"));
        const answer = await get(`/api/why?world=${world}&round=${round}&home=${+input.value}`);
        say(told, answer.error ? text(answer.error === "offline" ? "offline" : "no_such_family") : answer.text);
      },
    },
    h("label", { for: "family" }, text("family_number")),
    input,
    h("button", {}, text("look")),
  );
  return h("div", { class: "family" }, h("h3", {}, text("one_family")), form, told);
}
export const links = (world, round) =>
  h(
    "p",
    { class: "row" },
    h("a", { class: "button", href: `/report?world=${world}&round=${round}`, target: "_blank" }, text("whole_report")),
    h(
      "a",
      { class: "button", href: `/script?world=${world}&round=${round}`, download: `round_${round}_world_${world}.lua` },
      text("lua_file"),
    ),
  );

function failed(app, state) {
  return {
    node: h(
      "div",
      { class: "narrow" },
      h("h1", { tabindex: "-1" }, text("result_of")),
      h("p", { class: "wrong" }, text(ownRun(state)?.state === "failed" ? "run_failed" : "next_round_soon")),
    ),
    update() {},
  };
}

function closerLook(app, state, found) {
  const decided = found.choices
    ? h("details", {}, h("summary", {}, text("what_decided")), decisionList(app.lesson, state.me.role, found.choices))
    : null;
  return h(
    "section",
    {},
    h("h2", {}, text("look_closer")),
    decided,
    links(state.me.world, state.round),
    family(state.me.world, state.round),
  );
}
// All teams, as far as the teacher shows them.
export function shownTo(app, state, round, always = false) {
  const title = h("h2", {}, text("scores", { round: roundTitle(app.lesson, round) }));
  return [
    ...(state.shown.scores || always ? [title, scores(app.lesson, state, round, { apart: true })] : []),
    (state.shown.levers || always) && leversShown(app.lesson, state, round),
  ].filter(Boolean);
}
function words(app, state, found, before) {
  const measure = firstMeasure(app.lesson),
    role = app.lesson.roles.find(r => r.name === state.me.role),
    title = pick(measure.title);
  return {
    head: [
      h("p", { class: "over" }, `${text("result_of")}${text("dot")}${roundName(app.lesson, state.round)}`),
      h("h1", { tabindex: "-1" }, withUnit(valueOf(measure, found.values[measure.name]), measure.unit)),
      h("p", { class: "under" }, measure.beside ? text("beside_note", { measure: title }) : title),
      h("p", { class: "verdict" }, aboutPoint(measure, found)),
      state.me.decided === false ? h("p", {}, text("nobody_decided")) : null,
    ],
    directions: role.predicts
      .filter(p => p.direction)
      .map(p => h("p", {}, aboutDirection(app.lesson, p, found, before))),
  };
}

export function result(app, state) {
  const found = ownResult(state),
    before = lastResult(state),
    measure = firstMeasure(app.lesson),
    { round, me } = state;
  if (!found) return failed(app, state);
  const picture = chart("grows"),
    numbers = h("details", {}, h("summary", {}, text("as_table"))),
    luck = h("p"),
    board = h("div", { class: "shown" }),
    said = words(app, state, found, before),
    whatif = whatIfSection(app, state, found);
  let was,
    latest = state;
  const draw = () => drawPicture(app, latest, picture, measure, ownResult(latest, round) ?? found);
  fetchCurves(round).then(curves => {
    draw();
    if (curves.get(me.world)) numbers.append(curveTable(measure, curves.get(me.world)));
  });
  function update(next) {
    const now = JSON.stringify([next.shown, next.results.length]);
    latest = next;
    whatif.update(next);
    say(luck, aboutLuck(measure, ownResult(next, round) ?? found));
    draw();
    if (now !== was) board.replaceChildren(...shownTo(app, next, round));
    was = now;
  }
  const node = h(
    "div",
    { class: "narrow" },
    said.head,
    picture.node,
    luck,
    said.directions,
    numbers,
    counted(app.lesson, found, before),
    board,
    whatif.node,
    closerLook(app, state, found),
    h("p", { class: "wait" }, text("next_round_soon")),
  );
  return { node, update };
}
