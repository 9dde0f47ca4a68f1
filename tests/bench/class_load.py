# SPDX-License-Identifier: GPL-3.0-or-later
"""A hundred browsers in one class, each with its stream of events and clicking on: no decision that was confirmed is lost, while
rounds are lived or not, and how long a click waits for its answer is told (nobody's speed is judged).

class_load.py PROGRAM SOURCE_FOLDER [--clients 100] [--rounds 2] [--seconds 20] [--lesson FILE]
"""
import argparse
import http.client
import json
import os
import pathlib
import random
import signal
import subprocess
import tempfile
import threading
import time

JSON = {"Content-Type": "application/json"}


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("maru")
    parser.add_argument("root")
    parser.add_argument("--clients", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=20, help="of clicking, in each round")
    parser.add_argument("--lesson", default="scenarios/lessons/does_asking_pay.lua")
    return parser.parse_args()


class Client:
    """A browser: one connection for clicks, one for events."""

    def __init__(self, port):
        self.port, self.cookie, self.waits, self.events, self.last = port, "", [], 0, None
        self.clicks = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def post(self, path, body):
        begun = time.perf_counter()
        self.clicks.request("POST", path, json.dumps(body), {**JSON, "Cookie": self.cookie})
        answer = self.clicks.getresponse()
        said = json.loads(answer.read())
        self.waits.append(time.perf_counter() - begun)
        if answer.getheader("Set-Cookie"):
            self.cookie = answer.getheader("Set-Cookie").split(";")[0]
        return answer.status, said

    def listen(self, view):
        stream = http.client.HTTPConnection("127.0.0.1", self.port, timeout=None)
        stream.request("GET", f"/events?view={view}", headers={"Cookie": self.cookie})
        answer = stream.getresponse()
        try:
            for line in answer.fp:
                if line.startswith(b"data: "):
                    self.events += 1
                    self.last = line[len(b"data: "):] if b'"view"' in line[:40] else self.last
        except (OSError, ValueError):
            pass

    def state(self):
        return json.loads(self.last)


def wait_until(condition):
    while not condition():
        time.sleep(0.05)


def main():
    asked = parse()
    root = pathlib.Path(asked.root).resolve()
    scratch = tempfile.TemporaryDirectory()
    server = subprocess.Popen([os.path.abspath(asked.maru), "class", root / asked.lesson, "--port", "0", "-o", f"{scratch.name}/class"],
                              stdout=subprocess.PIPE, text=True)
    lines = [server.stdout.readline() for _ in range(4)]
    port, code, key = int(lines[0].split("/")[2].split(":")[1]), lines[0].split()[-1], lines[1].strip().split("#")[1]
    teacher, clients = Client(port), [Client(port) for _ in range(asked.clients)]
    assert teacher.post("/api/teacher", {"key": key})[0] == 200
    threading.Thread(target=teacher.listen, args=("teacher",), daemon=True).start()
    for number, client in enumerate(clients):
        assert client.post("/api/join", {"code": code, "name": f"p{number}"})[0] == 200
        threading.Thread(target=client.listen, args=("student",), daemon=True).start()
    wait_until(lambda: teacher.last and all(client.last for client in clients))
    lever = next(lever for lever in json.loads(fetch(port, "/api/lesson"))["roles"][0]["levers"] if "least" in lever)

    confirmed, lock = {}, threading.Lock()  # (round, world, value), in the order of their confirmation

    def click_on(client, until, chance):
        while time.monotonic() < until[0]:
            state = client.state()
            if state["phase"] != "decide" or state["me"]["role"] != "maker":
                client.post("/api/guess", {"answer": "yes"})
            else:
                steps = round((lever["most"] - lever["least"]) / lever["step"])
                value = lever["least"] + lever["step"] * chance.randint(0, steps)
                status, said = client.post("/api/decide", {"round": state["round"], "choices": {lever["name"]: value}})
                assert status == 200 or said["error"] in ("closed", "stale"), said
                if status == 200:
                    with lock:
                        confirmed.setdefault((state["round"], state["me"]["world"]), []).append(value)
            time.sleep(chance.uniform(0.2, 1))

    waits_running = []
    for number in range(asked.rounds):
        assert teacher.post("/api/do", {"do": "open" if number else "start"})[0] == 200
        until = [time.monotonic() + asked.seconds]
        threads = [threading.Thread(target=click_on, args=(client, until, random.Random(100 * number + place)))
                   for place, client in enumerate(clients)]
        for thread in threads:
            thread.start()
        time.sleep(asked.seconds / 2)
        assert teacher.post("/api/do", {"do": "close"})[0] == 200
        before = sum(len(client.waits) for client in clients)
        marks = [len(client.waits) for client in clients]
        until[0] += 3600
        wait_until(lambda: teacher.state()["phase"] == "result")
        until[0] = 0
        for thread in threads:
            thread.join()
        waits_running += [wait for client, mark in zip(clients, marks) for wait in client.waits[mark:]]
        assert sum(len(client.waits) for client in clients) > before
        for result in (r for r in teacher.state()["results"] if r["round"] == teacher.state()["round"]):
            mine = confirmed.get((result["round"], result["world"]))
            # Two clicks of one team at the same instant may be confirmed in another order than they were taken.
            assert not mine or result["choices"][lever["name"]] in mine[-4:], (result, mine[-4:])
    waits = sorted(wait for client in clients for wait in client.waits)
    waits_running.sort()
    server.send_signal(signal.SIGTERM)
    assert server.wait(60) == 0
    scratch.cleanup()
    print(f"{len(clients)} clients, {len(waits)} clicks, {sum(client.events for client in clients)} events; nothing confirmed was lost; "
          f"a click waits {1000 * waits[len(waits) // 2]:.0f} ms (p95 {1000 * waits[int(0.95 * len(waits))]:.0f} ms; while rounds are "
          f"lived {1000 * waits_running[int(0.95 * len(waits_running))]:.0f} ms)")


def fetch(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    return connection.getresponse().read()


main()
