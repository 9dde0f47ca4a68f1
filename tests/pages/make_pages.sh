# SPDX-License-Identifier: GPL-3.0-or-later
# A page of each kind, small: run.html, compare.html, robust.html, and front.html of many policies that somebody overhears. What has been
# made is not made again.
#
# make_pages.sh PROGRAM SOURCE_FOLDER FOLDER
set -euo pipefail
maru=$(realpath "$1") source=$(realpath "$2")
cd "$3"
[[ -e run.h5 ]] || "$maru" run "$source/scenarios/whole_year.lua" --policy ask --homes 300 --quiet -o run.h5
[[ -e compare/study.h5 ]] || "$maru" compare "$source/scenarios/pest_leads.lua" --homes 1000 --replications 4 --quiet -o compare
[[ -e robust/study.h5 ]] ||
    "$maru" robust "$source/scenarios/pest_leads.lua" --homes 100 --runs 120 --set days=40 --quiet -o robust
[[ -e front/study.h5 ]] ||
    "$maru" compare "$source/scenarios/privacy_frontier.lua" --homes 150 --replications 3 --set days=21 --quiet -o front
for study in run.h5 compare robust front; do
    "$maru" report "$study" --quiet
done
