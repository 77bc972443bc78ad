"""What is wrong in the files of a programme, all of it at once: each mistake with its file, its key, its value and the reason.

`whole.programme_mistakes` reads the texts of a folder. A file that is not TOML, or a key that does not fit, is mended for what
follows, so that one mistake hides no other. What only an eye would have seen is told too: a code that names nothing, an age nobody
has, an answer nobody can give, a text that asks for a word nobody knows.
"""
