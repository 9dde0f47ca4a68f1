// SPDX-License-Identifier: GPL-3.0-or-later
// What consents are worth: for each data flow a bar of all that went through, full as far as a valid consent covered it, hatched where none
// did, and below it how old the consents are, who takes them back and when, how often families are asked, and what is earned with
// data of families that would refuse.

// rows: [{ title, note, coverage, facts }]; coverage: a number of the data, null: nothing went through.
function qualityBars(rows, { width, policy }) {
  const narrow = width < NARROW, head = data.policies.length > 1 ? 30 : 4, left = narrow ? 0 : Math.min(290, 24 + Math.max(...rows.map(r => Math.max(widthOf(r.title, 15, true), widthOf(r.note, 13.5)))));
  const room = widthOf("100 %", 15, true) + 14, full = width - left - room, out = [];
  let y = head;
  for (const r of rows) {
    const facts = lines(r.facts, width - left - 4, narrow ? 4 : 2, 13.5), top = narrow ? y + 42 : y + 2, share = valueOf(r.coverage), at = left + full + 8;
    out.push(words(0, y + 15, fitted(r.title, narrow ? width : left - 14, 15, true), "strong"), words(0, y + 33, fitted(r.note, narrow ? width : left - 14, 13.5), "small soft"));
    if (r.coverage) out.push(box(left, top, full, 18, { class: "unasked", fill: "url(#hatch)" }), box(left, top, full * share, 18, { fill: "var(--known)" }), words(at, top + 14, exact(r.coverage), share < 1 ? "strong warn" : "strong"));
    else out.push(words(left, top + 14, text("quality_nothing"), "small soft"));
    facts.forEach((line, i) => out.push(words(left, top + 36 + 17 * i, line, "small soft")));
    y = Math.max(top + 30 + 17 * facts.length, y + 40) + 16;
  }
  return drawing(width, y, [hatching, head > 4 ? mark(policy, 7, 9) + words(22, 14, policyName(policy), "strong") : "", out]);
}
