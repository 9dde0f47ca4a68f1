// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/robust.h"

#include "sim/command/sweep.h"
#include "sim/command/sweep_options.h"

static const struct argp_child children[] = {{&sweep_options_argp, 0, NULL, 0}, {0}};
static const struct argp robust_argp = {
    .args_doc = "FILE|FOLDER",
    .doc =
        "Lives the scenario in FILE with every setting that nobody decides (its uncertain ones) anywhere in "
        "its "
        "range (where it may well lie, if its source says where), all at once, with the same luck "
        "everywhere, and says of each difference between policies: "
        "its "
        "median and range, how often its sign holds, which setting moves it most, and where it flips. An "
        "interval over replications holds luck only; this holds what nobody knows. It is a sweep over "
        "'uncertain': --vary narrows it, and all that maru sweep can do (stop, go on, a cluster) holds. "
        "robustness.csv in its folder has the table."
        "\vExample: maru robust scenarios/pest_leads.lua --homes 500 --runs 600\n"
        "With --design sobol: shares of the variance, with intervals, of few settings that --vary names; "
        "with "
        "--design morris: of many, which matter at all.",
    .children = children};

static int robust_main(int argc, char **argv, const struct command *const *all) {
    (void)all;
    static const struct sweep_options usual = {
        .command = "robust", .usual_vary = "uncertain", .design = DESIGN_KINDS, .where = "--vary"};
    return sweep_command_line(argc, argv, &robust_argp, &usual);
}

const struct command robust_command = {
    .name = "robust",
    .summary = "says how often differences hold where numbers are uncertain",
    .argp = &robust_argp,
    .main = robust_main};
