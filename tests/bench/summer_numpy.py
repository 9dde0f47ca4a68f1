# SPDX-License-Identifier: GPL-3.0-or-later
"""summer.lua, as somebody would write it who knows NumPy well: all homes at once, five minutes at a time. For bench.py
to compare with.

summer_numpy.py RUN_FILE WEATHER_FILE

Every figure of families, rooms and machines is read from a run file of Maru, so that both live the same model; the
weather from the file that Maru read. People change at the borders of slots of ten minutes, by themselves and together;
the room goes exactly through each step; the machine holds its set point at the end of the step, with the load that this
needs. Prints name=value; `seconds` are those of the simulation, without reading and making the homes.
"""
import sys
import time

import numpy as np
from netCDF4 import Dataset

AWAY, ACTIVE, ASLEEP, STATES = 0, 1, 2, 3
TYPES, SIZES, DAY_KINDS = 5, 5, 2
STEP_MIN, SLOT_MIN, DAY_MIN = 5, 10, 1440
SLOTS = DAY_MIN // SLOT_MIN
SLOT_H, STEP_H = SLOT_MIN / 60, STEP_MIN / 60
DAY_BEGINS_H = 4  # what people do goes by days from four to four


def settings_of(run):
    """section.name -> numbers, as the run file has them."""
    found = {}
    for name, value in zip(run["meta"]["name"][:], run["meta"]["value"][:]):
        try:
            found[name] = np.array([float(number) for number in value.split(",")])
        except ValueError:
            continue
    return {name: value if len(value) > 1 else float(value[0]) for name, value in found.items()}


# ---- People ----------------------------------------------------------------------------------------------

class Habits:
    """For each kind of day and slot: the chances to leave a state, by oneself and together, by a person's code."""

    def __init__(self, given):
        self.day = {name.split(".")[1]: value for name, value in given.items() if name.startswith("occupancy.")}
        hazards = np.empty((DAY_KINDS, SLOTS, TYPES, STATES))
        goes_out = np.empty((DAY_KINDS, SLOTS, TYPES))
        for slot in range(SLOTS):
            hour = ((slot + 1) * SLOT_H - DAY_BEGINS_H) % 24
            out, bed = self.goes_out(hour), self.goes_to_bed(hour)
            hazards[:, slot] = np.stack([self.comes_back(hour), out + bed, self.gets_up(hour)], -1)
            goes_out[:, slot] = out / np.maximum(out + bed, 1e-300)
        common = np.concatenate([np.zeros((DAY_KINDS, 1)), self.day["together"].reshape(DAY_KINDS, SIZES - 1)], 1)
        tied = common[:, None, :, None, None] * (np.arange(STATES) < ASLEEP)
        each = hazards[:, :, None]
        self.alone = (1 - np.exp(-(1 - tied) * each)).reshape(DAY_KINDS, SLOTS, -1)
        self.jointly = (1 - np.exp(-tied * each)).reshape(DAY_KINDS, SLOTS, -1)
        self.goes_out_rather = goes_out

    def figures(self, name):
        return self.day[name].reshape(DAY_KINDS, TYPES)

    def during(self, hour, first, last):
        return self.day[first] - DAY_BEGINS_H <= hour < self.day[last] - DAY_BEGINS_H

    @staticmethod
    def over_slot(hour, clock_h, scale, share=1):
        """The hazard of a logistic moment, summed over the slot."""
        def summed(t):
            growth = np.exp(np.minimum(700, (t - (clock_h - DAY_BEGINS_H)) / scale))
            return np.log1p(growth) - np.log1p((1 - share) * growth)
        return summed(hour + SLOT_H / 2) - summed(hour - SLOT_H / 2)

    def outings(self, hour):
        return self.figures("outings") * self.during(hour, "first_outing_h", "last_outing_h")

    def goes_out(self, hour):
        return self.outings(hour) * SLOT_H + self.over_slot(hour, self.figures("leave_h"), self.day["spread_h"],
                                                            self.figures("leaves"))

    def goes_to_bed(self, hour):
        naps = self.figures("naps") * SLOT_H * self.during(hour, "first_nap_h", "last_nap_h")
        return naps + self.over_slot(hour, self.figures("bed_h"), self.day["evening_spread_h"])

    def gets_up(self, hour):
        if hour < 12 - DAY_BEGINS_H:
            return self.over_slot(hour, self.figures("up_h"), self.day["spread_h"])
        napping = hour < 20 - DAY_BEGINS_H
        return np.full((DAY_KINDS, TYPES), SLOT_H / self.day["nap_h"] if napping else 0)

    def comes_back(self, hour):
        def share(clock_h, scale):
            return 1 / (1 + np.exp((clock_h - DAY_BEGINS_H - hour) / scale))
        evening = self.day["evening_spread_h"]
        left, back = share(self.figures("leave_h"), self.day["spread_h"]), share(self.figures("back_h"), evening)
        at_work = self.figures("leaves") * left * (1 - back)
        going = np.maximum(self.outings(hour), 1e-6) * self.day["outing_h"]
        out = (1 - at_work) * going / (1 + going)
        ends = self.over_slot(hour, self.figures("back_h"), evening)
        return (at_work * ends + out * SLOT_H / self.day["outing_h"]) / (at_work + out)


class People:
    """Everybody, home after home."""

    def __init__(self, given, homes, rng):
        self.habits, self.rng, self.homes = Habits(given), rng, homes
        shares = given["families.size_share"]
        size = 1 + rng.choice(SIZES, homes, p=shares / shares.sum())
        self.home = np.repeat(np.arange(homes), size)
        self.type = self.types_of(size, rng)
        self.state = np.full(len(self.home), ASLEEP)
        self.code = ((size[self.home] - 1) * TYPES + self.type) * STATES
        self.joint_code = self.home * ASLEEP
        self.count()

    def types_of(self, size, rng):
        """The first lives alone or is an adult, as is the second; an elderly couple is of two elderly people."""
        def draw(name, count):
            shares = self.habits.day[name]
            return rng.choice(TYPES, count, p=shares / shares.sum())
        place = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
        of = size[self.home]
        types = np.select([of == 1, place == 0, place == 1],
                          [draw(name, len(of)) for name in ("alone", "first", "second")], draw("further", len(of)))
        couple = (size == 2) & (rng.random(self.homes) < self.habits.day["elderly_couple"])
        return np.where(couple[self.home], TYPES - 1, types)

    def count(self):
        self.active = np.bincount(self.home, self.state == ACTIVE, self.homes)
        self.asleep = np.bincount(self.home, self.state == ASLEEP, self.homes)
        self.persons = self.active + self.asleep

    def live(self, day_kind, slot):
        """Who leaves its state at the border of two slots, and where to."""
        rng, habits = self.rng, self.habits
        code = self.code + self.state
        alone = rng.random(len(code)) < habits.alone[day_kind, slot].take(code)
        luck = rng.random((2, self.homes * ASLEEP))
        place = self.joint_code + np.minimum(self.state, ACTIVE)  # who sleeps has no tie: its chance is 0
        jointly = luck[0].take(place) < habits.jointly[day_kind, slot].take(code)
        movers = np.flatnonzero(alone | jointly)
        where = np.where(jointly[movers], luck[1].take(place[movers]), rng.random(len(movers)))
        goes_out = where < habits.goes_out_rather[day_kind, slot].take(self.type[movers])
        self.state[movers] = np.where(self.state[movers] != ACTIVE, ACTIVE, np.where(goes_out, AWAY, ASLEEP))
        self.count()


# ---- Rooms and machines ----------------------------------------------------------------------------------

class Rooms:
    """One room a home, and the machine in it."""

    def __init__(self, given, homes, rng):
        self.s = s = {name.split(".")[1]: value for name, value in given.items() if name.startswith("air_conditioner.")}
        self.rng = rng
        self.resistance, capacity, self.cooling = (
            median * np.exp(s["spread"] * rng.standard_normal(homes))
            for median in (s["resistance_k_w"], s["capacity_mj_k"] * 1e6, s["cooling_w"]))
        self.decay = np.exp(-STEP_MIN * 60 / (self.resistance * capacity))
        self.full_k = self.resistance * self.cooling
        self.temperature = np.full(homes, 24.0)
        self.on, self.suffered = np.zeros(homes, bool), np.zeros(homes)
        self.kwh, self.discomfort = np.zeros(homes), np.zeros(homes)

    def family_moves(self, there, up, people):
        """By hand: off when the last one leaves, or falls asleep, unless it is forgotten."""
        s, rng = self.s, self.rng
        leaves = there & (people.persons == 0) & (rng.random(len(there)) >= s["forgets"])
        beds = up & (people.active == 0) & (people.persons > 0) & (rng.random(len(there)) < s["sleep_off"])
        self.on &= ~(leaves | beds)

    def open_windows(self, people, warm):
        s = self.s
        cool = self.temperature <= s["set_point_c"] + s["hysteresis_k"]
        self.on &= ~((people.active > 0) & (warm <= s["set_point_c"]) & cool)

    def warm_c(self, people, outdoor, sun):
        """Where the rooms would go if nothing cooled them."""
        s = self.s
        gain = s["appliances_w"] + s["person_w"] * people.persons + s["solar_aperture_m2"] * sun
        return outdoor + self.resistance * gain

    def pass_step(self, people, outdoor, warm):
        s = self.s
        # The equilibrium that leads to the set point by the end of the step, and the load that makes it.
        wanted = (s["set_point_c"] - self.temperature * self.decay) / (1 - self.decay)
        load = np.clip((warm - wanted) / self.full_k, 0, 1) * self.on
        towards = warm - load * self.full_k
        self.temperature = towards + (self.temperature - towards) * self.decay
        cop = s["cop_35"] * (1 + 0.025 * (35 - outdoor))
        self.kwh += load * self.cooling * (STEP_H / cop / 1000)
        present = people.persons > 0
        self.discomfort += np.maximum(0, self.temperature - s["turn_on_c"]) * present * STEP_H
        limit = np.where(people.active > 0, s["turn_on_c"], s["wake_up_c"])
        suffers = ~self.on & present & (self.temperature >= limit)
        self.on |= suffers & (self.suffered >= s["reaction_min"])
        self.suffered = np.where(suffers, self.suffered + STEP_MIN, 0)


# ---- The summer ------------------------------------------------------------------------------------------

def live(people, rooms, weekday, outdoor, sun):
    """Hours with somebody at home, all homes."""
    present = 0
    for step in range(len(outdoor) * 60 // STEP_MIN):
        minute = step * STEP_MIN
        hour, day = minute // 60, minute // DAY_MIN
        moved = minute % SLOT_MIN == 0
        if moved:
            there, up = people.persons > 0, people.active > 0
            people.live(int((weekday + day) % 7 >= 5), minute % DAY_MIN // SLOT_MIN)
            rooms.family_moves(there, up, people)
        warm = rooms.warm_c(people, outdoor[hour], sun[hour])
        if moved:
            rooms.open_windows(people, warm)
        rooms.pass_step(people, outdoor[hour], warm)
        present += np.count_nonzero(people.persons) * STEP_H
    return present


def main():
    with Dataset(sys.argv[1]) as run:
        given = settings_of(run)
        start = dict(zip(run["meta"]["name"][:], run["meta"]["value"][:]))["scenario.start"]
    weekday = (np.datetime64(start, "D").astype(int) + 3) % 7  # 1970-01-01 was a Thursday; 0 = Monday
    outdoor, sun = np.loadtxt(sys.argv[2], delimiter=",", skiprows=1, usecols=(1, 2), unpack=True)
    outdoor, sun = (values[:int(given["scenario.days"]) * 24] for values in (outdoor, sun))
    homes, rng = int(given["homes.count"]), np.random.default_rng(2018)
    people, rooms = People(given, homes, rng), Rooms(given, homes, rng)
    began = time.perf_counter()
    present = live(people, rooms, weekday, outdoor, sun)
    seconds = time.perf_counter() - began
    print(f"seconds={seconds} kwh={rooms.kwh.sum()} discomfort={rooms.discomfort.sum()} present_hours={present}")


if __name__ == "__main__":
    main()
