"""Checklists, lists and sheets printed for a person, a meeting or a stay."""
