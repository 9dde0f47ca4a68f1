// SPDX-License-Identifier: GPL-3.0-or-later
// One offline file of what a page shows: its figures and tables with the style in it, no script and nothing to fetch.
import { h } from "./dom.js";
import { pick, text, tongue } from "./words.js";

const STYLES = ["tokens.css", "page.css", "screens.css"],
  LATER_MS = 10000;
// What works only on the teacher's computer, or is hidden.
const LIVE = "button, form, select, input, a, [role=status]:empty, [hidden], [data-clock], .live";
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

async function styles() {
  const answers = await Promise.all(STYLES.map(name => fetch(`/static/${name}`)));
  const texts = await Promise.all(answers.map(a => a.text()));
  return texts.join("\n").replaceAll("</", "<\\/");
}
// A copy without what is live, and with nothing folded.
function still(node) {
  const copy = node.cloneNode(true);
  for (const part of copy.querySelectorAll(LIVE)) part.remove();
  for (const part of copy.querySelectorAll("details")) part.open = true;
  for (const part of copy.querySelectorAll("section, p"))
    if (!part.querySelector("svg, table, li, p") && !part.textContent.trim()) part.remove();
  for (const part of copy.querySelectorAll("[id], [tabindex]")) {
    part.removeAttribute("id");
    part.removeAttribute("tabindex");
  }
  return copy;
}
function pageOf(app, nodes, style) {
  const lesson = pick(app.lesson.title),
    copies = nodes.filter(n => !n.matches(".live")).map(still),
    body = h("main", { class: "saved narrow" }, h("p", { class: "over" }, lesson), copies);
  const head = [
    h("meta", { charset: "utf-8" }),
    h("meta", { "http-equiv": "Content-Security-Policy", content: POLICY }),
    h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    h("meta", { name: "generator", content: "Maru" }),
    h("title", {}, `${lesson} · Maru`),
  ].map(part => part.outerHTML);
  const top = `<!doctype html>\n<html lang="${tongue()}">\n<head>\n${head.join("\n")}\n`;
  return `${top}<style>\n${style}\n</style>\n</head>\n<body>\n${body.outerHTML}\n</body>\n</html>\n`;
}
function download(name, page) {
  const href = URL.createObjectURL(new Blob([page], { type: "text/html" }));
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), LATER_MS);
}

// nodes(): what is saved, as it stands when the button is pressed.
export const saveButton = (app, nodes) =>
  h(
    "button",
    {
      type: "button",
      onclick: async () => download(`${app.lesson.name ?? "lesson"}.html`, pageOf(app, nodes(), await styles())),
    },
    text("save_page"),
  );
