# SPDX-License-Identifier: GPL-3.0-or-later
# No test reads the clock on the wall or waits for a moment: it would fail, or judge, by how busy the machine is. How long
# something takes is measured in tests/bench; what it does is checked by counts and bytes.
#
# test_no_clock.sh PROGRAM SOURCE_FOLDER
set -euo pipefail
cd "$2"
# Who may, and why: one "file  reason" a line.
exceptions='tests/class/test_class.py  waits for rounds that other processes live, and judges nothing by it
tests/explore/test_explore.py  waits for runs that other processes live, and judges nothing by it
tests/cluster/slurm_here.sh  waits for the daemons and the jobs of another program
tests/cluster/test_slurm.sh  tells how long a study took there, and judges nothing by it
tests/contract/test_calibrate.py  rests between looks for the file at which it kills, and judges nothing by it
tests/contract/test_futures.sh  rests between looks, as above
tests/contract/test_sweep.sh  rests between looks, as above
tests/contract/test_no_clock.sh  names what is forbidden
tests/contract/test_progress.py  holds the estimate it reads to what it has waited, however long that is
tests/contract/test_robust.py  disturbs at moments of chance, and judges nothing by them
tests/mutants/trials.py  runs tests, the quickest first, and is none
tests/mutants/mutants.py  tells how long that will take, and is no test'
in_c='\btime\((NULL|0|&)|\b(clock_gettime|gettimeofday|timespec_get|clock|getrusage|alarm|setitimer|timer_create|u?sleep|nanosleep)\('
in_python='\btime\.(time|monotonic|perf_counter|process_time|sleep)|\bimport time(it)?\b|datetime\.now|\btimeout ?='
in_shell='^[^#]*(\bsleep |\btimeout |\bdate [+-]|\$\{?(SECONDS|EPOCH))|^ *time '
headers='#include <(time|sys/time|sys/times)\.h>'
of_the_program='phase_seconds|wall_seconds'

judge() {  # judge PATTERN FILE...
    grep -HnE -e "$1" "${@:2}" | grep -vF -f <(sed 's/  .*/:/' <<<"$exceptions") || true
}
mapfile -t c_files < <(find tests -path tests/bench -prune -o -name '*.[ch]' -print | sort)
mapfile -t python_files < <(find tests -path tests/bench -prune -o -name '*.py' -print | sort)
mapfile -t shell_files < <(find tests -path tests/bench -prune -o -name '*.sh' -print | sort)
found=$(judge "$in_c|$headers|$of_the_program" "${c_files[@]}"
        judge "$in_python|$of_the_program" "${python_files[@]}"
        judge "$in_shell|$of_the_program" "${shell_files[@]}")
[ -z "$found" ] || { echo "$found"; echo "^ judged by the clock: tests/bench is the place for it"; exit 1; }

# The patterns find what they are for: the bench's own programs are full of it.
for pattern in "$in_c" "$in_python"; do
    grep -rqE -e "$pattern" tests/bench || { echo "nothing in tests/bench is found by: $pattern"; exit 1; }
done
echo 'sleep 1' | grep -qE -e "$in_shell" || { echo "a shell's sleep is not found"; exit 1; }
echo "$((${#c_files[@]} + ${#python_files[@]} + ${#shell_files[@]})) files of tests look at no clock"
