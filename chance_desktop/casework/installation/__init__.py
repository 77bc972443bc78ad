"""A home made, opened, saved and taken back."""
