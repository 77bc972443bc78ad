"""The two recommendation letters."""
