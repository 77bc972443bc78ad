"""Rows as use cases meet them: their slots, what changed in them, values several subjects show."""
