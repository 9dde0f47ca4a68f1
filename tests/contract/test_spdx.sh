# SPDX-License-Identifier: GPL-3.0-or-later
# Every source file names its licence in one of its first two lines, and the licence's text is there.
#
# test_spdx.sh PROGRAM SOURCE_FOLDER
set -euo pipefail
cd "$2"
list=$(mktemp)
trap 'rm -f "$list"' EXIT
line='SPDX-License-Identifier: GPL-3.0-or-later'
export LC_ALL=C
find . \( -path ./.git -o -path ./build -o -path ./results \) -prune -o -type f \
    \( -name '*.[ch]' -o -name '*.lua' -o -name '*.py' -o -name '*.R' -o -name '*.sh' -o -name '*.js' -o -name '*.css' \
    -o -name '*.cmake' -o -name CMakeLists.txt -o -name Makefile -o -path './.ci/*' \) -print | sort >"$list"
count=$(wc -l <"$list")
((count >= 50)) || { echo "only $count source files under $2: is this the right folder?"; exit 1; }
wrong=0
named() { xargs -d '\n' grep -Fn -m 1 "$line" /dev/null <"$list" | awk -F: '$2 <= 2 { print $1 }' | sort; }
while read -r file; do
    echo "${file#./}:1: the first two lines lack '$line'"
    wrong=1
done < <(comm -23 "$list" <(named))
grep -q 'GNU GENERAL PUBLIC LICENSE' LICENSE && grep -q 'Version 3' LICENSE || { echo "LICENSE:1: not the GPL 3"; wrong=1; }
((wrong)) || echo "$count source files name their licence"
exit "$wrong"
