// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/describe.h"

#include "sim/command/say.h"
#include "sim/study/crate.h"

bool describe_study(const struct block_folder *folder, bool quiet, struct status *status) {
    bool kept = false;
    if (!crate_write(folder, &kept, status)) return false;
    if (kept && !quiet)
        say(0, 2,
            "%s/ro-crate-metadata.json was changed since Maru wrote it: it stays as it is (removed, it is "
            "written "
            "anew)",
            folder->path);
    return true;
}
