#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads runs and studies of Maru into xarray and pandas. Needs python3-xarray, python3-pandas and python3-h5netcdf (or
python3-netcdf4).

    import maru
    run = maru.run("ask.h5")
    run["series"]["air_conditioner_energy"].sum("segment").plot()     # each group an xarray.Dataset, with units
    run.tables["homes"].groupby("privacy_segment")["won_balance"].mean()
    run.key_results()                # {name: (value over the whole run, unit)}
    run.payments()                   # every payment: when, who paid whom how much for what, which home, after what

    study = maru.study("results/pest")                                # the folder of maru compare, sweep or robust
    study.tables["runs"].groupby("policy")["money: hanbit"].mean()    # a row for each run: settings and outcomes
    study.run("ask_first", 0)        # one of its runs, where its file was kept

The tables are those of `maru export`: pandas.DataFrames, each with units and meanings in .attrs. From the shell, `maru.py PATH`
prints what a run came to, or which tables a study has.
"""
import collections.abc
import importlib.util
import json
import pathlib
import sys

ENGINES = {"h5netcdf": "python3-h5netcdf", "netCDF4": "python3-netcdf4"}  # module: Debian's package; one is enough
NEEDED = {"xarray": "python3-xarray", "pandas": "python3-pandas"}


def missing():
    """What this interpreter lacks, in words; None when it has all that is needed."""
    lacks = [f"{module} (Debian: {package})" for module, package in NEEDED.items() if not importlib.util.find_spec(module)]
    if not any(map(importlib.util.find_spec, ENGINES)):
        lacks.append("one of " + " and ".join(f"{module} (Debian: {package})" for module, package in ENGINES.items()))
    if not lacks:
        return None
    return (f"maru.py needs {' and '.join(lacks)}, which the interpreter {sys.executable} does not find. Debian's "
            f"packages are for /usr/bin/python3: say /usr/bin/python3 {sys.argv[0]} ..., or install them for this one")


if missing():
    if __name__ == "__main__":
        sys.exit(missing())
    raise ImportError(missing())

import pandas  # noqa: E402
import xarray  # noqa: E402

# ---- The file ----


def groups_of(path):
    """The names of all groups in the file."""
    if importlib.util.find_spec("h5netcdf"):
        import h5netcdf
        with h5netcdf.File(path, "r") as file:
            return list(file.groups)
    import netCDF4
    with netCDF4.Dataset(path) as file:
        return list(file.groups)


class Results(collections.abc.Mapping):
    """The groups of a file by name, each an xarray.Dataset with its coordinates; the root is .root, its attributes .about."""

    def __init__(self, path, engine=None):
        self.path = pathlib.Path(path)
        self.root = xarray.load_dataset(self.path, engine=engine)
        self.about = dict(self.root.attrs)
        if self.about.get("finished") != 1:
            raise ValueError(f"{path}: the run that wrote this file was not finished, or it is no file of Maru")
        self._groups = {group: self._load(group, engine) for group in groups_of(self.path)}
        self.tables = Tables(self)

    def _load(self, group, engine):
        dataset = xarray.load_dataset(self.path, engine=engine, group=group)
        shared = [name for name in self.root.coords if name in dataset.dims and name not in dataset.variables]
        return dataset.assign_coords({name: self.root[name] for name in shared})

    def __getitem__(self, group):
        return self._groups[group]

    def __iter__(self):
        return iter(self._groups)

    def __len__(self):
        return len(self._groups)

    def __repr__(self):
        return f"{type(self).__name__} {str(self.path)!r}: groups {', '.join(self)}; tables {', '.join(self.tables)}"


# ---- Tables ----


class Tables(collections.abc.Mapping):
    """Data frames by name, each made when it is first asked for."""

    def __init__(self, results):
        self._made, self._makers = {}, results._table_makers()

    def __getitem__(self, name):
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self):
        return iter(self._makers)

    def __len__(self):
        return len(self._makers)


def column(variable):
    """One-dimensional values; whole numbers that may be missing stay whole."""
    values = pandas.Series(variable.values.ravel())
    stored = variable.encoding.get("dtype")
    if getattr(stored, "kind", "") == "i" and values.dtype.kind == "f":
        return values.astype("Int64")
    return values


def frame_of(columns, about):
    """A data frame of columns by name; `about`: the variable that each is, for its unit and meaning."""
    frame = pandas.DataFrame(columns)
    frame.attrs["units"] = {name: variable.attrs.get("units", "") for name, variable in about.items()}
    frame.attrs["meanings"] = {name: variable.attrs.get("long_name", "") for name, variable in about.items()}
    return frame


def table_along(dataset, axes):
    """What lies along these axes, in a row for each of their places, the last axis the fastest."""
    names = [name for name, variable in dataset.data_vars.items() if variable.dims == axes]
    places = pandas.MultiIndex.from_product([range(dataset.sizes[axis]) for axis in axes])
    columns = {axis: dataset[axis].values[places.get_level_values(i)] for i, axis in enumerate(axes)}
    about = {name: dataset[name] for name in [*axes, *names]}
    return frame_of({**columns, **{name: column(dataset[name]) for name in names}}, about)


def table_of_names(axis, names):
    """What the numbers of an axis stand for in other tables."""
    number = xarray.DataArray(range(len(names)), attrs={"units": "1", "long_name": "its number in other tables"})
    return frame_of({axis: names.values, "number": number.values}, {axis: names, "number": number})


def axes_of(dataset):
    """The sets of axes that its variables have, in the order of their making."""
    return list(dict.fromkeys(variable.dims for variable in dataset.data_vars.values()))


def tables_of_group(group, dataset):
    """{name: maker}: what has the fewest axes bears the group's name, the others say which they have more."""
    sets = axes_of(dataset)
    base = min(sets, key=len, default=())
    makers = {}
    for axes in sets:
        more = [axis for axis in axes if axis not in base]
        name = group if axes == base else f"{group}_by_{'_'.join(more)}"
        makers[name] = lambda axes=axes: table_along(dataset, axes)
    return makers


class Run(Results):
    """A run file."""

    def _table_makers(self):
        makers = {axis: lambda axis=axis, names=names: table_of_names(axis, names)
                  for axis, names in self.root.coords.items() if names.dtype.kind == "O"}
        for group, dataset in self.items():
            makers.update(tables_of_group(group, dataset))
        return makers

    def key_results(self):
        """{series: (value over the whole run, unit)}: a sum, or for a mean the sum over the sum of what it is per."""
        series, results = self["series"], {}
        for name, values in series.items():
            if values.attrs.get("key_result") != 1:
                continue
            value = float(values.sum())
            if "per" in values.attrs:
                divisor = float(series[values.attrs["per"]].sum())
                value = value / divisor if divisor else float("nan")
            results[name] = (value, values.attrs["units"])
        return results

    def payments(self):
        """Every payment as a data frame, with the names from the flows and what happened before it from the journal."""
        flows, events = self["flows"], self["events"]
        table = self.tables["postings"].copy()
        for name in ("payer", "payee", "reason", "currency"):
            table[name] = flows[name].values[table["flow"]]
        table["after"] = events["what"].values[table["cause"] - 1]
        return table


# ---- Studies ----


class Study(Results):
    """A study: .folder, .asked (what study.json says, {} where there is none), .policies (the baseline first)."""

    def __init__(self, path, engine=None):
        path = pathlib.Path(path)
        self.folder = path if path.is_dir() else path.parent
        note = self.folder / "study.json"
        self.asked = json.loads(note.read_text(encoding="utf-8")) if note.exists() else {}
        super().__init__(path / "study.h5" if path.is_dir() else path, engine)
        self.policies = list(dict.fromkeys(self["runs"]["policy"].values))

    def _table_makers(self):
        makers = {"runs": self._runs, "runs_by_day": self._days, "design": self._design,
                  "outcomes": lambda: table_along(self["outcomes"], ("outcome",))}
        if (self.folder / "summary.csv").exists():
            makers["summary"] = lambda: pandas.read_csv(self.folder / "summary.csv", float_precision="round_trip")
        return makers

    def _wide(self, heads, values, names):
        """Columns of what a run is, and of outcomes side by side: values [row][name]."""
        units, meanings = (dict(zip(self["outcomes"]["outcome"].values, self["outcomes"][name].values))
                           for name in ("unit", "meaning"))
        frame = frame_of({**{name: column(head) for name, head in heads.items()},
                          **{name: values[:, i] for i, name in enumerate(names)}}, heads)
        frame.attrs["units"].update({name: units[name] for name in names})
        frame.attrs["meanings"].update({name: meanings[name] for name in names})
        return frame

    def _heads(self):
        runs = self["runs"]
        names = ("point", "policy", "replication", "seed", "lived", "message")
        heads = {"run": runs["run"], **{name: runs[name] for name in names}}
        for name, setting in self["design"].data_vars.items():
            number = 2
            unique = name
            while unique in heads:
                unique, number = f"{name}.{number}", number + 1
            heads[unique] = setting
        return heads

    def _runs(self):
        return self._wide(self._heads(), self["runs"]["outcomes"].values, self.root["outcome"].values)

    def _days(self):
        by_day = self["runs"]["by_day"].transpose("run", "day", "quantity")
        run, day = xarray.broadcast(by_day["run"], by_day["day"])
        return self._wide({"run": run, "day": day}, by_day.values.reshape(-1, by_day.sizes["quantity"]), self.root["quantity"].values)

    def _design(self):
        heads = self._heads()
        names = ["point", *list(heads)[7:]]
        frame = frame_of({name: column(heads[name]) for name in names}, {name: heads[name] for name in names})
        return frame.drop_duplicates("point").reset_index(drop=True)

    def run(self, policy, replication, point=0):
        """One of its runs, where the file was kept: those of maru compare are, of a sweep with --keep-runs."""
        at = f"-p{point}" if self["design"].data_vars else ""
        return Run(self.folder / f"{policy or 'run'}{at}-r{replication}.h5")


run, study = Run, Study


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: maru.py RUN|STUDY")
    path = pathlib.Path(sys.argv[1])
    if path.is_dir() or path.name == "study.h5":
        for name, table in study(path).tables.items():
            print(f"{name:20} {len(table):10,} rows {len(table.columns):6,} columns")
    else:
        for result, (amount, unit) in run(path).key_results().items():
            print(f"{result:40} {amount:18,.4g} {unit}")


if __name__ == "__main__":
    main()
