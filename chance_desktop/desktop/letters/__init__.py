"""Every recommendation letter, by state."""
