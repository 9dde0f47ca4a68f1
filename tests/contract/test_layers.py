# SPDX-License-Identifier: GPL-3.0-or-later
"""The tree's law of what may know what: a layer includes itself and what lies below it, each outside library is included
by its doorway files only, and within a layer the files lie one above the other: none calls what lies above it, by
whatever header. No two files have one name, and no two types one tag.

test_layers.py PROGRAM SOURCE_FOLDER
"""
import collections
import pathlib
import re
import sys

ENGINE = ("sim/engine",)
# The systems of models/, from the lowest to the highest: each knows itself and those named before it.
SYSTEMS = [f"models/{system}" for system in """environment methods tokens people oversight cooling food air pests products
    services media maker attacks general""".split()]
# Folder or file: what it may include. The first that fits a path is its layer.
LAYERS = {
    "sim/engine": ENGINE,
    "models/model.h": ENGINE,
    **{system: (*SYSTEMS[:place], system, "models/model.h", *ENGINE) for place, system in enumerate(SYSTEMS)},
    "models": ("models", *SYSTEMS, "models/model.h", *ENGINE),
    "lua": ("lua", "models", *SYSTEMS, "models/model.h", *ENGINE),
    "analysis": ("analysis",),
    "sim/study": ("sim/study", "analysis", "lua", "models", *SYSTEMS, "models/model.h", *ENGINE),
    "sim/serve": ("sim/serve", *ENGINE),
    "sim/class": ("sim/class", "sim/serve", "analysis", "lua", "models", *SYSTEMS, "models/model.h", *ENGINE),
    "sim/explore": ("sim/explore", "sim/serve", "analysis", "lua", "models", *SYSTEMS, "models/model.h", *ENGINE),
    "sim/command": ("sim/command", "sim/explore", "sim/class", "sim/serve", "sim/study", "analysis", "lua", "models", *SYSTEMS, "models/model.h", *ENGINE),
}
# Outside library, by how its headers begin: the files that are its doorway.
DOORWAYS = {
    "igraph/": ("sim/engine/social.c", "sim/engine/social_file.[ch]", "analysis/exposure_graph.c"),
    "libxml/": ("sim/engine/graphml.c",),
    "csv.h": ("sim/engine/csv_file.c",),
    "unistr.h": ("sim/engine/utf8.c", "analysis/workbook.c"),  # libunistring
    "unictype.h": ("sim/engine/utf8.c",),
    "hdf5": ("sim/engine/netcdf.h", "analysis/run_file.c"),
    "xlsxwriter.h": ("analysis/workbook.c",),
    "md4c": ("sim/command/markdown_page.c",),
    "minizip/": ("analysis/workbook_look.c",),
    "simgrid/": ("sim/engine/exchange_simgrid*", "sim/engine/platform.[ch]"),
    "xbt/": ("sim/engine/platform.c",),  # SimGrid's settings
    "Random123/": ("sim/engine/random.h",),
    "omp.h": ("sim/engine/*.c",),
    "lua.h": ("lua/*.[ch]",),
    "lauxlib.h": ("lua/*.[ch]",),
    "lualib.h": ("lua/*.[ch]",),
    "gsl/": ("analysis/*.c",),
    "xxhash.h": ("sim/engine/identity.c",),
    "cJSON.h": ("sim/command/*.c", "sim/study/*.c", "sim/class/*.[ch]", "sim/serve/reply.c", "sim/explore/*.[ch]"),
    "microhttpd.h": ("sim/serve/web.c",),
    "sqlite3.h": ("sim/class/store.c",),
    "sodium.h": ("sim/serve/keys.c",),
    "qrencode.h": ("sim/serve/qr.c",),
}
# The C library's own: C17, POSIX with its network, GNU's argp and Linux's prctl.
STANDARD = set("""argp arpa/inet assert ctype dirent dlfcn errno fcntl fenv float getopt glob ifaddrs inttypes libgen limits locale malloc math net/if poll pthread sched search setjmp signal
    spawn stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string strings termios time unistd
    wchar sys/file sys/ioctl sys/mman sys/prctl sys/resource sys/stat sys/time sys/types sys/utsname sys/wait""".split())
# What CMake makes of the tree, and who includes it.
MADE_BY_CMAKE = {"models": re.compile(r"(catalogue|role)_\w+\.inc"), **dict.fromkeys(SYSTEMS, re.compile(r"role_\w+\.inc")), "analysis": re.compile(r"report_\w+\.inc"), "sim/class": re.compile(r"class_assets\.inc"),
                 "sim/explore": re.compile(r"explore_assets\.inc"), "sim/serve": re.compile(r"shared_assets\.inc")}
# What calls upward all the same, by the files' names without ending: why.
UPWARD = {
    ("sim/engine/exchange_carrier", "sim/engine/exchange"): "what carries a load tells the exchange of it, load by load",
}
# A kind's file is part of the one without its ending, when that has a header: advertiser_party.c fills advertiser.h. So are
# its tables, unless they are a module of their own.
PART = re.compile(r"_(appliance|party|technique|law|mechanism|section|hook)$")
TABLES = re.compile(r"_tables$")
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)
FUNCTION = re.compile(r"^(?!static\b|typedef\b|extern\b)[a-z_][\w \*]*?\b(\w+)\([^;{}]*?\)"
                      r"(?:\s*__attribute__\(\(.*?\)\))*\s*([;{])", re.M | re.S)
TAG = re.compile(r"\b(struct|union|enum)\s+(\w+)\s*\{")
INCLUDE = re.compile(r'\s*#\s*include\s*(["<])([^">]+)[">]')


def layer_of(path):
    return next((layer for layer in LAYERS if path == layer or path.startswith(layer + "/")), None)


def read_files(root):
    """{path: text without comments} of every C file under the layers' top folders."""
    return {str(file.relative_to(root)): COMMENT.sub("", file.read_text(encoding="utf-8"))
            for top in sorted({layer.split("/")[0] for layer in LAYERS})
            for file in sorted([*root.glob(f"{top}/**/*.[ch]"), *root.glob(f"{top}/**/*.cpp")])}


def read_includes(files):
    """[(file, line, quoted, header)] of all the files."""
    found = []
    for file, text in files.items():
        for number, line in enumerate(text.splitlines(), 1):
            match = INCLUDE.match(line)
            if match:
                found.append((file, number, match[1] == '"', match[2]))
    return found


def judge_own(root, file, header):
    """What is wrong with #include "header" in the file, or None."""
    made = MADE_BY_CMAKE.get("models" if file.startswith("models/") else layer_of(file))
    if made and made.fullmatch(header):
        return None
    if not (root / header).is_file():
        return f'"{header}" is no path from the root of the tree'
    if layer_of(file) is None or (layer_of(file) == "models" and file.count("/") > 1):
        return "the file's folder has no place among the layers"
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


def module_of(path, files):
    """What a file is part of: a .c and its .h are one, and so is what a kind's file fills."""
    stem = path.rsplit(".", 1)[0]
    whole = TABLES.sub("", PART.sub("", stem))
    is_part = f"{whole}.h" in files and not (TABLES.search(stem) and f"{stem}.c" in files)
    return whole if is_part else stem


def read_functions(files):
    """Two {function: file}: in whose header it is declared, and in which .c it is defined."""
    declared, defined = {}, {}
    for path, text in files.items():
        for name, end in FUNCTION.findall(text):
            if path.endswith(".h") and end == ";":
                declared[name] = path
            elif path.endswith(".c") and end == "{":
                defined[name] = path
    return declared, defined


def find_uses(files, includes):
    """{module: {module it needs: why}}: it includes it, or declares what the other defines for it."""
    uses = collections.defaultdict(dict)
    for file, _, quoted, header in includes:
        if quoted and header in files and module_of(file, files) != module_of(header, files):
            uses[module_of(file, files)][module_of(header, files)] = f"includes {header}"
    declared, defined = read_functions(files)
    for name in declared.keys() & defined.keys():
        above, below = module_of(defined[name], files), module_of(declared[name], files)
        if above != below:
            uses[below][above] = f"declares its {name}"
    return uses


def way(uses, begin, end):
    """The modules from begin to end, each using the next; None when there is no way."""
    ways = [[begin]]
    seen = {begin}
    for path in ways:
        for module in sorted(uses[path[-1]]):
            if module == end:
                return path + [end]
            if module not in seen:
                seen.add(module)
                ways.append(path + [module])
    return None


def find_circles(uses):
    """Each circle once, as a text, from the module of the first name; then what UPWARD allows and nobody does."""
    wrong, told = [], set()
    for below, above in UPWARD:
        if not (uses[below].pop(above, None) and way(uses, above, below)):
            wrong.append(f"{below} -> {above}: closes no circle; strike it from what may call upward")
    for module in sorted(uses):
        circle = None if module in told else way(uses, module, module)
        if circle:
            told |= set(circle)
            wrong.append("circle: " + " -> ".join(f"{one} ({uses[one][other]})" for one, other in zip(circle, circle[1:])) +
                         f" -> {module}")
    return wrong


def find_namesakes(files):
    """Files of one name, but for a .c and its .h; and types of one tag, but for those that two .c files keep to themselves,
    as they may their static functions."""
    wrong = []
    stems, tags = collections.defaultdict(set), collections.defaultdict(list)
    for path, text in files.items():
        stems[pathlib.PurePath(path).stem].add(path.rsplit(".", 1)[0])
        for kind, tag in TAG.findall(text):
            tags[tag].append((kind, path))
    for stem, paths in stems.items():
        if len(paths) > 1:
            wrong.append(f"files of one name, {stem}: {', '.join(sorted(paths))}")
    for tag, places in tags.items():
        private = all(path.endswith(".c") for _, path in places) and len({kind for kind, _ in places}) == 1
        if len(places) > 1 and not private:
            wrong.append(f"one tag, {tag}: " + ", ".join(f"{kind} in {path}" for kind, path in sorted(places)))
    return wrong


def find_unused(includes):
    """Layers and doorways that nothing was read from: a law over nothing would always be kept."""
    read = {layer_of(file) for file, *_ in includes}
    headers = [header for _, _, quoted, header in includes if not quoted]
    return ([f"{layer}: no file with an include was found" for layer in LAYERS if layer not in read] +
            [f"<{library}...>: nobody includes it; strike it from the doorways" for library in DOORWAYS
             if not any(header.startswith(library) for header in headers)])


def main():
    root = pathlib.Path(sys.argv[2])
    files = read_files(root)
    includes = read_includes(files)
    wrong = find_unused(includes) + find_circles(find_uses(files, includes)) + find_namesakes(files)
    for file, line, quoted, header in includes:
        fault = judge_own(root, file, header) if quoted else judge_outside(file, header)
        if fault:
            wrong.append(f"{file}:{line}: {fault}")
    print("\n".join(wrong) or f"{len(includes)} includes keep the layers and the doorways; no file calls upward")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
