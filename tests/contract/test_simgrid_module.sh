# SPDX-License-Identifier: GPL-3.0-or-later
# SimGrid is loaded when a scenario asks for it, and not before; its module is found in the build tree and in an
# installed one, wherever that was moved to; without it the program says what is missing, and closed_form works.
#
# test_simgrid_module.sh PROGRAM SOURCE_FOLDER
set -euo pipefail
maru=$(realpath "$1")
scenario=$2/scenarios/first.lua
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

complain() { echo "FAILED: $1" >&2; exit 1; }
run() { "$1" run "$scenario" --homes 20 --days 1 --threads 1 --quiet --set "network=$2" -o "$3"; }
loads_simgrid() {
    LD_DEBUG=files LD_DEBUG_OUTPUT=loader "$@" >said || { cat said; complain "$*"; }
    cat loader.* >loaded && rm loader.*
    grep -q 'calling init:.*libsimgrid' loaded
}

loads_simgrid run "$maru" simgrid built.h5 || complain "a run with SimGrid does not load it"
! loads_simgrid run "$maru" closed_form closed_form.h5 || complain "a closed-form run loads SimGrid"
! loads_simgrid "$maru" --version || complain "--version loads SimGrid"
loads_simgrid "$maru" compare "$2/scenarios/pest_leads.lua" --homes 20 --set homes.districts=2 --days 1 --replications 1 --quiet -o study ||
    complain "a comparison does not load SimGrid"
[ "$(grep -c 'calling init:.*libsimgrid' loaded)" = 1 ] || complain "each run of a comparison loads SimGrid"

cmake --install "$(dirname "$maru")" --prefix "$work/first" >log 2>&1 || { cat log; complain "no installed tree"; }
mv first moved
run moved/bin/maru simgrid installed.h5
cmp built.h5 installed.h5

# Is refused with exit status 1 and no file; says the fault, and that closed_form would work.
refused() {
    local status=0
    run moved/bin/maru simgrid refused.h5 2>message || status=$?
    [ "$status" = 1 ] || complain "$1: exit status $status"
    [ ! -e refused.h5 ] && [ ! -e refused.h5.part ] || complain "$1: a run file is left"
    grep -q "$2" message && grep -q 'closed_form' message && grep -q libsimgrid message || {
        cat message
        complain "$1: the message does not help"
    }
}
module=moved/lib/maru/maru_simgrid.so
echo 'no library' >$module
refused "a broken module" "/lib/maru/maru_simgrid.so: "
cp "$(ldd "$maru" | awk '$1 ~ /^libz\.so/ { print $3 }')" $module
refused "another library in its place" 'undefined symbol: exchange_simgrid'
rm $module
refused "a missing module" "no maru_simgrid.so in $work/moved/bin/"
run moved/bin/maru closed_form without.h5
cmp closed_form.h5 without.h5
echo "SimGrid is loaded where it is asked for only, from the build tree and from an installed one"
