"""Printing, previews and files, for every screen."""
