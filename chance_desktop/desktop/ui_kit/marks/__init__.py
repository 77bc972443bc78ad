"""Drawn marks: badges, pills, meters, squares, the journey, a stay."""
