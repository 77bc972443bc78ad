#!/usr/bin/env bash
# Checks the system libraries Qt needs on Debian; installs what is missing as root, otherwise prints the one command to run.
set -eu
command -v dpkg-query > /dev/null || exit 0

wanted="libegl1 libgl1 libx11-6 libx11-xcb1 libdbus-1-3 libfontconfig1 libfreetype6 libglib2.0-0 libxkbcommon0
libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1 libwayland-client0
libwayland-cursor0 libcups2"
# The tests read PDF files with poppler, open bundles with the ordinary tools and meet a real Secret Service; the peer of
# the checklist's benchmark draws with pango.
proofs="poppler-utils minisign age zstd dbus gnome-keyring libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

# under its own name, or provided by another: Debian 13 renamed those that count time on 64 bits
there=$(dpkg-query -W -f '${db:Status-Status} ${Package}, ${Provides}\n' | sed -n 's/^installed //p' | sed 's/ ([^)]*)//g; s/, */\n/g')
missing=""
for package in $wanted $proofs; do
    grep -qFx "$package" <<< "$there" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    echo "Installation des bibliothèques du système :$missing"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing > /dev/null
else
    echo "Il manque des bibliothèques du système. Tapez cette commande, puis recommencez :" >&2
    echo "    sudo apt-get install -y$missing" >&2
    exit 1
fi
