# SPDX-License-Identifier: GPL-3.0-or-later
# What scripts' calls cost, in the processor's instructions, on machines that do not let test_lua_fuzz count by itself: so
# many calls together, by valgrind. A function that works without being charged for it would stand out a thousand times.
#
# test_lua_fuzz_counted.sh PROGRAM SOURCE_FOLDER
set -euo pipefail
command -v valgrind >/dev/null || { echo "skipped: no valgrind"; exit 77; }
fuzz=$(dirname "$1")/tests/test_lua_fuzz
[ -x "$fuzz" ] || { echo "skipped: no $fuzz"; exit 77; }
calls=200
each_most=10000000
told=$(valgrind --tool=callgrind --callgrind-out-file=/dev/null "$fuzz" --calls "$calls" 2>&1)
collected=$(grep -oE 'Collected : [0-9]+' <<<"$told" | grep -oE '[0-9]+')
each=$((collected / (2 * calls)))  # every call is made twice
echo "$each instructions a call; at most $each_most"
[ "$each" -le "$each_most" ]
