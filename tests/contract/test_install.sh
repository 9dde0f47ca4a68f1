# SPDX-License-Identifier: GPL-3.0-or-later
# An installed Maru works from wherever its prefix is moved to, in any folder, with an empty environment, and without the
# source tree: what it reads it finds from its own place.
#
# test_install.sh PROGRAM SOURCE_FOLDER
set -euo pipefail
build=$(dirname "$(realpath "$1")")
source_folder=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

complain() { echo "FAILED: $1" >&2; exit 1; }

cmake --build "$build" --target maru_documents >"$work/log" 2>&1 || { cat "$work/log"; complain "no documents"; }
DESTDIR=$work/staged cmake --install "$build" --prefix /usr >"$work/log" 2>&1 || { cat "$work/log"; complain "not installed"; }
[ ! -e "$work/staged$work" ] || complain "what is installed lies outside of the prefix"
mv "$work/staged/usr" "$work/moved"
cd "$work/moved"
for file in bin/maru lib/maru/maru_simgrid.so share/maru/lua/korea_2018.lua share/maru/scenarios/first.lua \
    share/maru/analysis/maru.py share/maru/analysis/maru.R share/maru/luals/maru.lua share/man/man1/maru.1.gz \
    share/bash-completion/completions/maru share/doc/maru/LICENSE share/doc/maru/README*; do
    [ -s "$file" ] || complain "$file is not installed"
done
diff -r "$source_folder/scenarios" share/maru/scenarios || complain "other scenarios than those of the tree"

# Below: in another folder, where nobody can see the source tree.
cat >"$work/inside.sh" <<'INSIDE'
set -euo pipefail
source_folder=$1 maru=$2
[ "${3:-}" != hidden ] || [ ! -e "$source_folder/lua" ] || { echo "the source tree can be seen"; exit 1; }
run() { env -i "$maru" run "$@" --homes 20 --days 2 --set homes.districts=2 --quiet; }
run scenarios/first.lua -o installed.h5               # SimGrid's module, and an example from where there is none
run four_together --policy nothing -o factorial.h5    # require "factorial"
env -i "$maru" list scenarios >listed
printf 'scenario { days = 1, microwave {}, maker {} } policy((require "policies/edge_only") { "microwave" })\n' >library.lua
run library.lua --policy edge_only -o library.h5 2>/dev/null  # a policy of the library, from where it is not
printf 'scenario { days = 1 }\n' >first.lua
run first.lua -o own.h5 --set network=closed_form     # what is here comes before an example
grep -q '"first.lua"' own.provenance.json && ! env -i "$maru" run nowhere.lua 2>message
grep -q 'nowhere.lua: No such file' message
INSIDE
mkdir "$work/elsewhere" && cd "$work/elsewhere"
hide='mount -t tmpfs none "$1" && shift && exec bash "$@"'
inside=("$work/inside.sh" "$source_folder" "$work/moved/bin/maru")
case $work/ in "$source_folder"/*) complain "the work folder lies in the source tree" ;; esac
if unshare --mount --map-root-user true 2>/dev/null; then
    unshare --mount --map-root-user sh -c "$hide" sh "$source_folder" "${inside[@]}" hidden || complain "the installed program"
else
    echo "the source tree cannot be hidden here: it may be seen"
    bash "${inside[@]}" || complain "the installed program"
fi
grep -q "In $work/moved/share/maru/scenarios:" listed || complain "the examples are looked for elsewhere"

# Same inputs, same bytes, from whichever place.
"$1" run "$source_folder/scenarios/first.lua" --homes 20 --days 2 --set homes.districts=2 --quiet -o built.h5
cmp built.h5 installed.h5 || complain "the installed program makes another run"

# The environment's word counts, and what is missing is said.
mkdir -p other/lua && cp "$work"/moved/share/maru/lua/*.lua other/lua
echo 'return { answer = 42 }' >other/lua/theirs.lua
echo 'scenario { days = require("theirs").answer }' >own.lua
MARU_PATH=$PWD/other "$work/moved/bin/maru" run own.lua --homes 2 --set homes.districts=1 --quiet -o other.h5
rm -r "$work/moved/share/maru"
status=0
env -i "$work/moved/bin/maru" run own.lua 2>message || status=$?
[ "$status" = 1 ] && grep -q "no folder lua in .*moved/bin/../share/maru" message && grep -q MARU_PATH message ||
    { cat message; complain "without its Lua modules"; }
echo "an installed Maru works wherever it is moved to"
