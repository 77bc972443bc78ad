"""Declared forms, filled on screen."""
