"""The levels of a language, before and after the stay."""
