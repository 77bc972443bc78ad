"""Answers to declared forms."""
