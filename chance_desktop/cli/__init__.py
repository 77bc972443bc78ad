"""The command line `chance`: the same use cases as the window, for scripts and the Region's technicians.

Commands are English words, texts are French. `--json` prints what `chance --help` documents, and nothing else; an expected
failure is one French line on the error output and the code 1. Qt is never loaded.
"""
