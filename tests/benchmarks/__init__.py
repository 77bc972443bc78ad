"""Measured promises: each figure is a ratio against a floor or a peer, taken in the same run on the same machine.

`make bench` prints them as a table and writes `build/bench.json`. Nothing here is asserted in the tests: clocks are not.
"""
