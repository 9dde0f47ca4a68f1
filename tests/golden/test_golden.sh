# SPDX-License-Identifier: GPL-3.0-or-later
# What a person reads at the end of two small runs, word for word: any change of the model, of its luck or of the
# tables shows here. After a change that is meant, renew the texts with
#
#   RENEW=1 bash tests/golden/test_golden.sh PROGRAM SOURCE_FOLDER
#
# and look at what git diff says. Not pinned: the last line (the file's path, wall time, threads), the progress on
# standard error, the run file's bytes (test_determinism.sh compares those of one build), and figures beyond the
# printed digits, where another processor's mathematics library may differ.
set -u
maru=$1
source_folder=$2
golden=$source_folder/tests/golden
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# pin NAME ARGUMENT...: the summary of that run is the text NAME.txt.
pin() {
  local name=$1
  shift
  "$maru" run "$@" --threads 1 --force -o "$work/run.h5" >"$work/printed" 2>"$work/errors" || { cat "$work/errors" >&2; failed=1; return; }
  grep -v "^$work/run.h5 " "$work/printed" >"$work/$name.txt"
  if [ "${RENEW:-0}" = 1 ]; then
    cp "$work/$name.txt" "$golden/$name.txt"
    echo "renewed: tests/golden/$name.txt"
  elif ! diff -u "$golden/$name.txt" "$work/$name.txt"; then
    echo "FAILED: the summary of $name is another" >&2
    failed=1
  fi
}

pin first "$source_folder/scenarios/first.lua" --homes 60 --days 40 --seed 2018 --set homes.districts=2
pin pest_leads_ask_first "$source_folder/scenarios/pest_leads.lua" --policy ask_first --homes 400 --days 30 \
  --seed 2018 --set homes.districts=4 --set cockroaches.prevalence=0.35 --set robot_vacuum.ownership=1

[ "$failed" = 0 ]
