#!/usr/bin/env bash
# `make check`: style, types of this system, import contracts, texts, and the tests a change touches, nearest first, as many
# as a minute allows. What it leaves out is for `make lint test`.
set -eu
bin=$1
export QT_QPA_PLATFORM=offscreen CHANCE_TEST_SECONDS=${CHANCE_TEST_SECONDS:-60}

"$bin/ruff" check --quiet .
"$bin/ruff" format --quiet --check .

# the longest begins first; whatever stops here stops it too
"$bin/mypy" &
types=$!
trap 'kill "$types" 2> /dev/null || true' EXIT
"$bin/lint-imports" > /dev/null || "$bin/lint-imports"
bash packaging/words.sh "$bin" --check

touched=$("$bin/python" -m tests.touched "${SINCE:-}")
status=0
if [ -n "$touched" ]; then
    # shellcheck disable=SC2086 # one file a word
    "$bin/python" -m pytest -p no:randomly --numprocesses 2 --dist loadfile --no-loadscope-reorder $touched || status=$?
else
    echo "Aucune épreuve n’est touchée par ce changement."
fi
wait "$types" || status=$?
exit "$status"
