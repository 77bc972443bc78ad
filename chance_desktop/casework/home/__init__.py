"""The first page of an office."""
