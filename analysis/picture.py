#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws what a comparison found: who gains and who pays, and what left the homes unasked. Needs what maru.py needs.

    maru compare scenarios/pest_leads.lua -o results/pest
    picture.py results/pest pest_leads.svg --parties hanbit=maker,bugbye,cleanhome,households

Every policy is compared with the first one, replication by replication, since both have the same luck; the bar is the 95 %
interval of the mean difference. The picture brings its own ground, light or dark as the reader's screen is.
"""
import argparse
import math
import pathlib
import sys
from html import escape

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import maru  # noqa: E402

# ---- Numbers ----


def money(run, party):
    """What the party received less what it paid over the whole run, won."""
    parties = run["parties"].sel(party=party)
    return float((parties["won_in"] - parties["won_out"]).sum())


def taken(run):
    """Messages about homes that left although nobody at home had said yes."""
    return float(run["exposures"]["transfers_without_consent"].sum())


def student(level, freedom):
    """How many standard errors to each side hold that share of Student's t distribution."""
    scale = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(freedom * math.pi)
    step, inside, t = 1e-4, 0.0, 0.0
    while inside < level / 2:
        inside += step * scale * (1 + (t + step / 2) ** 2 / freedom) ** (-(freedom + 1) / 2)
        t += step
    return t


def estimate(values):
    """The mean, and half the width of its 95 % interval."""
    count = len(values)
    mean = sum(values) / count
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / (count - 1))
    return mean, student(0.95, count - 1) * spread / math.sqrt(count)


def read_study(folder):
    """The names of the policies, the baseline first, and the runs of each in the order of their replications."""
    study = maru.study(folder)
    count = study.asked["replications"]
    return study.policies, {policy: [study.run(policy, i) for i in range(count)] for policy in study.policies}


def differences(runs, baseline, policy, measure):
    return estimate([measure(run) - measure(base) for run, base in zip(runs[policy], runs[baseline])])


# ---- Drawing ----

STYLE = """
  .ground { fill: #ffffff }
  text { fill: #1f2328; font: 15px sans-serif; paint-order: stroke; stroke-width: 4; stroke-linejoin: round } .small { font-size: 13px; fill: #59636e }
  .title { font-size: 17px; font-weight: bold } .axis { stroke: #818b98; fill: none } .rule { stroke: #d1d9e0 }
  .p1 { fill: #0072b2; stroke: #0072b2 } .p2 { fill: #b84a00; stroke: #b84a00 } .p0 { fill: #6e7781; stroke: #6e7781 }
  text, text.p0, text.p1, text.p2 { stroke: #ffffff }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #0d1117 } text { fill: #e6edf3 } .small { fill: #9198a1 } .rule { stroke: #3d444d }
    text, text.p0, text.p1, text.p2 { stroke: #0d1117 }
    .p1 { fill: #56b4e9; stroke: #56b4e9 } .p2 { fill: #f0903c; stroke: #f0903c } .p0 { fill: #9198a1; stroke: #9198a1 }
  }
"""
WIDTH, LEFT, RIGHT, ROW = 760, 170, 730, 62
SHAPES = {1: '<circle class="p1" cx="{x:.1f}" cy="{y:.1f}" r="5.5"/>',
          2: '<rect class="p2" x="{a:.1f}" y="{b:.1f}" width="10" height="10"/>'}


def text(x, y, words, style="", anchor="start"):
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{style}" text-anchor="{anchor}">{escape(words)}</text>'


def line(x1, y1, x2, y2, style, width=1.0):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{style}" stroke-width="{width}"/>'


def nice_step(span):
    """A step of 1, 2 or 5 times a power of ten that divides the span into about seven."""
    power = 10 ** math.floor(math.log10(span / 7))
    return next(power * step for step in (1, 2, 5, 10) if span / (power * step) <= 7)


def signed(value):
    return f"{value:+,.1f}".replace("-", "−")


def money_panel(top, rows, policies):
    """A row for each party: its gain or loss in million won under each policy, with intervals."""
    ends = [end for row in rows for mean, half in row[1] for end in (mean - half, mean + half)]
    low, high = min(ends + [0]), max(ends + [0])
    step = nice_step(high - low or 1)
    first, last = math.floor(low / step), max(math.ceil(high / step), math.floor(low / step) + 1)

    def place(value):
        return LEFT + (value - first * step) / ((last - first) * step) * (RIGHT - LEFT)

    bottom = top + ROW * len(rows)
    parts = []
    for tick in range(first, last + 1):
        parts.append(line(place(tick * step), top, place(tick * step), bottom, "rule" if tick else "axis", 1 if tick else 1.5))
        parts.append(text(place(tick * step), bottom + 17, f"{tick * step:+g}".replace("-", "−") if tick else "0", "small", "middle"))
    for i, (label, estimates) in enumerate(rows):
        middle = top + ROW * (i + 0.5)
        parts.append(text(LEFT - 14, middle + 5, label, "", "end"))
        for number, (mean, half) in enumerate(estimates, 1):
            y = middle + (number - (len(estimates) + 1) / 2) * 24
            x = place(mean)
            parts.append(line(place(mean - half), y, place(mean + half), y, f"p{number}", 2.5))
            parts.append(SHAPES[number].format(x=x, y=y, a=x - 5, b=y - 5))
            told = signed(mean) if abs(mean) > half else f"{signed(mean)}, may be luck" if half else "no difference seen"
            right = place(mean + half) + 8
            if right + 8 * len(told) > RIGHT:
                parts.append(text(place(mean - half) - 8, y + 5, told, f"p{number}", "end"))
            else:
                parts.append(text(right, y + 5, told, f"p{number}"))
    return parts, bottom + 17


def taken_panel(top, names, estimates):
    """A bar for each policy: transfers without consent."""
    most = max(mean + half for mean, half in estimates) or 1
    parts = []
    for number, (name, (mean, half)) in enumerate(zip(names, estimates)):
        y, scale = top + 15 + 30 * number, (RIGHT - LEFT - 60) / most
        parts.append(text(LEFT - 14, y + 5, name, f"p{number}", "end"))
        if mean:
            parts.append(f'<rect class="p{number}" x="{LEFT}" y="{y - 8:.1f}" width="{mean * scale:.1f}" height="16" opacity="0.55"/>')
            parts.append(line(LEFT + (mean - half) * scale, y, LEFT + (mean + half) * scale, y, f"p{number}", 2.5))
        parts.append(text(LEFT + (mean + half) * scale + 8, y + 5, f"{mean:,.0f}", f"p{number}"))
    return parts + [line(LEFT, top, LEFT, top + 30 * len(names), "axis", 1.5)], top + 30 * len(names)


def draw(title, about, names, rows, estimates):
    parts = [text(20, 32, title, "title"), text(20, 54, about, "small")]
    parts.append(text(20, 88, f"Money over the run, against “{names[0]}”, million won"))
    x = RIGHT - sum(8.5 * len(name) + 26 for name in names[1:]) + 20
    for number, name in enumerate(names[1:], 1):
        parts += [SHAPES[number].format(x=x, y=83, a=x - 5, b=78), text(x + 12, 88, name, f"p{number}")]
        x += 8.5 * len(name) + 26
    more, y = money_panel(104, rows, names)
    parts += more
    parts.append(text(20, y + 40, "Messages about homes that left without anybody's consent, in the run"))
    more, y = taken_panel(y + 54, names, estimates)
    parts += more
    height = y + 22
    spoken = "; ".join(f"{label}: " + ", ".join(f"{name} {signed(mean)} million won (plus or minus {half:.1f})"
                                                for name, (mean, half) in zip(names[1:], found)) for label, found in rows)
    spoken += ". Transfers without consent: " + ", ".join(f"{name} {mean:,.0f}" for name, (mean, _) in zip(names, estimates)) + "."
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" height="{height:.0f}" role="img">\n'
            f"<title>{escape(title)}</title>\n<desc>{escape(spoken)}</desc>\n<style>{STYLE}</style>\n"
            f'<rect class="ground" width="{WIDTH}" height="{height:.0f}" rx="8"/>\n' + "\n".join(parts) + "\n</svg>\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path, help="what maru compare -o made: a baseline and one or two other policies")
    parser.add_argument("picture", type=pathlib.Path, help="the SVG file to write")
    parser.add_argument("--parties", required=True, help="which rows, in order: name or name=label, with commas between")
    given = parser.parse_args()
    policies, runs = read_study(given.folder)
    if not 2 <= len(policies) <= 3 or len(runs[policies[0]]) < 2:
        sys.exit("picture.py draws two or three policies of two replications or more")
    parties = [name.partition("=") for name in given.parties.split(",")]
    rows = [(label or name, [differences(runs, policies[0], policy, lambda run, name=name: money(run, name) / 1e6)
                             for policy in policies[1:]]) for name, _, label in parties]
    estimates = [estimate([taken(run) for run in runs[policy]]) for policy in policies]
    first = runs[policies[0]][0]
    about = (f"{first['homes'].sizes['home']:,} homes, {first.root.sizes['day']} days, mean of {len(runs[policies[0]])} runs with "
             "different luck; lines: 95 % intervals")
    names = [policy.replace("_", " ") for policy in policies]
    given.picture.write_text(draw(first.about["title"], about, names, rows, estimates), encoding="utf-8")


if __name__ == "__main__":
    main()
