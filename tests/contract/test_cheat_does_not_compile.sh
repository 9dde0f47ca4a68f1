# SPDX-License-Identifier: GPL-3.0-or-later
# Whoever sends data of a home without asking the gate, makes a pass, or does not look at the gate's answer is stopped by the
# compiler; the same lines with a pass build.
set -euo pipefail
cd "$2"
compiles() {  # the body of an appliance's act(), that holds `pass` and `item`
    printf '%s\n' '#include "sim/engine/home.h"' '#include "sim/engine/party_act.h"' \
        'void act(struct visit *visit, struct world *world, const struct gate_pass *pass, struct item item);' \
        'void act(struct visit *visit, struct world *world, const struct gate_pass *pass, struct item item) {' \
        '(void)visit, (void)world, (void)pass, (void)item;' "$1" '}' |
        "${CC:-cc}" -std=gnu17 -D_GNU_SOURCE -Wall -Wextra -Werror -I. -c -o /dev/null -x c - 2>/dev/null
}
fails=0
must() { compiles "$1" || { echo "should compile: $1"; fails=1; }; }
must_not() { if compiles "$1"; then echo "should not compile: $1"; fails=1; fi; }
must 'visit_send(visit, pass, item);'
must 'visit_report(visit, pass, item);'
must 'visit_send_bulk(visit, pass, 1, 0);'
must 'party_send(world, pass, item);'
must 'if ((pass = visit_share(visit, 0, FORM_LABEL, 1, 0))) visit_send(visit, pass, item);'
must_not 'visit_send(visit, item);'
must_not 'visit_report(visit, item);'
must_not 'visit_send_bulk(visit, 3, 1, 0);'
must_not 'party_send(world, item);'
must_not 'struct gate_pass mine; visit_send(visit, &mine, item);'
must_not 'visit_send(visit, &(struct gate_pass){0}, item);'
must_not 'visit_send(visit, gate_entry_at(world->gate, 0, 0), item);'
must_not 'visit_share(visit, 0, FORM_LABEL, 1, 0);'
must_not 'party_share(world, 0, 0, FORM_LABEL, 1);'
must_not 'party_share_pictures(world, 0, 0, FORM_RAW, 1, 1);'
exit $fails
