// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of a page as people see it. node shots.mjs PAGE FOLDER NAME
// NODE_PATH holds playwright-core; CHROME names the browser.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
const { chromium } = createRequire(process.env.NODE_PATH + "/")("playwright-core");
const [page, folder, name] = process.argv.slice(2);
const forms = [["wide", 1280, "light", "en"], ["middle", 820, "light", "en"], ["phone", 360, "light", "en"], ["dark", 1280, "dark", "en"], ["korean", 1280, "light", "ko"]];
const browser = await chromium.launch({ executablePath: process.env.CHROME ?? "/usr/bin/chromium-headless-shell", args: ["--no-sandbox"] });
for (const [form, width, colorScheme, locale] of forms) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, locale });
  const tab = await context.newPage();
  tab.on("pageerror", e => { console.error(form, e.message); process.exitCode = 1; });
  await tab.goto(pathToFileURL(page).href);
  await tab.screenshot({ path: `${folder}/${name}_${form}.png`, fullPage: true });
  await context.close();
}
await browser.close();
