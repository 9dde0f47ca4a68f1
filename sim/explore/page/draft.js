// SPDX-License-Identifier: GPL-3.0-or-later
// What is about to be tried: a policy, sizes, what was changed and which levers lie open. It asks the server at every change whether
// `maru run` would take it, and what it would say.
import { post } from "./http.js";

export const OPEN_MOST = 6;
const CALM_MS = 250,
  FIRST_MOST = 3;

export class Draft {
  constructor(scenario) {
    Object.assign(this, {
      scenario,
      set: new Map(),
      open: [],
      faults: [],
      settings: [],
      hears: [],
      asked: 0,
      chosen: false,
    });
    this.policy = scenario.policies[0]?.name ?? "";
    this.sizes = { homes: "", days: "", seed: "" };
  }
  onChange(hear) {
    this.hears.push(hear);
  }
  tell() {
    for (const hear of this.hears) hear();
  }
  changed() {
    this.tell();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), CALM_MS);
  }
  // As the server reads it: what is left empty is as the scenario has it.
  wish() {
    const sizes = Object.fromEntries(Object.entries(this.sizes).filter(([, v]) => v !== ""));
    return { policy: this.policy, ...sizes, set: Object.fromEntries(this.set) };
  }
  async check() {
    const number = ++this.asked,
      answer = await post("/api/check", this.wish());
    if (number !== this.asked) return;
    this.faults = answer.faults ?? [];
    this.tell();
  }
  faultOf(name) {
    return this.faults.find(f => f.name === name)?.text ?? "";
  }
  settingOf(name) {
    return this.settings.find(s => s.name === name);
  }
  // What it is without a change of ours; undefined: there is no such setting under this policy.
  normalOf(name) {
    return this.settingOf(name)?.value;
  }
  valueOf(name) {
    return this.set.get(name) ?? this.normalOf(name) ?? "";
  }
  put(name, value) {
    if (value === this.normalOf(name)) this.set.delete(name);
    else this.set.set(name, value);
    this.changed();
  }
  // What is no setting here is put away with its value.
  reset(name) {
    this.set.delete(name);
    if (!this.settingOf(name)) this.open = this.open.filter(n => n !== name);
    this.changed();
  }
  // False: as many lie open as may.
  takeOut(name) {
    if (this.open.includes(name)) return true;
    if (this.open.length === OPEN_MOST) return false;
    this.open.push(name);
    this.chosen = true;
    this.tell();
    return true;
  }
  putAway(name) {
    this.chosen = true;
    this.open = this.open.filter(n => n !== name);
    this.tell();
  }
  // Another policy, with its settings.
  follow(policy, settings) {
    Object.assign(this, { policy, settings });
    this.open = this.opened(this.open.filter(name => this.set.has(name) || this.settingOf(name)));
    this.changed();
  }
  // What people took out or changed stays, and so much else as there is room for.
  opened(kept) {
    if (this.chosen) return kept;
    const changed = kept.filter(name => this.set.has(name));
    return [...new Set([...changed, ...this.first()])].slice(0, Math.max(changed.length, FIRST_MOST));
  }
  // To begin with: the policy's own levers, then what the scenario's own words are about.
  first() {
    const levers = this.settings.filter(
        s => s.role === "lever" && ["number", "count", "choice", "flag"].includes(s.type),
      ),
      own = levers.filter(s => !s.entry),
      said = this.settings.filter(s => s.said_by !== "default" && s.entry && !["scenario", "homes"].includes(s.entry));
    return [...new Set([...own, ...said.filter(s => s.type !== "text"), ...levers].map(s => s.name))].slice(
      0,
      FIRST_MOST,
    );
  }
  // All of a wish, as of a link or a run; its settings come after (follow).
  take(wish) {
    this.policy = wish.policy || this.policy;
    for (const key of Object.keys(this.sizes)) this.sizes[key] = wish[key] ?? "";
    this.set = new Map(Object.entries(wish.set ?? {}));
    this.open = [...this.set.keys()].slice(0, OPEN_MOST);
  }
}
