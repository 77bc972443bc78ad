"""Dialogs and cards that several screens open."""
