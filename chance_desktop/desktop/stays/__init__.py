"""Page « Séjours »."""
