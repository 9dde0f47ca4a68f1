// SPDX-License-Identifier: GPL-3.0-or-later
// The page: what stands in each section, drawn at the width there is and again when language or width changes. A section without
// anything to show is not there.
const root = document.documentElement, byId = id => document.getElementById(id);
const policies = data.policies.map((_, i) => i), others = policies.slice(1), single = policies.length === 1, base = data.policies[0].name;
let chosen = 0;
const common = () => ({ base, ...Object.fromEntries(["homes", "days", "replications", "points", "missing"].map(k => [k, exact(data[k])])), start: data.start, seed: data.seed, scenario: data.scenario, policy: data.policies[0].name || "–", policy_title: data.policies[0].title ? ` (${data.policies[0].title})` : "", policies: policies.length, varied: data.varied.length > 3 ? data.varied.length : data.varied.map(v => v.name).join(", "), version: data.version, identity: data.identity });
const captions = name => (data.captions[name] ?? []).map(s => said(s)).join(" ");
const isInside = row => !["outside", "mint", "burn"].includes(row.party);
const spacedRange = (low, high, plus) => low && high ? text("to", { a: plus ? signed(low) : exact(low), b: plus ? signed(high) : exact(high) }) : "";
const unitOf = unit => unit === "1" ? "" : unit;
const withUnit = (name, unit) => unitOf(unit) ? `${name} [${unit}]` : name;

// Policies that came into force during the run: one sentence for all that followed on the same day.
const turned = () => [...new Map(data.policies.filter(p => p.since).map(p => [p.since + p.before, { since: p.since, before: p.before }])).values()]
  .map(t => ({ ...t, policies: data.policies.filter(p => p.since === t.since && p.before === t.before).map(p => nameOf(p.name)).join(", ") }));

// ---- Money ----

const differenceMark = (d, policy) => ({ policy, value: valueOf(d.mean), low: valueOf(d.low), high: valueOf(d.high), hollow: !d.told, number: signed(d.mean), range: spacedRange(d.low, d.high, true) });
const moneyRows = () => data.money.filter(isInside);
// Parties that are many of one entry: school_1, school_2, ...
const stems = () => {
  const count = new Map(), stem = r => r.party.replace(/_\d+$/, "");
  for (const r of data.money) if (/_\d+$/.test(r.party)) count.set(stem(r), (count.get(stem(r)) ?? 0) + 1);
  return new Map(data.money.filter(r => /_\d+$/.test(r.party) && count.get(stem(r)) > 2).map(r => [r.party, stem(r)]));
};
const balances = () => data.balances.map(r => {
  const kind = r.count ? "" : kindOf(data.money.find(m => m.party === r.party).kind);
  return { title: partyName(r.party, r.count), note: kind === nameOf(r.party) ? "" : kind, value: valueOf(r.amount), label: balance(r.amount) };
});
// Who has more or less under some policy; of many those that are told, and the largest differences.
const ROWS_MOST = 14, differing = () => moneyRows().filter(r => others.some(p => valueOf(r.differences[p].mean) !== 0));
function shownDiffering() {
  const names = stems(), told = r => others.some(p => r.differences[p].told), many = differing().length > ROWS_MOST;
  const all = differing().filter(r => !many || told(r) || !names.has(r.party)), size = r => Math.max(...others.map(p => Math.abs(valueOf(r.differences[p].mean)) + (r.differences[p].told ? 1e15 : 0)));
  const least = all.map(size).sort((a, b) => b - a)[ROWS_MOST - 1] ?? 0;
  return all.filter(r => size(r) >= least);
}
const moneyOfPoints = () => data.decides.rows.filter(r => r.sort === "money");
const pointMark = r => ({ policy: r.policy, value: valueOf(r.median), low: valueOf(r.low), high: valueOf(r.high), hollow: !(valueOf(r.share_low) > 0.5 && r.sign), number: signed(r.median), range: spacedRange(r.low, r.high, true) });
// Rows of several policies about the same thing, under one another.
function together(rows, title, note, markOf, group = () => undefined) {
  const found = new Map();
  for (const r of rows) {
    const key = (group(r) ?? "") + title(r);
    if (!found.has(key)) found.set(key, { title: title(r), note: note(r), group: group(r), marks: [] });
    found.get(key).marks.push(markOf(r));
  }
  return [...found.values()];
}
function differencesTable(rows, name, more, idOf) {
  return [[name, ...more.map(m => text(m)), text("policy"), `${text("mean")} [won]`, ...(single ? [] : [`${text("difference")} [won]`, text("from"), text("until")])],
    ...rows.flatMap(r => policies.map(p => [nameOf(r.party ?? r.name), ...more.map(() => kindOf(r.kind)), policyName(p), idOf ? explained(exact(r.means[p]), p, idOf(r)) : exact(r.means[p]), ...(single ? [] : r.differences[p] ? ["mean", "low", "high"].map(k => exact(r.differences[p][k])) : ["", "", ""])]))];
}
const kinds = { run: "run", comparison: "comparison", points: "points" };
const money = {
  why: true,
  there: () => data.money?.length || (data.decides && moneyOfPoints().length),
  see: () => text(`money_${kinds[data.kind]}_see`, { ...common(), told: moneyRowsTold()[0], all: moneyRowsTold()[1] }),
  read: () => [text(`money_${kinds[data.kind]}_read`, common()), data.kind === "comparison" && differing().length > ROWS_MOST ? text("money_more", { count: differing().length - shownDiffering().length }) : ""].filter(Boolean).join(" "),
  draw: width => data.kind === "run" ? bars(balances(), { width, title: text("won_net") })
    : marks(data.kind === "comparison" ? shownDiffering().map(r => ({ title: nameOf(r.party), note: kindOf(r.kind) === r.party ? "" : kindOf(r.kind), marks: others.map(p => differenceMark(r.differences[p], p)) }))
      : together(moneyOfPoints(), r => nameOf(r.name), () => "", pointMark),
      { width, number: v => tick(v, true, true), heads: ["", text(data.kind === "comparison" ? "won_interval" : "won_range")], sides: [text("less"), text("more")], single: others.length < 1 }),
  table: () => data.kind === "points" ? pointsTable(moneyOfPoints()) : differencesTable(data.money, text("party"), ["kind"], r => `money: ${r.party}`),
};
function moneyRowsTold() {
  const all = data.kind === "comparison" ? moneyRows().flatMap(r => others.map(p => r.differences[p])).filter(d => valueOf(d.mean) !== 0) : [];
  return [all.filter(d => d.told).length, all.length];
}

// ---- Flows ----

const flowName = f => `payment: ${f.payer} to ${f.payee}, ${f.reason}${f.currency === "won" ? "" : ` (${f.currency})`}`;
const flowsSection = {
  why: true,
  there: () => data.flows?.some(f => f.currency === "won"),
  choose: true,
  see: () => captions("flows"),
  read: width => {
    const made = flowsChart(data.bands[chosen], { width, policy: chosen }), comparing = data.kind === "comparison";
    return [text("flows_read"), comparing ? text("flows_mean", common()) : "", made.leftOut.length ? text("flows_left", { list: made.leftOut.map(l => `${partyName(...l.from)} → ${partyName(...l.to)}, ${l.reason} ${text("won", { n: brief(l.amount) })}`).join("; ") }) : "", made.others ? text("flows_small", { count: exact(made.others) }) : "", made.small ? text("flows_hairs", { count: exact(made.small) }) : ""].filter(Boolean).join(" ");
  },
  draw: width => flowsChart(data.bands[chosen], { width, policy: chosen }).svg,
  table: () => [[text("payer"), text("payee"), text("reason"), ...policies.flatMap(p => [single ? text("value") : policyName(p)]), text("unit")], ...data.flows.map(f => [nameOf(f.payer), nameOf(f.payee), f.reason, ...policies.map(p => explained(exact(f.amounts[p]), p, flowName(f))), f.currency])],
};

// ---- What is known ----

const knownSum = cell => policies.reduce((s, p) => s + (cell.homes[p] ? valueOf(cell.homes[p][0]) + valueOf(cell.homes[p][1]) : 0), 0);
const known = {
  why: true,
  there: () => data.known?.some(c => knownSum(c) > 0),
  choose: true,
  see: () => captions("known"),
  read: () => text("known_read", { mean: data.kind === "comparison" ? text("known_mean", common()) : "" }),
  draw: width => {
    const full = data.known.filter(c => knownSum(c) > 0), parties = [...new Set(full.map(c => c.party))], classes = [...new Set(full.map(c => c.data))];
    const cellsOf = p => Object.fromEntries(data.known.filter(c => c.homes[p]).map(c => [`${c.party}|${c.data}`, { with: c.homes[p][0], without: c.homes[p][1] }]));
    const together = matrixFits(parties, classes, policies.length, width), choice = byId("known").querySelector(".choose");
    if (choice) choice.hidden = together;
    const most = Math.max(...full.flatMap(c => c.homes.flatMap(h => h ? h.map(valueOf) : [0])));
    return matrix({ parties, classes, views: (together ? policies : [chosen]).map(policy => ({ policy, cells: cellsOf(policy) })), width, most });
  },
  table: () => [[text("policy"), text("party"), text("data"), text("purposes"), text("homes_with"), text("homes_without")], ...policies.flatMap(p => data.known.map(c => [policyName(p), nameOf(c.party), nameOf(c.data), spaced(c.purposes), ...(c.homes[p] ? c.homes[p].map(exact) : ["", ""])]))],
};

// ---- Who was asked ----

const FUNNELS_MOST = 12, [ASKED, AGREED, STILL, WITHDRAWN, EXPIRED, REFUSED] = [0, 1, 2, 3, 4, 5];
const askedMost = f => Math.max(...f.homes.map(h => h ? valueOf(h[ASKED]) : 0));
const askedShown = () => [...data.asked].sort((a, b) => askedMost(b) - askedMost(a)).slice(0, FUNNELS_MOST);
// "313 asked, 95 agreed, 90 still do"
function askedLabel(h) {
  const some = [[WITHDRAWN, "asked_withdrawn"], [EXPIRED, "asked_expired"]].filter(([k]) => valueOf(h[k]) > 0).map(([k, key]) => text(key, { n: exact(h[k]) }));
  return [text("asked_of", { asked: exact(h[ASKED]), agreed: exact(h[AGREED]) }), ...some].join(", ");
}
const asked = {
  there: () => data.asked?.length,
  see: () => captions("asked"),
  read: () => [text("asked_read", { mean: data.kind === "comparison" ? text("known_mean", common()) : "" }), data.asked.length > FUNNELS_MOST ? text("asked_more", { count: data.asked.length - FUNNELS_MOST }) : ""].filter(Boolean).join(" "),
  draw: width => funnels(askedShown().map(f => ({ title: `${nameOf(f.party)}: ${nameOf(f.data)}`, note: text("asked_for", { purpose: spaced(f.purpose) }), bars: policies.filter(p => f.homes[p] && valueOf(f.homes[p][ASKED]) > 0).map(policy => ({ policy, asked: f.homes[policy][ASKED], agreed: f.homes[policy][AGREED], still: f.homes[policy][STILL], label: askedLabel(f.homes[policy]) })) })), { width, most: Math.max(...data.asked.map(askedMost)) }),
  table: () => [[text("policy"), text("party"), text("data"), text("purposes"), ...["asked_asked", "asked_agreed", "asked_still", "asked_head_withdrawn", "asked_head_expired", "asked_refused"].map(k => text(k))], ...policies.flatMap(p => data.asked.map(f => [policyName(p), nameOf(f.party), nameOf(f.data), spaced(f.purpose), ...(f.homes[p] ? f.homes[p].map(exact) : ["", "", "", "", "", ""])]))],
};

// ---- Promises ----

const promiseLabel = b => text(valueOf(b.broken) ? "promises_broken" : "promises_kept", { n: exact(b.broken), all: exact(b.all) });
const momentOf = ms => new Date(Date.parse(data.start + "T00:00:00Z") + ms).toISOString().slice(0, 16).replace("T", " ");
const firstBreak = b => b.first ? text("promises_where", { when: momentOf(b.first.when_ms), home: b.first.home, data: nameOf(b.first.data), party: nameOf(b.first.party) }) : "";
const promisesSection = {
  there: () => data.promises?.length,
  see: () => captions("promises"),
  read: () => text("promises_read", { mean: data.kind === "comparison" ? text("known_mean", common()) : "" }),
  draw: width => promisesChart(data.promises.map(p => ({ title: p.name, note: p.text, bars: policies.filter(i => p.policies[i]).map(policy => ({ policy, held: p.policies[policy].held, broken: p.policies[policy].broken, label: promiseLabel(p.policies[policy]) })) })), { width }),
  table: () => [[text("promises_promise"), text("promises_text"), text("policy"), ...["held", "days", "times", "first", "event"].map(k => text("promises_" + k))], ...data.promises.flatMap(p => policies.filter(i => p.policies[i]).map(i => [p.name, p.text, policyName(i), exact(p.policies[i].held), exact(p.policies[i].broken), exact(p.policies[i].times), firstBreak(p.policies[i]), p.policies[i].first?.event ? String(p.policies[i].first.event) : ""]))],
};

// ---- What could be guessed ----

const guessTitle = g => TEXTS["guessed_" + g.technique] ? text("guessed_" + g.technique) : g.question;
const guessRange = n => n.low && n.high ? text("to", { a: exact(n.low), b: exact(n.high) }) : "";
const guessMark = (n, policy) => ({ policy, value: valueOf(n.advantage), low: n.low ? valueOf(n.low) : NaN, high: n.high ? valueOf(n.high) : NaN, bound: n.bound ? valueOf(n.bound) : NaN, without: n.advantage_without ? valueOf(n.advantage_without) : NaN,
  hollow: !n.low || valueOf(n.low) <= 0, number: exact(n.advantage), range: guessRange(n), more: n.bound ? text("guesses_bound_is", { n: exact(n.bound) }) : text("guesses_no_bound") });
const guessRows = () => data.guesses.map(g => ({ title: guessTitle(g), note: text("guesses_by", { attacker: nameOf(g.attacker), watched: g.watched.split(/\s+/).map(nameOf).join(", ") }), marks: policies.filter(p => g.numbers[p]?.advantage).map(p => guessMark(g.numbers[p], p)) })).filter(r => r.marks.length);
const guesses = {
  there: () => data.guesses?.length && guessRows().length,
  see: () => text("guesses_see"),
  read: () => text("guesses_read", { intervals: text(valueOf(data.replications) > 1 ? "guesses_runs" : "guesses_run", common()) }),
  draw: width => marks(guessRows(), { width, number: v => String(Math.round(v * 100) / 100).replace("-", "−"), heads: [text("guesses_advantage"), text("guesses_interval"), ""], least: 0, most: 1, single }),
  table: () => [[text("policy"), text("guesses_attacker"), text("guesses_watched"), text("guesses_question"), ...["advantage", "low", "high", "bound", "advantage_without", "right", "right_without", "answers", "balanced", "mcc", "bits"].map(k => text("guesses_" + k))],
    ...policies.flatMap(p => data.guesses.filter(g => g.numbers[p]).map(g => [policyName(p), nameOf(g.attacker), g.watched.split(/\s+/).map(nameOf).join(", "), guessTitle(g), ...["advantage", "low", "high", "bound", "advantage_without", "right", "right_without", "answers", "balanced", "mcc", "bits"].map(k => g.numbers[p][k] ? exact(g.numbers[p][k]) : "–")]))],
};

// ---- What beats what ----

const FRONT_BOUND = () => data.front.some(p => p.bound), frontEnds = n => n ? { at: valueOf(n.mean), low: valueOf(n.low), high: valueOf(n.high) } : { at: 0, low: NaN, high: NaN };
const frontPolicy = (p, policy, i) => ({ policy, guessed: frontEnds(p.guessed), money: frontEnds(p.sides[i].difference), bound: valueOf(p.bound), beaten: p.above !== null });
const frontSection = {
  why: true,
  there: () => data.front,
  see: () => captions("front"),
  read: () => [text("front_read", common()), data.front.some(p => p.guessed?.low) ? text("front_intervals", common()) : "", FRONT_BOUND() ? text("front_bound") : ""].filter(Boolean).join(" "),
  draw: width => fronts(data.front[0].sides.map(({ side }, i) => ({ title: welfareName(side), note: text("front_up", common()), policies: data.front.map((p, policy) => frontPolicy(p, policy, i)) })), { width, across: text("front_across") }),
  table: () => [[text("policy"), ...data.front[0].sides.flatMap(s => [`${welfareName(s.side)} [won]`, text("front_home", { side: welfareName(s.side) }), text("from"), text("until")]), text("guesses_advantage"), text("from"), text("until"), text("guesses_attacker"), text("guesses_bound"), text("front_above"), text("front_runs", common())],
    ...data.front.map((p, policy) => [policyName(policy), ...p.sides.flatMap(s => [explained(exact(s.mean), policy, `welfare: ${s.side}`), ...["mean", "low", "high"].map(k => exact(s.difference?.[k]))]), explained(exact(p.guessed?.mean), policy, `guessed: ${p.attacker}`), exact(p.guessed?.low), exact(p.guessed?.high), nameOf(p.attacker), exact(p.bound), p.above === null ? text("front_on") : policyName(p.above), exact(p.runs[0])])],
};

// ---- Where it would get out ----

const [REACH_CLASSES, REACH_HOMES, REACH_BETWEEN, REACH_DAYS, REACH_CHANCE] = [0, 1, 2, 3, 4];
const reachParties = p => Object.fromEntries(data.reach.parties.map(r => [r.party, { classes: r.of[p][REACH_CLASSES], between: r.of[p][REACH_BETWEEN] }]));
const reachEdges = p => data.reach.edges.map(e => ({ ...e, homes: e.homes[p] })).filter(e => valueOf(e.homes) > 0);
const reachSection = {
  there: () => data.reach?.parties.length,
  choose: true,
  see: () => captions("reach"),
  read: () => [text("reach_read", { mean: data.kind === "comparison" ? text("known_mean", common()) : "" }), data.reach.expected[chosen] ? text(data.reach.said ? "reach_said" : "reach_equal", { n: exact(data.reach.expected[chosen]) }) : ""].filter(Boolean).join(" "),
  draw: width => reachChart({ parties: reachParties(chosen), edges: reachEdges(chosen), width, policy: chosen }),
  table: () => [[text("policy"), text("party"), ...["classes", "homes", "between", "days", "chance", "from"].map(k => text("reach_" + k))], ...policies.flatMap(p => data.reach.parties.map(r => [policyName(p), nameOf(r.party), ...r.of[p].map(exact), reachFrom(p, r.party)]))],
};
const reachFrom = (p, party) => reachEdges(p).filter(e => e.to === party).map(e => `${e.from ? nameOf(e.from) : text("reach_from_homes")}: ${nameOf(e.data)} ${exact(e.homes)}`).join("; ");

// ---- What consents are worth ----

const QUALITY_MOST = 14, [COVERAGE, AGE, TAKEN_BACK, AFTER, REQUESTS, MOST, UNASKED, REFUSING, INCOME, REGRET, TRANSFERS, TAKEN, STRETCHED] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const qualityRows = p => data.quality.filter(f => f.of[p]).map(f => ({ ...f, q: f.of[p] }));
const anyBroken = () => data.quality.some(f => f.of.some(q => q && [TAKEN, STRETCHED].some(k => valueOf(q[k]) > 0)));
const qualityFacts = q => [q[AGE] && text("quality_age_of", { n: exact(q[AGE]) }), valueOf(q[TAKEN_BACK]) > 0 && text("quality_back_of", { n: exact(q[TAKEN_BACK]), days: exact(q[AFTER]) }), valueOf(q[REQUESTS]) > 0 && text("quality_asked_of", { n: exact(q[REQUESTS]), most: exact(q[MOST]) }),
  valueOf(q[UNASKED]) > 0 && text("quality_refuse_of", { n: exact(q[UNASKED]), refuse: exact(q[REFUSING]) }), valueOf(q[REGRET]) > 0 && text("quality_regret_of", { won: brief(q[REGRET]), all: brief(q[INCOME]) }), valueOf(q[TAKEN]) > 0 && text("quality_taken_of", { n: exact(q[TAKEN]), all: exact(q[TRANSFERS]) }), valueOf(q[STRETCHED]) > 0 && text("quality_stretched_of", { n: exact(q[STRETCHED]), all: exact(q[TRANSFERS]) })].filter(Boolean).join("; ");
const qualitySection = {
  there: () => data.quality?.some(f => f.of.some(Boolean)),
  choose: true,
  see: () => captions("quality"),
  read: () => [text("quality_read", { mean: data.kind === "comparison" ? text("known_mean", common()) : "" }), qualityRows(chosen).length > QUALITY_MOST ? text("asked_more", { count: qualityRows(chosen).length - QUALITY_MOST }) : ""].filter(Boolean).join(" "),
  draw: width => qualityBars(qualityRows(chosen).sort((a, b) => valueOf(b.q[REGRET]) - valueOf(a.q[REGRET]) || valueOf(b.q[REFUSING]) - valueOf(a.q[REFUSING]) || valueOf(b.q[REQUESTS]) - valueOf(a.q[REQUESTS])).slice(0, QUALITY_MOST).map(f => ({ title: `${nameOf(f.party)}: ${nameOf(f.data)}`, note: text("asked_for", { purpose: spaced(f.purpose) }), coverage: f.q[COVERAGE], facts: qualityFacts(f.q) })), { width, policy: chosen }),
  table: () => [[text("policy"), text("party"), text("data"), text("purposes"), ...["coverage", "age", "back", "after", "asked", "most", "unasked", "refuse", "income", "regret", ...(anyBroken() ? ["taken", "stretched"] : [])].map(k => text("quality_" + k))], ...policies.flatMap(p => qualityRows(p).map(f => [policyName(p), nameOf(f.party), nameOf(f.data), spaced(f.purpose), ...f.q.filter((_, i) => i < TRANSFERS || anyBroken() && i > TRANSFERS).map(exact)]))],
};

// ---- Money against exposure ----

const tradePanels = () => data.trade.panels, hasEllipses = () => tradePanels()[0].policies[1].ellipse;
const tradeSection = {
  there: () => data.trade?.panels.length,
  see: () => captions("trade"),
  read: () => [text("trade_read", common()), text(hasEllipses() ? "trade_ellipses" : "trade_points", common())].join(" "),
  draw: width => trades(tradePanels().map(p => ({ ...p, title: nameOf(p.party), note: text("trade_up") })), { width, across: text("trade_" + data.trade.exposure) + " →" }),
  table: () => [[text("party"), text("policy"), `${text("trade_" + data.trade.exposure)}`, `${text("difference")} [won]`], ...tradePanels().flatMap(p => p.policies.flatMap((at, policy) => at ? [[nameOf(p.party), policyName(policy), exact(at.exposure), exact(at.money)]] : []))],
};

// ---- Curves ----

const curvePanels = () => data.curves.map(c => {
  const isMoney = c.sort === "money";
  return { title: isMoney ? nameOf(c.owner) : `${c.owner ? spaced(c.owner) + ": " : ""}${c.name}`, note: isMoney ? text("sort_money") : [[c.meaning, unitOf(c.unit)].filter(Boolean).join(", "), text("sort_" + c.sort)].filter(Boolean).join("; "), money: isMoney, zero: c.sort !== "mean", plus: isMoney && !single, lines: c.lines };
});
const curvesSection = {
  there: () => data.curves?.length,
  see: () => text(`curves_${data.kind}_see`),
  read: () => text(`curves_${data.kind}_read`, { ...common(), bands: data.curves[0].lines[0].low ? text("bands", common()) : "" }),
  draw: width => curves(curvePanels(), { width, start: new Date(data.start + "T00:00:00Z"), single }),
  table: () => {
    const panels = curvePanels(), columns = panels.flatMap(p => p.lines.map(l => [p, l]));
    return [[text("day"), ...columns.map(([p, l]) => `${p.title}${single ? "" : ", " + policyName(l.policy)}`)], ...data.curves[0].lines[0].mean.map((_, day) => [String(day + 1), ...columns.map(([, l]) => l.mean[day] === null ? "" : String(l.mean[day]).replace("-", "−"))])];
  },
};

// ---- Learning ----

const learningPanels = () => data.learning.map(l => ({ title: `${nameOf(l.learner)}: ${spaced(l.subject)}`, note: [l.measure, techniquesOf(l)].join("; "), money: false, zero: false, lines: l.lines }));
const techniquesOf = l => [...new Set(l.lines.map(line => line.technique))].map(spaced).join(", ");
const learningSection = {
  there: () => data.learning?.length,
  see: () => text("learning_see"),
  read: () => text("learning_read", { bands: data.learning[0].lines[0].low ? text("bands", common()) : "" }),
  draw: width => curves(learningPanels(), { width, start: new Date(data.start + "T00:00:00Z"), single }),
  table: () => [[text("party"), text("learning_subject"), text("policy"), text("learning_technique"), text("learning_measure"), text("learning_end"), ...["samples", "homes", "versions", "bytes", "flops", "energy", "cost"].map(k => text("learning_" + k))],
    ...data.learning.flatMap(l => l.lines.map(line => [nameOf(l.learner), spaced(l.subject), policyName(line.policy), spaced(line.technique), l.measure, exact(line.end), ...l.efforts[line.policy].map(exact)]))],
};

// ---- Groups ----

const welfareName = name => TEXTS["side_" + name] ? text("side_" + name) : nameOf(name);
// A family's money by its attitude to privacy, and its welfare by that, its size and its dwelling.
const groupRows = () => [...data.groups.map(r => ({ ...r, group: text("groups_money") })), ...(data.welfare?.homes ?? []).map(r => ({ ...r, group: text("groups_welfare") }))];
const groupsSection = {
  there: () => data.groups?.length,
  see: () => captions("groups"),
  read: () => text(`groups_${data.kind}_read`, common()),
  draw: width => single ? bars(groupRows().map(r => ({ title: nameOf(r.name), note: r.group, value: valueOf(r.means[0]), label: balance(r.means[0]) })), { width, title: text("won_home_run") })
    : marks(groupRows().map(r => ({ title: nameOf(r.name), group: r.group, marks: others.map(p => differenceMark(r.differences[p], p)) })), { width, number: v => tick(v, true, true), heads: ["", text("won_home")], sides: [text("worse"), text("better")] }),
  table: () => differencesTable(groupRows().map(r => ({ ...r, name: `${nameOf(r.name)}: ${r.group}` })), text("group"), []),
};

// ---- Who is better off ----

const welfareGroups = () => ["sides", "families"].map(group => [group, data.welfare[group].filter(r => single || others.some(p => valueOf(r.differences[p].mean) !== 0))]);
const welfareOfPoints = () => data.decides?.rows.filter(r => r.sort === "welfare") ?? [];
const welfareDifferences = () => data.welfare.sides.flatMap(r => others.map(p => r.differences[p]));
const welfareSection = {
  there: () => data.welfare?.sides.length || welfareOfPoints().length,
  see: () => text(`welfare_${data.kind}_see`, data.kind === "comparison" ? { ...common(), told: welfareDifferences().filter(d => d.told).length, all: welfareDifferences().length } : common()),
  read: () => text(`welfare_${data.kind}_read`, common()),
  draw: width => data.kind === "points" ? marks(together(welfareOfPoints(), r => welfareName(r.name), () => "", pointMark),
      { width, number: v => tick(v, true, true), heads: ["", text("won_range")], sides: [text("worse"), text("better")], single: others.length < 1 })
    : single ? bars([...data.welfare.sides, ...data.welfare.families].map(r => ({ title: welfareName(r.name), value: valueOf(r.means[0]), label: balance(r.means[0]) })), { width, title: text("won_whole") })
    : marks(welfareGroups().flatMap(([group, rows]) => rows.map(r => ({ title: welfareName(r.name), group: text("welfare_" + group), marks: others.map(p => differenceMark(r.differences[p], p)) }))),
      { width, number: v => tick(v, true, true), heads: ["", text("won_interval")], sides: [text("worse"), text("better")], single: others.length < 1 }),
  table: () => data.kind === "points" ? pointsTable(welfareOfPoints()) : differencesTable([...data.welfare.sides, ...data.welfare.families].map(r => ({ ...r, name: welfareName(r.name) })), text("better_off_who"), []),
};

// ---- Districts ----

let mapped = 0;  // which of the measures
const mapMeasure = () => data.map.measures[mapped];
const mapShow = v => mapMeasure().name === "won" ? balance(v) : exact(v);
const mapSection = {
  there: () => data.map?.measures.length,
  choose: true,
  measures: () => data.map.measures.map(m => m.name),
  see: () => said(mapMeasure().see[chosen]),
  read: () => [text("map_read", common()), text("map_" + mapMeasure().name + "_read"), data.kind === "comparison" ? text("flows_mean", common()) : ""].filter(Boolean).join(" "),
  draw: width => tiles(mapMeasure().values[chosen], { width, least: mapMeasure().least, most: mapMeasure().most, show: mapShow, policy: chosen }),
  table: () => [[text("district"), text("homes"), ...data.map.measures.flatMap(m => policies.map(p => [text("map_" + m.name), single ? "" : policyName(p)].filter(Boolean).join(", ")))], ...data.map.homes.map((n, i) => [String(i), exact(n), ...data.map.measures.flatMap(m => policies.map(p => exact(m.values[p][i])))])],
};

// ---- What decides ----

const DECIDES_MOST = 7;  // results of each policy in the picture, beside money and data
function decidingRows() {
  const shown = [];
  for (const p of policies) {
    const own = data.decides.rows.filter(r => r.policy === p), first = own.filter(r => r.sort !== "result" && r.sign), results = own.filter(r => r.sort === "result" && r.sign);
    shown.push(...first, ...results.sort((a, b) => valueOf(b.movers[0]?.moves ?? null) - valueOf(a.movers[0]?.moves ?? null) || valueOf(b.share) - valueOf(a.share)).slice(0, DECIDES_MOST));
  }
  return shown;
}
const moverText = r => r.movers.length ? `${r.movers[0].setting} ${exact(r.movers[0].moves)}` : "–";
const outcomeName = r => r.sort === "money" ? nameOf(r.name) : r.sort === "welfare" ? `${text("groups_welfare")}: ${welfareName(r.name)}` : `${r.owner}: ${r.name}`;
const pointsTable = rows => [[text("policy"), text("outcome"), text("median"), text("from"), text("until"), text("unit"), text("holds"), text("from"), text("until"), text("moved"), text("flips")],
  ...rows.map(r => [policyName(r.policy), outcomeName(r), exact(r.median), exact(r.low), exact(r.high), unitOf(r.unit), exact(r.share), exact(r.share_low), exact(r.share_high), moverText(r), r.flips ?? ""])];
const decides = {
  there: () => data.decides?.rows.length,
  see: () => captions("decides"),
  read: () => [text("decides_read", { ...common(), method: text("method_" + data.decides.method) }), data.flips.panels.length ? "" : text("flips_none", { all: exact(data.flips.all) })].filter(Boolean).join(" "),
  draw: width => marks(decidingRows().map(r => ({ title: outcomeName(r), note: "", group: single ? undefined : policyName(r.policy), marks: [{ policy: r.policy || 1, value: 100 * valueOf(r.share), low: 100 * valueOf(r.share_low), high: 100 * valueOf(r.share_high), hollow: !(valueOf(r.share_low) > 0.5), number: exact(r.share), range: "", more: moverText(r) }] })),
    { width, number: v => `${v} %`, heads: [text("holds"), text("moved")], middle: 50, least: 0, most: 100, count: 4, single: true }),
  table: () => pointsTable(data.decides.rows),
};
function moverCounts() {
  const counts = new Map();
  for (const r of data.decides.rows) if (r.movers.length) counts.set(r.movers[0].setting, (counts.get(r.movers[0].setting) ?? 0) + 1);
  return [...counts].map(([title, count]) => ({ title, count })).sort((a, b) => b.count - a.count || (a.title < b.title ? -1 : 1));
}
const movers = {
  there: () => data.decides && moverCounts().length > 1,
  see: () => text("movers_see", { first: moverCounts()[0].title, count: moverCounts()[0].count, all: data.decides.rows.length }),
  read: () => text("movers_read"),
  draw: width => countBars(moverCounts().slice(0, 12), { width }),
  table: () => [[text("setting"), text("differences")], ...moverCounts().map(m => [m.title, String(m.count)])],
};

// ---- Where it flips ----

const flipRow = p => data.decides.rows[p.row];
const flipTitle = p => `${outcomeName(flipRow(p))}${policies.length > 2 ? `, ${policyName(flipRow(p).policy)}` : ""}`;
const flipPanel = p => ({ ...p, title: outcomeName(flipRow(p)), policy: policies.length > 2 ? flipRow(p).policy : undefined, below: text(valueOf(p.others) ? "flips_below_others" : "flips_below", flipSlots(p)) });
const flipSlots = p => Object.fromEntries(["hits", "inside", "density", "coverage", "usual", "others"].map(k => [k, exact(p[k])]));
const flips = {
  there: () => data.flips?.panels.length,
  see: () => escaped(text("flips_see", { ...common(), all: exact(data.flips.all), found: exact(data.flips.found), first: flipTitle(data.flips.panels[0]), ...flipSlots(data.flips.panels[0]) })),
  read: () => [text("flips_read"), data.flips.panels.some(p => valueOf(p.others)) ? text("flips_others") : "", valueOf(data.flips.found) > data.flips.panels.length ? text("flips_more", { count: data.flips.panels.length }) : ""].filter(Boolean).join(" "),
  draw: width => flipMaps(data.flips.panels.map(flipPanel), { width }),
  table: () => [[text("policy"), text("outcome"), text("flips"), text("flips_inside"), text("flips_hits"), text("flips_density"), text("flips_coverage")], ...data.flips.panels.map(p => [policyName(flipRow(p).policy), outcomeName(flipRow(p)), p.text, exact(p.inside), exact(p.hits), exact(p.density), exact(p.coverage)])],
};

// ---- Frame ----

const figures = { money, welfare: welfareSection, flows: flowsSection, known, reach: reachSection, asked, quality: qualitySection, promises: promisesSection, guesses, front: frontSection, trade: tradeSection, curves: curvesSection, learning: learningSection, groups: groupsSection, map: mapSection, decides, flips, movers };
const shown = Object.entries(figures).filter(([, f]) => f.there());
const WHY_BEHIND = ["money", "flows", "known", "reach", "asked", "quality", "promises", "guesses", "front", "trade"];  // the sections whose numbers it explains
const part = (id, inside, back) => `<section class="part${back ? " back" : ""}" id="${id}" aria-labelledby="${id}_h">${inside}</section>`;
const heading = id => `<h2 id="${id}_h"></h2>`;

const chooser = () => single ? "" : `<div class="choose" role="group"><span class="showing"></span>${policies.map(p => `<button type="button" data-policy="${p}"></button>`).join("")}</div>`;
function figurePart(id, f) {
  const several = f.measures?.() ?? [], choose = (f.choose ? chooser() : "") + (several.length > 1 ? `<div class="choose measures" role="group">${several.map((_, i) => `<button type="button" data-measure="${i}"></button>`).join("")}</div>` : "");
  return part(id, `${heading(id)}<p class="see"></p>${choose}<figure><div class="canvas" role="img"></div><div class="scroll tablebox" tabindex="0" role="group" hidden></div><figcaption></figcaption>
    <div class="tools"><button type="button" data-do="table" aria-pressed="false"></button><button type="button" data-do="svg"></button><button type="button" data-do="csv"></button>${f.why && whyThere() ? `<a class="towhy" href="#why"></a>` : ""}</div></figure>`);
}
const folded = (id, inside) => `<details><summary id="${id}_open"></summary>${inside}</details>`;
const scrolled = (id) => `<div class="scroll rows" tabindex="0" role="group" id="${id}_rows"></div>`;

function frame() {
  const parts = shown.map(([id, f]) => figurePart(id, f));
  if (whyThere()) parts.splice(shown.filter(([id]) => WHY_BEHIND.includes(id)).length, 0, part("why", `${heading("why")}<p class="see"></p>${chooser()}${whyInside()}`));
  if (data.means?.length) parts.push(part("means", `${heading("means")}<p class="see"></p>${folded("means", scrolled("means"))}`, true));
  if (data.varied.length) parts.push(part("varied", `${heading("varied")}<p class="see"></p>${folded("varied", scrolled("varied"))}`, true));
  if (data.settings.length) parts.push(part("settings", `${heading("settings")}<p class="see"></p>${folded("settings", `<div class="find"><label for="find"></label><input type="search" id="find"><span id="found" role="status"></span></div>${scrolled("settings")}`)}`, true));
  parts.push(part("again", `${heading("again")}<p class="see"></p><pre class="wrap">${escaped(data.command)}</pre>${data.scenario_text ? folded("again", `<pre tabindex="0">${escaped(data.scenario_text)}</pre>`) : ""}<footer></footer>`, true));
  byId("sections").innerHTML = parts.join("");
}

// ---- Words ----

function glance() {
  if (data.kind !== "comparison") return "";
  const lead = data.answer[0][0].party, without = data.means.find(r => r.subject === "all data flows" && r.name === "transfers without consent");
  const results = data.curves.filter(c => c.sort !== "money").slice(0, 2).map(c => data.means.find(r => r.group === "Key results" && r.owner === c.owner && r.name === c.name)).filter(Boolean);
  const columns = [lead, "households"].filter((p, i, all) => p && all.indexOf(p) === i).map(p => [text("glance_money", { party: nameOf(p) }), i => explained(balance(data.money.find(r => r.party === p).means[i]), i, `money: ${p}`)]);
  if (without) columns.push([text("glance_data"), i => explained(exact(without.means[i]), i, without.id)]);
  for (const r of results) columns.push([withUnit(r.meaning || `${r.owner}: ${r.name}`, r.unit), i => explained(exact(r.means[i]), i, r.id)]);
  const row = i => `<tr><th scope="row"><span class="policy"><svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">${mark(i, 7, 7, 4.8)}</svg><span><b>${escaped(policyName(i))}</b><i>${escaped(data.policies[i].title)}</i></span></span></th>${columns.map(([name, of]) => `<td class="n" data-name="${escaped(name)}">${linked(of(i))}</td>`).join("")}</tr>`;
  return `<div id="glance" class="scroll" tabindex="0" role="group" aria-label="${escaped(text("glance", common()))}"><table><caption>${escaped(text("glance", common()))}</caption><thead><tr><th scope="col">${escaped(text("policy"))}</th>${columns.map(([name]) => `<th scope="col" class="n">${escaped(name)}</th>`).join("")}</tr></thead><tbody>${policies.map(row).join("")}</tbody></table></div>`;
}

function opening() {
  const links = [...document.querySelectorAll("#sections > section")].map(s => `<a href="#${s.id}">${escaped(text(s.id + "_h"))}</a>`).join("");
  byId("answer").innerHTML = `<h1>${escaped(data.title)}</h1>${data.answer.map(p => `<p class="lead">${paragraph(p)}</p>`).join("")}${glance()}
    <p class="scope">${escaped(text("scope_" + data.kind, common()))} ${escaped(text("limits_" + data.kind))}${turned().map(p => " " + escaped(text("scope_turned", p))).join("")}${valueOf(data.missing) ? ` <b>${escaped(text("missing", common()))}</b>` : ""}</p><nav aria-label="${escaped(text("contents"))}">${links}</nav>`;
}

function meansTable() {
  const name = r => [r.owner, r.subject, r.name].filter((v, i, all) => v && all.indexOf(v) === i).map(nameOf).join(": ");
  const star = (r, p) => r.differences[p]?.told ? " *" : "";
  return [[text("what"), ...policies.map(p => single ? text("value") : policyName(p)), text("unit"), text("meaning")], ...data.means.map(r => [name(r), ...policies.map(p => explained(exact(r.means[p]) + star(r, p), p, r.id)), unitOf(r.unit), r.meaning])];
}
function settingsTable() {
  const wanted = byId("find").value.trim().toLowerCase().split(/\s+/), all = data.settings;
  const valueText = v => Array.isArray(v) ? v.map((one, p) => `${policyName(p)}: ${one ?? "–"}`).join("; ") : v === "" ? "–" : v;
  const rows = all.filter(s => wanted.every(w => s.flat().join(" ").toLowerCase().includes(w)));
  byId("found").textContent = wanted[0] ? text("found", { n: rows.length, all: all.length }) : "";
  const cells = s => [s[0], [valueText(s[1]), unitOf(s[2])].filter(Boolean).join(" ").replaceAll(",", ", "), s[3], s[4], s[5], s[7] === s[6] ? s[7] : [s[7], s[6]].filter(Boolean).join(". ")];
  byId("settings_rows").innerHTML = tableOf([[text("setting"), text("value"), text("role"), text("origin"), text("range"), `${text("meaning")}, ${text("source")}`], ...rows.map(cells)]);
}

const variedTable = () => [[text("setting"), text("range"), ...["seen_least", "seen_middle", "seen_most", "seen_moves"].map(k => text(k))], ...data.varied.map(v => [v.name, v.range, ...(v.seen ? v.seen.map(exact) : ["", "", ""]), v.moves ? exact(v.moves) : ""])];

function fill() {
  root.lang = ["en", "ko"][language];
  byId("language").textContent = ["한국어", "English"][language];
  byId("language").lang = ["ko", "en"][language];
  byId("theme").textContent = text(isDark() ? "light" : "dark");
  for (const s of document.querySelectorAll("#sections > section")) s.querySelector("h2").textContent = text(s.id + "_h");
  opening();
  const see = (id, words) => { if (byId(id)) byId(id).querySelector(".see").textContent = words; };
  see("means", byId("means") && text(`means_${data.kind}_see`, common()));
  see("varied", [text("varied_see", { n: data.varied.length }), data.settings.length ? "" : text("varied_rest")].filter(Boolean).join(" "));
  see("settings", text("settings_see", Object.fromEntries(Object.entries(data.settings_counts).map(([k, v]) => [k, exact(v)]))));
  fillWhy();
  see("again", text("again_see"));
  for (const [id, key] of [["means", "means_open"], ["varied", "varied_open"], ["settings", "settings_open"], ["again", "again_text"]])
    if (byId(id + "_open")) byId(id + "_open").textContent = text(key, { n: data.means?.length });
  for (const id of ["means", "varied", "settings"]) byId(id + "_rows")?.setAttribute("aria-label", text(id + "_h"));
  if (byId("means_rows")) byId("means_rows").innerHTML = tableOf(meansTable());
  if (byId("varied_rows")) byId("varied_rows").innerHTML = tableOf(variedTable());
  if (byId("find")) { document.querySelector('[for="find"]').textContent = text("find"); settingsTable(); }
  document.querySelector("footer").textContent = text("again_foot", common());
}

// ---- Pictures ----

function drawFigure(id, f, width) {
  const section = byId(id), room = Math.max(280, Math.floor(width ?? section.clientWidth)), canvas = section.querySelector(".canvas"), rows = section.querySelector(".tablebox"), name = text(id + "_h"), asTable = !rows.hidden;
  section.querySelector(".see").innerHTML = f.see();
  section.querySelector("figcaption").textContent = f.read(room);
  canvas.hidden = asTable;
  canvas.setAttribute("aria-label", `${text(id + "_label")}. ${section.querySelector(".see").textContent}`);
  rows.setAttribute("aria-label", text(id + "_label"));
  if (asTable) rows.innerHTML = tableOf(f.table()); else canvas.innerHTML = f.draw(room);
  const buttons = section.querySelectorAll("[data-do]");
  [text(asTable ? "picture" : "table"), "SVG", "CSV"].forEach((label, i) => { buttons[i].innerHTML = `${label}<span class="unseen">: ${escaped(name)}</span>`; });
  buttons[0].setAttribute("aria-pressed", asTable);
  const toWhy = section.querySelector(".towhy");
  if (toWhy) toWhy.innerHTML = `${escaped(text("to_why"))}<span class="unseen">: ${escaped(name)}</span>`;
  fillChooser(section);
  for (const b of section.querySelectorAll("[data-measure]")) { b.textContent = text("map_" + f.measures()[+b.dataset.measure]); b.setAttribute("aria-pressed", +b.dataset.measure === mapped); }
  section.querySelector(".measures")?.setAttribute("aria-label", `${text("show")}: ${name}`);
}
function fillChooser(section) {
  const group = section?.querySelector(".choose:not(.measures)");
  if (!group) return;
  group.setAttribute("aria-label", `${text("show")}: ${text(section.id + "_h")}`);
  group.querySelector(".showing").textContent = text("show");
  for (const b of group.querySelectorAll("button")) { b.textContent = policyName(+b.dataset.policy); b.setAttribute("aria-pressed", +b.dataset.policy === chosen); }
}
const drawAll = width => { for (const [id, f] of shown) drawFigure(id, f, width); fillChooser(byId("why")); drawWhy(); };

function press(button) {
  const section = button.closest("section"), f = section && figures[section.id], file = f && `${data.scenario}-${section.id}`;
  if (button.dataset.policy) { chosen = +button.dataset.policy; drawAll(); }
  if (button.dataset.measure) { mapped = +button.dataset.measure; drawFigure(section.id, f); }
  const rows = section?.querySelector(".tablebox");
  if (button.dataset.do === "table") { rows.hidden = !rows.hidden; drawFigure(section.id, f); }
  if (button.dataset.do === "csv") save(file + ".csv", "text/csv", csvOf(f.table()));
  if (button.dataset.do === "svg") {
    rows.hidden = true;
    drawFigure(section.id, f);
    save(file + ".svg", "image/svg+xml", alone(section.querySelector(".canvas svg"), section.querySelector(".canvas").getAttribute("aria-label")));
  }
}

const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
const PRINTED = 680;  // pixels of a page's width between its margins
document.addEventListener("click", e => { const button = e.target.closest("button"); if (button) press(button); });
byId("theme").addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; fill(); });
byId("language").addEventListener("click", () => { language = 1 - language; fill(); drawAll(); });
frame();
byId("find")?.addEventListener("input", settingsTable);
byId("why_find")?.addEventListener("input", drawWhy);
byId("why_number")?.addEventListener("change", e => { whyName = e.target.value; drawWhy(); });
fill();
drawAll();
addEventListener("hashchange", followWhy);
followWhy();
let drawnAt = innerWidth;
addEventListener("resize", () => { if (innerWidth !== drawnAt) { drawnAt = innerWidth; drawAll(); } });
addEventListener("beforeprint", () => { drawAll(PRINTED); unfoldWhy(); });
addEventListener("afterprint", () => { drawAll(); foldWhy(); });
