"""Boxes of a page: cards, lines, rows, the head, the banner."""
