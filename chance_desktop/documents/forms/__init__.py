"""Declared forms on paper: printed, filled on a screen, read back."""
