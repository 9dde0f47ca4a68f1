# SPDX-License-Identifier: GPL-3.0-or-later
# The Debian package in a fresh, minimal Debian 12 where nothing else is: it installs with what it depends on, runs, and
# goes without a trace. Takes minutes and the network, so it is no part of `make test`: `make test-deb` runs it.
#
# try_deb.sh FILE.deb     as root, or where users may make name spaces; exit status 77: no fresh Debian can be made here
set -euo pipefail
package=$(realpath "$1")
command -v mmdebstrap >/dev/null || { echo "no mmdebstrap: no fresh Debian can be made"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The package mirror is the one of this machine: whatever apt uses here.
sources=$(cat /etc/apt/sources.list.d/debian.sources 2>/dev/null || cat /etc/apt/sources.list)

cat >"$work/inside.sh" <<'INSIDE'
set -euxo pipefail
cd /root
dpkg-query -W -f '${Package}\n' | sort >/tmp/before
apt-get install -y -qq --no-install-recommends /tmp/maru.deb >/tmp/log 2>&1 || { tail -20 /tmp/log; exit 1; }
env -i /usr/bin/maru --version
# The first run needs SimGrid's module; the comparison names an example that is not here.
env -i /usr/bin/maru run scenarios/first.lua --homes 20 --days 2 --set homes.districts=2
env -i /usr/bin/maru compare scenarios/pest_leads.lua --homes 60 --days 3 --replications 3 --set homes.districts=2
test -s results/*.h5
maru list scenarios | grep -q four_together
zcat /usr/share/man/man1/maru.1.gz | grep -q '^.SS "maru compare'
bash -n /usr/share/bash-completion/completions/maru
cp "$(command -v maru)" /tmp/was-here
dpkg -r maru
! test -e /usr/bin/maru
! test -e /usr/share/maru
! test -e /usr/lib/maru
INSIDE

mmdebstrap --quiet --variant=minbase \
    --customize-hook="copy-in $package /tmp" \
    --customize-hook="mv \"\$1/tmp/$(basename "$package")\" \"\$1/tmp/maru.deb\"" \
    --customize-hook="copy-in $work/inside.sh /tmp" \
    --customize-hook='chroot "$1" bash /tmp/inside.sh' \
    bookworm /dev/null - <<<"$sources"
command -v lintian >/dev/null && lintian --fail-on error --allow-root "$package"
echo "the package installs, runs and goes in a fresh Debian"
