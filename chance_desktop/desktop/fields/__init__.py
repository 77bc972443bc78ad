"""Fields in which people type, one for each kind of what is kept."""
