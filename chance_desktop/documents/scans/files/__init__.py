"""Kinds of files, and those carried inside another."""
