"""Europass files."""
