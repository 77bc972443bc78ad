"""Page « Bibliothèque »."""
