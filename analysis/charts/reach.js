// SPDX-License-Identifier: GPL-3.0-or-later
// The exposure graph: classes of the homes' data to the left, then who gets them, then whom it is passed on to. The width of a band is
// the homes of which it is held now; what a breach would reach stands beside each party.

// In the order in which data goes: a party stands behind those that pass it on.
function reachNodes(edges) {
  const names = [...new Set(edges.flatMap(e => [e.from, e.to]).filter(Boolean))], classes = [...new Set(edges.filter(e => !e.from).map(e => e.data))], level = new Map(names.map(n => [n, 0]));
  for (let round = 0; round < names.length; round++)
    for (const e of edges) if (e.from && level.get(e.to) <= level.get(e.from) && level.get(e.from) < 3) level.set(e.to, level.get(e.from) + 1);
  return [...classes.map(c => ({ name: nameOf(c), data: true, id: "data " + c })), ...names.sort((a, b) => level.get(a) - level.get(b)).map(n => ({ name: nameOf(n), id: n }))];
}

// parties: { name: { classes, between } } as numbers of the data; edges: [{ from, to, data, homes }].
function reachChart({ parties, edges, width, policy }) {
  if (width < NARROW || !edges.length) return reachList({ parties, width, policy });
  const nodes = reachNodes(edges), place = id => nodes.findIndex(n => n.id === id);
  const form = { nodes, links: edges.map(e => ({ from: place(e.from || "data " + e.data), to: place(e.to), amount: e.homes, data: false, reason: nameOf(e.data), passed: !!e.from })) };
  const forward = { ...form, links: form.links.filter(l => l.from < l.to) };
  const bar = 11, head = data.policies.length > 1 ? 26 : 0, { list, last, all } = nodesOf(forward);
  const rows = Math.max(...Array.from({ length: last + 1 }, (_, c) => list.filter(n => n.column === c).length));
  const { unit, bottom } = placeNodes(list, last, { top: head + 44, gap: 48, tall: Math.max(320, rows * 66) });
  placeBands(list, unit);
  const x = n => (width - bar) * n.column / last;
  const band = l => {
    const a = x(l.source) + bar, b = x(l.target), t = Math.max(1.2, l.value * unit), m = (a + b) / 2, p = tenth;
    return shape("path", { class: l.passed ? "band fordata" : "band", d: `M${p(a)} ${p(l.y0)}C${p(m)} ${p(l.y0)} ${p(m)} ${p(l.y1)} ${p(b)} ${p(l.y1)}v${p(t)}C${p(m)} ${p(l.y1 + t)} ${p(m)} ${p(l.y0 + t)} ${p(a)} ${p(l.y0 + t)}z` });
  };
  const named = settle(list, (n, form) => reachWords(n, { x: x(n), bar, last, parties, ...form }), [{ facts: true, room: 330 }, { facts: true, room: 180 }, { facts: false, room: 180 }, { facts: false, room: 90 }], width);
  const node = (n, i) => box(x(n), n.y, bar, n.height, { class: "node" }) + words(named[i].at, n.y - (named[i].facts ? 23 : 8), named[i].name, "strong halo", named[i].anchor) + (named[i].facts ? words(named[i].at, n.y - 6, named[i].facts, "small soft halo", named[i].anchor) : "");
  const title = head ? mark(policy, 7, 9) + words(22, 14, policyName(policy), "strong") : "";
  return drawing(width, bottom + 8, [title, all.map(band), list.map(node)]);
}

// As nodeWords in flows.js.
function reachWords(n, { x, bar, last, parties, facts, room }) {
  const name = fitted(n.name, room, 15, true), more = facts && !n.data ? reachFacts(parties[n.id]) : "", end = n.column === last, middle = !end && n.column > 0;
  const width = Math.max(widthOf(name, 15, true), widthOf(more, 13.5)), at = end ? x + bar : middle ? x + bar / 2 : x, left = end ? at - width : middle ? at - width / 2 : at;
  return { name, facts: more, at, anchor: end ? END : middle ? MIDDLE : {}, box: { left, right: left + width, top: n.y - (more ? 37 : 22), bottom: n.y - 1 } };
}

const reachFacts = party => !party ? "" : [text("reach_classes_of", { n: exact(party.classes) }), valueOf(party.between) > 0 ? text("reach_between_of", { n: exact(party.between) }) : ""].filter(Boolean).join(" · ");

// On a phone: a bar for each party.
function reachList({ parties, width, policy }) {
  const rows = Object.entries(parties).filter(([, p]) => valueOf(p.classes) > 0).sort(([, a], [, b]) => valueOf(b.classes) - valueOf(a.classes));
  if (!rows.length) return drawing(width, 40, [words(0, 24, text("reach_nothing"), "soft")]);
  return bars(rows.map(([name, p]) => ({ title: nameOf(name), note: "", value: valueOf(p.classes), label: exact(p.classes) })), { width, title: text("reach_classes"), policy });
}
