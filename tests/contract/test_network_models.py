# SPDX-License-Identifier: GPL-3.0-or-later
"""The two ways of carrying what leaves the homes give the same business where nobody waits for anybody.

Every scenario is run, small, with network = "simgrid" and with network = "closed_form". Who paid whom for what, how
often, and who was given which data must be equal. Allowed to differ: the cloud's electricity bill, by the rounding of
each day's amount to whole won; energy measured at the hosts, by a millionth; and the milliseconds of single moments,
which no total holds (answer_latency is the one series made of milliseconds). Of a scenario's policies the last is tried, with
MARU_THOROUGH=1 (make soak) each.

test_network_models.py PROGRAM SOURCE_FOLDER
"""
import glob
import os
import re
import subprocess
import sys
import tempfile

SKIPPED = 77
THOROUGH = "MARU_THOROUGH" in os.environ
SMALL = ["--homes", "80", "--days", "8", "--set", "homes.districts=4", "--threads", "1"]
# Enough happens in a small world: hot days, many cockroaches.
EVENTFUL = {"pest_leads": ["--set", "cockroaches.prevalence=0.35"], "cool_people": ["--set", "start=2018-07-25"]}
MILLISECONDS = re.compile("answer_latency$")
NETWORK_COUNTS = ("items_sent", "items_arrived", "items_retried", "items_lost", "bytes_up", "bytes_down", "bulk_flows",
                  "reports_sent", "reports_lost")


def policies_of(scenario):
    with open(scenario, encoding="utf-8") as file:
        text = file.read()
    switches = re.search(r"^factorial \{(.*?)^\}", text, re.MULTILINE | re.DOTALL)
    if switches:  # the policy with all of them on
        return ["_".join(re.findall(r"^    \{ name = \"(\w+)\",$", switches.group(1), re.MULTILINE))]
    blocks = re.findall(r"^policy \{(.*?)^\}", text, re.MULTILINE | re.DOTALL)
    return [re.search(r'name\s*=\s*"(\w+)"', block).group(1) for block in blocks] or [None]


def run(program, scenario, policy, network, path):
    name = os.path.basename(scenario).removesuffix(".lua")
    command = [program, "run", scenario, *SMALL, *EVENTFUL.get(name, []), "--set", f"network={network}", "--quiet",
               "--force", "-o", path]
    subprocess.run(command + (["--policy", policy] if policy else []), check=True)


def texts(group, name):
    return [value.decode() for value in group[name][()]]


def money(file):
    flows = file["flows"] if "payer" in file["flows"] else None
    if flows is None:
        return {}
    keys = zip(*(texts(flows, name) for name in ("payer", "payee", "reason", "currency")))
    return dict(zip(keys, zip(flows["amount"][()].tolist(), flows["postings"][()].tolist())))


def compare_money(simgrid, closed_form, days):
    one, other = money(simgrid), money(closed_form)
    assert one.keys() == other.keys(), f"different payments: {one.keys() ^ other.keys()}"
    for key in one:
        allowed_won = days if key[2] == "cloud electricity" else 0  # rounded once a day
        assert abs(one[key][0] - other[key][0]) <= allowed_won, f"{key}: {one[key]}, {other[key]}"
        assert one[key][1] == other[key][1], f"{key}: {one[key][1]} and {other[key][1]} postings"
    return len(one)


def compare_data(simgrid, closed_form):
    for name in ("transfers", "transfers_without_consent", "refused", "bytes", "images", "homes_exposed"):
        if name in simgrid["exposures"]:
            one, other = (file["exposures"][name][()].tolist() for file in (simgrid, closed_form))
            assert one == other, f"{name}: {one} and {other}"


def compare_series(simgrid, closed_form):
    for name in simgrid["series"]:
        if MILLISECONDS.search(name):
            continue
        one, other = (file["series"][name][()].sum() for file in (simgrid, closed_form))
        assert abs(one - other) <= 1e-6 * max(abs(one), 1), f"{name}: {one} and {other}"


def compare_network(simgrid, closed_form):
    one, other = (file["network"].attrs for file in (simgrid, closed_form))
    for name in NETWORK_COUNTS:
        assert one[name] == other[name], f"{name}: {one[name]} and {other[name]}"
    for name in ("gflop", "cloud_kwh", "firm_kwh"):
        assert abs(one[name] - other[name]) <= 1e-6 * max(one[name], 1), f"{name}: {one[name]} and {other[name]}"
    return int(one["items_sent"] + one["bulk_flows"])


def check_books(file):
    """At every midnight, each way: what was sent, and sent again in vain, is carried, waiting or lost."""
    daily = {name: file["network"][f"bytes_{name}"][()] for name in
             ("sent", "carried", "in_vain", "lost", "waiting", "gathered")}
    so_far = {name: rows.cumsum(axis=0) for name, rows in daily.items()}
    assert (so_far["sent"] + so_far["in_vain"] == so_far["carried"] + daily["waiting"] + so_far["lost"]).all(), daily
    assert (daily["gathered"] <= daily["waiting"]).all() and (so_far["in_vain"] <= so_far["carried"]).all(), daily
    for number, way in enumerate(("up", "down")):
        assert file["network"].attrs[f"bytes_{way}"] == so_far["carried"][-1][number], way
        assert file["network"].attrs[f"bytes_{way}_waiting"] == daily["waiting"][-1][number], way


def check_overload_is_told(program, source, folder):
    """A link that is asked for more than it carries: SimGrid carries what it can, and both say so."""
    scenario = os.path.join(source, "scenarios", "cool_people.lua")
    for network, words in (("simgrid", "of it at the end"), ("closed_form", "nobody waits")):
        command = [program, "run", scenario, "--policy", "cloud", "--homes", "800", "--days", "2", "--threads", "1",
                   "--quiet", "--force", "-o", os.path.join(folder, "overload.h5")]
        for setting in ("start=2018-07-25", "homes.districts=1", f"network={network}", "network.uplink_mbit_s=1",
                        "air_conditioner.image_bytes=600000"):
            command += ["--set", setting]
        said = subprocess.run(command, check=True, stderr=subprocess.PIPE, text=True).stderr
        assert re.search(r"day \d+ district 0 was to carry \d\.\d\d times what its link can", said), said
        assert words in said, said


def compare(h5py, program, scenario, policy, folder):
    paths = [os.path.join(folder, f"{network}.h5") for network in ("simgrid", "closed_form")]
    for path in paths:
        run(program, scenario, policy, os.path.basename(path).removesuffix(".h5"), path)
    with h5py.File(paths[0]) as simgrid, h5py.File(paths[1]) as closed_form:
        payments = compare_money(simgrid, closed_form, len(simgrid["day"]))
        compare_data(simgrid, closed_form)
        compare_series(simgrid, closed_form)
        check_books(simgrid)
        check_books(closed_form)
        carried = compare_network(simgrid, closed_form)
    print(f"{os.path.basename(scenario)} {policy or ''}: {payments} kinds of payment, {carried} items and bulk flows")
    return carried


def main():
    try:
        import h5py
    except ImportError as missing:
        print(f"skipped: {missing}")
        return SKIPPED
    program, source = sys.argv[1:3]
    carried = 0
    with tempfile.TemporaryDirectory() as folder:
        for scenario in sorted(glob.glob(os.path.join(source, "scenarios", "*.lua"))):
            for policy in policies_of(scenario) if THOROUGH else policies_of(scenario)[-1:]:
                carried += compare(h5py, program, scenario, policy, folder)
        check_overload_is_told(program, source, folder)
    assert carried > 100, "almost nothing travelled: the comparison shows nothing"
    return 0


if __name__ == "__main__":
    sys.exit(main())
