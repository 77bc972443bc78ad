"""Every screen drawn to PNG files."""
