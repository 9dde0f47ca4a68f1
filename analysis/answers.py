# SPDX-License-Identifier: GPL-3.0-or-later
"""Does what each scenario says hold wherever the numbers lie that nobody knows?

    python3 analysis/answers.py build/release/maru . [--points 50] [--homes 500] [NAME ...]

Lives each scenario's headline by `maru robust` (its policy and the one it is compared with, every uncertain setting anywhere in its
range, the same luck) and writes into the table of answers in scenarios/README.md how often the sign that the answer claims held, over how
many draws, and what decides it. Studies stay in results/answers-*, so that it goes on where it was stopped. Debian's python3 is
enough.
"""

import argparse
import csv
import os
import re
import subprocess
import sys

# What each answer claims: the baseline, the policy, the outcome whose difference it is about, the sign, and in words.
HEADLINES = {
    "pest_leads": ("sell_sightings", "ask_first", "money: hanbit", 1, "asking pays the maker"),
    "cool_people": ("no_sensor", "motion", "air_conditioner: energy", -1, "a motion sensor saves electricity"),
    "cool_rooms": ("no_sensor", "on_device", "bedroom_unit: discomfort", -1, "a camera spares sleepers heat"),
    "what_is_eaten": ("take_labels", "ask_labels", "money: maker", -1, "asking costs the maker"),
    "camera_microwave": ("by_hand", "asks", "microwave: ruined", -1, "asking ruins fewer meals"),
    "robot_learns": ("at_home", "take", "robot_vacuum: messes", -1, "taking pictures prevents messes"),
    "learning_from_consent": ("at_home", "asked", "money: hanbit", -1, "asking costs the maker"),
    "edge_cloud_federated": ("at_start", "central", "training: recall", 1, "training in the cloud keeps recognition up"),
    "fridge_orders": ("own_app", "asked_at_install", "money: dongne", 1, "the grocery gains"),
    "healthy_diet": ("untargeted", "asked", "money: goodfood", 1, "the seller gains"),
    "marketing": ("unknown", "known", "money: marketing", 1, "asking pays the desk"),
    "left_on": ("nobody_knows", "notice", "electricity: won per bill", -1, "a notice lowers bills"),
    "makers_cloud": ("no_cloud", "ask", "money: maker", -1, "the cloud costs the maker"),
    "data_uses": ("nothing_leaves", "diagnosis", "money: households", 1, "diagnosis spares families money"),
    "after_service": ("one_technician", "diagnosis", "product_health: down days", -1, "diagnosis spares days without a product"),
    "seven_systems": ("stays_home", "ask", "money: hanbit", 1, "asking brings the maker more than silence"),
    "classroom_air": ("nobody", "public", "school: co2 above", -1, "publication lowers CO2"),
    "clean_air_market": ("nobody", "parents_pay", "money: air_reports", -1, "subscriptions do not pay the sensors"),
    "direct_sale": ("ask", "take", "money: hanbit", 1, "taking pays the maker"),
    "privacy_frontier": ("sell_everything", "ask_first", "welfare: firms", 1, "asking leaves firms more than taking"),
    "stated_or_actual": ("ask_first", "opt_out", "welfare: firms", 1, "a ticked box brings firms more than a question"),
    "breach": ("sell", "ask", "money: hanbit", 1, "asking pays the maker whose data get out"),
    "make_or_partner": ("referral", "own", "money: hanbit", -1, "own people earn the maker less than leads"),
    "joint_analysis": ("alone", "aggregated", "city: error", -1, "sums err less than one firm alone"),
    "media": ("no_ads", "asked_list", "money: media", -1, "rewards cost more than advertising earns"),
    "too_much_data": ("no_market", "market", "welfare: families", -1, "the market costs families"),
    "tokens": ("no_reward", "small", "money: token_programme", -1, "tokens cost more than they bring"),
    "free_riders": ("nobody_games", "riders", "money: hanbit", -1, "free riders cost the maker"),
    "loyalty": ("no_tokens", "tokens", "vacuum_shop: repurchase", 1, "tokens keep customers"),
    "privacy_competes": ("both_ask", "hanbit_takes", "money: hanbit", -1, "who takes loses"),
    "supervised": ("machine_alone", "review_all", "reviewers: acted on", -1, "people stop false alarms"),
    "who_supervises": ("machine_alone", "learns", "office: acted on", -1, "fewer errors are acted on"),
    "four_together": ("nothing", "ai_o2o_token_iot", "money: hanbit", 1, "all four together pay the maker"),
    "smart_scale": ("stays_home", "ask", "scale: days above", -1, "asked families have fewer days above"),
    "learning_prices": ("fixed", "thompson", "money: hanbit", 1, "a price by lot earns the maker more"),
    "clumsy_robots": ("nothing", "replaces", "money: maker", -1, "the promise costs the maker"),
    "set_back": ("off", "learned", "air_conditioner: discomfort", -1, "machines that learn leave fewer in the heat"),
    "heat_watch": ("register", "all_taken", "office: recall", 1, "with all rooms' reports more of those at risk are found"),
    "building": ("alone", "together", "infestation: days", -1, "together there are fewer days with cockroaches"),
    "data_trust": ("alone", "trust", "welfare: families", 1, "families gain by the trustee"),
    "whole_year": ("stays_home", "ask", "money: dongne", 1, "asked, the grocery gains"),
}
COLUMN = "how often it holds"
TABLE = "scenarios/README.md"


def live(maru, root, name, points, homes):
    """The folder of the scenario's study, lived as far as it was not."""
    baseline, policy = HEADLINES[name][:2]
    folder = os.path.join(root, "results", f"answers-{name}")
    subprocess.run(
        [maru, "robust", os.path.join(root, "scenarios", name + ".lua"), "--policies", f"{baseline},{policy}", "--homes", str(homes),
         "--runs", str(2 * points), "--quiet", "-o", folder], check=True, cwd=root)
    return folder


def differences(folder, baseline, policy, outcome):
    """By point: what the policy came to less what the baseline did; None where a run failed."""
    at = {}
    with open(os.path.join(folder, "runs.csv"), newline="", encoding="utf-8") as file:
        rows = csv.DictReader(file)
        if outcome not in rows.fieldnames:
            near = ", ".join(name for name in rows.fieldnames if name.split(":")[0] == outcome.split(":")[0])
            sys.exit(f"{folder}: there is no outcome '{outcome}'; there are {near}")
        for row in rows:
            if row["lived"] == "1" and row[outcome]:
                at.setdefault(row["point"], {})[row["policy"]] = float(row[outcome])
    return [pair[policy] - pair[baseline] for pair in at.values() if len(pair) == 2]


def decider(folder, policy, outcome):
    with open(os.path.join(folder, "robustness.csv"), newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if (row["policy"], row["outcome"]) == (policy, outcome):
                return row["moved_by"], row["flips"]
    return "", ""


def answer(folder, name):
    baseline, policy, outcome, sign, words = HEADLINES[name]
    found = differences(folder, baseline, policy, outcome)
    held = sum(difference * sign > 0 for difference in found)
    moved, flips = decider(folder, policy, outcome)
    equal = sum(difference == 0 for difference in found)
    text = f"{words}: {held} of {len(found)}" + (f" (no difference at {equal})" if equal > len(found) / 10 else "")
    text += f"; most by `{moved.split(' ')[0]}`" if moved else "; no number alone decides"
    return text + (f"; less often with {flips.split(':')[0]}" if flips else "")


def with_answers(lines, answers):
    """The table's lines with the column, made or renewed."""
    out, inside = [], False
    for line in lines:
        cells = re.split(r"(?<!\\)\|", line.rstrip("\n"))
        if line.startswith("| scenario | question |"):
            inside = True
            out.append("|".join(cells[:4]) + f"| {COLUMN} |\n")
        elif inside and line.startswith("|---"):
            out.append("|---|---|---|---|\n")
        elif inside and line.startswith(("| `", "| [`")):
            name = re.search(r"`(\w+)`", cells[1])[1]
            old = cells[4].strip() if len(cells) > 5 else ""
            out.append("|".join(cells[:4]) + f"| {answers.get(name, old)} |\n")
        else:
            inside = inside and line.startswith("|")
            out.append(line)
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("maru")
    parser.add_argument("root")
    parser.add_argument("--points", type=int, default=50)
    parser.add_argument("--homes", type=int, default=500)
    parser.add_argument("names", nargs="*", metavar="NAME")
    asked = parser.parse_intermixed_args()
    unknown = [name for name in asked.names if name not in HEADLINES]
    if unknown:
        sys.exit(f"no answer is known by {', '.join(unknown)}; there are {', '.join(HEADLINES)}")
    answers = {}
    for name in asked.names or HEADLINES:
        answers[name] = answer(live(os.path.abspath(asked.maru), asked.root, name, asked.points, asked.homes), name)
        print(f"{name}: {answers[name]}", flush=True)
        table = os.path.join(asked.root, TABLE)
        with open(table, encoding="utf-8") as file:
            lines = file.readlines()
        with open(table, "w", encoding="utf-8") as file:
            file.writelines(with_answers(lines, answers))


if __name__ == "__main__":
    main()
