"""Every printed page and written letter, from what the store holds."""
