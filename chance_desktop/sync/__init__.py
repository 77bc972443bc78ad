"""Exchange with the Region."""
