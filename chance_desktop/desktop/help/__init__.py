"""The guide, to read and to search."""
