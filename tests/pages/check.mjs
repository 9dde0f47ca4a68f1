// SPDX-License-Identifier: GPL-3.0-or-later
// A page in a browser: it asks for nothing, says no error, fits every width in both languages without labels on one another, can be
// read by a screen reader (axe) and worked by keyboard, shows the numbers of its data, and gives pictures and tables away.
// node check.mjs PAGE...        NODE_PATH holds playwright-core and axe-core; CHROME names the browser.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
const load = createRequire(process.env.NODE_PATH + "/"), { chromium } = load("playwright-core"), axe = readFileSync(load.resolve("axe-core"), "utf8");
const wrong = [];
const check = (good, what) => { if (!good) wrong.push(what); };

// In the page: texts of pictures that lie on one another, or stick out of their picture; of sections that such a selector finds.
function findCrowded(sections) {
  const found = [];
  for (const svg of document.querySelectorAll(`${sections} .canvas svg`)) {
    const frame = svg.getBoundingClientRect(), id = svg.closest("section").id;
    const all = [...svg.querySelectorAll("text")].filter(t => t.textContent.trim() && getComputedStyle(t).display !== "none").map(t => ({ words: t.textContent, box: t.getBoundingClientRect() }));
    for (const { words, box } of all) if (box.left < frame.left - 2 || box.right > frame.right + 2) found.push(`${id}: "${words}" sticks out by ${Math.round(Math.max(frame.left - box.left, box.right - frame.right))}`);
    for (let i = 0; i < all.length; i++)
      for (let k = i + 1; k < all.length; k++) {
        const a = all[i].box, b = all[k].box, across = Math.min(a.right, b.right) - Math.max(a.left, b.left), down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 2 && down > 0.45 * Math.min(a.height, b.height)) found.push(`${id}: "${all[i].words}" lies on "${all[k].words}"`);
      }
  }
  return found;
}

async function checkLooks(browser, page) {
  for (const locale of ["en", "ko"])
    for (const width of [360, 520, 700, 820, 1024, 1280]) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, locale }), tab = await context.newPage(), where = `${page} ${locale} ${width}`;
      tab.on("pageerror", e => check(false, `${where}: ${e.message}`));
      tab.on("request", r => check(r.url().startsWith("file:") && r.url().endsWith(".html"), `${where}: asks for ${r.url()}`));
      await tab.goto(pathToFileURL(page).href);
      check(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${where}: is wider than the screen`);
      check(await tab.evaluate(() => document.querySelectorAll(".canvas svg").length) > 1, `${where}: shows no pictures`);
      check(!/undefined|NaN|\{\w+\}/.test(await tab.evaluate(() => document.body.innerText)), `${where}: says undefined, NaN or an empty slot`);
      for (let i = 0; i < Math.max(1, await tab.locator("#flows [data-policy]").count()); i++) {
        if (i) await tab.locator("#flows [data-policy]").nth(i).click();
        for (const crowded of await tab.evaluate(findCrowded, i ? "section:has(.choose)" : "section")) check(false, `${where}, policy ${i}: ${crowded}`);
      }
      await context.close();
    }
}

async function checkReading(browser, page) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme, locale: "en" }), tab = await context.newPage();
    await tab.goto(pathToFileURL(page).href);
    await tab.evaluate(() => document.querySelectorAll("details").forEach(d => { d.open = true; }));
    await tab.evaluate(axe);
    const { violations } = await tab.evaluate(() => globalThis.axe.run());
    for (const v of violations) check(false, `${page} ${colorScheme}: ${v.id}: ${v.help}: ${v.nodes[0].html.slice(0, 160)}`);
    await context.close();
  }
}

// Tab reaches every button and link; Enter works them; the table shows the data's numbers.
async function checkKeys(browser, page) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en", acceptDownloads: true }), tab = await context.newPage();
  await tab.goto(pathToFileURL(page).href);
  const wanted = await tab.evaluate(() => [...document.querySelectorAll("button")].filter(b => b.offsetParent).length), reached = new Set();
  for (let i = 0; i < wanted * 3 + 60; i++) {
    await tab.keyboard.press("Tab");
    const name = await tab.evaluate(() => { const e = document.activeElement; return e?.tagName === "BUTTON" ? [...document.querySelectorAll("button")].indexOf(e) : -1; });
    if (name >= 0) reached.add(name);
  }
  check(reached.size === wanted, `${page}: Tab reaches ${reached.size} of ${wanted} buttons`);
  await tab.locator("[data-do=table]").first().focus();
  await tab.keyboard.press("Enter");
  const data = JSON.parse(await tab.locator("#data").textContent());
  const rows = data.money?.map(r => r.means[0][0]) ?? data.decides.rows.filter(r => r.sort === "money").map(r => r.median[0]);
  const shown = await tab.locator(".tablebox").first().innerText();
  for (const text of rows) check(shown.includes(text.replace(/^-/, "−")), `${page}: the table lacks ${text}`);
  check(await tab.locator("[data-do=table]").first().getAttribute("aria-pressed") === "true", `${page}: the table's button does not say that it is pressed`);
  for (const [kind, begin] of [["svg", "<svg"], ["csv", "\ufeff\""]]) {
    const waiting = tab.waitForEvent("download");
    await tab.locator(`[data-do=${kind}]`).first().focus();
    await tab.keyboard.press("Enter");
    const content = readFileSync(await (await waiting).path(), "utf8");
    check(content.startsWith(begin) && !content.includes("var(--"), `${page}: ${kind} begins ${content.slice(0, 40)}`);
  }
  await tab.locator("#theme").press("Enter");
  check(await tab.evaluate(() => document.documentElement.dataset.theme) === "dark", `${page}: the theme does not change`);
  await tab.locator("#language").press("Enter");
  check(await tab.evaluate(() => document.documentElement.lang) === "ko" && (await tab.locator("h2").first().innerText()) === "누가 벌고 누가 내나?", `${page}: the language does not change`);
  await context.close();
}

// A number of a table leads to its explanation, whose lines fold by keyboard; printed, nothing is folded.
async function checkWhy(browser, page) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en" }), tab = await context.newPage();
  await tab.goto(pathToFileURL(page).href);
  if (await tab.locator("#why").count()) {
    await tab.locator("#flows [data-do=table]").press("Enter");
    const link = tab.locator("#flows .tablebox a").last(), href = await link.getAttribute("href"), [, policy, name] = /^#why=(\d+)\/(.*)$/.exec(href);
    await link.press("Enter");
    const came = await tab.waitForFunction(n => document.getElementById("why_number").value === n, decodeURIComponent(name), { timeout: 3000 }).catch(() => null);
    check(came, `${page}: ${href} does not choose its number`);
    check((await tab.locator("#why_answer > p").first().innerText()).startsWith(decodeURIComponent(name)), `${page}: ${href} is not explained`);
    const chosen = tab.locator(`#why [data-policy="${policy}"]`);
    if (await chosen.count()) check(await chosen.getAttribute("aria-pressed") === "true", `${page}: ${href} does not choose its policy`);
    const fold = tab.locator("#why_answer summary").first(), before = await tab.locator("#why_answer details").first().evaluate(d => d.open);
    await fold.press("Enter");
    check(await tab.locator("#why_answer details").first().evaluate(d => d.open) !== before, `${page}: lines do not fold by keyboard`);
    await tab.locator("#why_find").fill("payment");
    check((await tab.locator("#why_number option").allInnerTexts()).every(t => t.includes("payment")), `${page}: numbers are not found by a word`);
    await tab.evaluate(() => dispatchEvent(new Event("beforeprint")));
    check(await tab.evaluate(() => [...document.querySelectorAll("#why_answer details")].every(d => d.open)), `${page}: something is folded in print`);
    await tab.evaluate(() => dispatchEvent(new Event("afterprint")));
  } else check(page.includes("robust"), `${page}: explains no number`);
  await context.close();
}

async function checkPrint(browser, page) {
  const context = await browser.newContext({ colorScheme: "dark" }), tab = await context.newPage();
  await tab.goto(pathToFileURL(page).href);
  await tab.emulateMedia({ media: "print" });
  check(await tab.locator(".tools").first().isHidden(), `${page}: buttons are printed`);
  check(await tab.evaluate(() => { const i = document.body.appendChild(document.createElement("i")); i.style.color = "var(--ink)"; return getComputedStyle(i).color; }) === "rgb(34, 32, 28)", `${page}: prints in the dark`);
  check((await tab.pdf({ format: "A4", preferCSSPageSize: true })).length > 10000, `${page}: prints nothing`);
  await context.close();
}

const browser = await chromium.launch({ executablePath: process.env.CHROME ?? "/usr/bin/chromium-headless-shell", args: ["--no-sandbox"] });
const pages = process.argv.slice(2);
for (const page of pages) for (const part of [checkLooks, checkReading, checkKeys, checkWhy, checkPrint]) await part(browser, page);
await browser.close();
console.log(wrong.length ? [...new Set(wrong)].join("\n") : `${pages.length} pages fit, read and work`);
process.exitCode = wrong.length || !pages.length ? 1 : 0;
