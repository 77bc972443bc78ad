#!/usr/bin/env bash
# `make run`: the window on a fictional office; with no display, the whole journey written to files and the screens drawn.
set -eu
bin=$1
home=build/bureau-fictif

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then
    [ -e "$home/home.json" ] || "$bin/chance" --home "$home" demo
    exec "$bin/chance-desktop" --home "$home"
fi

echo "Aucun écran : le parcours d’un conseiller est vécu dans build/journey, et les écrans dessinés dans build/screenshots."
"$bin/chance" journey build/journey
"$bin/python" -m tests.screenshots build/screenshots
echo
echo "Documents : build/journey/documents"
echo "Écrans    : build/screenshots"
