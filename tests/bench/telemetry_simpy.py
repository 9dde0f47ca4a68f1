# SPDX-License-Identifier: GPL-3.0-or-later
"""The telemetry model as a user of SimPy would write it (Debian's python3-simpy, SimPy 2.3): one process per device,
one per server. The time that counts is the simulation's, without creating the processes. Python draws its own luck:
the counter-based generator of Maru would cost more in Python than the simulation.

    telemetry_simpy.py [HOMES [HOURS [SEED]]]
"""
import random
import sys
import time

from SimPy.Simulation import Process, Simulation, Store, get, hold, put

DEVICES, SERVERS = 5, 100
MEAN_INTERVAL_MIN, SEND_PROBABILITY = 30.0, 0.05


class Server(Process):
    received = 0

    def serve(self, inbox):
        while True:
            yield get, self, inbox, 1
            self.received += 1


class Device(Process):
    acts = 0

    def live(self, inboxes):
        gap, chance, rate = random.expovariate, random.random, 1 / MEAN_INTERVAL_MIN
        while True:
            yield hold, self, gap(rate)
            self.acts += 1
            if chance() < SEND_PROBABILITY:
                yield put, self, inboxes[int(chance() * SERVERS)], [self]


def start(simulation, homes):
    inboxes = [Store(sim=simulation, capacity="unbounded") for _ in range(SERVERS)]
    servers = [Server(sim=simulation) for _ in inboxes]
    for server, inbox in zip(servers, inboxes):
        simulation.activate(server, server.serve(inbox))
    devices = [Device(sim=simulation) for _ in range(homes * DEVICES)]
    for device in devices:
        simulation.activate(device, device.live(inboxes))
    return devices, servers


def main(homes=10000, hours=168.0, seed=2018):
    random.seed(int(seed))
    simulation = Simulation()
    simulation.initialize()
    devices, servers = start(simulation, int(homes))
    begin = time.perf_counter()
    simulation.simulate(until=60 * float(hours))
    seconds = time.perf_counter() - begin
    acts, received = sum(d.acts for d in devices), [s.received for s in servers]
    print(f"acts={acts} messages={sum(received)} busiest_server={max(received)} seconds={seconds:.6f} "
          f"acts_per_s={acts / seconds:.0f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
