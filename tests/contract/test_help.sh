# SPDX-License-Identifier: GPL-3.0-or-later
# Help, lists, the manual and completion come from the same tables: each knows every command, option, topic and kind; a
# misspelt name gets the nearest; nothing heavy is loaded for them; what could not be printed is a fault.
#
# test_help.sh PROGRAM SOURCE_FOLDER
set -euo pipefail
maru=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset COLUMNS

complain() { echo "FAILED: $1" >&2; exit 1; }
says() { "$maru" "${@:2}" >said 2>&1 || complain "maru ${*:2}: exit status $?"; grep -qe "$1" said || { cat said; complain "maru ${*:2} does not say '$1'"; }; }
refuses() {
    local status=0
    "$maru" "${@:2}" >said 2>&1 || status=$?
    [ "$status" = 2 ] && grep -qe "$1" said || { cat said; complain "maru ${*:2}: exit status $status, wanted 2 and '$1'"; }
}

"$maru" help >help
topics=$(sed -n '/^Topics/,/^$/s/^  \([a-z]*\) .*/\1/p' help)
commands=$(sed -n '/^Commands/,/^$/s/^  \([a-z]*\) .*/\1/p' help)
[ "$(wc -w <<<"$topics")" -ge 10 ] && [ "$(wc -w <<<"$commands")" -ge 6 ] || complain "maru help shows too little"
for topic in policy rules classes metrics hooks sections; do
    grep -qw "$topic" <<<"$topics" || complain "there is no topic $topic"
    says . list "$topic"
done
for topic in $topics; do says '^Example:' help "$topic"; done
for command in $commands; do says "maru $command" help "$command"; says "Usage: maru $command" "$command" --help; done
for command in run compare list help; do says "^Example: maru" help "$command"; done
says 'share of households that own one' help robot_vacuum
says 'ask_each_time .*asked at each occasion' list rules
says 'infestations ended' list metrics
says '^  energy \* \[kWh\]: electricity for cooling and sensing' list metrics
says '^  images_out \*: pictures that left the home' list metrics
refuses "did you mean 'rules'?" list rulez
refuses "did you mean 'policy'?" help polcy
refuses "did you mean 'compare'?" help comapre
refuses "there is bash" completion zsh
refuses "there are markdown, kinds and luals" reference html

# The manual and completion know every option that help knows.
"$maru" manual >manual
"$maru" completion bash >completion
for command in run compare; do
    for option in $("$maru" help "$command" | grep -o -- '^ .*--[a-z]*' | grep -o -- '--[a-z]*' | grep -v -- '--\(help\|usage\|version\)'); do
        grep -q "\\\\-\\\\-${option#--}\\\\f" manual || complain "the manual does not know $option of maru $command"
        sed -n "/^        $command)/,/;;/p" completion | grep -q -e "$option" || complain "completion does not know $option"
    done
done
for topic in $topics; do grep -q "^.SS \"$topic: " manual || complain "the manual does not know $topic"; done
if command -v groff >/dev/null; then
    groff -man -Tutf8 -wall manual >/dev/null 2>faults
    [ ! -s faults ] || { head -5 faults; complain "the manual is no man page"; }
fi

# What the tab key offers.
offers() {
    local wanted=$1; shift
    bash -c 'source completion; shift 0; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); compopt() { :; }; _maru; printf "%s\n" "${COMPREPLY[@]}"' \
        bash "$@" >offered
    grep -qxe "$wanted" offered || { cat offered; complain "completion of '$*' does not offer $wanted"; }
}
offers compare maru com
offers robot_vacuum maru list robot
offers policy maru help pol
offers run maru help ru
offers luals maru reference lu
offers --replications= maru compare --rep
offers air_conditioner.placement= maru run first.lua --set air_conditioner.pl

# Nothing heavy is loaded, and a full disk is told.
for command in help manual "list policy" --version --help; do
    # shellcheck disable=SC2086
    LD_DEBUG=files LD_DEBUG_OUTPUT=loader "$maru" $command >/dev/null
    ! cat loader.* | grep -q 'calling init:.*libsimgrid' || complain "maru $command loads SimGrid"
    rm loader.*
done
for command in help list "list all" manual "completion bash" "reference markdown" "reference luals" --version --help "help run"; do
    status=0
    # shellcheck disable=SC2086
    "$maru" $command >/dev/full 2>said || status=$?
    [ "$status" = 1 ] && grep -q 'No space left' said || { cat said; complain "maru $command >/dev/full: exit status $status"; }
done
echo "help, lists, manual and completion know the same"
