// SPDX-License-Identifier: GPL-3.0-or-later
// Districts as tiles, in the order of their numbers: where they lie no run file says. The stronger the colour, the more.

// values: [number of a district, or null]; least, most: numbers between which the shade runs, over all policies.
function tiles(values, { width, least, most, show, policy }) {
  const wanted = Math.max(...values.map(v => v ? widthOf(show(v), 13.5, true) : 0)) + 18, columns = Math.max(4, Math.min(10, Math.floor(width / Math.max(58, Math.min(wanted, 110))))), gap = 4, side = (width - gap * (columns - 1)) / columns, tall = Math.min(58, Math.max(44, side * 0.6));
  const head = data.policies.length > 1 ? 34 : 4, shade = scale(valueOf(least), valueOf(most), 0.04, 0.55), foot = head + Math.ceil(values.length / columns) * (tall + gap) + 18;
  const tile = (v, i) => {
    const x = (i % columns) * (side + gap), y = head + Math.floor(i / columns) * (tall + gap);
    const label = v ? show(v) : "–", size = widthOf(label, 13.5, true) <= side - 8 ? 13.5 : 12;
    return box(x, y, side, tall, { fill: "var(--p1)", "fill-opacity": v ? shade(valueOf(v)).toFixed(3) : 0, stroke: "var(--line)", rx: 3 })
      + words(x + 6, y + 15, String(i), "tiny") + words(x + side / 2, y + tall - 10, fitted(label, side - 6, size, true), size === 12 ? "tiny strong" : "small strong", MIDDLE);
  };
  const title = head > 4 ? mark(policy, 7, 9) + words(22, 14, policyName(policy), "strong") : "";
  return drawing(width, foot + 16, [title, values.map(tile), tileKey({ y: foot, width, least, most, show, shade })]);
}

function tileKey({ y, width, least, most, show, shade }) {
  const steps = 7, size = Math.min(26, width / 16), from = widthOf(show(least), 13.5) + 8;
  return [words(0, y + 12, show(least), "small soft"), Array.from({ length: steps }, (_, i) => box(from + i * size, y, size, 15, { fill: "var(--p1)", "fill-opacity": (0.04 + 0.51 * i / (steps - 1)).toFixed(3), stroke: "var(--line)" })), words(from + steps * size + 8, y + 12, show(most), "small soft")];
}
