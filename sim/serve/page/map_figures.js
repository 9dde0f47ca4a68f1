// SPDX-License-Identifier: GPL-3.0-or-later
// What a map shows, in numbers: what passed between two lines of `maru run --follow` (sim/command/onlooker.h), and what is
// known of the homes by one.

export const householdsOf = place => place.who.length - 2;
export const outsideOf = place => place.who.length - 1;
export const homesOf = place => place.homes.reduce((sum, homes) => sum + homes, 0);
export const classesOf = place => [...new Set(place.data.map(([data]) => data))];

const keyed = (rows, keys) => new Map((rows ?? []).map(row => [row.slice(0, keys).join(), row]));
// Rows of `now` less those of `before`, whose first `keys` numbers say what they are of.
function less(now, before, keys) {
  const was = keyed(before, keys);
  return now.map(row =>
    row.map((value, i) => (i < keys ? value : value - (was.get(row.slice(0, keys).join())?.[i] ?? 0))),
  );
}

// Everything that passed since `before` (null: since the start), as [{ kind, from, to, amount, data }]: kinds "won" and "tokens",
// and of data that left the homes "agreed" and "unasked" items.
export function passedSince(place, line, before) {
  const homes = householdsOf(place),
    won = less(line.paid, before?.paid, 2).map(([from, to, amount]) => ({ kind: "won", from, to, amount })),
    tokens = less(line.given, before?.given, 1).map(([from, amount]) => ({ kind: "tokens", from, to: homes, amount }));
  const told = less(line.told, before?.told, 1).flatMap(([cell, items, unasked]) => {
    const [data, to] = place.data[cell];
    return [
      { kind: "agreed", from: homes, to, amount: items - unasked, data },
      { kind: "unasked", from: homes, to, amount: unasked, data },
    ];
  });
  return [...won, ...tokens, ...told].filter(({ amount }) => amount > 0);
}
// The same with all classes of data to one party in one: a line of the picture each.
export function joined(passed) {
  const all = new Map();
  for (const { kind, from, to, amount } of passed) {
    const key = `${kind}:${from}:${to}`;
    all.set(key, { key, kind, from, to, amount: amount + (all.get(key)?.amount ?? 0) });
  }
  return [...all.values()];
}

// Homes of each district of whom something of the class ("any": of any) is known, and of these those where nobody had agreed.
export function knownBy(place, line, data) {
  const [homes, unasked] = line?.known[data] ?? [],
    none = place.homes.map(() => 0);
  return { homes: homes ?? none, unasked: unasked ?? none };
}
export const sum = values => values.reduce((all, value) => all + value, 0);

// Parties around the homes: at most so many, those among whom most has passed; before anything has, makers and who may learn something.
// Makers stand in the middle.
const WHO_MOST = 8;
function weightsOf(place, line) {
  const weights = place.who.map(({ kind }) => (kind === "maker" ? 2 : 0));
  for (const [, who] of place.data) weights[who]++;
  for (const { kind, from, to, amount } of line ? passedSince(place, line, null) : [])
    for (const who of [from, to]) weights[who] += Math.sqrt(amount) * (kind === "won" || kind === "tokens" ? 1 : 1000);
  return weights;
}
export function shownOf(place, line, most = WHO_MOST) {
  const weights = weightsOf(place, line),
    parties = place.who.map((_, who) => who).slice(0, householdsOf(place)),
    chosen = [...parties].sort((a, b) => weights[b] - weights[a] || a - b).slice(0, most),
    all = parties.filter(who => chosen.includes(who));
  const makers = all.filter(who => place.who[who].kind === "maker"),
    others = all.filter(who => !makers.includes(who)),
    half = Math.ceil(others.length / 2);
  return [...others.slice(0, half), ...makers, ...others.slice(half)];
}
