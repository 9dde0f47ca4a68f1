# SPDX-License-Identifier: GPL-3.0-or-later
"""The language's reference is what the program prints, its examples run, and editors get a file that Lua can read.

test_reference.py PROGRAM SOURCE_FOLDER [--renew]      (--renew writes the pages anew)
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

BEGIN, END = "<!-- begin: maru reference markdown -->\n", "<!-- end -->\n"
SMALL = ["--homes", "30", "--days", "2", "--set", "homes.districts=2", "--threads", "1"]


def told(program, *arguments):
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"FAILED: maru {' '.join(arguments)}: exit status {done.returncode}\n{done.stderr}")
    return done.stdout


def pages(program, source):
    """Each page's file, its text, and the text it should have."""
    page = source / "scenarios/README.md"
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    assert end, f"{page} has no place for what the program prints"
    yield page, text, before + BEGIN + told(program, "reference", "markdown") + "\n" + END + after
    page = source / "scenarios/KINDS.md"
    yield page, page.read_text(encoding="utf-8") if page.exists() else "", told(program, "reference", "kinds")


def stale(program, source, renew):
    for page, text, wanted in pages(program, source):
        if renew:
            page.write_text(wanted, encoding="utf-8")
        elif text != wanted:
            yield f"{page} is not what the program prints: make reference"


def try_examples(program, source):
    """Every example that is a whole scenario is lived for two days, and compared where it says so."""
    text = (source / "scenarios" / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```lua\n(scenario .*?)^```", text, re.M | re.S)
    assert len(examples) >= 4, "examples in scenarios/README.md"
    for number, example in enumerate(examples):
        pathlib.Path(f"example{number}.lua").write_text(example, encoding="utf-8")
        told(program, "run", f"example{number}.lua", *SMALL, "-o", f"example{number}.h5")
        if re.search("^(compare|factorial) ", example, re.M):
            told(program, "compare", f"example{number}.lua", *SMALL, "-o", f"study{number}")
    return len(examples)


def judge_definitions(program):
    """What editors read knows every kind, hook, class and rule, and is Lua."""
    text = told(program, "reference", "luals")
    names = told(program, "list")
    for sort, form in (("appliances", "function {}(settings) end"), ("parties", "function {}(settings) end"), ("hooks", "---@field {}? ")):
        listed = re.search(rf"^{sort}: ([\w,\s]*)", names, re.M)[1].split("\n\n")[0]
        for name in re.findall(r"\w+", listed):
            if name not in ("parties", "hooks", "techniques") and form.format(name) not in text:
                yield f"the definitions for editors do not know {name}"
    words = {alias: said.replace('"', "").split("|") for alias, said in re.findall(r'^---@alias maru\.(\w+) ("\w+"(?:\|"\w+")*)$', text, re.M)}
    if set(words) != {"rule", "form", "class"}:
        yield f"the definitions for editors have words for {sorted(words)}, not for rules, forms and classes"
    for name in re.findall(r"^  (\w+)  ", told(program, "list", "classes"), re.M):
        if f"---@field {name}? maru.said" not in text or name not in words.get("class", ()):
            yield f"the definitions for editors do not know the data class {name}"
    made = set(re.findall(r"^---@(?:class(?: \(exact\))?|alias) maru\.([\w.]+)", text, re.M))
    for name in sorted(set(re.findall(r"\bmaru\.([a-z_]+(?:\.[a-z_]+)*)", re.sub(r"^---@(?:class|alias) .*$", "", text, flags=re.M))) - made):
        yield f"the definitions for editors speak of maru.{name} and do not say what it is"
    if not text.startswith("---@meta\n"):
        yield "the definitions for editors do not begin with ---@meta"
    compiler = shutil.which("luac5.4")
    if compiler and subprocess.run([compiler, "-p", "-"], input=text, text=True, check=False).returncode:
        yield "the definitions for editors are no Lua"


def main():
    program, source = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    wrong = list(stale(program, source, "--renew" in sys.argv))
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        count = try_examples(program, source)
        wrong += judge_definitions(program)
        os.chdir("/")
    print("\n".join(wrong) or f"the reference is as printed, {count} examples run")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
