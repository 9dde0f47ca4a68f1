// SPDX-License-Identifier: GPL-3.0-or-later
// Each section of a page against a picture of it that somebody has looked at: what moved, vanished or changed its colour is told.
// Pictures are a quarter as wide, and may differ a little: letters are drawn otherwise by another version of the browser.
// node golden.mjs FOLDER [--renew] PAGE...     FOLDER/<page>-<form>-<section>.webp; NODE_PATH, CHROME as for check.mjs
// PAGE:one,other: of these sections alone.
//
// Look at each picture that --renew writes.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
const { chromium } = createRequire(process.env.NODE_PATH + "/")("playwright-core");
const [folder, ...rest] = process.argv.slice(2), renew = rest.includes("--renew"), pages = rest.filter(word => word !== "--renew");
const FORMS = [["wide", 1280, "light", "en"], ["phone", 360, "dark", "ko"]];
const SMALLER = 4, FAR = 48, SHARE_MOST = 0.03, TALLER_MOST = 0.02;  // of 255; of the pixels; of the height
const wrong = [];

// In the browser: the picture a quarter as large; then, beside an older one, how many of its pixels are far off.
async function compare([shot, old, smaller, far]) {
  const pixels = async url => createImageBitmap(await (await fetch(url)).blob());
  const draw = (image, width, height) => {
    const canvas = Object.assign(document.createElement("canvas"), { width, height }), pen = canvas.getContext("2d");
    pen.imageSmoothingQuality = "high";
    pen.drawImage(image, 0, 0, width, height);
    return { canvas, data: pen.getImageData(0, 0, width, height).data };
  };
  const full = await pixels(shot), width = Math.ceil(full.width / smaller), height = Math.ceil(full.height / smaller);
  const now = draw(full, width, height), url = now.canvas.toDataURL("image/webp", 0.8);
  if (!old) return { url };
  const kept = await pixels(old), then = draw(kept, width, height);
  let off = 0;
  for (let i = 0; i < now.data.length; i += 4) off += Math.max(...[0, 1, 2].map(c => Math.abs(now.data[i + c] - then.data[i + c]))) > far;
  return { url, share: off / (width * height), width: kept.width === width, taller: Math.abs(kept.height - height) / kept.height };
}

const bytes = url => Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
const browser = await chromium.launch({ executablePath: process.env.CHROME ?? "/usr/bin/chromium-headless-shell", args: ["--no-sandbox"] });
const bench = await (await browser.newContext()).newPage();
for (const [page, only] of pages.map(word => word.split(":")))
  for (const [form, width, colorScheme, locale] of FORMS) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, locale }), tab = await context.newPage();
    await tab.goto(pathToFileURL(page).href);
    for (const section of await tab.locator("main section[id]").all()) {
      const id = await section.getAttribute("id"), name = `${basename(page, ".html")}-${form}-${id}.webp`, path = join(folder, name);
      if ((only && !only.split(",").includes(id)) || !(await section.isVisible())) continue;
      const shot = "data:image/png;base64," + (await section.screenshot()).toString("base64");
      const old = !renew && existsSync(path) ? "data:image/webp;base64," + readFileSync(path).toString("base64") : null;
      const found = await bench.evaluate(compare, [shot, old, SMALLER, FAR]);
      if (renew) writeFileSync(path, bytes(found.url));
      else if (!old) wrong.push(`${name}: there is no such picture; look at the section, then golden.mjs --renew`);
      else if (!found.width || found.taller > TALLER_MOST || found.share > SHARE_MOST) {
        writeFileSync(join(process.env.NODE_PATH, "..", name), bytes(found.url));
        wrong.push(`${name}: ${(100 * found.share).toFixed(1)} % of it looks otherwise${found.taller > TALLER_MOST ? ", and its height changed" : ""}; as it is now: beside the pages`);
      }
    }
    await context.close();
  }
await browser.close();
console.log(wrong.join("\n") || `${pages.length} pages look as they did`);
process.exit(wrong.length ? 1 : 0);
