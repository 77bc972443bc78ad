"""Use cases: the only door for screens and commands."""
