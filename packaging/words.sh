#!/usr/bin/env bash
# Gathers the French texts into the catalogue of translations; with --check, says whether it is fresh and changes nothing.
set -eu
bin=$1
catalogue=resources/translations/chance.pot
made=$(mktemp)
trap 'rm -f "$made"' EXIT
"$bin/pybabel" -q extract --no-default-keywords -k _ -k plural:1,2 --no-location --sort-output --omit-header --no-wrap -o "$made" chance_desktop
if [ "${2:-}" = --check ]; then
    diff -q "$made" "$catalogue" > /dev/null || { echo "Les textes ont changé : tapez « make words »." >&2; exit 1; }
else
    cp "$made" "$catalogue"
fi
