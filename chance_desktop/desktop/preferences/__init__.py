"""Appearance, people, branch, backup."""
