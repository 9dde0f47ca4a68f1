# SPDX-License-Identifier: GPL-3.0-or-later
"""A run file opens without our code: ncdump -h, and xarray with both of its netCDF-4 readers.

test_netcdf.py PROGRAM SOURCE_FOLDER          makes a small run and checks its file
test_netcdf.py -       SOURCE_FOLDER FILE     checks that file
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
GROUPS = ("series", "parties", "flows", "exposures", "consents", "homes", "network", "events", "postings", "meta")
AXES = {"series": ("day", "segment"), "parties": ("day", "party")}


def small_run(program, source, folder):
    path = os.path.join(folder, "run.h5")
    command = [program, "run", os.path.join(source, "scenarios", "first.lua"),
               "--homes", "60", "--days", "3", "--quiet", "-o", path]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return path


def check_ncdump(path):
    shown = subprocess.run(["ncdump", "-h", path], check=True, capture_output=True, text=True).stdout
    for group in GROUPS:
        assert f"group: {group} {{" in shown, f"ncdump shows no group {group}"
    assert "day = UNLIMITED ; // (" in shown
    assert ":finished = 1 ;" in shown
    subprocess.run(["ncdump", path], check=True, stdout=subprocess.DEVNULL)  # every value, too


def load(xarray, path, engine, group=None):
    with xarray.open_dataset(path, engine=engine, group=group) as dataset:
        return dataset.load()


def check_root(root):
    assert root.attrs["finished"] == 1
    assert root.attrs["Conventions"] == "CF-1.8"
    assert root["day"].dtype.kind == "M", "the day is read as a date"
    assert [str(name) for name in root["segment"].values] == ["unconcerned", "pragmatist", "fundamentalist"]
    assert [str(name) for name in root["party"].values[-4:]] == ["households", "mint", "burn", "outside"]


def check_axes(group, dataset):
    for name, variable in dataset.variables.items():
        if group in AXES:
            assert variable.dims == AXES[group], f"/{group}/{name} has dimensions {variable.dims}"
        assert "long_name" in variable.attrs, f"/{group}/{name} has no long_name"
        if variable.dtype.kind == "f":
            assert "units" in variable.attrs, f"/{group}/{name} has no units"


def check_xarray(xarray, path):
    for group in (None,) + GROUPS:
        one, other = (load(xarray, path, engine, group) for engine in ("h5netcdf", "netcdf4"))
        assert one.equals(other), f"the two readers differ in group {group}"
        if group is None:
            check_root(one)
        else:
            check_axes(group, one)


def groups_shown(path):
    shown = subprocess.run(["ncdump", "-h", path], check=True, capture_output=True, text=True).stdout
    return sorted(re.findall(r"^group: (\w+) \{", shown, re.M))


def check_own_reader(source, path):
    sys.dont_write_bytecode = True  # the source folder stays as it is
    sys.path.insert(0, os.path.join(source, "analysis"))
    import maru
    run = maru.run(path)
    assert list(run["series"].coords) == ["day", "segment"]
    assert len(run.key_results()) > 0
    assert sorted(run) == groups_shown(path), f"the reader finds {sorted(run)}"


def check_missing(source, path):
    """An interpreter without the packages is named, and so are they."""
    command = [sys.executable, "-I", "-S", os.path.join(source, "analysis", "maru.py"), path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done
    for word in (sys.executable, "python3-xarray", "python3-pandas", "python3-h5netcdf", "/usr/bin/python3"):
        assert word in done.stderr, f"{word} is not in: {done.stderr}"
    assert "Traceback" not in done.stderr, done.stderr


def check_r(source, path):
    """Where R and its package are there (Debian: r-cran-ncdf4), its reader finds the key results; where R lacks the package,
    it says so. Its tables: test_export.py."""
    if not shutil.which("Rscript"):
        print("no R: its reader is not tried")
        return
    reader = os.path.join(source, "analysis", "maru.R")
    script = f'source("{reader}"); run <- maru_run("{path}"); cat(nrow(key_results(run)))'
    done = subprocess.run(["Rscript", "--vanilla", "-e", script], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        assert "needs the package ncdf4" in done.stderr and "r-cran-ncdf4" in done.stderr, done.stderr
        print("R without ncdf4: its reader says so")
        return
    assert int(done.stdout) > 0, done.stdout


def main():
    try:
        import h5netcdf, netCDF4, xarray  # noqa: E401, F401
    except ImportError as missing:
        print(f"skipped: {missing}")
        return SKIPPED
    if not shutil.which("ncdump"):
        print("skipped: no ncdump")
        return SKIPPED
    program, source = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        path = sys.argv[3] if len(sys.argv) > 3 else small_run(program, source, folder)
        check_ncdump(path)
        check_xarray(xarray, path)
        assert len(sys.argv) > 3 or "exposures_of_homes" in groups_shown(path), "a run of ours has more groups"
        check_own_reader(source, path)
        check_missing(source, path)
        check_r(source, path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
