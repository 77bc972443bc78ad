"""One dossier, tab by tab."""
