// SPDX-License-Identifier: GPL-3.0-or-later
// Names and sentences in the page's language. Which sentence may be said, C has decided.
const spaced = name => name.replaceAll("_", " ");
const nameOf = name => NAMES[name]?.[language] ?? name;
const kindOf = kind => kind ? KINDS[kind]?.[language] ?? spaced(kind) : "";
const policyName = i => data.policies[i].name || TEXTS.policy[language];
const capital = text => text.charAt(0).toUpperCase() + text.slice(1);
const listed = names => names.length < 2 || language ? names.join(", ") : names.slice(0, -1).join(", ") + " and " + names.at(-1);

function text(key, values = {}) {
  return TEXTS[key][language].replace(/\{(\w+)\}/g, (_, slot) => values[slot] ?? "").replace(/(\d) %/g, "$1\u00a0%");
}
const html = (key, values) => escaped(text(key, values)).replace(/\*([^*]+)\*/g, "<b>$1</b>");

// What a sentence of C's speaks of, in words.
function slotsOf(sentence, also) {
  const slots = {};
  for (const [key, v] of Object.entries(sentence)) slots[key] = Array.isArray(v) && !["parties", "policies"].includes(key) ? amount(v) : v;
  for (const key of ["party", "payer", "payee", "data"]) if (sentence[key]) slots[key] = nameOf(sentence[key]);
  for (const key of ["from", "until"]) if (sentence[key]) slots[key] = negative(sentence[key]) + amount(sentence[key]);
  if (slots.party) slots.Party = NAMES[sentence.party] ? capital(slots.party) : slots.party;
  if (sentence.purpose) slots.purpose = spaced(sentence.purpose);
  if (sentence.parties) slots.parties = listed(sentence.parties.map(nameOf));
  if (sentence.policies) slots.policies = listed(sentence.policies);
  if (sentence.amount && sentence.low) slots.interval = text(also ? "interval_also" : "interval", slots);
  if (sentence.mover) slots.mover = text("mover", { mover: sentence.mover });
  const several = data.policies.length > 1 && sentence.policy;
  slots.under = several ? text("under", slots) : "";
  slots.Under = several ? text("Under", slots) : "";
  return slots;
}

function said(sentence, also) {
  const key = also && TEXTS[sentence.say + "_also"] ? sentence.say + "_also" : sentence.say;
  const slots = slotsOf(sentence, also), whole = html(key, slots);
  return slots.Under === "" && /^\{Under\}[a-z]/.test(TEXTS[key][language]) ? capital(whole) : whole;
}
const paragraph = sentences => sentences.map((sentence, i) => said(sentence, i > 0)).join(" ");
