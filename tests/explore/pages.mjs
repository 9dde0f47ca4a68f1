// SPDX-License-Identifier: GPL-3.0-or-later
// The page of maru explore in a browser, with the program itself behind it: levers are found and moved, refused and run, a run
// grows, is lengthened, stopped, pinned beside another, taken along, and shared by a link. Every screen goes through axe in light and
// dark, at 360 and at 1920 pixels.
// node pages.mjs PROGRAM ROOT [FOLDER]    FOLDER gets a picture of every screen; NODE_PATH holds playwright-core and axe-core
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { gzipSync } from "node:zlib";
import { findCrowded, findSmall } from "../pages/in_page.mjs";
const load = createRequire(process.env.NODE_PATH + "/"),
    { chromium } = load("playwright-core"),
    axe = readFileSync(load.resolve("axe-core"), "utf8");
const [program, root, folder] = process.argv.slice(2),
    wrong = [],
    TARGET_LEAST = 43.5,
    FIRST_PAINT_MOST = 300_000;
const check = (good, what) => {
    if (!good) wrong.push(what);
};
if (folder) mkdirSync(folder, { recursive: true });

const scratch = mkdtempSync(`${tmpdir()}/maru_explore_`),
    server = spawn(program, ["explore", `${root}/tests/explore/small.lua`, "--port", "0", "-o", `${scratch}/runs`]);
const end = code => {
    server.kill("SIGINT");
    rmSync(scratch, { recursive: true, force: true });
    console.log([...new Set(wrong)].join("\n") || "the page of maru explore fits, reads and works");
    process.exit(code);
};
process.on("uncaughtException", e => {
    console.error(e);
    end(1);
});
const printed = await new Promise(done => server.stdout.once("data", data => done(String(data)))),
    link = printed.match(/http\S+/)[0],
    url = link.split("#")[0];

const browser = await chromium.launch({
    executablePath: process.env.CHROME ?? "/usr/bin/chromium-headless-shell",
    args: ["--no-sandbox"],
});
const NARROW = { width: 360, height: 740 },
    LAPTOP = { width: 1366, height: 768 },
    WIDE = { width: 1920, height: 1080 };

function watch(tab, where) {
    tab.setDefaultTimeout(15000);
    tab.on("pageerror", e => check(false, `${where}: ${e.message}`));
    tab.on("console", m => {
        if (m.type() === "error" && !/status of 40[034]/.test(m.text())) check(false, `${where}: ${m.text()}`);
    });
    tab.on("request", r => check(/^(http:\/\/127\.0\.0\.1:|data:|blob:)/.test(r.url()), `${where}: asks for ${r.url()}`));
}
async function open(address, viewport, more = {}) {
    const context = await browser.newContext({ viewport, locale: "en", reducedMotion: "reduce", ...more }),
        tab = await context.newPage();
    watch(tab, `${viewport.width}`);
    await tab.goto(address);
    return tab;
}
const see = (tab, words) => tab.getByText(words).first().waitFor();
const press = (tab, name) => tab.getByRole("button", { name, exact: typeof name === "string" }).click();

// ---- Every screen, narrow and wide, in light and dark ----

async function judge(tab, name) {
    for (const viewport of [NARROW, WIDE]) {
        await tab.setViewportSize(viewport);
        const where = `${name} ${viewport.width}`;
        for (const colorScheme of ["dark", "light"]) {
            await tab.emulateMedia({ colorScheme, reducedMotion: "reduce" });
            await tab.waitForTimeout(100);
            await tab.evaluate(() => scrollTo(0, 0));
            await tab.evaluate(axe);
            const { violations } = await tab.evaluate(() => globalThis.axe.run());
            for (const v of violations)
                check(false, `${where} ${colorScheme}: ${v.id}: ${v.help}: ${v.nodes.map(n => n.html.slice(0, 140)).slice(0, 2).join(" ")}`);
            if (folder) await tab.screenshot({ path: `${folder}/${name}_${viewport.width}_${colorScheme}.png`, fullPage: viewport === NARROW });
        }
        check(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${where}: is wider than the screen`);
        check(
            !/undefined|NaN|\bnull\b|\{\w+\}|\bx_\w/.test(await tab.evaluate(() => document.body.innerText)),
            `${where}: says undefined, NaN, null, an empty slot or a word's key`,
        );
        for (const f of await tab.evaluate(findSmall, [12, viewport === NARROW ? TARGET_LEAST : 0])) check(false, `${where}: ${f}`);
        for (const f of await tab.evaluate(findCrowded)) check(false, `${where}: ${f}`);
    }
    await tab.setViewportSize(LAPTOP);
}

// ---- The door, and the first paint ----

const stranger = await open(url, NARROW);
await see(stranger, /link that maru explore printed/);
await judge(stranger, "stranger");
await stranger.context().close();

let bytes = 0;
const context = await browser.newContext({ viewport: LAPTOP, locale: "en", reducedMotion: "reduce", acceptDownloads: true }),
    me = await context.newPage();
await context.grantPermissions(["clipboard-read", "clipboard-write"]);
watch(me, "me");
const sizes = [];
me.on("response", r => {
    if (/\/$|\/static\//.test(r.url())) sizes.push(r.body().then(body => (bytes += gzipSync(body).length)));
});
await me.goto(link);
await me.getByLabel("Policy").waitFor();
await Promise.all(sizes);
check(bytes > 10_000 && bytes <= FIRST_PAINT_MOST, `the page weighs ${bytes} bytes, packed`);
check(!me.url().includes("key"), "the key stays in the address");
await see(me, "Who gains where a robot tells?");
await judge(me, "begin");

// ---- Levers: found, moved, refused ----

await me.getByLabel("Policy").selectOption("ask");
const reward = me.getByRole("slider", { name: "reward", exact: true });
await reward.waitFor();
await me.getByLabel("Homes", { exact: true }).fill("100");
await me.getByLabel("Days", { exact: true }).fill("8");
await me.getByLabel(/^Find one of \d+$/).fill("price exclusive lead");
await me.getByRole("button", { name: "Take out: hanbit.lead_fee_won" }).waitFor();
await judge(me, "found");
await press(me, "Take out: hanbit.lead_fee_won");
await me.getByRole("slider", { name: "hanbit.lead_fee_won" }).waitFor();
await press(me, "Put away: hanbit.lead_fee_won");
const exact = me.getByRole("textbox", { name: "robot_vacuum.ownership: Exactly" });
await exact.fill("7");
await see(me, "--set: robot_vacuum.ownership = 7: allowed is 0 to 1");
await press(me, "Run");
await see(me, /Nothing runs until this is right: robot_vacuum.ownership/);
await judge(me, "refused");
check((await me.locator(".run").count()) === 0, "what is refused is run");
await exact.fill("0.7");
await me.locator(".knob .wrong", { hasText: "= 7" }).waitFor({ state: "detached" });
await reward.focus();
await me.keyboard.press("ArrowLeft");
const value = await me.getByRole("textbox", { name: "reward: Exactly" }).inputValue();
check(Number(value) < 1000 && Number(value) > 0, `an arrow moves the lever to ${value}`);
await me.getByRole("button", { name: "More: reward" }).click();
check((await me.getByRole("textbox", { name: "reward: Exactly" }).inputValue()) === "1000", "less and more do not undo each other");
await me.getByRole("textbox", { name: "reward: Exactly" }).fill("500");

// ---- A run: grows, is done, goes on ----

await me.getByRole("button", { name: "Run", exact: true }).focus();
await me.keyboard.press("Enter");
const run = n => me.locator(".run", { has: me.getByRole("heading", { name: `Run ${n}`, exact: true }) });
await run(1).getByText("done").waitFor();
await see(me, "100 homes · 8 days");
const rowOf = name => me.locator("table.beside tr", { has: me.getByRole("rowheader", { name, exact: false }) });
await rowOf("money: hanbit").waitFor();
await see(me, "Who pays whom, who knows what · Run 1");
const dayOf = me.locator("#map_day"),
    mapSays = () => me.locator("#map .livemap .hint").first().innerText();
check((await dayOf.inputValue()) === "8", "the map does not go along with the run");
const lastDay = await mapSays();
await dayOf.focus();
await me.keyboard.press("Home");
check((await dayOf.inputValue()) === "1", "no day before can be looked at");
await me.waitForFunction(was => document.querySelector("#map .livemap .hint").innerText !== was, lastDay);
await me.keyboard.press("End");
check((await mapSays()) === lastDay, "the same day says something else");
await judge(me, "one_run");
await press(me, "A week further: run 1");
await see(me, "100 homes · 15 days");
await run(1).getByText("done").waitFor();
await press(me, "Pin: run 1");

// ---- Beside another ----

await me.getByLabel("Policy").selectOption("sell");
await me.getByRole("button", { name: "Take back: reward" }).or(me.getByRole("button", { name: "Put away: reward" })).first().waitFor();
await see(me, /unknown setting 'reward'/);
await me.getByRole("button", { name: /^As it was/ }).locator("visible=true").first().click();
await me.getByLabel("Days", { exact: true }).fill("15");
await me.locator("form .wrong", { hasText: "unknown setting 'reward'" }).first().waitFor({ state: "detached" });
await press(me, "Run");
await run(2).getByText("done").waitFor();
await rowOf("Policy").getByText("sell").waitFor();
check((await rowOf("reward").innerText()).includes("500"), "what was set otherwise is not told");
check((await rowOf("money: hanbit").locator(".apart").count()) === 1, "no difference is told");
check((await me.locator(".canvas.explored .curve").count()) === 2, "the curves do not lie over one another");
await me.getByRole("checkbox", { name: "Difference to run 1" }).check();
check((await me.locator(".canvas.explored .curve").count()) === 1, "a difference to itself is drawn");
await judge(me, "difference");
await me.getByRole("checkbox", { name: "Difference to run 1" }).uncheck();
await me.getByLabel("What is drawn").selectOption({ label: "bugbye: earned so far" });
await me.getByLabel(/^Find one of \d+ outcomes$/).fill("bugbye visits");
await rowOf("bugbye: visits").waitFor();
await me.getByLabel(/^Find one of \d+ outcomes$/).fill("");
await judge(me, "two_runs");

// ---- Taken along ----

await run(1).getByText("Take along, ask why").click();
await see(me, /^maru run .*small.lua --policy ask/);
await see(me, /levers = \{ reward = \{ 500/);
const [file] = await Promise.all([me.waitForEvent("download"), run(1).getByRole("link", { name: "Run file (HDF5)" }).click()]);
check(/^ask-.*\.h5$/.test(file.suggestedFilename()) && statSync(await file.path()).size > 10_000, "the run file does not come");
const [report] = await Promise.all([context.waitForEvent("page"), run(1).getByRole("link", { name: "Report" }).click()]);
await report.locator("svg").first().waitFor({ timeout: 60000 });
await report.close();
await run(1).getByRole("button", { name: "Why?" }).click();
await run(1).locator("pre.story", { hasText: "home" }).last().waitFor();
await me.waitForTimeout(500);
await judge(me, "along");

// ---- A link holds all of it ----

await run(1).getByRole("button", { name: "Copy a link with all settings" }).click();
await run(1).getByText("Copied.").first().waitFor();
const shared = await me.evaluate(() => navigator.clipboard.readText());
check(shared.startsWith(`${url}#`) && !shared.includes(new URL(link).hash.slice(5)), `the link is ${shared}`);
const other = await context.newPage();
watch(other, "shared");
await other.goto(shared);
await other.getByLabel("Policy").waitFor();
await other.getByRole("textbox", { name: "reward: Exactly" }).waitFor();
check((await other.getByLabel("Policy").inputValue()) === "ask", "the link's policy is lost");
check((await other.getByRole("textbox", { name: "reward: Exactly" }).inputValue()) === "500", "the link's lever is lost");
check((await other.getByRole("textbox", { name: "robot_vacuum.ownership: Exactly" }).inputValue()) === "0.7", "the link's setting is lost");
await other.locator(".run").first().waitFor();
await press(other, "Run");
await other.waitForTimeout(600);
check((await other.locator(".run").count()) === 2, "a link's run is not the run that it was made of");
await other.evaluate(() => {
    location.hash = "#scenario=else&polcy=ask&policy=asks&set=robot_vacuum.ownrship=1&set=nonsense&days=few&set=reward=<img src=x onerror=alert(1)>";
});
await see(other, "'polcy' means nothing here; did you mean 'policy'?");
await see(other, "It is of the scenario else, and this one is small.");
await see(other, /'nonsense': a setting is written name=value/);
await see(other, /there is no policy|has no policy/);
check((await other.locator("img").count()) === 0, "a link writes HTML");
await judge(other, "bad_link");
await other.close();

// ---- Stopped, removed, and in Korean ----

await me.getByLabel("Homes", { exact: true }).fill("3000");
await me.getByLabel("Days", { exact: true }).fill("3000");
await press(me, "Run");
await run(3).getByText(/day [1-9]\d* of 3,?000/).waitFor();
await judge(me, "growing");
await press(me, "Stop: run 3");
await run(3).getByText(/stopped on day/).waitFor();
await press(me, "Remove: run 3");
await me.locator("dialog").getByRole("button", { name: "Remove" }).click();
await run(3).waitFor({ state: "detached" });
await press(me, "한국어");
await see(me, "나란히");
check((await me.evaluate(() => document.documentElement.lang)) === "ko", "the language is not told");
await judge(me, "korean");

await browser.close();
end(wrong.length ? 1 : 0);
