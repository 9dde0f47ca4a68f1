#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a run file of Maru into xarray. Needs python3-xarray and python3-h5netcdf (or python3-netcdf4).

    from read_run import read_run, key_results
    run = read_run("run.h5")
    run["series"]["air_conditioner_energy"].sum("segment").plot()    # by day
    run["homes"].to_dataframe().groupby("privacy_segment")["won_balance"].mean()
    key_results(run)
    payments(run)                    # every payment: when, who paid whom how much for what, which home, after what

From the shell, `read_run.py run.h5` prints the key results.
"""
import importlib.util
import sys

ENGINES = {"h5netcdf": "python3-h5netcdf", "netCDF4": "python3-netcdf4"}  # module: Debian's package; one is enough


def missing():
    """What this interpreter lacks, in words; None when it has all that is needed."""
    lacks = [] if importlib.util.find_spec("xarray") else ["xarray (Debian: python3-xarray)"]
    if not any(map(importlib.util.find_spec, ENGINES)):
        lacks.append("one of " + " and ".join(f"{module} (Debian: {package})" for module, package in ENGINES.items()))
    if not lacks:
        return None
    return (f"read_run.py needs {' and '.join(lacks)}, which the interpreter {sys.executable} does not find. Debian's "
            f"packages are for /usr/bin/python3: say /usr/bin/python3 {sys.argv[0]} ..., or install them for this one")


if missing():
    if __name__ == "__main__":
        sys.exit(missing())
    raise ImportError(missing())

import xarray  # noqa: E402


def groups_of(path):
    """The names of all groups in the file."""
    if importlib.util.find_spec("h5netcdf"):
        import h5netcdf
        with h5netcdf.File(path, "r") as file:
            return list(file.groups)
    import netCDF4
    with netCDF4.Dataset(path) as file:
        return list(file.groups)


def read_run(path, engine=None):
    """The file's groups by name, each an xarray.Dataset with its coordinates; the root under "run"."""
    root = xarray.load_dataset(path, engine=engine)
    if root.attrs.get("finished") != 1:
        raise ValueError(f"{path}: the run that wrote this file was not finished, or it is no run file")
    run = {"run": root}
    for group in groups_of(path):
        dataset = xarray.load_dataset(path, engine=engine, group=group)
        shared = [name for name in root.coords if name in dataset.dims and name not in dataset.variables]
        run[group] = dataset.assign_coords({name: root[name] for name in shared})
    return run


def key_results(run):
    """{series: (value over the whole run, unit)}: a sum, or for a mean the sum over the sum of what it is per."""
    series = run["series"]
    results = {}
    for name, values in series.items():
        if values.attrs.get("key_result") != 1:
            continue
        value = float(values.sum())
        if "per" in values.attrs:
            divisor = float(series[values.attrs["per"]].sum())
            value = value / divisor if divisor else float("nan")
        results[name] = (value, values.attrs["units"])
    return results


def payments(run):
    """Every payment as a data frame, with the names from the flows and what happened before it from the journal."""
    flows, events = run["flows"], run["events"]
    table = run["postings"].to_dataframe()
    for name in ("payer", "payee", "reason", "currency"):
        table[name] = flows[name].values[table["flow"]]
    table["after"] = events["what"].values[table["cause"] - 1]
    return table


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: read_run.py RUN_FILE")
    for result, (amount, unit) in key_results(read_run(sys.argv[1])).items():
        print(f"{result:40} {amount:18,.4g} {unit}")
