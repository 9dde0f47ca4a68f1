# SPDX-License-Identifier: GPL-3.0-or-later
"""A class is played through by HTTP: who may see and do what, that results are those of `maru run`, to the byte and to the won,
that a killed server loses nothing that it confirmed, and what hostile requests get.

test_class.py PROGRAM SOURCE_FOLDER
"""
import filecmp
import http.client
import json
import os
import pathlib
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

MARU, ROOT = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
sys.path.insert(0, str(ROOT / "tests" / "golden"))
import said  # noqa: E402

LESSON = ROOT / "tests/class/tiny.lua"
PATIENCE_S = 300  # for what hangs; nobody's speed is judged
JSON = {"Content-Type": "application/json"}


class Class:
    """A server, started on a free port."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen([MARU, "class", "--port", "0", *map(str, arguments)], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        lines = [self.process.stdout.readline() for _ in range(4)]
        if not lines[0]:
            raise SystemExit(f"no class was opened: {self.process.stderr.read()}")
        self.port = int(lines[0].split("/")[2].split(":")[1])
        self.code, self.key = lines[0].split()[-1], lines[1].strip().split("#")[1]

    def ask(self, method, path, body=None, cookie="", headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        sent = body if isinstance(body, (str, bytes, type(None))) else json.dumps(body)
        connection.request(method, path, sent, {**(JSON if method == "POST" else {}), **({"Cookie": cookie} if cookie else {}),
                                                **(headers or {})})
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return answer, text

    def post(self, path, body, cookie=""):
        answer, text = self.ask("POST", path, body, cookie)
        return answer, json.loads(text)

    def error(self, path, body, cookie=""):
        answer, said = self.post(path, body, cookie)
        assert answer.status >= 400, (path, body, said)
        return said["error"]

    def well(self, path, body, cookie=""):
        answer, said = self.post(path, body, cookie)
        assert answer.status == 200 and said == {"ok": True}, (path, body, answer.status, said)
        return (answer.getheader("Set-Cookie") or "").split(";")[0]

    def join(self, name):
        return self.well("/api/join", {"code": self.code, "name": name})

    def teacher(self):
        return self.well("/api/teacher", {"key": self.key})

    def do(self, teacher, order, **more):
        return self.well("/api/do", {"do": order, **more}, teacher)

    def state(self, view, cookie=""):
        """What a browser is told as soon as it listens."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        connection.request("GET", f"/events?view={view}", headers={"Cookie": cookie} if cookie else {})
        answer, data = connection.getresponse(), None
        while data is None:
            line = answer.fp.readline().decode()
            if line.startswith("data: "):
                data = json.loads(line[len("data: "):])
        connection.close()
        return data

    def wait(self, view, cookie, until):
        end = time.monotonic() + PATIENCE_S
        while not until(state := self.state(view, cookie)):
            assert time.monotonic() < end and self.process.poll() is None, state
            time.sleep(0.1)
        return state

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=PATIENCE_S)
        return self.process.returncode, out + err


def test_doors(folder):
    """Codes, keys, sizes, forms and origins; and what every answer forbids the page."""
    room = Class(LESSON, "-o", folder)
    for name in ("", "  ", "x" * 17, "a\nb", "a\u202eb"):
        assert room.error("/api/join", {"code": room.code, "name": name}) == "bad_name", name
    wrong = "000000" if room.code != "000000" else "111111"
    assert room.error("/api/join", {"code": wrong, "name": "mint"}) == "wrong_code"
    assert room.error("/api/join", {"name": "mint"}) == "wrong_code"
    mint = room.join("mint")
    assert room.error("/api/join", {"code": room.code, "name": "mint"}) == "name_taken"
    assert room.error("/api/teacher", {"key": "0" * 32}) == "not_teacher"
    assert room.error("/api/do", {"do": "start"}) == "not_teacher"
    assert room.error("/api/do", {"do": "start"}, mint) == "not_teacher"
    assert room.error("/api/do", {"do": "start"}, "maru_teacher=" + "0" * 32) == "not_teacher"
    assert room.error("/api/decide", {"round": 0, "choices": {}}, "maru=" + "0" * 32) == "unknown"
    teacher = room.teacher()
    for what in ("begin", "ran", "join", "decide", "dance", ""):
        assert room.error("/api/do", {"do": what}, teacher) == "unknown", what

    def status(method, path, *rest, **more):
        return room.ask(method, path, *rest, **more)[0].status
    assert [status("GET", path) for path in ("/static/../room.c", "/etc/passwd", "/static/", "/api/nothing", "/report?world=1&round=0",
                                             "/script?world=1&round=99", "/api/curves?round=-1")] == [404, 404, 404, 404, 404, 404, 400]
    assert status("DELETE", "/") == 405
    assert status("POST", "/api/join", "{", headers=JSON) == 400
    assert status("POST", "/api/join", "[1]", headers=JSON) == 400
    assert status("POST", "/api/join", b"\xff\xfe", headers=JSON) == 400
    assert status("POST", "/api/join", "{}", headers={"Content-Type": "text/plain"}) == 415
    assert status("POST", "/api/join", json.dumps({"name": "x" * 20000}), headers=JSON) == 413
    assert status("POST", "/api/join", "{}", headers={**JSON, "Origin": "http://elsewhere.example"}) == 403
    for path in ("/", "/teacher", "/wall", "/static/class.js", "/api/lesson"):
        answer, text = room.ask("GET", path)
        assert answer.status == 200 and text and "default-src 'none'" in answer.getheader("Content-Security-Policy"), path
        assert b"http://" not in text.replace(b"http://www.w3.org/", b"") and b"https://" not in text, f"{path} names another place"
    assert "bots" not in json.loads(room.ask("GET", "/api/lesson")[1])
    for _ in range(60):
        tried = room.error("/api/join", {"code": wrong, "name": "guess"})
    assert tried == "too_many", "codes can be guessed without end"
    assert (os.stat(folder / "teacher.key").st_mode & 0o077) == 0
    code, said = room.end()
    assert code == 0 and str(folder) in said, (code, said)


def decide_all(room, players, round_number, decisions):
    for name, (choices, prediction) in decisions.items():
        room.well("/api/decide", {"round": round_number, "choices": choices, "prediction": prediction}, players[name])


def outcomes(file):
    """What the measures of the lesson are made of, read from the run file itself."""
    import h5py
    with h5py.File(file) as run:
        names = [name.decode() if isinstance(name, bytes) else name for name in run["party"][()]]
        place = names.index("hanbit")
        money = int(run["parties/won_in"][:, place].sum() - run["parties/won_out"][:, place].sum())
        return {"profit": money * 1e-3, "unasked": int(run["exposures/transfers_without_consent"][()].sum())}


def file_of(room, folder, teacher, world, round_number):
    """The run file of a world's round, found by the script that the class hands out."""
    script = room.ask("GET", f"/script?world={world}&round={round_number}&view=teacher", cookie=teacher)[1]
    found = [path for path in folder.glob("*.lua") if path.read_bytes() == script]
    assert len(found) == 1, (script, found)
    return found[0]


def check_results(room, folder, teacher, state, round_number):
    """Each value is what the run files say: this round's less the last one's, beside what nothing leaving home comes to."""
    reference = json.loads(room.ask("GET", "/api/lesson")[1])["reference"]
    for result in (r for r in state["results"] if r["round"] == round_number):
        script = file_of(room, folder, teacher, result["world"], round_number)
        now = outcomes(script.with_suffix(".h5"))
        before = {"profit": 0, "unasked": 0}
        base_now, base_before = outcomes(reference_file(folder, reference, max(round_number, 1))), dict(before)
        if round_number > 1:
            before = outcomes(file_of(room, folder, teacher, result["world"], round_number - 1).with_suffix(".h5"))
            base_before = outcomes(reference_file(folder, reference, round_number - 1))
        profit = (now["profit"] - before["profit"]) - (base_now["profit"] - base_before["profit"])
        assert abs(result["values"]["profit"] - profit) < 1e-6, (result, profit)
        assert result["values"]["unasked"] == now["unasked"] - before["unasked"], result


def reference_file(folder, reference, rounds):
    """The run file of the rounds with the reference's choices; the second round has the shock."""
    row = "".join(f" {name} = {json.dumps(reference[name])}," for name in sorted(reference))
    rows = "".join("  {" + row + (' shock = "strike",' if number == 2 else "") + " },\n" for number in range(1, rounds + 1))
    found = [path for path in folder.glob("*.lua") if path.read_text().endswith("{\n" + rows + "})\n")]
    assert len(found) == 1, (rows, found)
    return found[0].with_suffix(".h5")


def check_why(room, student):
    """Families with something to tell lead to their stories, and a measure's outcome to what it is made of."""
    def ask(**asked):
        words = urllib.parse.urlencode({"world": 1, "round": 1, **asked})
        answer, body = room.ask("GET", f"/api/why?{words}", cookie=student)
        return answer.status, json.loads(body)
    homes = re.findall(r"\[--home (\d+)\]", ask()[1]["text"])
    assert homes
    status, told = ask(home=homes[0])
    assert status == 200 and "lines of the journal" in told["text"], told
    status, told = ask(number="money: households")
    assert status == 200 and told["text"].startswith("money: households"), told
    assert ask(number="money: nobody")[0] == 400
    assert ask(number="-h" * 200)[0] == 400 and ask(home="-1")[0] == 400 and ask(home="1 --number=x")[0] == 400


def check_rule(room, folder, teacher, student):
    """A student's rule, once the teacher allows it: it reads what was, says what to decide, and can do nothing else."""
    def ask(text):
        answer, body = room.ask("POST", "/api/rule", {"text": text}, cookie=student)
        return answer.status, json.loads(body)
    assert ask("return { fee = 20000 }") == (409, {"error": "closed", "text": "the class's server says closed"})
    room.do(teacher, "show", what="rules", on=True)
    status, said = ask("if round == 0 and before.fee == 15000 and #results == 0 then return { fee = before.fee * 1.4 } end")
    assert status == 200 and json.loads(said["text"]) == {"fee": 21000}, said
    for text, told in (("return { fee = 1 }", "fee = "), ("return { visit = 60000 }", "there is no lever"),
                       ("\nreturn {", "rule-1.lua:3:"), ("while true do end", "runs on and on"), ("io.open('x', 'w')", "opens none"),
                       ("local t = 'x' while true do t = t .. t end", "memory"), ("return 7", "allowed is"),
                       ("end os.execute('true') local function x()", "opens none"), ("return { fee = 0/0 }", "fee = ")):
        status, said = ask(text)
        assert status == 400 and told in said["text"], (text, said)
    assert ask("x" * 9000)[0] == 400 and ask("")[0] == 400
    # Nothing that others wrote or decided has a name that a rule can require.
    for name in ("rule-1", "nothing"):
        assert ask(f"return require('{name}')")[0] == 400
    kept = {path.stem for path in folder.glob("*.lua")}
    assert "rule-1" in kept and {name for name in kept if "-" not in name} == {"tiny"}, kept
    room.do(teacher, "show", what="rules", on=False)


def check_trial(room, folder, teacher, players):
    """What if: the same round with one lever elsewhere, under four lucks, beside what was played, pair by pair."""
    asked = {"world": 1, "round": 2, "lever": "fee", "values": [5000, 20000, 50000]}
    assert room.error("/api/trial", {**asked, "world": 2}, players["감자"]) == "unknown"
    for wrong in ({"values": [4999]}, {"values": []}, {"values": [6000] * 10}, {"lever": "nothing"}, {"round": 3}, {"values": 7}):
        assert room.error("/api/trial", {**asked, **wrong}, players["감자"]) == "bad", wrong
    said = room.post("/api/trial", asked, players["감자"])[1]
    assert said["ok"], said
    end = time.monotonic() + PATIENCE_S
    while (trial := json.loads(room.ask("GET", f"/api/trial?trial={said['trial']}", cookie=players["감자"])[1]))["done"] < trial["of"]:
        assert time.monotonic() < end, trial
        time.sleep(0.1)
    assert trial["played"] == 20000 and [point["value"] for point in trial["points"]] == [5000, 20000, 50000] and trial["of"] == 12
    low, played, high = (point["profit"] for point in trial["points"])
    assert played["more"] == 0 and not played["told"] and played["runs"] == 4
    assert abs(low["mean"] - played["mean"] - low["more"]) < 1e-9 and abs(high["mean"] - played["mean"] - high["more"]) < 1e-9
    band = next(r["band"]["profit"] for r in room.state("teacher", teacher)["results"] if (r["round"], r["world"]) == (2, 1))
    assert band[0] - 1e-9 <= played["mean"] <= band[1] + 1e-9, (band, played)
    # The mean of the cheapest, from the run files: this round less the last, beside the reference's, luck by luck.
    reference = json.loads(room.ask("GET", "/api/lesson")[1])["reference"]
    tried = [path for path in folder.glob("*.lua") if path.read_text().count(" fee = 5000,") == 1 and "strike" in path.read_text()]
    assert len(tried) == 1, tried
    parts = (tried[0].with_suffix(".h5"), file_of(room, folder, teacher, 1, 1).with_suffix(".h5"),
             reference_file(folder, reference, 2), reference_file(folder, reference, 1))
    now, before, base_now, base_before = ([outcomes(file.with_name(file.stem + luck + ".h5"))["profit"] for luck in ("", "-1", "-2", "-3")]
                                          for file in parts)
    mean = sum(now[i] - before[i] - base_now[i] + base_before[i] for i in range(4)) / 4
    assert abs(low["mean"] - mean) < 1e-6, (low, mean)
    assert room.ask("GET", f"/api/trial?trial={said['trial']}", cookie=players["별"])[0].status == 404
    assert room.ask("GET", f"/trial.lua?trial={said['trial']}", cookie=players["별"])[0].status == 404
    # Taken along, it comes to the same.
    script, again = folder / "what_if.lua", folder / "again.h5"
    script.write_bytes(room.ask("GET", f"/trial.lua?trial={said['trial']}", cookie=players["감자"])[1])
    for policy, luck, value in (("fee_5000", 1, now[1]), ("as_played", 0, None)):
        subprocess.run([MARU, "run", script, "--policy", policy, "--replication", str(luck), "-o", again, "--force", "--quiet"], check=True)
        assert value is None or outcomes(again)["profit"] == value, (policy, value)
    told = subprocess.run([MARU, "compare", script, "-o", folder.parent / "compared", "--quiet"], check=True, capture_output=True, text=True)
    assert told.returncode == 0 and not told.stderr, told


def check_map(room, folder, teacher, players):
    """The map: of the worlds that may be seen; days before the round, some within, the last, which is what the run file says."""
    def maps(round_number, cookie, view="student"):
        return json.loads(room.ask("GET", f"/api/map?round={round_number}&view={view}", cookie=cookie)[1])
    assert room.ask("GET", "/api/map?round=9")[0].status == 400 and maps(2, "")["worlds"] == {}
    assert set(maps(2, players["감자"])["worlds"]) == {"1"} and set(maps(2, teacher, "wall")["worlds"]) == {"1", "2"}
    for round_number, first, days in ((1, 0, [4, 8, 12]), (2, 12, [12, 16, 20])):
        seen = maps(round_number, teacher, "wall")
        assert seen["first"] == first
        for world, one in seen["worlds"].items():
            assert sum(one["place"]["homes"]) == 60 and len(one["place"]["homes"]) == 2
            assert [line["day"] for line in one["lines"]] == days, one["lines"]
            said = one["lines"][-1]
            truth = outcomes(file_of(room, folder, teacher, int(world), round_number).with_suffix(".h5"))
            assert abs(said["money"]["hanbit"] * 1e-3 - truth["profit"]) < 1e-9, (said, truth)
            assert sum(unasked for _, _, unasked, _, _ in said["told"]) == truth["unasked"], (said, truth)


def hear_map(room, cookie, heard):
    """Every line of the map that a browser is sent, with its length, until the stream ends."""
    connection = http.client.HTTPConnection("127.0.0.1", room.port, timeout=PATIENCE_S)
    connection.request("GET", "/events?view=student", headers={"Cookie": cookie})
    answer, event = connection.getresponse(), ""
    try:
        while line := answer.fp.readline().decode():
            event = line[len("event: "):].strip() if line.startswith("event: ") else event
            if line.startswith("data: ") and event == "map":
                heard.append((len(line), json.loads(line[len("data: "):])))
    except (OSError, ValueError, http.client.HTTPException):
        pass


def check_heard(heard):
    """Of the own world alone; days grow; the last of the round is told; a hundred browsers are not sent much."""
    assert heard and {news["world"] for _, news in heard} == {1}, heard
    for round_number, last in ((1, 12), (2, 20)):
        days = [news["line"]["day"] for _, news in heard if news["round"] == round_number]
        assert days and days == sorted(set(days)) and days[-1] == last and len(days) <= 4, (round_number, days)
    assert max(size for size, _ in heard) < 2000, max(size for size, _ in heard)


def check_table(room, teacher, student):
    """All of it as CSV, for the teacher."""
    assert room.ask("GET", "/class.csv", cookie=student)[0].status == 403
    rows = [line.split(",") for line in room.ask("GET", "/class.csv", cookie=teacher)[1].decode().splitlines()]
    assert rows[0] == ["round", "world", "team", "what", "name", "value"] and all(len(row) == 6 for row in rows)
    assert ["1", "1", "magpie", "lever", "fee", "20000"] in rows and ["1", "1", "magpie", "predicted", "profit", "3"] in rows
    for result in room.state("teacher", teacher)["results"]:
        row = next(r for r in rows if r[:5] == [str(result["round"]), str(result["world"]), r[2], "result", "profit"])
        assert abs(float(row[5]) - result["values"]["profit"]) < 1e-9, (row, result)


# Of this class alone: when, and where.
NOT_PINNED = ("now", "code", "url")


def check_told(room, folder, teacher, players):
    """Whatever browsers are told of the class is as before (tests/golden/said.txt)."""
    told = {}
    for name, view, cookie in (("teacher", "teacher", teacher), ("wall", "wall", teacher), ("maker", "student", players["감자"]),
                               ("firm", "student", players["kiwi"]), ("stranger", "student", "")):
        state = room.state(view, cookie)
        told |= said.of_data(f"class_{name}", {part: value for part, value in state.items() if part not in NOT_PINNED})
    for round_number in range(3):
        for what, view, cookie in (("curves", "teacher", teacher), ("curves", "student", players["kiwi"]), ("map", "student", players["감자"])):
            answer = json.loads(room.ask("GET", f"/api/{what}?round={round_number}&view={view}", cookie=cookie)[1])
            told |= said.of_data(f"class_{what}_{view}_{round_number}", answer)
        for world in (1, 2):
            script = room.ask("GET", f"/script?world={world}&round={round_number}&view=teacher", cookie=teacher)[1].decode()
            told |= said.of_text(f"class_script_{world}", str(round_number), script)
    told |= said.of_text("class_table", "all", room.ask("GET", "/class.csv", cookie=teacher)[1].decode())
    run = file_of(room, folder, teacher, 1, 2).with_suffix(".h5")
    assert said.hold(ROOT, run, told, "class/test_class.py"), "what a class is told is not as before"


def test_lesson(folder):
    """Practice and two rounds, in two worlds of two roles; a shock; what each may see; the same bytes as `maru run`."""
    room = Class(LESSON, "-o", folder)
    teacher = room.teacher()
    players = {name: room.join(name) for name in ("감자", "mint", "별", "kiwi")}
    seats = [(team["world"], team["role"], len(team["players"])) for team in room.state("teacher", teacher)["teams"]]
    assert seats == [(1, "maker", 1), (1, "pest_control", 1), (2, "maker", 1), (2, "pest_control", 1)], seats
    late = room.join("fig")
    assert room.state("student", late)["me"]["world"] == 1
    assert room.state("student")["view"] == "stranger" and "teams" not in room.state("student")
    assert room.state("teacher", players["mint"])["view"] == "stranger"
    assert "code" not in room.state("student", players["mint"]) and room.state("wall", teacher)["code"] == room.code
    assert room.error("/api/decide", {"round": 0, "choices": {}}, players["mint"]) == "closed"
    room.well("/api/guess", {"answer": "yes"}, players["mint"])

    heard = []
    listener = threading.Thread(target=hear_map, args=(room, players["감자"], heard), daemon=True)
    listener.start()
    room.do(teacher, "start")
    check_rule(room, folder, teacher, players["감자"])
    for choices in ({"sighting": "steal"}, {"fee": 50001}, {"fee": "many"}, {"visit": 80000}, {"nothing": 1}):
        assert room.error("/api/decide", {"round": 0, "choices": choices}, players["감자"]) == "bad", choices
    assert room.error("/api/decide", {"round": 1, "choices": {}}, players["감자"]) == "stale"
    decide_all(room, players, 0, {"감자": ({"sighting": "sell"}, {"profit": 2}), "별": ({"sighting": "ask"}, None)})
    room.well("/api/decide", {"round": 0, "choices": {"sighting": "sell"}}, players["감자"])  # again: harmless
    room.do(teacher, "close")
    assert room.error("/api/decide", {"round": 0, "choices": {}}, players["감자"]) == "closed"
    state = room.wait("teacher", teacher, lambda s: s["phase"] == "result")
    assert {(r["round"], r["world"]) for r in state["results"]} == {(0, 1), (0, 2)}, state["results"]
    check_results(room, folder, teacher, state, 0)

    room.do(teacher, "open")
    decide_all(room, players, 1, {"감자": ({"sighting": "sell", "fee": 20000}, {"profit": 3}), "mint": ({"visit": 90000}, {}),
                                  "별": ({"sighting": "ask", "fee": 10000}, None)})
    room.do(teacher, "close")
    room.wait("teacher", teacher, lambda s: s["phase"] == "result")
    room.do(teacher, "open")
    room.do(teacher, "shock", name="strike")
    assert room.state("student", late)["shock"] == "strike"
    room.do(teacher, "close")
    state = room.wait("teacher", teacher, lambda s: s["phase"] == "result" and all("band" in r for r in s["results"] if r["round"]))
    assert len(state["results"]) == 6, state["runs"]
    for round_number in (1, 2):
        check_results(room, folder, teacher, state, round_number)
    for result in state["results"]:
        low, high = result.get("band", {}).get("profit", (result["values"]["profit"],) * 2)
        assert low <= result["values"]["profit"] <= high, result

    check_map(room, folder, teacher, players)
    check_heard(heard)
    own = room.state("student", players["감자"])
    assert {r["world"] for r in own["results"]} == {1} and own["results"][0]["prediction"] == {"profit": 2}, own["results"]
    room.do(teacher, "show", what="scores", on=True)
    seen = room.state("student", players["감자"])["results"]
    assert {r["world"] for r in seen} == {1, 2} and not any("choices" in r for r in seen if r["world"] == 2)
    maps = json.loads(room.ask("GET", "/api/map?round=1&view=student", cookie=players["감자"])[1])["worlds"]
    assert set(maps) == {"1"}, "a hundred browsers are sent every team's map"
    room.do(teacher, "show", what="levers", on=True)
    assert all("choices" in r for r in room.state("student", players["감자"])["results"])

    script = file_of(room, folder, teacher, 1, 2)
    again = folder / "again.h5"
    subprocess.run([MARU, "run", script, "--policy", "round_2", "-o", again, "--quiet", "--threads", "2"], check=True)
    assert filecmp.cmp(again, script.with_suffix(".h5"), shallow=False), "a class's run is not that of maru run"
    curve = json.loads(room.ask("GET", "/api/curves?round=2&view=teacher", cookie=teacher)[1])["worlds"]["1"]
    value = next(r for r in state["results"] if (r["round"], r["world"]) == (2, 1))["values"]["profit"]
    assert curve["day"] == list(range(1, 9)) and abs(curve["values"][-1] - value) < 1e-3 * max(1, abs(value)), (curve, value)
    answer, page = room.ask("GET", "/report?world=1&round=1", cookie=players["감자"])
    assert answer.status == 200 and b"<svg" in page and "sandbox" in answer.getheader("Content-Security-Policy")
    said = json.loads(room.ask("GET", "/api/why?world=1&round=1&home=0", cookie=players["감자"])[1])
    assert said["ok"] and "home" in said["text"], said
    check_why(room, players["감자"])
    assert room.ask("GET", "/report?world=2&round=1", cookie=late)[0].status == 200  # scores are shown
    room.do(teacher, "show", what="scores", on=False)
    assert room.ask("GET", "/report?world=2&round=1", cookie=late)[0].status == 404

    check_told(room, folder, teacher, players)
    check_trial(room, folder, teacher, players)
    check_table(room, teacher, players["mint"])

    room.do(teacher, "rewind", round=2)
    assert room.state("teacher", teacher)["round"] == 2 and {r["round"] for r in room.state("teacher", teacher)["results"]} == {0, 1}
    ids = {p["name"]: p["id"] for team in room.state("teacher", teacher)["teams"] for p in team["players"]}
    room.do(teacher, "rename", player=ids["mint"], name="민트")
    room.do(teacher, "remove", player=ids["fig"])
    assert room.state("student", late)["view"] == "stranger" and room.error("/api/decide", {"round": 2, "choices": {}}, late) == "unknown"
    room.do(teacher, "lock", on=True)
    assert room.error("/api/join", {"code": room.code, "name": "late"}) == "locked"
    room.do(teacher, "message", text="곧 끝나요")
    assert room.state("student", players["mint"])["message"]["text"] == "곧 끝나요"
    room.do(teacher, "end")
    assert room.state("student", players["mint"])["phase"] == "end"
    room.do(teacher, "wipe")
    room.process.wait(PATIENCE_S)
    assert room.process.returncode == 0 and not folder.exists(), "a wiped class is there"


def test_killed(folder):
    """Killed while a round is lived and while decisions come in: whatever was confirmed is there, and the round is lived on."""
    room = Class(LESSON, "-o", folder)
    teacher, maker = room.teacher(), room.join("감자")
    room.do(teacher, "start")
    second = subprocess.run([MARU, "class", "--resume", folder, "--port", "0"], capture_output=True, text=True, timeout=PATIENCE_S)
    assert second.returncode == 1 and "locked" in second.stderr, second

    confirmed = []

    def decide_on():
        try:
            for fee in range(5000, 50001, 1000):
                room.well("/api/decide", {"round": 0, "choices": {"fee": fee}}, maker)
                confirmed.append(fee)
        except (OSError, http.client.HTTPException):
            pass
    clicks = threading.Thread(target=decide_on)
    clicks.start()
    while len(confirmed) < 5:
        time.sleep(0.01)
    room.end(signal.SIGKILL)
    clicks.join()
    room = Class("--resume", folder)
    assert room.teacher() == teacher
    held = room.state("student", maker)["me"]["choices"]["fee"]
    assert held in (confirmed[-1], confirmed[-1] + 1000), (held, confirmed[-1])  # the next may have been kept and not confirmed

    room.do(teacher, "close")
    room.end(signal.SIGKILL)
    room = Class("--resume", folder)
    state = room.wait("teacher", teacher, lambda s: s["phase"] == "result")
    assert len(state["results"]) == 2
    listening = [http.client.HTTPConnection("127.0.0.1", room.port) for _ in range(20)]
    for connection in listening:
        connection.request("GET", "/events?view=student", headers={"Cookie": maker})
        connection.getresponse()
    code, said = room.end()
    assert code == 0, (code, said)
    for connection in listening:
        connection.close()
    room = Class("--resume", folder)
    again = room.state("teacher", teacher)
    assert [r["values"] for r in again["results"]] == [r["values"] for r in state["results"]]
    seen = json.loads(room.ask("GET", "/api/map?round=0&view=student", cookie=maker)[1])["worlds"]["1"]
    assert seen["place"]["days"] == 12 and [line["day"] for line in seen["lines"]] == [4, 8, 12], "a class that goes on has no map"
    room.end()


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
    """Requests cut, mixed, oversized, slow and deep: the class goes on, and nothing happens in it."""
    room = Class(LESSON, "-o", folder)
    teacher, maker = room.teacher(), room.join("감자")
    room.do(teacher, "start")
    slow = [socket.create_connection(("127.0.0.1", room.port)) for _ in range(50)]
    for connection in slow:
        connection.sendall(b"POST /api/decide HTTP/1.1\r\nHost: x\r\nContent-Le")
    body = json.dumps({"round": 0, "choices": {"fee": 7000}}).encode()
    whole = (f"POST /api/decide HTTP/1.1\r\nHost: 127.0.0.1:{room.port}\r\nContent-Type: application/json\r\n"
             f"Content-Length: {len(body)}\r\nCookie: maru={'0' * 32}\r\n\r\n").encode() + body
    chance = random.Random(7)
    for _ in range(100 if os.environ.get("QUICK") else 400):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            place = chance.randrange(len(data))
            data[place:place + chance.randint(0, 4)] = bytes(chance.randrange(256) for _ in range(chance.randint(0, 6)))
        raw(room.port, bytes(data[:chance.randint(1, len(data))]))
    assert "200" not in raw(room.port, b"GET /api/lesson HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 200000 + b"\r\n\r\n")
    for deep in ("[" * 15000, '{"choices":' * 1400, '{"round":0,"choices":{"fee":1e999}}', '{"round":0,"choices":{"fee":null}}', '"x"',
                 '{"round":0,"choices":[]}', '{"round":0}', '{"round":0,"choices":{},"prediction":{"profit":"many"}}'):
        assert room.ask("POST", "/api/decide", deep, maker)[0].status in (400, 413), deep[:60]
    state = room.state("student", maker)
    assert state["phase"] == "decide" and state["me"]["choices"]["fee"] == 15000 and not state["me"]["decided"], state
    room.well("/api/decide", {"round": 0, "choices": {"fee": 8000}}, maker)
    for connection in slow:
        connection.close()
    code, said = room.end()
    assert code == 0, (code, said)


def test_command(folder):
    """Mistakes on the command line are said, and nothing is left."""
    def said(*arguments):
        ended = subprocess.run([MARU, "class", *map(str, arguments)], capture_output=True, text=True, timeout=PATIENCE_S)
        assert ended.returncode != 0, arguments
        return ended.stderr
    assert "lesson" in said(ROOT / "scenarios/first.lua", "-o", folder) and not folder.exists()
    assert "nowhere.lua" in said("nowhere.lua", "-o", folder) and not folder.exists()
    assert "not.an.address" in said(LESSON, "--host", "not.an.address", "-o", folder)
    assert "65535" in said(LESSON, "--port", "99999")
    assert "no class" in said("--resume", folder.parent / "nothing")
    assert "--resume" in said(LESSON, "--resume", folder)
    many = folder.parent / "tiny.lua"
    text = LESSON.read_text()
    one = text[text.index("    { title = text \"Two\""):].split("\n")[0]
    many.write_text(text.replace(one, "\n".join([one] * 12)))
    assert "13 rounds" in said(many, "-o", folder) and not folder.exists()
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    assert "exists" in said(LESSON, "-o", folder) and (folder / "mine.txt").read_text() == "mine"


def main():
    with tempfile.TemporaryDirectory() as scratch:
        for test in (test_command, test_doors, test_hostile, test_lesson, test_killed):
            started = time.monotonic()
            test(pathlib.Path(scratch) / test.__name__)
            print(f"{test.__name__}: {test.__doc__.splitlines()[0]} ({time.monotonic() - started:.1f} s)", flush=True)


main()
