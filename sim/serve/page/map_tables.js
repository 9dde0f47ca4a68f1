// SPDX-License-Identifier: GPL-3.0-or-later
// All that a map shows, as tables: for who cannot see it, and for who would rather read.
import { h, say } from "./dom.js";
import { number } from "./figures.js";
import { knownBy } from "./map_figures.js";
import { dataName, whoName } from "./map_names.js";
import { text } from "./words.js";

// Rows change from day to day; what is around them stays.
function table(title, heads) {
  const body = h("tbody"),
    caption = h("caption", {}, title);
  const row = ([name, ...cells]) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, name),
      cells.map(cell => h("td", {}, cell)),
    );
  const head = h(
    "thead",
    {},
    h(
      "tr",
      {},
      heads.map(words => h("th", { scope: "col" }, words)),
    ),
  );
  return {
    node: h(
      "div",
      { class: "wide", tabindex: 0, role: "group", "aria-label": title },
      h("table", { class: "plain" }, caption, head, body),
    ),
    update(rows, words = title) {
      say(caption, words);
      body.replaceChildren(...rows.map(row));
    },
  };
}

const paidRows = (place, { passed }) =>
  passed
    .filter(({ kind }) => kind === "won" || kind === "tokens")
    .sort((a, b) => b.amount - a.amount)
    .map(({ kind, from, to, amount }) => [
      whoName(place, from),
      whoName(place, to),
      text(kind === "won" ? "map_in_won" : "map_in_tokens", { value: number(amount) }),
    ]);
const knowsRows = (place, { line }) =>
  [...line.told]
    .sort((a, b) => b[3] - a[3])
    .map(([cell, , , homes, unasked]) => [
      whoName(place, place.data[cell][1]),
      dataName(place.data[cell][0]),
      number(homes),
      number(unasked),
    ]);
function districtRows(place, { line, shown }) {
  const known = knownBy(place, line, shown);
  return place.homes.map((homes, i) => [
    i,
    number(homes),
    number(known.homes[i]),
    number(known.unasked[i]),
    number(line.hurt[i]),
    number(line.won[i] / Math.max(1, homes), 0, true),
  ]);
}

// Filled when it is opened, and with every day as long as it is open.
export function mapTables(place) {
  const paid = table(text("map_paid_title"), [text("map_payer"), text("map_payee"), text("map_amount")]),
    knows = table(text("map_knows_title"), [
      text("map_knower"),
      text("map_what"),
      text("map_known"),
      text("map_unasked_homes"),
    ]),
    districts = table(text("map_districts"), [
      text("map_district"),
      text("map_homes"),
      text("map_known"),
      text("map_unasked_homes"),
      text("map_hurt"),
      text("map_won_a_home"),
    ]);
  const node = h(
    "details",
    { ontoggle: () => fill() },
    h("summary", {}, text("map_as_tables")),
    paid.node,
    knows.node,
    districts.node,
  );
  let view = null;
  function fill() {
    if (!node.open || !view) return;
    paid.update(paidRows(place, view), text("map_paid_days", { days: view.length }));
    knows.update(knowsRows(place, view));
    districts.update(districtRows(place, view));
  }
  return {
    node,
    update(next) {
      view = next;
      fill();
    },
  };
}
