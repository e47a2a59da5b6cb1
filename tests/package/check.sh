#!/usr/bin/env bash
# check.sh PACKAGE.deb: installs, starts, stops, removes and purges the package in a bare Debian 12 made for
# it. Needs root, debootstrap, systemd-analyze and curl; prints "N passed, N failed" at the end.
set -euo pipefail
[ $# -eq 1 ] && [ "$(id -u)" -eq 0 ] || { echo "usage, as root: check.sh PACKAGE.deb" >&2; exit 2; }
package=$(readlink -f "$1")
root=$(mktemp -d /var/tmp/passerelle-package.XXXXXX)
unit=$root/lib/systemd/system/passerelle.service
chmod 755 "$root"
port=$((20000 + RANDOM % 10000))
data=$root/var/lib/passerelle
server=''

clean_up() {
    [ -z "$server" ] || kill "$server" 2> /dev/null || true
    umount "$root/proc" 2> /dev/null || true
    rm -rf "$root"
}
trap clean_up EXIT

passed=0
failed=0
check() {
    local title=$1
    shift
    if "$@" > "$root.log" 2>&1; then
        passed=$((passed + 1))
        echo "ok      $title"
    else
        failed=$((failed + 1))
        echo "FAILED  $title: $*"
        sed 's/^/        /' "$root.log"
    fi
    rm -f "$root.log"
}
not() { ! "$@"; }

inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive "$@"; }
apt() { inside apt-get -y -qq --no-install-recommends "$@"; }

start() {
    # As the unit starts it: that user, settings from the environment.
    chroot "$root" env -i PATH=/usr/bin PASSERELLE_DATA=/var/lib/passerelle \
        "PASSERELLE_LISTEN=127.0.0.1:$port" setpriv --reuid passerelle --regid passerelle --clear-groups \
        passerelle serve > "$root/serve.log" 2>&1 &
    server=$!
    for _ in $(seq 150); do
        ! grep -q '^listening on ' "$root/serve.log" || return 0
        kill -0 "$server" 2> /dev/null || break
        sleep 0.2
    done
    cat "$root/serve.log"
    return 1
}
stop() {
    local status=0
    kill -TERM "$server"
    wait "$server" || status=$?
    server=''
    [ "$status" -eq 0 ]
}
answers() { curl -sS --fail --max-time 10 --noproxy '*' "http://127.0.0.1:$port/$1" > /dev/null; }
# Whatever still carries the name, except in the logs and lists of dpkg and apt.
nothing_left() {
    ! inside getent passwd passerelle \
        && ! inside find / -xdev -path /proc -prune -o -iname '*passerelle*' -print \
            | grep -vE '^/var/(log|cache|lib/dpkg|lib/apt)/|^/passerelle\.(deb|service)$'
}
# The machine that checks has systemd, the bare one need not: the unit is read there, with the program here.
well_formed() {
    sed "s#/usr/bin/passerelle#$root&#" "$unit" > "$root/passerelle.service"
    systemd-analyze verify --man=no "$root/passerelle.service"
}

debootstrap --variant=minbase bookworm "$root" > "$root.log" 2>&1 || { tail -20 "$root.log"; exit 3; }
mount -t proc proc "$root/proc"
cp "$package" "$root/passerelle.deb"
apt -o APT::Sandbox::User=root update

check "installs with what it depends on" apt install /passerelle.deb
check "says its version" inside passerelle --version
check "says what it consists of" test -s "$root/usr/share/doc/passerelle/sbom.cdx.json"
check "has a manual page" test -f "$root/usr/share/man/man1/passerelle.1.gz"
check "makes a user of its own" inside getent passwd passerelle
check "keeps its settings from strangers" \
    test "$(stat -c %a "$root/etc/passerelle/passerelle.env")" = 640
check "its service starts with the machine" \
    test -L "$root/etc/systemd/system/multi-user.target.wants/passerelle.service"
check "its unit is well formed" well_formed
check "its unit is well locked" \
    systemd-analyze security --no-pager --offline=true --threshold=25 "$unit"
check "starts" start
check "answers that it is alive" answers healthz
check "answers that it is ready" answers readyz
check "stops with 0" stop
touch "$data/kept"
check "is removed" apt remove passerelle
check "leaves no program behind" not test -e "$root/usr/bin/passerelle"
check "leaves the data" test -e "$data/kept"
check "is installed again" apt install /passerelle.deb
check "starts again with its data" start
check "stops again" stop
check "is purged" apt purge passerelle
check "leaves nothing behind" nothing_left

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
