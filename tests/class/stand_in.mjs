// SPDX-License-Identifier: GPL-3.0-or-later
// A stand-in for the server of a class: it keeps to what server and page say to each other, and invents the numbers.
// For tests of the page alone, and to look at it: node stand_in.mjs [PORT], then /, /wall and /teacher#key.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { LESSON } from "./lesson.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url)),
    KEY = "key",
    CODE = "482915",
    NAMES = [
        "magpie",
        "pine",
        "tiger",
        "moon",
        "wave",
        "persimmon",
        "crane",
        "mugwort",
        "carp",
        "maple",
        "lantern",
        "kite",
    ];
const CSP =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const TYPES = { js: "text/javascript", css: "text/css", svg: "image/svg+xml", html: "text/html" };
const LUCKS = 4;
const wait = ms => new Promise(done => setTimeout(done, ms));

// What a policy comes to, invented: asking and selling earn a little, selling brings calls.
function outcomeOf(choices, luck) {
    const sold = choices.sighting === "sell",
        asked = choices.sighting === "ask",
        leads = asked ? 20 + choices.reward / 500 : sold ? 90 : 0;
    const bought = leads * Math.max(0, 1 - (choices.fee / 42000) ** 2);
    return {
        profit: (bought * choices.fee - (asked ? leads * choices.reward : 0)) / 1e6 + luck,
        families: asked ? 106 + choices.reward / 400 - 4 * choices.alarm : sold ? -228 - 20 * choices.firms : 0,
        unwanted: sold ? 29 * choices.firms + 40 : 0,
        unasked: sold ? 429 : 0,
    };
}
const wobble = (seed, day) => Math.sin(seed * 12.9898 + day * 0.37) * 0.5 + Math.sin(seed * 4.1 + day * 0.11) * 0.5;
function curveOf(total, world, days) {
    const day = Array.from({ length: days }, (_, i) => i + 1);
    return {
        day,
        values: day.map(
            d => +((total * d) / days + 0.07 * wobble(world, d) * Math.sin((Math.PI * d) / days)).toFixed(3),
        ),
    };
}

// A place and its days as `maru run --follow` says them (sim/command/onlooker.h), invented: robots in every home see more from day
// to day, and who sells or asks tells the firms.
const PLACE = {
    days: 276,
    homes: Array.from({ length: 20 }, (_, i) => 250 - (i % 3)),
    who: [
        ["bugbye", "pest_control", 1],
        ["cleanhome", "pest_control", 1],
        ["cricket", "pest_control", 1],
        ["hanbit", "maker", 1],
        ["households", "", 0],
        ["outside", "", 0],
    ].map(([name, kind, parties]) => ({ name, kind, parties })),
    data: [
        ["pest_sighting", 0],
        ["pest_sighting", 1],
        ["pest_sighting", 2],
        ["pest_sighting", 3],
        ["device_health", 3],
    ],
};
function lineOf(choices, day) {
    const grown = day / PLACE.days,
        asks = choices.sighting === "ask",
        sells = choices.sighting === "sell",
        firms = sells ? Math.min(3, choices.firms) : asks ? 1 : 0;
    const known = PLACE.homes.map((homes, i) =>
            Math.round(homes * grown * (0.3 + 0.05 * (i % 5)) * (asks ? 0.4 : sells ? 1 : 0)),
        ),
        service = PLACE.homes.map((homes, i) => Math.round(homes * Math.min(0.2, grown * (0.2 + 0.02 * (i % 4))))),
        none = PLACE.homes.map(() => 0),
        total = list => list.reduce((all, one) => all + one, 0),
        leads = total(known);
    const sold = Array.from({ length: firms }, (_, i) => Math.round(leads / (i + 1)));
    return {
        day,
        money: { bugbye: 0, cleanhome: 0, cricket: 0, hanbit: leads * 1000 },
        tokens: 0,
        paid: [
            [4, 3, 60000 * day],
            [3, 5, 40000 * day],
            ...sold.flatMap((count, i) => [
                [i, 3, count * choices.fee],
                [4, i, count * 60000],
                [i, 5, count * 20000],
            ]),
        ].filter(row => row[2]),
        given: asks && leads ? [[3, leads * choices.reward]] : [],
        told: [
            ...sold.map((count, i) => [i, count, sells ? count : 0, count, sells ? count : 0]),
            [3, leads * 2, sells ? leads * 2 : 0, leads, sells ? leads : 0],
            [4, total(service) * 2, 0, total(service), 0],
        ].filter(row => row[1]),
        won: PLACE.homes.map((homes, i) => -homes * day * (80 + i)),
        hurt: known.map(count => (sells ? Math.round(count / 3) : 0)),
        known: {
            any: [known.map((count, i) => Math.max(count, service[i])), sells ? known : none],
            ...(leads ? { pest_sighting: [known, sells ? known : none] } : {}),
            device_health: [service, none],
        },
    };
}
const MAP_DAYS = 4;

// A mean over lucks, and what the value brings more than the one that was played.
function measured(played, lever, value, runs) {
    const here = outcomeOf({ ...played, [lever]: value }, 0.2),
        base = outcomeOf(played, 0.2);
    return Object.fromEntries(
        Object.keys(here).map(name => {
            const more = here[name] - base[name],
                half = runs > 1 ? { half: 0.3 + Math.abs(here[name]) * 0.12, more_half: 0.15 } : {};
            return [name, { mean: here[name], runs, more, ...half, told: runs > 1 && Math.abs(more) > 0.15 }];
        }),
    );
}

// What maru why says of a home, of a number, and of neither: homes with something to tell.
function whySaid(asked) {
    const home = asked.get("home"),
        number = asked.get("number");
    if (number) return `${number}: 1,842,000 won\n  hanbit: lead fee 2,150,000 won`;
    if (home === null)
        return "What happened:\n  consent refused, 41 in all [--home 31]\n  a line that is much too long for it, 3 in all\n      [--home 8]";
    if (+home > 5000) return null;
    return `home ${home}, 9 June 16:25: robot_vacuum saw a cockroach\n  because it was the second in six runs\n  so the family was asked, and agreed at 16:29`;
}

export class Room {
    constructor({ runMs = 2500, seconds = null, worlds = 6 } = {}) {
        Object.assign(this, {
            runMs,
            seconds,
            worlds,
            phase: "lobby",
            round: 0,
            closes: 0,
            paused: 0,
            locked: false,
            shown: { scores: false, levers: false, rules: false },
            message: null,
            shock: null,
            players: [],
            streams: new Set(),
            decisions: new Map(),
            done: [],
            runs: [],
            curves: new Map(),
            maps: new Map(),
            guesses: new Map(),
            thens: new Map(),
            trials: [],
            nextId: 1,
        });
        this.botChoices = [
            ["sell", 0, 20000, 3, 2],
            ["ask", 5000, 15000, 1, 2],
            ["ask", 2000, 25000, 1, 3],
            ["keep", 0, 0, 1, 2],
            ["sell", 0, 30000, 5, 1],
            ["ask", 1000, 20000, 1, 1],
        ].map(([sighting, reward, fee, firms, alarm]) => ({ sighting, reward, fee, firms, alarm, days: "month" }));
    }
    // ---- Views ----
    decisionOf(world) {
        return this.decisions.get(`${this.round}:${world}`);
    }
    lastChoices(world) {
        for (let round = this.round; round >= 0; round--)
            if (this.decisions.has(`${round}:${world}`)) return this.decisions.get(`${round}:${world}`).choices;
        return this.players.some(p => p.world === world)
            ? Object.fromEntries(LESSON.roles[0].levers.map(l => [l.name, l.default]))
            : this.botChoices[(world - 1) % 6];
    }
    teams() {
        return NAMES.slice(0, this.worlds).map((name, i) => ({
            world: i + 1,
            role: "maker",
            name,
            players: this.players.filter(p => p.world === i + 1).map(({ id, name: own }) => ({ id, name: own })),
            bot: !this.players.some(p => p.world === i + 1),
            decided: Boolean(this.decisionOf(i + 1)) || !this.players.some(p => p.world === i + 1),
        }));
    }
    // Strangers are told as little as the real server tells them.
    stateOf(who) {
        const state = this.wholeState(who);
        if (state.view !== "stranger") return state;
        for (const secret of ["teams", "guesses", "runs", "results", "code", "url"]) delete state[secret];
        return state;
    }
    wholeState({ view, id }) {
        const me = this.players.find(p => p.id === id),
            sees = view !== "student" || this.shown.scores || this.phase === "end",
            decision = me && this.decisionOf(me.world),
            count = (all, answer) => [...all.values()].filter(a => a === answer).length;
        return {
            view: view === "student" && !me ? "stranger" : view,
            phase: this.phase,
            round: this.round,
            now: Date.now(),
            closes: this.closes,
            paused: this.paused,
            code: me || view !== "student" ? CODE : "",
            url: "http://192.0.2.12:8080/",
            locked: this.locked,
            shown: this.shown,
            message: this.message,
            shock: this.shock,
            teams: this.teams(),
            me: me
                ? {
                      id,
                      name: me.name,
                      world: me.world,
                      role: "maker",
                      choices: this.lastChoices(me.world),
                      prediction: decision?.prediction ?? {},
                      decided: Boolean(decision),
                      guess: this.guesses.get(id) ?? "",
                      then: this.thens.get(id) ?? "",
                  }
                : null,
            guesses: {
                yes: count(this.guesses, "yes"),
                no: count(this.guesses, "no"),
                then_yes: count(this.thens, "yes"),
                then_no: count(this.thens, "no"),
            },
            runs: this.runs.map(({ fault, ...run }) => (view === "teacher" && fault ? { ...run, fault } : run)),
            results: this.done
                .filter(r => sees || r.world === me?.world)
                .map(r => ({
                    ...r,
                    choices: view === "teacher" || this.shown.levers || r.world === me?.world ? r.choices : undefined,
                })),
        };
    }
    tell(kind, make) {
        for (const s of this.streams) {
            const what = make(s.who);
            if (what) s.answer.write(`event: ${kind}\ndata: ${JSON.stringify(what)}\n\n`);
        }
    }
    changed() {
        this.tell("state", who => this.stateOf(who));
    }
    // ---- The lesson ----
    open(round) {
        clearTimeout(this.timer);
        this.round = round;
        this.phase = "decide";
        this.runs = [];
        this.shown = { ...this.shown, scores: false };
        const ms = 1000 * (this.seconds ?? (round ? LESSON.rounds[round - 1].seconds : 60));
        this.closes = Date.now() + ms;
        this.timer = setTimeout(() => this.close(), ms);
    }
    async close() {
        clearTimeout(this.timer);
        this.closes = 0;
        this.phase = "run";
        this.runs = NAMES.slice(0, this.worlds).map((_, i) => ({ world: i + 1, state: "waiting", day: 0, days: 92 }));
        this.changed();
        const totals = this.runs.map(({ world }) =>
            outcomeOf(this.lastChoices(world), 0.15 * wobble(world, this.round * 10)),
        );
        for (const run of this.runs) {
            this.curves.set(`${this.round}:${run.world}`, { day: [], values: [] });
            this.maps.set(
                `${this.round}:${run.world}`,
                this.firstDay() ? [lineOf(this.lastChoices(run.world), this.firstDay())] : [],
            );
        }
        for (let from = 0; from < 92; from += 8) {
            await wait(this.runMs / 12);
            for (const run of this.runs)
                this.step(run, curveOf(totals[run.world - 1].profit, run.world, 92), from, Math.min(92, from + 8));
        }
        if (this.failing)
            Object.assign(this.runs[this.failing - 1], {
                state: "failed",
                fault: "killed: the machine ran out of memory",
            });
        for (const run of this.runs)
            if (run.state === "done") this.done.push(this.resultOf(run.world, totals[run.world - 1]));
        this.phase = "result";
        this.changed();
    }
    firstDay() {
        return 92 * Math.max(0, this.round - 1);
    }
    // One day in MAP_DAYS, and the last.
    stepMap(run, to) {
        const line = lineOf(this.lastChoices(run.world), this.firstDay() + to);
        this.maps.get(`${this.round}:${run.world}`).push(line);
        this.tell("map", who => (this.showsMap(who, run.world) ? { round: this.round, world: run.world, line } : null));
    }
    showsMap(who, world) {
        return (
            who.view === "wall" || (who.view === "student" && this.players.find(p => p.id === who.id)?.world === world)
        );
    }
    step(run, whole, from, to) {
        const days = { day: whole.day.slice(from, to), values: whole.values.slice(from, to) },
            kept = this.curves.get(`${this.round}:${run.world}`);
        kept.day.push(...days.day);
        kept.values.push(...days.values);
        Object.assign(run, { state: to === 92 ? "done" : "running", day: to });
        if (this.losing && to > 40) return;
        for (let day = from + MAP_DAYS; day <= to; day += MAP_DAYS) this.stepMap(run, day);
        this.tell("days", who =>
            who.view !== "student" || this.players.find(p => p.id === who.id)?.world === run.world
                ? { round: this.round, world: run.world, ...days }
                : null,
        );
    }
    resultOf(world, total) {
        const values = { ...total, profit: curveOf(total.profit, world, 92).values.at(-1) },
            wide = 0.25 + Math.abs(total.profit) * 0.25;
        return {
            round: this.round,
            world,
            values,
            band: total.profit
                ? { profit: [+(values.profit - wide * 0.8).toFixed(2), +(values.profit + wide).toFixed(2)] }
                : {},
            choices: this.lastChoices(world),
            prediction: this.decisionOf(world)?.prediction,
        };
    }
    // ---- What if: a life more at each look ----
    tryOut({ world, round, lever, values }) {
        const played = this.done.find(r => r.world === world && r.round === round)?.choices;
        if (!played || !Array.isArray(values) || values.length > 9) return { error: "bad" };
        if (this.phase === "run") return { error: "closed" };
        this.trials.push({ world, round, lever, values, played, done: 0 });
        return { ok: true, trial: this.trials.length };
    }
    trial(number) {
        const trial = this.trials[number - 1];
        if (!trial) return { error: "unknown" };
        const { world, round, lever, values, played } = trial,
            of = values.length * LUCKS;
        trial.done = Math.min(of, trial.done + (this.livesALook ?? of));
        const runs = Math.floor(trial.done / values.length);
        return {
            lever,
            world,
            round,
            done: trial.done,
            of,
            played: played[lever],
            points: values.map(value => ({ value, ...(runs ? measured(played, lever, value, runs) : {}) })),
        };
    }
    // ---- Requests ----
    join({ code, name }) {
        if (this.locked) return { error: "locked" };
        if (code !== CODE) return { error: "wrong_code" };
        if (!name || name.length > 16) return { error: "bad_name" };
        if (this.players.some(p => p.name === name)) return { error: "name_taken" };
        if (this.players.length >= 60) return { error: "full" };
        const sizes = NAMES.slice(0, this.worlds).map((_, i) => this.players.filter(p => p.world === i + 1).length),
            id = this.nextId++;
        this.players.push({ id, name, world: sizes.indexOf(Math.min(...sizes)) + 1 });
        return { ok: true, id };
    }
    decide({ round, choices, prediction }, id) {
        const me = this.players.find(p => p.id === id);
        if (!me) return { error: "bad" };
        if (round !== this.round) return { error: "stale" };
        if (this.phase !== "decide") return { error: "closed" };
        this.decisions.set(`${round}:${me.world}`, { choices, prediction });
        return { ok: true };
    }
    guess({ answer }, id) {
        (this.phase === "end" ? this.thens : this.guesses).set(id, answer);
        return { ok: true };
    }
    order(what) {
        const does = {
            start: () => this.open(LESSON.practice ? 0 : 1),
            open: () => this.open(this.round + 1),
            close: () => {
                this.close();
            },
            extend: () => {
                this.closes += 1000 * what.seconds;
            },
            pause: () => {
                const left = what.on ? this.closes - Date.now() : this.paused;
                [this.paused, this.closes] = what.on ? [left, 0] : [0, Date.now() + left];
            },
            rewind: () => {
                this.done = this.done.filter(r => r.round < what.round);
                for (const key of [...this.decisions.keys()])
                    if (+key.split(":")[0] >= what.round) this.decisions.delete(key);
                this.open(what.round);
            },
            show: () => {
                this.shown = { ...this.shown, [what.what]: what.on };
            },
            shock: () => {
                this.shock = what.name;
            },
            message: () => {
                this.message = { id: (this.message?.id ?? 0) + 1, text: what.text };
            },
            rename: () => {
                this.players.find(p => p.id === what.player).name = what.name;
            },
            remove: () => {
                this.players = this.players.filter(p => p.id !== what.player);
            },
            lock: () => {
                this.locked = what.on;
            },
            end: () => {
                this.phase = "end";
                this.closes = 0;
            },
            wipe: () => {
                Object.assign(this, new Room(this), { streams: this.streams });
            },
        };
        if (!does[what.do]) return { error: "bad" };
        does[what.do]();
        return { ok: true };
    }
    // What teams without a browser decide.
    decideFor(worlds) {
        for (const w of worlds)
            this.decisions.set(`${this.round}:${w}`, {
                choices: this.botChoices[(w - 1) % 6],
                prediction: { profit: [0, 1.2, 0.4, 0.5, 3, -0.5][(w - 1) % 6], unwanted: "same" },
            });
        this.changed();
    }
    // A crowd to look at.
    fill(names) {
        for (const name of names) this.join({ code: CODE, name });
        this.changed();
    }
}

const cookieOf = (request, name) => new RegExp(`(?:^|; )${name}=([^;]*)`).exec(request.headers.cookie ?? "")?.[1];
async function bodyOf(request) {
    let text = "";
    for await (const part of request) text += part;
    return JSON.parse(text);
}
const FOLDERS = ["sim/class/page", "sim/serve/page", "analysis/charts"];
function file(answer, name) {
    const ending = name.split(".").at(-1),
        path = FOLDERS.map(folder => `${root}${folder}/${name}`).find(existsSync);
    if (!path) {
        answer.writeHead(404);
        return answer.end();
    }
    const body = readFileSync(path);
    answer.writeHead(200, {
        "Content-Type": `${TYPES[ending]}; charset=utf-8`,
        "Content-Security-Policy": CSP,
        "X-Content-Type-Options": "nosniff",
    });
    answer.end(body);
}
function json(answer, body, cookie) {
    answer.writeHead(body.error ? 400 : 200, {
        "Content-Type": "application/json",
        ...(cookie ? { "Set-Cookie": `${cookie}; HttpOnly; SameSite=Strict; Path=/` } : {}),
    });
    answer.end(JSON.stringify(body));
}
function stream(room, request, answer, who) {
    answer.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    const one = { answer, who };
    room.streams.add(one);
    request.on("close", () => room.streams.delete(one));
    answer.write(`retry: 500\nevent: state\ndata: ${JSON.stringify(room.stateOf(who))}\n\n`);
}
function qr() {
    let cells = "";
    for (let y = 0; y < 25; y++)
        for (let x = 0; x < 25; x++)
            if ((x * 7 + y * 13 + x * y) % 5 < 2 || (x < 7 && y < 7)) cells += `M${x} ${y}h1v1h-1z`;
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 29 29"><path d="${cells}"/></svg>`;
}

async function handle(room, request, answer) {
    const url = new URL(request.url, "http://x"),
        path = url.pathname,
        id = +cookieOf(request, "seat"),
        teacher = cookieOf(request, "teacher") === KEY,
        query = name => +url.searchParams.get(name);
    const asked = url.searchParams.get("view"),
        who = { id, view: ["teacher", "wall"].includes(asked) ? (teacher ? asked : "stranger") : "student" };
    if (["/", "/teacher", "/wall"].includes(path)) return file(answer, "class.html");
    if (path.startsWith("/static/")) return file(answer, path.slice(8));
    if (path === "/events") return stream(room, request, answer, who);
    if (path === "/api/lesson") return json(answer, LESSON);
    if (path === "/qr.svg") {
        answer.writeHead(200, { "Content-Type": "image/svg+xml" });
        return answer.end(qr());
    }
    if (path === "/api/curves") {
        const own = room.players.find(p => p.id === id)?.world,
            worlds = room.runs
                .map(r => r.world)
                .filter(
                    w =>
                        room.curves.has(`${query("round")}:${w}`) &&
                        (who.view !== "student" || w === own || room.shown.scores),
                );
        return json(answer, {
            worlds: Object.fromEntries(worlds.map(w => [w, room.curves.get(`${query("round")}:${w}`)])),
        });
    }
    if (path === "/api/map") {
        const round = query("round"),
            worlds = room.runs.map(r => r.world).filter(w => room.maps.has(`${round}:${w}`) && room.showsMap(who, w));
        return json(answer, {
            round,
            first: 92 * Math.max(0, round - 1),
            worlds: Object.fromEntries(worlds.map(w => [w, { place: PLACE, lines: room.maps.get(`${round}:${w}`) }])),
        });
    }
    const mayTry = world => teacher || room.players.find(p => p.id === id)?.world === world;
    if (path === "/api/trial" && request.method === "GET")
        return json(
            answer,
            mayTry(room.trials[query("trial") - 1]?.world) ? room.trial(query("trial")) : { error: "unknown" },
        );
    if (path === "/class.csv") {
        answer.writeHead(teacher ? 200 : 403, { "Content-Type": "text/csv; charset=utf-8" });
        return answer.end("round,world,team,what,name,value\n");
    }
    if (path === "/api/why") {
        const said = whySaid(url.searchParams);
        return json(answer, said ? { ok: true, text: said } : { error: "bad" });
    }
    if (request.method !== "POST") {
        answer.writeHead(404);
        return answer.end();
    }
    const body = await bodyOf(request);
    if (path === "/api/trial") return json(answer, mayTry(body.world) ? room.tryOut(body) : { error: "unknown" });
    if (path === "/api/join") {
        const { id: seat, ...said } = room.join(body);
        json(answer, said, seat && `seat=${seat}`);
    } else if (path === "/api/teacher")
        json(answer, body.key === KEY ? { ok: true } : { error: "not_teacher" }, body.key === KEY && `teacher=${KEY}`);
    else if (path === "/api/decide") json(answer, room.decide(body, id));
    else if (path === "/api/guess") json(answer, room.guess(body, id));
    else if (path === "/api/rule")
        json(answer, /return \{/.test(body.text) ? { ok: true, text: '{"sighting":"sell"}' } : { error: "bad", text: "rule-1.lua:1: unexpected symbol near 'end'" });
    else if (path === "/api/do") json(answer, teacher ? room.order(body) : { error: "not_teacher" });
    else json(answer, { error: "unknown" });
    room.changed();
}
export function serve(room, port = 0) {
    const server = createServer((request, answer) =>
        handle(room, request, answer).catch(() => json(answer, { error: "bad" })),
    );
    return new Promise(ready =>
        server.listen(port, "127.0.0.1", () => ready({ server, url: `http://127.0.0.1:${server.address().port}` })),
    );
}
if (process.argv[1] === fileURLToPath(import.meta.url))
    console.log((await serve(new Room(), +(process.argv[2] ?? 8080))).url);
