# SPDX-License-Identifier: GPL-3.0-or-later
# A new appliance is one new file and no other edit: a copy of the tree gets kettle_appliance.c, is built, and knows the kettle
# in its list, in a scenario, in the table of results and in its error messages. What the copy compiles otherwise than the
# program at hand are the kettle and the catalogue that CMake made; the rest of the program is linked from there.
set -euo pipefail
built=$(cd "$(dirname "$1")" && pwd)
source_folder=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$source_folder"
cp -r CMakeLists.txt sim models lua analysis "$work"
mkdir "$work/tests" && touch "$work/tests/CMakeLists.txt"
cp tests/contract/one_file/kettle_appliance.c "$work/models/food/"
cmake -S "$work" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Debug >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
objects=(models/food/kettle_appliance.c.o models/catalogue.c.o)
objects=("${objects[@]/#/CMakeFiles/maru_models.dir/}")
cmake --build "$work/build" --target "${objects[@]}" >"$work/log" 2>&1 || { tail -30 "$work/log"; exit 1; }
# The program's own link, with these two before the libraries, whose catalogue is then not asked for.
link=$(ninja -C "$built" -t commands maru | tail -1)
link=${link/-flto=auto/-fno-lto}
link=${link/ -o maru / -o $work/build/maru ${objects[*]/#/$work/build/} }
(cd "$built" && bash -c "$link") >"$work/log" 2>&1 || { tail -30 "$work/log"; exit 1; }
ln -s "$built/maru_simgrid.so" "$work/build/"
maru=$work/build/maru
export MARU_PATH=$source_folder
"$maru" list kettle | grep -q boils_per_day
"$maru" list kettle --equations | grep -q "4.186 litres"
"$maru" run tests/contract/one_file/kettle.lua -o "$work/kettle.h5" --quiet
table=$("$maru" run tests/contract/one_file/kettle.lua -o "$work/kettle.h5" 2>&1)
grep -q "kettle" <<<"$table" || { echo "the table of results does not mention the kettle"; exit 1; }
ncdump -v kettle_boils "$work/kettle.h5" >"$work/dump" 2>/dev/null || ncdump "$work/kettle.h5" >"$work/dump"
grep -q "kettle_boils" "$work/dump"
sed 's/boils_per_day/boils_per_dya/' tests/contract/one_file/kettle.lua >"$work/wrong.lua"
if "$maru" run "$work/wrong.lua" -o "$work/wrong.h5" 2>"$work/message"; then echo "a misspelt setting was taken"; exit 1; fi
grep -q "boils_per_day" "$work/message" || { cat "$work/message"; exit 1; }
test ! -e "$work/wrong.h5"
echo "a kettle is one file"
