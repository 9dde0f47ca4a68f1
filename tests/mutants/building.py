# SPDX-License-Identifier: GPL-3.0-or-later
"""A copy of the tree under build/mutants, with a sample of mutants in it, built once."""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import random
import shlex
import shutil
import subprocess
import sys

import places


class Building:
    def __init__(self, root, jobs):
        self.root, self.jobs = root, jobs
        self.folder = root / "build" / "mutants"
        self.tree, self.build = self.folder / "tree", self.folder / "build"
        listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=root, check=True,
                                capture_output=True, text=True).stdout
        self.files = sorted(name for name in set(listed.split("\0")) - {""} if (root / name).is_file())
        self.texts = {name: (root / name).read_bytes() for name in self.files}
        total = hashlib.sha256()
        for name in self.files:
            total.update(name.encode() + b"\0" + hashlib.sha256(self.texts[name]).digest())
        self.tree_hash = total.hexdigest()[:16]
        self.commands = {}

    def is_asked(self, name, asked):
        return name.endswith(".c") and name.split("/")[0] in ("sim", "models", "analysis", "lua") and (
            not asked or any(name == one or name.startswith(one.rstrip("/") + "/") for one in asked))

    def copy(self, changed, keep=lambda name: False):
        """Brings the copy to the tree's state, with the changed files; what stays alike is not touched, nor built again. Of
        those to keep, any content does for now."""
        for name in self.files:
            text, target = changed.get(name, self.texts[name]), self.tree / name
            if not target.is_file() or (not keep(name) and target.read_bytes() != text):
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(text)
                shutil.copymode(self.root / name, target)
        for file in self.tree.rglob("*"):
            if file.is_file() and str(file.relative_to(self.tree)) not in self.texts and "__pycache__" not in file.parts:
                file.unlink()

    def configure(self):
        self.copy({}, keep=lambda name: self.is_asked(name, ()))  # which mutants these hold is not known yet
        command = ["cmake", "-S", self.tree, "-B", self.build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
                   "-DCMAKE_C_FLAGS=-w"]  # a mutant may well be worth a warning
        run(command, "configuring")
        run(["cmake", "--build", self.build, "--target", "maru_generated"], "making what files include")
        for entry in json.loads((self.build / "compile_commands.json").read_text()):
            self.commands[str(pathlib.Path(entry["file"]).relative_to(self.tree))] = entry

    def candidates(self, asked):
        """Every mutant of the files asked for. The originals are read, not the copies, which may hold mutants."""
        arguments = places.read_arguments(self.build)
        names = [name for name in self.files if self.is_asked(name, asked) and name in self.commands]
        if not names:
            sys.exit(f"nothing to mutate in {' '.join(asked)}: "
                     "allowed are folders and .c files of sim, models, analysis, lua")
        tree, root = str(self.tree), str(self.root)
        work = [(str(self.root / name), self.texts[name],
                 [word.replace(tree, root) for word in arguments[str(self.tree / name)]]) for name in names]
        with concurrent.futures.ProcessPoolExecutor(self.jobs) as pool:
            found = list(pool.map(places.find, *zip(*work)))
        for name, mutants in zip(names, found):
            for mutant in mutants:
                mutant.file = name
        return [mutant for mutants in found for mutant in mutants]

    def compiles(self, name, mutants):
        entry = self.commands[name]
        words = [word for word in shlex.split(entry["command"]) if word not in ("ccache", "-c", entry["file"])]
        at = words.index("-o")
        words = words[:at] + words[at + 2:] + ["-fsyntax-only", "-x", "c", "-"]
        return subprocess.run(words, cwd=entry["directory"], input=places.rewrite(self.texts[name], mutants),
                              capture_output=True).returncode == 0

    def choose(self, candidates, count, seed):
        """A sample of those that compile, numbered from 1."""
        order = candidates[:]
        random.Random(seed).shuffle(order)
        chosen, left = [], iter(order)
        while len(chosen) < count:
            more = [mutant for mutant, _ in zip(left, range(count - len(chosen)))]
            if not more:
                break
            for name in sorted({mutant.file for mutant in more}):
                mine = [mutant for mutant in more if mutant.file == name]
                others = [mutant for mutant in chosen if mutant.file == name]
                if not self.compiles(name, others + mine):
                    mine = [mutant for mutant in mine if self.compiles(name, [mutant])]
                chosen += mine
        chosen.sort(key=lambda mutant: (mutant.file, mutant.line, mutant.column, mutant.change))
        for number, mutant in enumerate(chosen, 1):
            mutant.number = number
        return chosen

    def make(self, chosen):
        changed = {}
        for name in {mutant.file for mutant in chosen}:
            mine = [mutant for mutant in chosen if mutant.file == name]
            changed[name] = places.rewrite(self.texts[name], mine)
        self.copy(changed)
        run(["cmake", "--build", self.build, "--parallel", str(self.jobs)], "building")


def run(command, what):
    done = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ))
    if done.returncode != 0:
        sys.exit(f"{what} failed:\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
