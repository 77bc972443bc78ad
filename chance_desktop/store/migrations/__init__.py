"""Migrations of the store: each step stands on its own and never imports the live tables."""
