// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/study/shared_text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "sim/engine/claim.h"

bool shared_text(const char *path, const char *text, struct status *status) {
    struct claim *claim = claim_share(path);
    FILE *file = fopen(claim_part(claim), "w");
    bool good = file && fputs(text, file) >= 0;
    if (file) good = fclose(file) == 0 && good;
    if (!good) status_fail(status, STATUS_MACHINE, "%s: %s", path, strerror(errno));
    good = good && claim_publish(claim, status);
    claim_drop(claim);
    return good;
}
