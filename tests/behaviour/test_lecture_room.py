# SPDX-License-Identifier: GPL-3.0-or-later
"""A school calibrated to a real lecture room (Arendt et al. 2018, doi 10.1145/3277868.3277875: 139 m2, carbon dioxide and heads
minute by minute over 15 days): the air change it finds is the one that the room's balance gives, and a school without
ventilation is said to be out of reach. Skipped where the data are not there.

test_lecture_room.py PROGRAM SOURCE_FOLDER
"""
import csv
import os
import pathlib
import subprocess
import sys
import tempfile

SKIPPED = 77
# 139 m2, some 2.9 m high (assumption); adults who sit breathe out 5.2 mL/s (after Persily & de Jonge 2017); outdoors 408 ppm (2018).
VOLUME_M3, ADULT_L_S, OUTDOOR_PPM = 139 * 2.9, 0.0052, 408
MODEL_M3 = 180  # the school's classroom: as many persons for each cubic metre breathe the same air
LESSON_FROM = 5  # persons; fewer are no lesson
LIMIT_PPM = 800
SHUT_H = 0.3  # 1/h, beside the ventilation: assumption


def read_minutes(path):
    with open(path, newline="") as file:
        return [(row["day"], row["time"], float(row["co2_ppm"]), float(row["people"])) for row in csv.DictReader(file)]


def air_change_h(minutes, days):
    """What comes in over the days with lessons, 6 to 21 h, goes out: persons x breath = air change x volume x excess."""
    day_time = [row for row in minutes if row[0] in days and "06:00:00" <= row[1] <= "21:00:00"]
    breathed_ppm_h = sum(people for *_, people in day_time) * ADULT_L_S * 3.6e6 / VOLUME_M3
    return breathed_ppm_h / sum(co2 - OUTDOOR_PPM for _, _, co2, _ in day_time)


def write_targets(lessons):
    mean = sum(co2 for _, _, co2, _ in lessons) / len(lessons)
    above = sum(people for _, _, co2, people in lessons if co2 > LIMIT_PPM) / 60 * MODEL_M3 / VOLUME_M3
    pathlib.Path("room.csv").write_text(f"outcome,value\nschool: co2,{mean:.1f}\nschool: co2 above,{above:.1f}\n")


def room(lessons, days):
    """A room for each day: nobody knows why more come on one day than on another."""
    sets = {"homes.districts": 1, "school.count": 1, "school.classrooms": len(days), "school.lessons": 9,
            "school.lesson_min": round(len(lessons) / len(days) / 9, 1), "school.break_min": 5, "school.lunch_min": 20,
            "school.pupils": round(sum(people for *_, people in lessons) / len(lessons) * MODEL_M3 / VOLUME_M3, 2),
            "school.volume_m3": MODEL_M3, "school.volume_spread": 0, "school.shut_spread": 0, "school.airs_in_breaks": 0,
            "school.co2_limit_ppm": LIMIT_PPM}
    return ["--homes", "20", "--days", "1", *(word for name, value in sets.items() for word in ("--set", f"{name}={value}"))]


def calibrate(program, source, words):
    done = subprocess.run([program, "calibrate", str(source / "scenarios/classroom_air.lua"), "--policy", "fans", "--data", "room.csv", *words],
                          capture_output=True, text=True, env={**os.environ, "COLUMNS": "150"})
    print(done.stdout)
    assert done.returncode == 0, done.stderr
    return done.stdout


def quantile(rows, name, share):
    below = 0
    for value, weight in sorted((float(row[name]), float(row["weight"])) for row in rows):
        below += weight
        if below >= share:
            return value
    raise AssertionError(name)


def ventilated(program, source, usual, balance_h):
    told = calibrate(program, source, [*usual, "--set", f"school.shut_h={SHUT_H}", "--vary", "school.mechanical_h=0..6", "--vary",
                                       "school.pupils_spread=0..0.5", "--vary", "school.pupil_co2_l_s=0.004..0.006", "--runs", "100",
                                       "--accept", "0.2", "--rounds", "2", "-o", "fans"])
    with open("fans/posterior.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    low, high = (SHUT_H + quantile(rows, "school.mechanical_h", share) for share in (0.05, 0.95))
    print(f"air change: calibrated {low:.2f} to {high:.2f} 1/h, by the room's balance {balance_h:.2f}")
    assert low < balance_h < high
    assert "OUT OF REACH" not in told and "MISSED" not in told


def unventilated(program, source, usual):
    told = calibrate(program, source, [*usual, "--set", "school.mechanical_h=0", "--vary", "school.shut_h", "--vary",
                                       "school.pupils_spread=0..0.5", "--runs", "50", "--accept", "0.2", "--rounds", "1", "-o", "windows"])
    assert "OUT OF REACH: no run is below" in told


def main():
    program, source = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    data = pathlib.Path(os.environ.get("MARU_DATA", source / "../shared/data"), "classroom_co2_room1.csv")
    if not data.is_file():
        print(f"{data} is not there: skipped")
        return SKIPPED
    minutes = read_minutes(data)
    lessons = [row for row in minutes if row[3] >= LESSON_FROM]
    days = {day for day, *_ in lessons}
    with tempfile.TemporaryDirectory(prefix="maru_lecture_room_") as folder:
        os.chdir(folder)
        write_targets(lessons)
        usual = room(lessons, days)
        ventilated(str(program), source, usual, air_change_h(minutes, days))
        unventilated(str(program), source, usual)
        os.chdir("/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
