# SPDX-License-Identifier: GPL-3.0-or-later
# Every source file names its licence in one of its first two lines, and the licence's text is there.
#
# test_spdx.sh PROGRAM SOURCE_FOLDER
set -euo pipefail
cd "$2"
list=$(mktemp)
trap 'rm -f "$list"' EXIT
line='SPDX-License-Identifier: GPL-3.0-or-later'
find . \( -path ./.git -o -path ./build -o -path ./results \) -prune -o -type f \
    \( -name '*.[ch]' -o -name '*.lua' -o -name '*.py' -o -name '*.R' -o -name '*.sh' -o -name '*.js' -o -name '*.css' \
    -o -name '*.cmake' -o -name CMakeLists.txt -o -name Makefile -o -path './.ci/*' \) -print | sort >"$list"
count=$(wc -l <"$list")
((count >= 50)) || { echo "only $count source files under $2: is this the right folder?"; exit 1; }
wrong=0
while read -r file; do
    head -n 2 "$file" | grep -qF "$line" && continue
    echo "${file#./}:1: the first two lines lack '$line'"
    wrong=1
done <"$list"
grep -q 'GNU GENERAL PUBLIC LICENSE' LICENSE && grep -q 'Version 3' LICENSE || { echo "LICENSE:1: not the GPL 3"; wrong=1; }
((wrong)) || echo "$count source files name their licence"
exit "$wrong"
