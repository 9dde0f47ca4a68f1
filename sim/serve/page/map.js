// SPDX-License-Identifier: GPL-3.0-or-later
// A map that lives while a run is lived: homes as dots in their districts, coloured by what somebody knows of them; parties around
// them; money and data as lines that move, as wide as what passes.
//
// `place` and `line` are what `maru run --follow` says, as objects (sim/command/onlooker.h says what is in them).
//   const picture = map(element, place, look)   fills the element, which has a width and a height of its own where look.small
//   picture.day(line)    shows that day: the homes as they are known now, and what passed in the days before it. Whoever goes back to an
//                        earlier day says the line of `days` before it, too, null where that is the start: picture.day(line, before)
//   picture.stop()       it is not shown any more
// look, all of it optional:
//   days    of how many days the lines tell what passed; 7. Infinity: since `base`
//   base    the line of the day before the first that is shown; null: the start. Later ones are remembered
//   small   for maps side by side: a few parties by their numbers (mapKey tells them), nothing to press, no words, and nothing of
//           what passes to the rest of the economy. "homes": the homes alone
//   name    whose map it is, for who reads by ear
//   widths  one object for all maps whose lines are to be compared: the widest of each kind so far
// mapKey(place, { small }) is the legend. Words are of words.js; colours are of page.css; widthOf is of the report's draw.js, which is
// loaded before.
import { h, s, say, set, show } from "./dom.js";
import { number } from "./figures.js";
import {
  classesOf,
  homesOf,
  householdsOf,
  joined,
  knownBy,
  outsideOf,
  passedSince,
  shownOf,
  sum,
} from "./map_figures.js";
import { dataName, whoName } from "./map_names.js";
import { dotMark, dotPaths, homesADot, layOut, wayOf } from "./map_place.js";
import { mapTables } from "./map_tables.js";
import { text } from "./words.js";

const WEEK = 7,
  SMALL_MOST = 5, // parties of a small map, and how wide one is, in letters
  SMALL_WIDE = 2,
  DOTS_MOST = { small: 16, large: 30 };

const aDotOf = (place, small) => homesADot(place.homes, small ? DOTS_MOST.small : DOTS_MOST.large);

// ---- The legend ----

const lineMark = kind =>
  s(
    "svg",
    { class: "mark long", viewBox: "0 -10 40 20", "aria-hidden": "true" },
    s("path", { d: "M3 0H37", class: `flow ${kind}`, "stroke-width": 6 }),
    s("path", { d: "M3 0H37", class: `flow moving ${kind}`, "stroke-width": 6, "stroke-dasharray": dashes(kind, 6) }),
  );
export function mapKey(place, { small = false } = {}) {
  const item = (mark, words) => h("li", {}, mark, " ", words);
  return h(
    "ul",
    { class: "mapkey" },
    ["nobody", "agreed", "unasked"].map(what => item(dotMark(what), text(`map_${what}`))),
    h("li", {}, text("map_dot", { homes: number(aDotOf(place, small)) })),
    small === "homes" ? null : passKey(place, small),
  );
}
const passKey = (place, small) => [
  h("li", {}, lineMark("won"), " ", text("map_won")),
  h("li", {}, lineMark("agreed"), lineMark("unasked"), " ", text("map_data")),
  small
    ? shownOf(place, null, SMALL_MOST).map((who, i) => h("li", {}, h("b", {}, i + 1), " ", whoName(place, who)))
    : h("li", {}, text("map_out")),
];

// ---- Lines that move ----

// Money as beads, data as dashes; what nobody agreed to as short ones. They repeat in a whole part of the way that they move
// (page.css), so that they never jump.
const REPEATS = [6, 8, 12, 16, 24, 48];
function dashes(kind, wide) {
  if (kind === "agreed") return "10 6";
  if (kind === "unasked") return "4 4";
  const apart = wide * (kind === "won" ? 1.5 : 2.6) + 3;
  return `0.1 ${(REPEATS.find(r => r >= apart) ?? REPEATS.at(-1)) - 0.1}`;
}
const isMoney = kind => kind === "won" || kind === "tokens";

// One line of the picture, kept as long as something passes, so that it goes on moving.
class Flow {
  constructor(kind) {
    this.under = s("path", { class: `flow ${kind}` });
    this.moving = s("path", { class: `flow moving ${kind}` });
    this.head = s("path", { class: `head ${kind}` });
    this.node = s("g", {}, this.under, this.moving, this.head);
  }
  update(flow, way, wide) {
    for (const path of [this.under, this.moving]) {
      set(path, "d", way.path);
      set(path, "stroke-width", wide.toFixed(1));
    }
    set(this.moving, "stroke-dasharray", dashes(flow.kind, wide));
    set(this.head, "d", way.head);
  }
}

// ---- A map ----

class Picture {
  constructor(element, place, look) {
    Object.assign(this, {
      element,
      place,
      look,
      small: Boolean(look.small),
      past: look.base ? [look.base] : [],
      shown: "any",
      chosen: null,
    });
    this.widths = look.widths ?? {};
    this.aDot = aDotOf(place, this.small);
    this.flows = new Map();
    this.build();
    this.watch = new ResizeObserver(() => this.fit());
    this.watch.observe(this.canvas);
    this.fit();
  }
  build() {
    this.lines = s("g");
    this.frames = s("g");
    this.dots = Object.fromEntries(
      ["nobody", "agreed", "unasked"].map(what => [what, s("path", { class: `dot ${what}` })]),
    );
    this.people = s("g");
    this.svg = s("svg", { "aria-hidden": "true" }, this.frames, this.lines, Object.values(this.dots), this.people);
    this.canvas = h("div", { class: "canvas mapped" }, this.svg);
    if (this.small) {
      set(this.canvas, "role", "img");
      this.element.replaceChildren(this.canvas);
      return;
    }
    this.buildControls();
  }
  buildControls() {
    const { place } = this;
    this.districts = place.homes.map((_, i) => this.districtButton(i));
    this.canvas.append(
      h("div", { class: "districts", role: "group", "aria-label": text("map_districts") }, this.districts),
    );
    const choose = h(
      "select",
      {
        onchange: e => {
          this.shown = e.target.value;
          this.update();
        },
      },
      ["any", ...classesOf(place)].map(data =>
        h("option", { value: data }, data === "any" ? text("map_any") : dataName(data)),
      ),
    );
    this.said = h("p", { class: "hint" });
    this.figures = h("div", { class: "told", role: "status", hidden: true });
    this.tables = mapTables(place);
    this.element.replaceChildren(
      h("label", { class: "mapchoice" }, h("span", {}, text("map_shown")), choose),
      this.canvas,
      this.figures,
      this.said,
      mapKey(place),
      this.tables.node,
    );
  }
  // One stop of the tabulator for all; arrows go from one to the next.
  districtButton(i) {
    return h("button", {
      type: "button",
      class: "district",
      tabindex: i ? -1 : 0,
      "aria-pressed": "false",
      onclick: () => this.choose(i),
      onkeydown: e => this.walk(e, i),
    });
  }
  walk(event, i) {
    const columns = this.frame?.cells[0]?.columns ?? 1,
      step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key],
      next = this.districts[i + step];
    if (!next) return;
    event.preventDefault();
    this.districts.forEach(button => set(button, "tabindex", button === next ? 0 : -1));
    next.focus();
  }
  choose(i) {
    this.chosen = this.chosen === i ? null : i;
    this.districts.forEach((button, k) => {
      set(button, "aria-pressed", k === this.chosen);
      if (k === i) set(button, "tabindex", 0);
      else set(button, "tabindex", -1);
    });
    this.tellDistrict();
  }

  // ---- Where ----

  fit() {
    const width = this.canvas.clientWidth,
      height = this.canvas.clientHeight;
    if (width < 50 || height < 50) return;
    const letters = parseFloat(getComputedStyle(this.canvas).fontSize),
      numbers = this.parties(),
      key = [width, height, letters, ...numbers].join();
    if (key === this.key) return;
    this.key = key;
    const wideOf = i =>
      this.small ? letters * (SMALL_WIDE - 0.6) : widthOf(whoName(this.place, i), letters, true) + 4;
    this.frame = layOut({
      width,
      height,
      letters,
      numbers,
      wideOf,
      homes: this.place.homes,
      aDot: this.aDot,
      labelled: !this.small,
    });
    set(this.svg, "viewBox", `0 0 ${width} ${height}`);
    set(this.svg, "width", width);
    set(this.svg, "height", height);
    this.drawPlace();
    this.update();
  }
  parties() {
    if (this.look.small === "homes") return [];
    return this.small ? shownOf(this.place, null, SMALL_MOST) : shownOf(this.place, this.line);
  }
  drawPlace() {
    const { frame: f, small } = this;
    this.frames.replaceChildren(
      ...f.cells
        .map(({ x, y, width, height }, i) => [
          s("rect", { x, y, width, height, rx: f.letters * 0.3, class: "cell" }),
          small ? null : s("text", { x: x + f.letters * 0.3, y: y + f.letters * 1.05, class: "soft" }, i),
        ])
        .flat()
        .filter(Boolean),
    );
    this.people.replaceChildren(...f.nodes.map(node => this.person(node)));
    this.districts?.forEach((button, i) => {
      const { x, y, width, height } = f.cells[i];
      Object.assign(button.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
    });
  }
  person({ number: who, x, y, side }) {
    const { letters, disc } = this.frame,
      place = this.small
        ? { x, y: y + letters * 0.36, class: "middle inside" }
        : { x, y: y + (side === "above" ? -letters * 1 : letters * 1.75), class: "middle strong" };
    return s(
      "g",
      {},
      s("circle", { cx: x, cy: y, r: disc, class: "party" }),
      s("text", place, this.small ? shownOf(this.place, null, SMALL_MOST).indexOf(who) + 1 : whoName(this.place, who)),
    );
  }

  // ---- A day ----

  day(line, before) {
    if (line === this.line) return;
    this.line = line;
    this.past = before === undefined ? [...this.past.filter(past => past.day < line.day), line] : [before, line].filter(Boolean);
    this.fit();
    this.update();
  }
  // The line that is `look.days` older, or the oldest that is known.
  before() {
    const days = this.look.days ?? WEEK;
    if (days === Infinity) return this.look.base ?? null;
    const since = this.line.day - days;
    return this.past.filter(past => past.day <= since).at(-1) ?? this.look.base ?? null;
  }
  update() {
    if (!this.line || !this.frame) return;
    const before = this.before();
    this.passed = passedSince(this.place, this.line, before);
    this.length = this.line.day - (before?.day ?? 0);
    this.drawFlows();
    this.drawDots();
    this.tell();
  }
  // A week's, so that long and short times compare; wider lines are more, by the root.
  wideOf({ kind, amount }) {
    const { letters } = this.frame,
      unit = isMoney(kind) ? "won" : "items",
      aWeek = (amount * WEEK) / Math.max(1, this.length);
    this.widths[unit] = Math.max(this.widths[unit] ?? 0, aWeek);
    return Math.max(letters * 0.12, letters * (this.small ? 0.5 : 0.65) * Math.sqrt(aWeek / this.widths[unit]));
  }
  drawFlows() {
    const there = new Set(),
      who = { homes: householdsOf(this.place), outside: outsideOf(this.place) };
    for (const flow of joined(this.passed)) {
      if (this.small && (flow.from === who.outside || flow.to === who.outside)) continue;
      const wide = this.wideOf(flow),
        way = wayOf(flow, who, this.frame, wide);
      if (!way) continue;
      there.add(flow.key);
      if (!this.flows.has(flow.key)) {
        this.flows.set(flow.key, new Flow(flow.kind));
        this.lines.append(this.flows.get(flow.key).node);
      }
      this.flows.get(flow.key).update(flow, way, wide);
    }
    for (const [key, drawn] of this.flows)
      if (!there.has(key)) {
        drawn.node.remove();
        this.flows.delete(key);
      }
  }
  drawDots() {
    const paths = dotPaths(this.frame.cells, knownBy(this.place, this.line, this.shown), this.aDot);
    for (const [what, d] of Object.entries(paths)) set(this.dots[what], "d", d);
  }

  // ---- In words ----

  tell() {
    const { place, line } = this,
      known = knownBy(place, line, this.shown);
    const words = text("map_said", {
      homes: number(homesOf(place)),
      known: number(sum(known.homes)),
      unasked: number(sum(known.unasked)),
    });
    if (this.small) return set(this.canvas, "aria-label", `${this.look.name ?? ""}: ${words}`);
    say(this.said, `${words} ${text("map_lines", { days: this.length })}`);
    this.districts.forEach((button, i) =>
      set(
        button,
        "aria-label",
        text("map_district_said", {
          district: i,
          homes: number(place.homes[i]),
          known: number(known.homes[i]),
          unasked: number(known.unasked[i]),
        }),
      ),
    );
    this.tellDistrict();
    this.tables.update({ line, passed: this.passed, length: this.length, shown: this.shown });
  }
  tellDistrict() {
    const i = this.chosen,
      { place, line } = this;
    show(this.figures, i !== null && Boolean(line));
    if (i === null || !line) return;
    const known = knownBy(place, line, this.shown);
    say(
      this.figures,
      text("map_district_figures", {
        district: i,
        homes: number(place.homes[i]),
        known: number(known.homes[i]),
        unasked: number(known.unasked[i]),
        hurt: number(line.hurt[i]),
        won: number(line.won[i] / Math.max(1, place.homes[i]), 0, true),
      }),
    );
  }
  stop() {
    this.watch.disconnect();
  }
}
export const map = (element, place, look = {}) => new Picture(element, place, look);
