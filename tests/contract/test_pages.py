# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages hold together: every link inside the tree leads somewhere, headings included; the landing page is short, and its
Korean twin has the same parts, commands and picture; every scenario has its row in the table of answers.

test_pages.py PROGRAM SOURCE_FOLDER
"""
import pathlib
import re
import sys

LANDING_LINES = 150
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)", re.S)


def text_of(page):
    return page.read_text(encoding="utf-8")


def anchors(page):
    """The headings of a page, as links name them."""
    text = re.sub(r"^```.*?^```", "", text_of(page), flags=re.M | re.S)
    headings = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def dead_links(page):
    text = re.sub(r"^```.*?^```|`[^`\n]*`(?!\])", "", text_of(page), flags=re.M | re.S)
    for link in LINK.findall(text):
        name, _, anchor = link.partition("#")
        if re.match(r"\w+:", link):
            continue
        target = page.parent / name if name else page
        if not target.exists():
            yield f"{page}: {link} leads nowhere"
        elif anchor and anchor not in anchors(target):
            yield f"{page}: {link}: no such heading"


def shape(page):
    """What a page and its translation have in common."""
    text = text_of(page)
    commands = [line.split("#")[0].rstrip() for line in re.findall(r"^    (\S.*)$", text, re.M)]
    return len(re.findall("^## ", text, re.M)), commands, re.findall(r"\]\(([^)]+\.(?:svg|png))\)", text)


def faults(source):
    for page in sorted(source.rglob("*.md")):
        if not {"build", ".git"} & set(page.relative_to(source).parts):
            yield from dead_links(page)
    landing, korean = source / "README.md", source / "README.ko.md"
    for page in (landing, korean):
        if len(text_of(page).splitlines()) > LANDING_LINES:
            yield f"{page}: more than {LANDING_LINES} lines"
    if shape(landing) != shape(korean):
        yield f"{korean} has other parts, commands or pictures than {landing}"
    answers = text_of(source / "scenarios/README.md")
    for scenario in sorted((source / "scenarios").glob("*.lua")):
        if scenario.stem != "first" and f"| [`{scenario.stem}`](pictures/{scenario.stem}.svg) |" not in answers:
            yield f"{scenario} has no row in the table of answers, with its picture"


def main():
    found = list(faults(pathlib.Path(sys.argv[2]).resolve()))
    print("\n".join(found) or "the pages hold together")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
