# SPDX-License-Identifier: GPL-3.0-or-later
# The tree stands by itself: no file speaks of somebody's own machine (absolute paths of people's folders, hosts of
# packages, addresses of private networks) or of a document that is not part of the tree.
#
# test_self_contained.sh PROGRAM SOURCE_FOLDER
set -euo pipefail
cd "$2"
list=$(mktemp)
trap 'rm -f "$list"' EXIT
# The bracketed letters keep each pattern from finding itself.
patterns=(
    '(^|[^[:alnum:]._/~-])/([h]ome|[r]oot|[U]sers|[w]ork|[w]orkspace|[m]nt|[s]rv|[o]pt)/'  # people's and machines' folders
    '[C]:\\+Users'
    'https?://[^ "]*([p]ypi|[n]pmjs|[p]ythonhosted|[a]rtifactory|[n]exus|[m]irror|[p]roxy|[d]eb\.debian)'
    '(^|[^0-9.])(10\.[0-9]{1,3}|192\.168|172\.(1[6-9]|2[0-9]|3[01]))(\.[0-9]{1,3}){2}([^0-9.]|$)'    # private networks
    '[l]ocalhost:[0-9]'
)
find . \( -path ./.git -o -path ./build -o -path ./results -o -name __pycache__ \) -prune -o \
    -type f ! -name LICENSE -size -1000k -print | sort >"$list"
count=$(wc -l <"$list")
((count >= 50)) || { echo "only $count files under $2: is this the right folder?"; exit 1; }
wrong=0
for pattern in "${patterns[@]}"; do
    xargs -d '\n' grep -InHE -e "$pattern" <"$list" && { echo "^ speaks of somebody's own machine: $pattern"; wrong=1; }
done
while IFS=: read -r file line document; do
    [[ -e ./$document || -e $(dirname "$file")/$document ]] && continue
    echo "${file#./}:$line: $document is not part of the tree"
    wrong=1
done < <(xargs -d '\n' grep -InHoE -e '[[:alnum:]_/.-]+\.md\b' <"$list" || true)
((wrong)) || echo "$count files stand by themselves"
exit "$wrong"
