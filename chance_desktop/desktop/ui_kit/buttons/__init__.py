"""Buttons, and what their press begins."""
