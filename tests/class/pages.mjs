// SPDX-License-Identifier: GPL-3.0-or-later
// A whole lesson in browsers, against the stand-in server: teacher, wall and two students join, decide, predict, see
// the run, the result and the scores; offline, reload and wrong words between. Every screen goes through axe in light
// and dark, at 360 pixels too.
// node pages.mjs [FOLDER]    FOLDER gets a picture of every screen; NODE_PATH holds playwright-core and axe-core
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { findCrowded, findSmall } from "../pages/in_page.mjs";
import { Room, serve } from "./stand_in.mjs";
const load = createRequire(process.env.NODE_PATH + "/"),
    { chromium } = load("playwright-core"),
    axe = readFileSync(load.resolve("axe-core"), "utf8");
const folder = process.argv[2],
    wrong = [],
    WALL_LEAST = 31.5,
    TARGET_LEAST = 43.5;
const check = (good, what) => {
    if (!good) wrong.push(what);
};
process.on("uncaughtException", e => {
    console.log([...new Set(wrong)].join("\n"));
    console.error(e);
    process.exit(1);
});
if (folder) mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({
    executablePath: process.env.CHROME ?? "/usr/bin/chromium-headless-shell",
    args: ["--no-sandbox"],
});
const room = new Room({ runMs: 1500 }),
    { server, url } = await serve(room);
const PHONE = { width: 390, height: 844 },
    NARROW = { width: 360, height: 740 },
    LAPTOP = { width: 1366, height: 768 },
    WALL = { width: 1920, height: 1080 };

async function open(path, viewport, more = {}) {
    const context = await browser.newContext({ viewport, locale: "en", reducedMotion: "reduce", ...more }),
        tab = await context.newPage(),
        where = `${path} ${viewport.width}`;
    tab.setDefaultTimeout(8000);
    tab.on("pageerror", e => check(false, `${where}: ${e.message}`));
    tab.on("console", m => {
        if (m.type() === "error" && !/ERR_INTERNET_DISCONNECTED|status of 400/.test(m.text()))
            check(false, `${where}: ${m.text()}`);
    });
    tab.on("request", r =>
        check(/^(http:\/\/127\.0\.0\.1:|data:|blob:)/.test(r.url()), `${where}: asks for ${r.url()}`),
    );
    await tab.goto(url + path);
    return tab;
}

async function judgeOnce(tab, where, wall, phone) {
    check(
        await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        `${where}: is wider than the screen`,
    );
    check(
        !/undefined|NaN|null|\{\w+\}/.test(await tab.evaluate(() => document.body.innerText)),
        `${where}: says undefined, NaN or an empty slot`,
    );
    for (const f of await tab.evaluate(findSmall, [wall ? WALL_LEAST : 0, phone ? TARGET_LEAST : 0]))
        check(false, `${where}: ${f}`);
    for (const f of await tab.evaluate(findCrowded)) check(false, `${where}: ${f}`);
}
// Light and dark through axe, narrow and wide by rule, and a picture of each.
async function judge(tab, name, { wall = false, beamer = false, phone = false } = {}) {
    const size = tab.viewportSize();
    await tab.evaluate(() => globalThis.axe?.reset?.());
    await tab.evaluate(() => scrollTo(0, 0));
    for (const colorScheme of ["dark", "light"]) {
        await tab.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await tab.evaluate(axe);
        const { violations } = await tab.evaluate(() => globalThis.axe.run());
        for (const v of violations)
            check(
                false,
                `${name} ${colorScheme}: ${v.id}: ${v.help}: ${v.nodes
                    .map(n => n.html.slice(0, 120))
                    .slice(0, 2)
                    .join(" ")}`,
            );
        if (folder) await tab.screenshot({ path: `${folder}/${name}_${colorScheme}.png`, fullPage: !wall && !beamer });
    }
    await judgeOnce(tab, name, wall, phone);
    if (wall || beamer)
        check(
            await tab.evaluate(() => document.documentElement.scrollHeight <= innerHeight + 1),
            `${name}: the wall would have to be scrolled`,
        );
    if (!phone) return;
    await tab.setViewportSize(NARROW);
    await tab.evaluate(() => scrollTo(0, 0));
    await tab.waitForTimeout(80);
    await judgeOnce(tab, `${name} 360`, wall, phone);
    if (folder) await tab.screenshot({ path: `${folder}/${name}_360.png`, fullPage: true });
    await tab.setViewportSize(size);
}
const heading = (tab, words) =>
    tab
        .getByRole("heading", { level: 1, name: words })
        .waitFor()
        .catch(() => check(false, `the heading "${words}" does not come`));
const press = (tab, name) => tab.getByRole("button", { name, exact: true }).click();
const see = (tab, words) =>
    tab
        .getByText(words)
        .first()
        .waitFor()
        .catch(() => check(false, `"${words}" is not said`));

// "What if?": by keyboard, with its progress, its sentence and its numbers.
async function tryOut(tab, lever) {
    room.livesALook = 9;
    await tab.getByLabel("Which lever?").selectOption(lever);
    await tab.getByRole("button", { name: "Try it" }).focus();
    await tab.keyboard.press("Enter");
    await see(tab, /9 of \d+ lives/);
    await see(tab, /^So far: Profit: /);
    await see(tab, /^Profit: .*(luck \(4 runs\)|to the same)\.$/);
    check(!/ lives/.test(await tab.locator(".whatif").innerText()), "the progress stays when all is lived");
    await tab.getByLabel("What came of it").selectOption("unwanted");
    await see(tab, /^Unwanted calls: /);
    await tab.getByLabel("What came of it").selectOption("profit");
    const rows = await tab.locator(".whatif tbody tr").count();
    check(rows >= 3 && rows <= 7, `${rows} values are tried`);
    check(
        (await tab.locator(".whatif .canvas").getAttribute("aria-label")).includes("95 %"),
        "the picture has no name",
    );
    room.livesALook = undefined;
}

// "Save this page": one file that works without a network and asks for nothing.
async function judgeSaved(tab, words, name) {
    const [file] = await Promise.all([tab.waitForEvent("download"), press(tab, words)]);
    check(file.suggestedFilename() === "does_asking_pay.html", `${name}: is called ${file.suggestedFilename()}`);
    const page = readFileSync(await file.path(), "utf8");
    check(!/<(script|link|a|button|select|input)\b|\son\w+=|url\(/.test(page), `${name}: holds what it should not`);
    check(/<svg/.test(page) && /<table/.test(page), `${name}: has no figures or no tables`);
    const context = await browser.newContext({ viewport: PHONE, offline: true, reducedMotion: "reduce" }),
        saved = await context.newPage();
    saved.on("request", r => check(r.url().startsWith("file:"), `${name}: asks for ${r.url()}`));
    const path = `${tmpdir()}/maru_saved_${process.pid}.html`;
    writeFileSync(path, page);
    await saved.goto(`file://${path}`);
    check((await saved.evaluate(() => getComputedStyle(document.body).margin)) === "0px", `${name}: has no style`);
    await judgeSavedLook(saved, name);
    await context.close();
    rmSync(path);
}
async function judgeSavedLook(saved, name) {
    for (const colorScheme of ["dark", "light"]) {
        await saved.emulateMedia({ colorScheme });
        if (folder) await saved.screenshot({ path: `${folder}/${name}_${colorScheme}.png`, fullPage: true });
    }
    await judgeOnce(saved, name, false, false);
    await saved.setViewportSize(LAPTOP);
    if (folder) await saved.screenshot({ path: `${folder}/${name}_wide.png`, fullPage: true });
}

// ---- Lobby ----

const wall = await open("/wall#key", WALL),
    teacher = await open("/teacher#key", LAPTOP),
    mint = await open("/", PHONE),
    byeol = await open("/", PHONE, { locale: "ko-KR" });
await heading(teacher, "Lobby");
check(!teacher.url().includes("#"), "the teacher's key stays in the address");
const stranger = await open("/wall", WALL);
await heading(stranger, "Teacher's key");
await judge(stranger, "wall_key", { wall: true });
await stranger.locator("#key").fill("wrong");
await press(stranger, "Enter");
await see(stranger, "That is not the key.");
await stranger.locator("#key").fill("key");
await press(stranger, "Enter");
await heading(stranger, "Does asking first pay?");
await stranger.context().close();
await judge(mint, "join", { phone: true });
const joins = async (tab, code, name, words) => {
    await tab.locator("#code").fill(code);
    await tab.locator("#nickname").fill(name);
    await tab.getByRole("button", { name: words }).click();
};
await joins(mint, "000000", "mint", "Join");
await see(mint, /not this room's code/);
await joins(mint, "482 915", "mint", "Join");
await heading(mint, "You are in");
await joins(byeol, "482915", "mint", "들어가기");
await see(byeol, /이미 쓰는 별명/);
await joins(byeol, "482915", "별", "들어가기");
await heading(byeol, "들어왔어요");
room.fill([
    "감자",
    "두부",
    "kiwi",
    "곰",
    "초코",
    "달빛",
    "neo",
    "하루",
    "토리",
    "밤",
    "sol",
    "보리",
    "JJ",
    "구름",
    "콩",
    "라떼",
    "산",
    "ivy",
    "수박",
    "zero",
    "봄",
    "도토리",
    "참새",
    "고래",
    "우주",
    "fig",
    "눈꽃",
    "망고",
    "단추",
    "록",
    "호두",
    "빛",
    "ace",
    "나비",
    "솔방울",
    "코코",
]);
await see(wall, "38 are here");
await mint.getByRole("button", { name: "Yes" }).click();
await see(mint, "You said: Yes");
await judge(mint, "lobby", { phone: true });
await judge(wall, "wall_lobby", { wall: true });
await judge(teacher, "teacher_lobby");

// ---- Practice round: a decision, its prediction, what is off ----

await press(teacher, "Start the practice round");
await heading(mint, "The robot maker");
check(await mint.getByRole("slider", { name: "Firms that get it" }).isDisabled(), "a lever that cannot count is on");
await see(mint, "Only counts if you sell.");
await press(mint, "Next: predict");
check(
    (await mint.evaluate(() => document.activeElement.getAttribute("aria-label"))) === "Profit",
    "“Next: predict” does not lead to the prediction",
);
await mint.keyboard.press("ArrowRight");
await see(mint, "+0.1 million won");
await press(mint, "Decide");
await see(mint, "Decided ✓");
await press(teacher, "Close now");
await heading(mint, "Practice: time passes");
await mint.getByText("outcome").or(mint.getByText("All that was counted")).first().waitFor();
await heading(mint, /million won/);

// ---- Round 1: keyboard, team mates, offline, reload ----

await press(teacher, "Open: Round 1 · Spring");
await heading(mint, "The robot maker");
await see(mint, "You do not know who else has a call on the way.");
await mint.getByRole("radio", { name: "Sell" }).focus();
await mint.keyboard.press("Space");
check(
    !(await mint.getByRole("slider", { name: "Firms that get it" }).isDisabled()),
    "selling does not turn its lever on",
);
check(
    await mint.getByRole("slider", { name: "Thank-you for sharing" }).isDisabled(),
    "a thank-you counts although nobody is asked",
);
await mint.getByRole("radio", { name: "Ask", exact: true }).check();
await press(mint, "More: Thank-you for sharing");
await see(mint, "was 1,000 tokens");
await mint.getByRole("slider", { name: "Profit", exact: true }).fill("1.5");
await judge(mint, "decide", { phone: true });
const fee = mint.getByRole("slider", { name: "Price of a lead" });
await fee.focus();
room.changed();
await mint.waitForTimeout(150);
check(await fee.evaluate(e => e === document.activeElement), "a state takes the focus away");
check(await mint.getByRole("button", { name: "Next: predict" }).isVisible(), "a direction is not asked for");
await mint.getByRole("radio", { name: "Fewer" }).check();

await mint.context().setOffline(true);
await see(mint, /No connection\. Go on/);
await press(mint, "Decide");
await see(mint, "Saved here, sent when the connection is back.");
await press(mint, "More: Price of a lead");
await judge(mint, "offline", { phone: true });
check(room.decisions.get("1:1") === undefined, "a decision arrived without a network");
await mint.context().setOffline(false);
await see(mint, /your decision has been sent/);
check(room.decisions.get("1:1")?.choices.reward === 2000, "the saved decision did not arrive");
check(room.decisions.get("1:1")?.choices.fee === 15000, "the saved decision is another");
await mint.reload();
await heading(mint, "The robot maker");
check(
    (await mint.getByRole("slider", { name: "Price of a lead" }).inputValue()) === "16000",
    "a reload loses the draft",
);
await press(mint, "Send the change");
await see(mint, "Decided ✓");
check(room.decisions.get("1:1")?.choices.fee === 16000, "the change did not arrive");
const order = room.order({ do: "message", text: "Look at the unwanted calls." });
room.order({ do: "shock", name: "heat_wave" });
room.changed();
check(order.ok, "the stand-in takes no message");
await see(mint, "Look at the unwanted calls.");
await see(mint, /A heat wave/);
await judge(mint, "shock", { phone: true });
await byeol.getByText("아는 것").waitFor();
await judge(byeol, "decide_ko", { phone: true });
await see(wall, "A heat wave");
await judge(wall, "wall_decide", { wall: true });
await judge(teacher, "teacher_decide");

// ---- A team mate decides otherwise ----

room.decide(
    { round: 1, choices: { ...room.lastChoices(1), reward: 9000 }, prediction: { profit: 2, unwanted: "fewer" } },
    room.players.find(p => p.name === "초코").id,
);
await press(mint, "Less: Price of a lead");
room.changed();
await see(mint, "Somebody in your team has sent another decision.");
check((await fee.inputValue()) === "15000", "a team mate's decision moves what somebody is using");
await press(mint, "Show it here");
await see(mint, "9,000 tokens");
await see(mint, "Decided ✓");

// ---- The teacher renames, removes, gives time ----

const playersOf = world => room.players.filter(p => p.world === world).map(p => p.name);
const inPine = playersOf(2).slice(1, 3);
await teacher.locator(".teamlist summary").nth(1).click();
await press(teacher, `Rename: ${inPine[0]}`);
await teacher.getByLabel(`New nickname for ${inPine[0]}`).fill("river");
await teacher.keyboard.press("Enter");
await see(teacher, "river");
check(playersOf(2).includes("river"), "nobody was renamed");
await press(teacher, `Remove: ${inPine[1]}`);
await press(teacher, "Remove");
await teacher.getByRole("button", { name: `Remove: ${inPine[1]}` }).waitFor({ state: "detached" });
check(!playersOf(2).includes(inPine[1]), "nobody was removed");
await judge(teacher, "teacher_players");
await teacher.locator(".teamlist summary").nth(1).click();
const closes = room.closes;
await press(teacher, "One minute more");
await see(teacher, /^\d:\d\d$/);
check(room.closes === closes + 60000, "the round is not longer");

// ---- A rule in Lua, once the teacher allows it ----

check(!(await mint.getByText("By a rule in Lua").first().isVisible()), "a rule is there before it is allowed");
await press(teacher, "Rules in Lua");
await mint.getByText("By a rule in Lua").first().click();
await mint.locator("#rule").fill("what");
await press(mint, "What does the rule say?");
await see(mint, "rule-1.lua:1: unexpected symbol near 'end'");
await mint.locator("#rule").fill("return { sighting = 'sell' }");
await press(mint, "What does the rule say?");
await see(mint, "The levers stand as the rule says. Decide as always.");
check(await mint.getByRole("radio", { name: "Sell" }).isChecked(), "the rule moved no lever");
await judge(mint, "rule", { phone: true });
await press(teacher, "Rules in Lua");
await mint.getByText("By a rule in Lua").first().waitFor({ state: "hidden" });
await mint.getByRole("radio", { name: "Ask" }).check({ force: true });

await press(teacher, "Stop the clock");
await teacher.locator(".bigclock", { hasText: /^\d:\d\d, stopped$/ }).waitFor();
await wall.locator(".deciding .bigclock", { hasText: /^\d:\d\d, stopped$/ }).waitFor();
await judge(teacher, "teacher_stopped");
await press(teacher, "Stop the clock");
await wall.locator(".deciding .bigclock", { hasText: /^\d:\d\d$/ }).waitFor();

// ---- The run, in motion ----

room.decideFor([2, 3, 4, 5, 6]);
await mint.emulateMedia({ reducedMotion: "no-preference" });
await press(teacher, "Close now");
await heading(mint, "Spring: time passes");
await mint.waitForTimeout(700);
if (folder) await mint.screenshot({ path: `${folder}/running.png`, fullPage: true });
await mint.waitForTimeout(1800);
check(
    (await mint.getByRole("heading", { level: 1 }).textContent()) === "Spring: time passes",
    "the result comes before the curve",
);
await press(mint, "To the result");
await see(wall, /Profit so far/);
await judge(wall, "wall_run", { wall: true });
await heading(mint, /million won/);
await see(mint, /than you expected|what you expected/);
await see(mint, /other luck/);
await mint.getByText("One family: why?").click();
await mint.getByRole("button", { name: /^8 a line that is much too long for it$/ }).waitFor();
await mint.getByRole("button", { name: /^31 consent refused$/ }).click();
await see(mint, /home 31, 9 June 16:25: robot_vacuum saw a cockroach/);
await mint.getByLabel("Family number").fill("12");
await mint.getByRole("button", { name: "Why?" }).click();
await see(mint, /home 12, 9 June 16:25: robot_vacuum saw a cockroach/);
await mint.getByText("Why?", { exact: true }).first().click();
await see(mint, /hanbit: lead fee 2,150,000 won/);
await tryOut(mint, "sighting");
await see(mint, /^Profit: Sell came out best, .* million won more than Ask, which was played. That is more than luck/);
await tryOut(mint, "fee");
await judge(mint, "result", { phone: true });
await judge(byeol, "result_ko", { phone: true });
await teacher.getByLabel("Team", { exact: true }).selectOption("5");
await tryOut(teacher, "sighting");
await see(teacher, /^Profit: Sell, which was played, came out best/);
await judge(teacher, "teacher_result");
await teacher.setViewportSize(PHONE);
await judge(teacher, "teacher_phone", { phone: true });
await teacher.setViewportSize(LAPTOP);

// ---- The map: what it says is what was told; districts by hand and by keys ----

const told = room.maps.get("1:1").at(-1),
    known = told.known.any[0].reduce((all, one) => all + one, 0);
await see(mint, new RegExp(`somebody knows something of ${known.toLocaleString("en-US")}; of 0 although`));
await see(mint, /Lines: what passed in 92 days/);
await mint.getByRole("button", { name: /^District 7: / }).click();
await see(mint, new RegExp(`^District 7: 249 homes\\. Somebody knows something of ${told.known.any[0][7]};`));
await mint.keyboard.press("ArrowRight");
await mint.keyboard.press("Enter");
await see(mint, /^District 8: 248 homes\./);
check(
    (await mint.locator('.district[tabindex="0"]').count()) === 1,
    "districts are more than one stop of the tabulator",
);
await mint.getByLabel("Homes of which is known:").selectOption("device_health");
await see(mint, new RegExp(`Somebody knows something of ${told.known.device_health[0][8]};`));
await mint.locator("summary", { hasText: "The map in numbers" }).click();
await see(mint, "Who paid whom, last 92 days");
const ownTables = mint.locator(".livemap table");
check(
    (await ownTables.nth(0).locator("tbody tr").count()) === told.paid.length + told.given.length,
    "not every payment is in the table",
);
check(
    (await ownTables.nth(1).locator("tbody tr").count()) === told.told.length,
    "not everybody who knows something is in the table",
);
check((await ownTables.nth(2).locator("tbody tr").count()) === 20, "not every district is in the table");
check((await mint.locator(".canvas .flow.moving.won").count()) > 0, "no money moves on the map");
check(
    (await mint.locator(".canvas .flow.moving.unasked").count()) === 0,
    "a team that asks takes data unasked on its map",
);
check((await mint.locator(".canvas path.dot.agreed").getAttribute("d")) !== "", "no home is marked as known");
await mint.emulateMedia({ reducedMotion: "no-preference" });
check(
    (await mint
        .locator(".canvas .moving")
        .first()
        .evaluate(e => getComputedStyle(e).animationName)) === "pass",
    "nothing moves where motion is wanted",
);
check(
    (await byeol
        .locator(".canvas .moving")
        .first()
        .evaluate(e => getComputedStyle(e).animationName)) === "none",
    "lines move although no motion is wanted",
);
await judge(mint, "map", { phone: true });
check((await wall.locator(".beside figure .canvas svg").count()) === 6, "the wall has not six maps");
check(
    (await wall.locator(".beside [role=img]").nth(1).getAttribute("aria-label")).startsWith("Pine: Of 4,981 homes"),
    "a map on the wall does not say what it shows",
);

// ---- Scores, a late one, a round again ----

await press(teacher, "Scores for all");
await see(wall, "After: Spring");
await wall.waitForTimeout(200);
await judge(wall, "wall_scores_only", { wall: true });
await press(teacher, "Levers for all");
await see(wall, "After: Spring");
await wall.waitForTimeout(200);
check((await wall.locator("table.scores tbody th").count()) === 6, "the scoreboard has not six teams");
check((await wall.locator("table.scores").innerText()).includes("★"), "nobody is best in anything");
await judge(wall, "wall_scores", { wall: true });
const beamer = await open("/wall#key", { width: 1280, height: 800 }, { locale: "ko-KR" });
await heading(beamer, /봄 다음/);
await beamer.waitForTimeout(200);
await judge(beamer, "wall_scores_ko", { beamer: true });
await see(mint, "All teams: Round 1 · Spring");
await judge(mint, "scores", { phone: true });
const late = await open("/", PHONE);
await joins(late, "482915", "late", "Join");
await heading(late, /million won/);
await press(teacher, "Open: Round 2 · Summer");
await heading(late, "The robot maker");
await teacher.locator("#rewind").selectOption("1");
await press(teacher, "Go back …");
await judge(teacher, "teacher_question");
await press(teacher, "Go back");
room.decideFor([1, 3, 4, 5, 6]);
await see(mint, /The teacher went back to: Round 1/);
await press(teacher, "Close now");
await heading(mint, "Spring: time passes");
await heading(byeol, /백만 원/);
const twin = await mint.context().newPage();
await twin.goto(url);
await see(mint, /also here in another tab/);
await twin.close();
await teacher.getByRole("button", { name: "Lock the room" }).click();
const shut = await open("/", NARROW);
await see(shut, "The teacher has locked the room.");

await press(teacher, "Open: Round 2 · Summer");
await heading(mint, "The robot maker");
room.decideFor([1, 2, 3, 4, 5, 6]);
room.decisions.set("2:1", {
    choices: { ...room.botChoices[0], fee: 30000 },
    prediction: { profit: 1, unwanted: "same" },
});
await judge(wall, "wall_decide2", { wall: true });
room.losing = true;
await press(teacher, "Close now");
await heading(mint, "Summer: time passes");
await heading(byeol, /백만 원/);
await heading(mint, /million won/);
await see(wall, "day 92 of 92");
room.losing = false;

// ---- A run that breaks off, in a team where nobody decided ----

room.failing = 2;
await press(teacher, "Open: Round 3 · Autumn");
await heading(mint, "The robot maker");
await byeol.getByRole("slider", { name: "이익" }).fill("1");
await byeol.getByRole("radio", { name: "같아요" }).check();
await byeol.context().setOffline(true);
await press(byeol, "결정하기");
await see(byeol, "여기에 저장했어요. 연결되면 보낼게요.");
await press(teacher, "Close now");
await heading(mint, "Autumn: time passes");
await byeol.context().setOffline(false);
await see(byeol, "시간이 끝나서 반영되지 않았어요.");
await heading(byeol, "결과");
await see(byeol, /계산이 끊겼어요/);
await see(mint, /Nobody in your team decided/);
await judge(byeol, "failed_ko", { phone: true });
await see(teacher, /ran out of memory/);
await judge(teacher, "teacher_failed");
check(!(await mint.evaluate(() => document.body.innerText)).includes("memory"), "students see the machine's fault");
room.failing = 0;
await press(teacher, "Decide this round again");
await heading(byeol, "로봇 제조사");

// ---- The end ----

await press(teacher, "End the lesson …");
await press(teacher, "End it");
await heading(mint, "What did we find?");
await mint.getByRole("button", { name: "No" }).click();
await see(mint, "Before: Yes");
await see(mint, "20,000 won → 30,000 won");
await tryOut(mint, "sighting");
await judgeSaved(mint, "Save this page", "saved");
await judge(mint, "end", { phone: true });
await see(wall, "To write down");
await wall.waitForTimeout(200);
await judge(wall, "wall_end", { wall: true });
await judge(beamer, "wall_end_ko", { beamer: true });
await tryOut(teacher, "fee");
await judge(teacher, "teacher_end");
const [csv] = await Promise.all([
    teacher.waitForEvent("download"),
    teacher.getByRole("link", { name: "All numbers (CSV)" }).click(),
]);
check(readFileSync(await csv.path(), "utf8").startsWith("round,world,team"), "the numbers do not come as CSV");
await judgeSaved(teacher, "Save this page", "saved_teacher");
await mint.getByRole("button", { name: "한국어" }).click();
await heading(mint, "무엇을 알게 되었나요?");
await see(mint, /^이익: .*실행 4번\)\.$/);
await judge(mint, "end_ko", { phone: true });
check((await mint.evaluate(() => document.documentElement.lang)) === "ko", "the language is not told");
await press(teacher, "Wipe everything …");
await press(teacher, "Wipe everything");
await see(mint, /자리가 없어졌어요/);

// ---- Twelve teams of a hundred ----

const crowd = new Room({ runMs: 300, worlds: 12 }),
    second = await serve(crowd);
crowd.fill(Array.from({ length: 30 }, (_, i) => `longest name ${i}`));
await wall.goto(second.url + "/wall#key");
await see(wall, "30 are here");
await judge(wall, "wall12_lobby", { wall: true });
crowd.fill(Array.from({ length: 30 }, (_, i) => `more ${i}`));
await see(wall, "60 are here");
await judge(wall, "wall12_crowd", { wall: true });
crowd.open(1);
crowd.shock = "heat_wave";
crowd.decideFor([1, 2, 3, 4, 5, 6, 7, 8, 9]);
await see(wall, "9 of 12 teams have decided");
await judge(wall, "wall12_decide", { wall: true });
await crowd.close();
await see(wall, "day 92 of 92");
await judge(wall, "wall12_run", { wall: true });
crowd.order({ do: "show", what: "scores", on: true });
crowd.changed();
await see(wall, "After: Spring");
await wall.waitForTimeout(200);
await judge(wall, "wall12_scores", { wall: true });
crowd.order({ do: "end" });
crowd.changed();
await see(wall, "To write down");
await wall.waitForTimeout(200);
await judge(wall, "wall12_end", { wall: true });
await wall.goto("about:blank");
second.server.closeAllConnections();
second.server.close();

await browser.close();
server.closeAllConnections();
server.close();
console.log([...new Set(wrong)].join("\n") || "a whole lesson was played; every screen fits, reads and works");
process.exit(wrong.length ? 1 : 0);
