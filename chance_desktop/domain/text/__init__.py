"""Texts as signs: those nobody sees, names in braces, tables of a TOML text."""
