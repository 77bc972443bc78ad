"""Widgets of the house."""
