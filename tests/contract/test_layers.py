# SPDX-License-Identifier: GPL-3.0-or-later
"""The tree's law of includes: a layer includes itself and what lies below it, each outside library is included by its
doorway files only, headers include each other without circles.

test_layers.py PROGRAM SOURCE_FOLDER
"""
import pathlib
import re
import sys

# Folder: what it may include.
LAYERS = {
    "sim/engine": ("sim/engine",),
    "models": ("models", "sim/engine"),
    "lua": ("lua", "models", "sim/engine"),
    "analysis": ("analysis",),
    "sim/command": ("sim/command", "analysis", "lua", "models", "sim/engine"),
}
# Outside library, by how its headers begin: the files that are its doorway.
DOORWAYS = {
    "igraph/": ("sim/engine/social.c",),
    "hdf5": ("sim/engine/record.c", "analysis/read_run.c"),
    "simgrid/": ("sim/engine/exchange_simgrid*.c", "sim/engine/platform.[ch]"),
    "xbt/": ("sim/engine/platform.c",),  # SimGrid's settings
    "Random123/": ("sim/engine/random.h",),
    "omp.h": ("sim/engine/*.c",),
    "lua.h": ("lua/*.[ch]",),
    "lauxlib.h": ("lua/*.[ch]",),
    "lualib.h": ("lua/*.[ch]",),
    "gsl/": ("analysis/*.c",),
    "cJSON.h": ("sim/command/*.c",),
}
# The C library's own: C17, POSIX, and GNU's argp.
STANDARD = set("""argp assert ctype errno fcntl fenv float getopt inttypes libgen limits locale math poll pthread sched setjmp signal
    spawn stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string strings termios time unistd
    wchar sys/file sys/ioctl sys/mman sys/resource sys/stat sys/time sys/types sys/utsname sys/wait""".split())
MADE_BY_CMAKE = re.compile(r"catalogue_\w+\.inc")
INCLUDE = re.compile(r'\s*#\s*include\s*(["<])([^">]+)[">]')


def layer_of(path):
    return next((layer for layer in LAYERS if path.startswith(layer + "/")), None)


def read_includes(root):
    """[(file, line, quoted, header)] of everything under the layers' top folders."""
    found = []
    for top in sorted({layer.split("/")[0] for layer in LAYERS}):
        for file in sorted(root.glob(f"{top}/**/*.[ch]")):
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                match = INCLUDE.match(line)
                if match:
                    found.append((str(file.relative_to(root)), number, match[1] == '"', match[2]))
    return found


def judge_own(root, file, header):
    """What is wrong with #include "header" in the file, or None."""
    if MADE_BY_CMAKE.fullmatch(header) and layer_of(file) == "models":
        return None
    if not (root / header).is_file():
        return f'"{header}" is no path from the root of the tree'
    if layer_of(file) is None:
        return "the file lies outside the layers"
    if layer_of(header) not in LAYERS[layer_of(file)]:
        return f'"{header}" does not lie in or below the layer {layer_of(file)}'
    return None


def judge_outside(file, header):
    """What is wrong with #include <header> in the file, or None."""
    if header.removesuffix(".h") in STANDARD:
        return None
    doors = next((doors for library, doors in DOORWAYS.items() if header.startswith(library)), None)
    if doors is None:
        return f"<{header}>: a library without a doorway"
    if not any(pathlib.PurePath(file).match(door) for door in doors):
        return f"<{header}> is included by {', '.join(doors)} only"
    return None


def find_circles(includes):
    """The circles among the files, each as a text."""
    below = {}
    for file, _, quoted, header in includes:
        if quoted:
            below.setdefault(file, []).append(header)
    circles, done = [], set()

    def walk(file, way):
        if file in way:
            circles.append(" -> ".join(way[way.index(file):] + [file]))
        elif file not in done:
            for header in below.get(file, []):
                walk(header, way + [file])
            done.add(file)

    for file in sorted(below):
        walk(file, [])
    return circles


def find_unused(includes):
    """Layers and doorways that nothing was read from: a law over nothing would always be kept."""
    read = {layer_of(file) for file, *_ in includes}
    headers = [header for _, _, quoted, header in includes if not quoted]
    return ([f"{layer}: no file with an include was found" for layer in LAYERS if layer not in read] +
            [f"<{library}...>: nobody includes it; strike it from the doorways" for library in DOORWAYS
             if not any(header.startswith(library) for header in headers)])


def main():
    root = pathlib.Path(sys.argv[2])
    includes = read_includes(root)
    wrong = find_unused(includes) + [f"include circle: {circle}" for circle in find_circles(includes)]
    for file, line, quoted, header in includes:
        fault = judge_own(root, file, header) if quoted else judge_outside(file, header)
        if fault:
            wrong.append(f"{file}:{line}: {fault}")
    print("\n".join(wrong) or f"{len(includes)} includes keep the layers and the doorways")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
