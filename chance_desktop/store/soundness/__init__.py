"""Damaged pages of the encrypted file, and what can be saved of it."""
