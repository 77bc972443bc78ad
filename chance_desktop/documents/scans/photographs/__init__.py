"""Photographs of papers and of people, made light and upright."""
