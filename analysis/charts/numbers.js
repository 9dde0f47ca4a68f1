// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers come from C as [text, value] or, amounts, as [text, value, in English words, in Korean words]; see analysis/report_number.h.
// Here they only get a minus that is one, a plus, and short names of what is large. Scales alone are printed here: round values.
const data = JSON.parse(document.getElementById("data").textContent);
let language = navigator.language.startsWith("ko") ? 1 : 0;

const typeset = text => text.replace(/^-/, "−");
const exact = number => number ? typeset(number[0]) : TEXTS.none[language];
const valueOf = number => number ? number[1] : NaN;
// "3.23 million", "323만"; without sign.
const amount = number => !number ? TEXTS.none[language] : number.length > 2 ? number[2 + language] : typeset(number[0]).replace("−", "");
const SHORT = [[" trillion", " tn"], [" billion", " bn"], [" million", " M"]];
const brief = number => SHORT.reduce((text, [long, short]) => text.replace(long, short), amount(number));
const negative = number => valueOf(number) < 0 ? "−" : "";
const signed = number => !number ? TEXTS.none[language] : (valueOf(number) > 0 ? "+" : negative(number)) + brief(number);
const balance = number => negative(number) + brief(number);

// A round value of a scale.
function tick(v, money, plus) {
  const size = Math.abs(v), sign = v < 0 ? "−" : plus && v > 0 ? "+" : "";
  const plain = n => (+n.toPrecision(6)).toLocaleString("en-US", { maximumFractionDigits: 6 });
  if (!money || size < 1e4) return sign + plain(size);
  if (language) return sign + (size >= 1e8 ? plain(size / 1e8) + "억" : plain(size / 1e4) + "만");
  return sign + (size >= 1e9 ? plain(size / 1e9) + " bn" : size >= 1e6 ? plain(size / 1e6) + " M" : plain(size));
}
