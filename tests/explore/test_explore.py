# SPDX-License-Identifier: GPL-3.0-or-later
"""Maru explored by HTTP: runs are those of `maru run`, to the byte; a step goes on as a longer run does; what is refused is refused
in the words of `maru run`; keys, limits, and what hostile requests get.

test_explore.py PROGRAM SOURCE_FOLDER
"""
import filecmp
import http.client
import json
import os
import pathlib
import random
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import time

MARU, ROOT = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
SMALL = ROOT / "tests/explore/small.lua"
PATIENCE_S = 300  # for what hangs; nobody's speed is judged
JSON = {"Content-Type": "application/json"}
RUNS_MOST = 12


class Explorer:
    """A server, started on a free port."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen([MARU, "explore", "--port", "0", *map(str, arguments)], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"nothing was opened: {self.process.stderr.read()}")
        place, self.key = line.split()[-1].split("#key=")
        self.host, self.port = place.split("/")[2].split(":")[0], int(place.split("/")[2].split(":")[1])
        self.cookie = self.well("/api/key", {"key": self.key})[1].split(";")[0]

    def ask(self, method, path, body=None, cookie=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        sent = body if isinstance(body, (str, bytes, type(None))) else json.dumps(body)
        cookie = getattr(self, "cookie", "") if cookie is None else cookie
        connection.request(method, path, sent, {**(JSON if method == "POST" else {}), **({"Cookie": cookie} if cookie else {}),
                                                **(headers or {})})
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return answer, text

    def get(self, path):
        answer, text = self.ask("GET", path)
        assert answer.status == 200, (path, answer.status, text)
        return json.loads(text)

    def post(self, path, body):
        answer, text = self.ask("POST", path, body)
        return answer, json.loads(text)

    def well(self, path, body):
        answer, said = self.post(path, body)
        assert answer.status == 200 and said["ok"], (path, body, answer.status, said)
        return said, answer.getheader("Set-Cookie") or ""

    def error(self, path, body):
        answer, said = self.post(path, body)
        assert answer.status >= 400, (path, body, said)
        return said["error"]

    def faults(self, wish):
        """{name: text} of what is refused."""
        answer, said = self.post("/api/run", wish)
        assert answer.status == 400 and said["error"] == "refused", (wish, said)
        return {fault["name"]: fault["text"] for fault in said["faults"]}

    def run(self, wish):
        return self.well("/api/run", wish)[0]["run"]

    def runs(self):
        """{number: run} as a browser is told at once."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        connection.request("GET", "/events", headers={"Cookie": self.cookie})
        answer, data = connection.getresponse(), None
        while data is None:
            line = answer.fp.readline().decode()
            if line.startswith("data: "):
                data = json.loads(line[len("data: "):])
        connection.close()
        assert data["most"] == RUNS_MOST and len(data["runs"]) <= RUNS_MOST
        return {run["run"]: run for run in data["runs"]}

    def wait(self, number, until=lambda run: run["state"] not in ("waiting", "running")):
        end = time.monotonic() + PATIENCE_S
        while not until(run := self.runs()[number]):
            assert time.monotonic() < end and self.process.poll() is None, run
            time.sleep(0.05)
        return run

    def lines(self, number):
        return self.get(f"/api/lines?run={number}&from=0")["lines"]

    def file(self, number, to):
        answer, text = self.ask("GET", f"/run.h5?run={number}")
        assert answer.status == 200 and "attachment" in answer.getheader("Content-Disposition"), (number, answer.status)
        to.write_bytes(text)
        return to

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=PATIENCE_S)
        return self.process.returncode, out + err


def own_run(command, to):
    """The command that the page shows, as somebody types it."""
    words = shlex.split(command)
    assert words[:2] == ["maru", "run"], command
    subprocess.run([MARU, *words[1:], "-o", to, "--quiet", "--threads", "2"], check=True)
    return to


def money_in(file):
    import h5py
    with h5py.File(file) as run:
        names = [name.decode() if isinstance(name, bytes) else name for name in run["party"][()]]
        return {name: int(run["parties/won_in"][:, place].sum() - run["parties/won_out"][:, place].sum())
                for place, name in enumerate(names)}


WISH = {"policy": "ask", "homes": "100", "days": "8", "seed": "11", "set": {"reward": "500", "robot_vacuum.ownership": "0.7", "bugbye.crews": "2"}}


def test_runs(folder):
    """A run is that of `maru run`, to the byte; its lines, outcomes, report and story are of that file; a step lengthens it."""
    room = Explorer(SMALL, "-o", folder)
    scenario = room.get("/api/scenario")
    assert (scenario["name"], scenario["homes"], scenario["days"], scenario["seed"]) == ("small", 120, 6, 7), scenario
    assert [policy["name"] for policy in scenario["policies"]] == ["sell", "ask"]
    assert "Who gains where a robot tells?" in scenario["question"] and "SPDX" not in scenario["question"]
    settings = {row["name"]: row for row in room.get("/api/settings?policy=ask")}
    assert settings["reward"]["most"] == 20000 and settings["reward"]["role"] == "lever"
    listed = subprocess.run([MARU, "list", "robot_vacuum"], capture_output=True, text=True, check=True, env={"COLUMNS": "100000"}).stdout
    own = [row for row in settings.values() if row["entry"] == "robot_vacuum"]
    assert len(own) > 5
    for row in own:
        assert row["meaning"] in listed and row["name"].split(".")[1] in listed and row["allowed"] in listed, row
    assert settings["robot_vacuum.ownership"]["value"] == "0.9" and settings["robot_vacuum.ownership"]["said_by"] == "scenario"
    assert "reward" not in {row["name"] for row in room.get("/api/settings?policy=sell")}

    number = room.run(WISH)
    run = room.wait(number)
    assert run["state"] == "done" and run["day"] == run["days"] == 8 and run["homes"] == 100 and run["wish"] == WISH, run
    mine, own = room.file(number, folder.parent / "mine.h5"), own_run(run["command"], folder.parent / "own.h5")
    assert filecmp.cmp(mine, own, shallow=False), "the run is not that of maru run"
    lines, money = room.lines(number), money_in(own)
    assert [line["day"] for line in lines if "day" in line] == list(range(1, 9))
    outcomes = {row["name"]: row["value"] for row in room.get(f"/api/outcomes?run={number}")["outcomes"]}
    for party, won in lines[-1]["money"].items():
        assert won == money[party] == outcomes[f"money: {party}"], (party, won, money)
    assert any(money[party] for party in lines[-1]["money"]), "nobody earned anything"
    assert room.run(WISH) == number, "the same wish is lived twice"

    answer, page = room.ask("GET", f"/report?run={number}")
    assert answer.status == 200 and b"<svg" in page and "sandbox" in answer.getheader("Content-Security-Policy")
    assert "home" in room.get(f"/api/why?run={number}&home=3")["text"]

    assert room.well("/api/step", {"run": number, "days": 7})[0]["run"] == number
    longer = room.wait(number)
    assert longer["state"] == "done" and longer["days"] == 15 and longer["wish"] == {**WISH, "days": "15"}, longer
    # The place says how many days will be lived; the last day closes books.
    assert room.lines(number)[1:8] == lines[1:8] and lines[7]["day"] == 7, "the longer run does not begin as the shorter one"
    mine, own = room.file(number, folder.parent / "mine.h5"), own_run(longer["command"], folder.parent / "longer.h5")
    assert filecmp.cmp(mine, own, shallow=False)
    assert len(list(folder.glob("*.h5"))) == 1, "the shorter run's file is still there"

    check_lua(room, number, longer, folder.parent)
    plain = room.run({"policy": "ask", "set": {}})
    assert room.wait(plain)["command"].endswith("small.lua --policy ask")
    assert filecmp.cmp(room.file(plain, folder.parent / "mine.h5"),
                       own_run(room.runs()[plain]["command"], folder.parent / "plain.h5"), shallow=False)
    code, said = room.end()
    assert code == 0 and "2 runs are kept" in said and len(list(folder.glob("*.h5"))) == 2, (code, said)


def check_lua(room, number, run, scratch):
    """What is shown as Lua, put into the scenario's file, lives to the same outcomes."""
    in_scenario, in_policy = run["lua"].split('-- In policy { name = "ask", ... }:\n')
    text = SMALL.read_text()
    for old in ('days = 6, seed = 7,', "homes = { count = 120, districts = 2 },", "robot_vacuum { ownership = 0.9 },"):
        assert old in text
        text = text.replace(old, "")
    text = text.replace("scenario {\n", "scenario {\n" + in_scenario.replace("count = 100", "count = 100, districts = 2"))
    levers = text[text.index("  levers ="):text.index("  on_sighting")]
    text = text.replace(levers, in_policy)
    file = scratch / "changed.lua"
    file.write_text(text)
    subprocess.run([MARU, "run", file, "--policy", "ask", "-o", scratch / "changed.h5", "--quiet"], check=True)
    outcomes = {row["name"]: row["value"] for row in room.get(f"/api/outcomes?run={number}")["outcomes"]}
    for party, won in money_in(scratch / "changed.h5").items():
        assert outcomes.get(f"money: {party}", won) == won, (party, won, outcomes)


def said_by_run(*arguments):
    ended = subprocess.run([MARU, "run", SMALL, *arguments], capture_output=True, text=True, env={"COLUMNS": "100000"})
    assert ended.returncode == 2, (arguments, ended)
    return " ".join(ended.stderr.split())


def test_refused(folder):
    """An impossible value comes back as the error that `maru run` prints, beside its name; each that is wrong at once."""
    room = Explorer(SMALL, "-o", folder)
    wrong = {"robot_vacuum.ownership": "7", "robot_vacuum.ownrship": "0.5", "bugbye.crews": "many", "nobody.crews": "1", "reward": "-1",
             "hanbit.lead_fee_won": "1e400", "start": "yesterday", "robot_vacuum.": "1", "homes.districts": ""}
    told = room.faults({"policy": "ask", "set": wrong})
    del wrong["start"]  # is a text like another, until all is put together
    assert told.keys() == wrong.keys(), told
    for name, value in wrong.items():
        own = said_by_run("--policy", "ask", "--set", f"{name}={value}")
        assert " ".join(told[name].split()) == own, (name, told[name], own)
    assert "did you mean 'ownership'" in told["robot_vacuum.ownrship"]
    together = room.faults({"policy": "ask", "set": {"start": "yesterday"}})
    assert together[""] == said_by_run("--policy", "ask", "--set", "start=yesterday"), together
    for key, name, option in (("homes", "homes.count", "--homes"), ("days", "days", "--days"), ("seed", "seed", "--seed")):
        assert room.faults({key: "few"})[name] == said_by_run(option, "few"), key
    assert room.faults({"policy": "asks"})["policy"] == said_by_run("--policy", "asks") and "ask" in room.faults({"policy": "asks"})["policy"]
    assert "100000 homes" in room.faults({"homes": "100001"})["homes.count"]
    assert room.faults({"days": "3661"})["days"] == said_by_run("--days", "3661")
    assert "names a file" in room.faults({"set": {"friends.file": "/etc/passwd"}})["friends.file"]
    assert room.well("/api/check", WISH)[0] == {"ok": True} and not room.runs(), "a check lives nothing"
    for shape in ({"set": []}, {"set": {"a": 1}}, {"set": {"": "1"}}, {"set": {"a=b": "1"}}, {"policy": 3}, {"homes": 100}, {"days": None},
                  {"set": {"reward": "x" * 401}}, {"set": {"x" * 121: "1"}}, {"set": {f"a.b{i}": "1" for i in range(33)}},
                  {"set": {"reward": "1\n2"}}, {"policy": "a\u202eb"}):
        assert room.error("/api/run", shape) == "bad", shape
    twice = '{"set": {"reward": "1", "reward": "2"}}'
    assert json.loads(room.ask("POST", "/api/run", twice)[1])["error"] == "bad"
    code, said = room.end(signal.SIGINT)
    assert code == 0 and not folder.exists(), (code, said)


def children_of(process):
    found = []
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            words = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(words[1]) == process.pid and words[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def lets_through(pid, *signals):
    """What its server waits for or ignores is not kept from a run."""
    status = dict(line.split(":\t", 1) for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines())
    kept = int(status["SigBlk"], 16) | int(status["SigIgn"], 16)
    return not any(kept >> one - 1 & 1 for one in signals)


LONG = {"policy": "sell", "homes": "3000", "days": "3000", "set": {}}


def test_limits(folder):
    """So many runs and no more; the oldest that is not pinned goes with its file; what is stopped; what Ctrl-C ends."""
    room = Explorer(SMALL, "-o", folder, "--jobs", "3")

    def tiny(seed):
        return room.run({"policy": "sell", "homes": "20", "days": "1", "seed": str(seed)})
    numbers = [tiny(seed) for seed in range(1, RUNS_MOST + 1)]
    for number in numbers:
        assert room.wait(number)["state"] == "done"
    assert len({run["slot"] for run in room.runs().values()}) == RUNS_MOST
    room.well("/api/pin", {"run": numbers[0], "on": True})
    another = tiny(100)
    room.wait(another)
    kept = room.runs()
    assert set(kept) == {*numbers, another} - {numbers[1]} and kept[numbers[0]]["pinned"] and len(list(folder.glob("*.h5"))) == RUNS_MOST
    for number in kept:
        room.well("/api/pin", {"run": number, "on": True})
    assert room.error("/api/run", {"seed": "200", "days": "1"}) == "full"
    for number in kept:
        room.well("/api/drop", {"run": number})
    assert not room.runs() and not list(folder.iterdir()), "a run that was removed has left something"

    number = room.run(LONG)
    room.wait(number, lambda run: run["state"] == "running" and run["day"] >= 2)
    assert room.error("/api/step", {"run": number, "days": 7}) == "busy"
    room.well("/api/stop", {"run": number})
    stopped = room.wait(number)
    assert stopped["state"] == "stopped" and 2 <= stopped["day"] < 3000 and not list(folder.glob("*.h5")), stopped
    assert room.ask("GET", f"/run.h5?run={number}")[0].status == 404

    short = room.run({"policy": "sell", "homes": "2000", "days": "2"})
    before, lines = room.wait(short), room.lines(short)
    own = room.file(short, folder.parent / "before.h5").read_bytes()
    for _ in range(9):  # long enough to be stopped while it is lived
        days = room.runs()[short]["days"]
        room.well("/api/step", {"run": short, "days": 366})
        room.wait(short, lambda run: run["state"] != "waiting")
        room.well("/api/stop", {"run": short})
        if room.wait(short)["days"] == days:
            break
        before, lines, own = room.runs()[short], room.lines(short), room.file(short, folder.parent / "before.h5").read_bytes()
    after = room.runs()[short]
    assert (after["state"], after["days"], after["wish"]) == ("done", before["days"], before["wish"]), after
    assert room.lines(short) == lines and room.file(short, folder.parent / "after.h5").read_bytes() == own, "a stopped step has changed the run"
    for days in (0, 367, -1, 1.5, "7", None):
        assert room.error("/api/step", {"run": short, "days": days}) == "bad", days

    room.run(LONG)
    long = room.run({**LONG, "seed": "2"})
    waits = [room.run({**LONG, "seed": str(seed)}) for seed in (3, 4, 5)]
    room.wait(long, lambda run: run["day"] >= 1)
    room.well("/api/drop", {"run": waits[2]})
    room.well("/api/stop", {"run": waits[1]})
    assert room.wait(waits[1])["state"] == "stopped" and waits[2] not in room.runs()
    room.well("/api/step", {"run": short, "days": 7})
    began = children_of(room.process)
    assert 1 <= len(began) <= 3, began
    assert all(lets_through(pid, signal.SIGINT, signal.SIGTERM, signal.SIGPIPE) for pid in began), "runs do not get signals"
    code, said = room.end(signal.SIGINT)
    assert code == 0 and "is kept" in said, (code, said)
    end = time.monotonic() + PATIENCE_S
    while left := [pid for pid in began if pathlib.Path(f"/proc/{pid}").exists()]:
        assert time.monotonic() < end, f"Ctrl-C leaves {left}"
        time.sleep(0.05)
    assert len(list(folder.glob("*.h5"))) == 1 and not list(folder.glob("*.tmp*")), list(folder.iterdir())


def test_doors(folder):
    """Without the key nothing is told or done; what every answer forbids the page; sizes, forms and origins."""
    room = Explorer(SMALL, "-o", folder)
    paths = ("/api/scenario", "/api/settings", "/events", "/api/lines?run=1&from=0", "/api/outcomes?run=1", "/api/why?run=1&home=0",
             "/run.h5?run=1", "/report?run=1", "/nothing")
    posts = ("/api/check", "/api/run", "/api/step", "/api/stop", "/api/drop", "/api/pin", "/nothing")
    name = room.cookie.split("=")[0]
    for cookie in ("", f"{name}=", f"{name}={'0' * 32}", f"{name}={room.key[:-1]}", f"maru_explore={room.key}"):
        for method, path in [*(("GET", path) for path in paths), *(("POST", path) for path in posts)]:
            answer, text = room.ask(method, path, {"policy": "ask"} if method == "POST" else None, cookie)
            assert answer.status == 403 and b"wrong_key" in text, (method, path, cookie, text)
    answer, _ = room.post("/api/key", {"key": room.key})
    for word in ("HttpOnly", "SameSite=Strict"):
        assert word in answer.getheader("Set-Cookie")
    for key in ("", room.key[:-1], 7, None, [room.key]):
        assert room.error("/api/key", {"key": key}) == "wrong_key", key
    assert "too_many" in {room.error("/api/key", {"key": "0" * 32}) for _ in range(60)}, "keys can be guessed without end"
    room.well("/api/key", {"key": room.key})

    def status(method, path, *rest, **more):
        return room.ask(method, path, *rest, **more)[0].status
    assert [status("GET", path) for path in ("/static/../desk.c", "/static/", "/static/class.js", "/api/nothing", "/run.h5", "/run.h5?run=x",
                                             "/report?run=99", "/api/settings?policy=none")] == [404] * 8
    assert status("DELETE", "/") == 405 and status("PUT", "/api/run", "{}") == 405
    assert [status("POST", "/api/run", body) for body in ("{", "[1]", b"\xff\xfe", '"x"', "")] == [400] * 5
    assert status("POST", "/api/run", "{}", headers={"Content-Type": "text/plain"}) == 415
    assert status("POST", "/api/run", json.dumps({"policy": "x" * 20000})) == 413
    for origin in ("http://elsewhere.example", "null", f"https://127.0.0.1:{room.port}"):
        assert status("POST", "/api/run", "{}", headers={**JSON, "Origin": origin}) == 403, origin
    assert not room.runs()
    page = room.ask("GET", "/", cookie="")[1]
    names = {part.split(b'"')[0].decode() for part in page.split(b'/static/')[1:]}
    total, seen = len(page), set()
    while names - seen:
        for one in names - seen:
            seen.add(one)
            answer, text = room.ask("GET", f"/static/{one}", cookie="")
            assert answer.status == 200 and "default-src 'none'" in answer.getheader("Content-Security-Policy"), one
            assert b"http://" not in text.replace(b"http://www.w3.org/", b"") and b"https://" not in text, f"{one} names another place"
            names |= {part.split(b'"')[0].decode() for part in text.split(b'from "./')[1:]}
            names |= {part.split(b'"')[0].decode() for part in text.split(b'import "./')[1:]}
            total += len(text)
    assert len(seen) > 12 and total < 300_000, (seen, total)  # before any packing
    for _ in range(400):
        if room.ask("GET", "/api/scenario")[0].status == 429:
            break
    else:
        raise AssertionError("one may ask without end")
    ended = room.end()
    assert ended[0] == 0, ended


def raw(port, data):
    """Whatever bytes: how the answer begins; "" when there is none soon, as where the server waits for more."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as connection:
        try:
            connection.sendall(data)
            connection.settimeout(0.02)
            return connection.recv(4096).decode("latin-1").split("\r\n")[0]
        except (ConnectionError, TimeoutError):
            return ""


def test_hostile(folder):
    """Requests cut, mixed, oversized, slow and deep: the server goes on, and nothing is lived."""
    room = Explorer(SMALL, "-o", folder)
    slow = [socket.create_connection(("127.0.0.1", room.port)) for _ in range(50)]
    for connection in slow:
        connection.sendall(b"POST /api/run HTTP/1.1\r\nHost: x\r\nContent-Le")
    body = json.dumps(WISH).encode()
    cookie = f"{room.cookie.split('=')[0]}={'0' * 32}"
    whole = (f"POST /api/run HTTP/1.1\r\nHost: 127.0.0.1:{room.port}\r\nContent-Type: application/json\r\n"
             f"Content-Length: {len(body)}\r\nCookie: {cookie}\r\n\r\n").encode() + body
    chance = random.Random(7)
    for _ in range(100 if os.environ.get("QUICK") else 400):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            place = chance.randrange(len(data))
            data[place:place + chance.randint(0, 4)] = bytes(chance.randrange(256) for _ in range(chance.randint(0, 6)))
        raw(room.port, bytes(data[:chance.randint(1, len(data))]))
    # With the key, too: what is no wish is none, whatever it is.
    pieces = ('"policy"', '"set"', '"homes"', "{", "}", "[", "]", ":", ",", '"ask"', '"reward"', "1e999", "null", '"\\u0000"', '"$(id)"', '"-o"',
              '"--help"', "true", '"robot_vacuum.ownership"', '"0.5\\"; os.exit()"')
    for _ in range(100):
        if chance.random() < 0.5:
            text = "".join(chance.choice(pieces) for _ in range(chance.randint(1, 12)))
        else:
            text = json.dumps({"policy": "ask", "set": {chance.choice(("reward", "hanbit.x", "-o", "a;b", "../x")): chance.choice(
                ("nan", "inf", "0x", "", " ", "--", "`id`", "1 2", "٣"))}})
        assert room.ask("POST", "/api/check", text)[0].status in (400, 403, 429), text
        time.sleep(0.03)
    assert "200" not in raw(room.port, b"GET /api/scenario HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 200000 + b"\r\n\r\n")
    for deep in ("[" * 15000, '{"set":' * 1400, '{"run":1e999}', '{"run":0}', '{"run":-1}', '{"run":"1"}'):
        for path in ("/api/run", "/api/stop", "/api/step"):
            status = room.ask("POST", path, deep)[0].status
            assert status in (400, 404, 413, 429) or (path == "/api/run" and deep.startswith('{"run"')), (path, deep[:60], status)
    for number in room.runs():
        room.well("/api/drop", {"run": number})
    assert not room.runs()
    for connection in slow:
        connection.close()
    ended = room.end()
    assert ended[0] == 0, ended


def test_command(folder):
    """Mistakes on the command line are said, and nothing is left; a scenario is refused as `maru run` refuses it."""
    def said(*arguments):
        ended = subprocess.run([MARU, "explore", *map(str, arguments)], capture_output=True, text=True, timeout=PATIENCE_S)
        assert ended.returncode != 0, arguments
        return ended.stderr
    assert "which scenario" in said("-o", folder)
    assert "nowhere.lua" in said("nowhere.lua", "-o", folder) and not folder.exists()
    broken = folder.parent / "broken.lua"
    broken.write_text('scenario { name = "broken", robot_vacum {} }\n')
    own = subprocess.run([MARU, "run", broken], capture_output=True, text=True).stderr
    assert own and said(broken, "-o", folder) == own and not folder.exists()
    assert "not.an.address" in said(SMALL, "--host", "not.an.address", "-o", folder) and not folder.exists()
    assert "65535" in said(SMALL, "--port", "99999")
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    assert "exists" in said(SMALL, "-o", folder) and (folder / "mine.txt").read_text() == "mine"
    two = Explorer(SMALL, "-o", folder.parent / "two")
    assert two.host == "127.0.0.1"
    assert str(two.port) in said(SMALL, "--port", two.port, "-o", folder.parent / "three") and not (folder.parent / "three").exists()
    assert two.end()[0] == 0


FAILS = """scenario {
  name = "fails", homes = { count = 40, districts = 1 }, days = 40, network = "closed_form", cockroaches = { prevalence = 0.3 },
  robot_vacuum { ownership = 1 }, maker {}, pest_control {},
}
policy {
  name = "ask", consent = { pest_sighting = "ask_each_time" }, levers = { reward = { 10, 0, 100, "tokens" } },
  on_sighting = function(home, sighting, levers)
    if levers.reward > 50 then error("too dear") end
    return { reward_tokens = levers.reward }
  end,
}
"""


def test_failure(folder):
    """A run that comes to no end says why, in all the lines that `maru run` has; others are lived beside it."""
    scenario = folder.parent / "fails.lua"
    scenario.write_text(FAILS)
    room = Explorer(scenario, "-o", folder)
    dear, cheap = room.run({"set": {"reward": "60"}}), room.run({"set": {"reward": "20"}})
    failed, lived = room.wait(dear), room.wait(cheap)
    alone = subprocess.run([MARU, "run", "fails.lua", "--set", "reward=60", "--quiet", "-o", "fails.h5"], cwd=folder.parent, capture_output=True,
                           text=True, check=False)
    assert alone.returncode == 2 and len(alone.stderr.splitlines()) > 3, alone
    assert failed["state"] == "failed" and failed["fault"].splitlines()[1:] == alone.stderr.splitlines()[1:], (failed, alone.stderr)
    assert failed["fault"].splitlines()[0].endswith("fails.lua:8: too dear") and lived["state"] == "done" and "fault" not in lived, (failed, lived)
    room.end()


def main():
    with tempfile.TemporaryDirectory() as scratch:
        for test in (test_command, test_doors, test_refused, test_hostile, test_failure, test_runs, test_limits):
            started = time.monotonic()
            test(pathlib.Path(scratch) / test.__name__)
            print(f"{test.__name__}: {test.__doc__.splitlines()[0]} ({time.monotonic() - started:.1f} s)", flush=True)


main()
