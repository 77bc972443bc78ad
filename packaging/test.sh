#!/usr/bin/env bash
# `make test`: every test, on both cores, in random order but the longest files first, with no display, on a day chosen in
# `tests/days.py` or given as CHANCE_TEST_DAY.
set -eu
bin=$1
export QT_QPA_PLATFORM=offscreen
exec "$bin/python" -m pytest tests --numprocesses 2 --dist loadfile --no-loadscope-reorder
