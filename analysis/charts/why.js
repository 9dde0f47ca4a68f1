// SPDX-License-Identifier: GPL-3.0-or-later
// Why a number is what it is: a reader picks one, or comes by a link from a table, and unfolds what it is made of. The explanations
// are those of maru why, of the first run of each policy, in English; one is on the page at a time.
const WHY_GROUPS = ["money", "flow", "token", "data", "result"], WHY_EQUATION = 6, WHY_NOTE = 9, WHY_SORTS = ["answer", "part", "payment", "event", "beginning", "rule", "equation", "setting", "source", "note"];
const whyNumbers = policy => data.why?.policies[policy] ?? [];
const whyPlaces = data.why?.policies.map(list => new Map((list ?? []).map((n, i) => [n.name, i]))) ?? [];
const whyThere = () => policies.some(p => whyNumbers(p).length);
const whyLink = (policy, name) => `#why=${policy}/${encodeURIComponent(name)}`;
// A cell of a table whose number leads to its explanation, where there is one.
const explained = (cell, policy, name) => whyPlaces[policy]?.has(name) ? { cell, href: whyLink(policy, name) } : cell;
let whyName = "";

// lines: [depth, sort, text, ask, ...] as a tree: [{ sort, text, ask, inner }]
function whyTree(lines) {
  const top = { inner: [] }, path = [top];
  for (let i = 0; i < lines.length; i += 4) {
    const [depth, sort, words, ask] = lines.slice(i, i + 4), node = { sort, text: data.why.texts[words], ask: ask < 0 ? "" : data.why.texts[ask], inner: [] };
    path.length = Math.min(path.length, depth + 1);
    path.at(-1).inner.push(node);
    path.push(node);
  }
  return top.inner;
}

// What can be asked next: on the page, or of the program.
function whyText({ text: words, ask }, policy) {
  const name = /^--number (['"])(.*)\1$/.exec(ask)?.[2];
  if (name && whyPlaces[policy].has(name)) return `<a href="${whyLink(policy, name)}">${escaped(words)}</a>`;
  return escaped(words) + (ask ? ` <code>${escaped(ask)}</code>` : "");
}
// Folded are equations, as their settings are many, and what only repeats the first of its kind: the other large payments.
function whyBranch(node, policy, again) {
  const kind = `why_${WHY_SORTS[node.sort]}`, inside = whyText(node, policy);
  if (!node.inner.length) return `<li class="${kind}">${inside}</li>`;
  return `<li class="${kind}"><details${node.sort === WHY_EQUATION || again ? "" : " open"}><summary>${inside}</summary>${whyList(node.inner, policy)}</details></li>`;
}
function whyList(nodes, policy) {
  const first = nodes.find(n => n.sort === WHY_NOTE && n.inner.length);
  return `<ul>${nodes.map(n => whyBranch(n, policy, n.sort === WHY_NOTE && n !== first)).join("")}</ul>`;
}

const whyOptions = (wanted, policy) => WHY_GROUPS.map(group => {
  const fits = whyNumbers(policy).filter(n => n.group === group && wanted.every(w => n.name.toLowerCase().includes(w)));
  return fits.length ? `<optgroup label="${escaped(text("why_" + group))}">${fits.map(n => `<option${n.name === whyName ? " selected" : ""}>${escaped(n.name)}</option>`).join("")}</optgroup>` : "";
}).join("");

const whyInside = () => `<div class="find"><label for="why_find"></label><input type="search" id="why_find"><span id="why_found" role="status"></span><label for="why_number"></label><select id="why_number"></select></div><div id="why_answer" class="why" lang="en" tabindex="-1"></div><p class="why_more"></p>`;

function drawWhy() {
  if (!byId("why")) return;
  const numbers = whyNumbers(chosen);
  if (!whyPlaces[chosen]?.has(whyName)) whyName = numbers[0]?.name ?? "";
  const wanted = byId("why_find").value.trim().toLowerCase().split(/\s+/), count = numbers.filter(n => wanted.every(w => n.name.toLowerCase().includes(w))).length;
  byId("why_number").innerHTML = whyOptions(wanted, chosen);
  byId("why_found").textContent = wanted[0] ? text("found", { n: count, all: numbers.length }) : "";
  const place = whyPlaces[chosen]?.get(whyName), trees = place === undefined ? [] : whyTree(numbers[place].lines);
  byId("why_answer").innerHTML = trees.map(t => `<p><b>${whyText(t, chosen)}</b></p>${whyList(t.inner, chosen)}`).join("") || `<p>${escaped(text("why_nothing"))}</p>`;
}

function fillWhy() {
  if (!byId("why")) return;
  byId("why").querySelector(".see").textContent = text(single ? "why_see_run" : "why_see", common());
  byId("why").querySelector('[for="why_find"]').textContent = text("why_find");
  byId("why").querySelector('[for="why_number"]').textContent = text("why_number");
  byId("why").querySelector(".why_more").textContent = text("why_more");
  byId("why_answer").setAttribute("aria-label", text("why_h"));
}

// "#why=1/money%3A%20hanbit": which policy, and the number's name.
function followWhy() {
  const found = /^#why=(\d+)\/(.*)$/.exec(location.hash);
  if (!found || !byId("why") || !whyPlaces[+found[1]]) return;
  const moved = chosen !== +found[1];
  chosen = +found[1];
  whyName = decodeURIComponent(found[2]);
  byId("why_find").value = "";
  if (moved) drawAll(); else drawWhy();
  byId("why").scrollIntoView();
  byId("why_answer").focus({ preventScroll: true });
}

// What is printed is unfolded.
let whyFolded = [];
function unfoldWhy() {
  whyFolded = [...document.querySelectorAll("#why details:not([open])")];
  for (const d of whyFolded) d.open = true;
}
function foldWhy() {
  for (const d of whyFolded) d.open = false;
}
