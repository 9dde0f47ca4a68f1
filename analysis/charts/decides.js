// SPDX-License-Identifier: GPL-3.0-or-later
// How often each setting decides: plain bars, the longest first. rows: [{ title, count }]
function countBars(rows, { width }) {
  const narrow = width < NARROW, left = narrow ? 0 : Math.min(width * 0.5, 20 + Math.max(...rows.map(r => widthOf(r.title)))), tall = narrow ? 44 : 28;
  const x = scale(0, Math.max(...rows.map(r => r.count)), 0, width - left - 40);
  return drawing(width, rows.length * tall + 4, rows.map((r, i) => {
    const y = i * tall + (narrow ? 18 : 0);
    return words(0, y + (narrow ? -3 : 19), fitted(r.title, narrow ? width : left - 14, narrow ? 13.5 : 15), narrow ? "small" : "") + box(left, y + 4, Math.max(2, x(r.count)), 20, { fill: "var(--known)" }) + words(left + x(r.count) + 8, y + 19, String(r.count), "strong");
  }));
}
