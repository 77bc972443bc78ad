"""What a person types, read."""
