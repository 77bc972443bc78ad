"""Copies of a store: of the database while it is used, as a file of backup, from one engine to the other."""
