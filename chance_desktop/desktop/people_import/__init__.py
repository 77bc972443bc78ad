"""Bringing a list of young people in."""
