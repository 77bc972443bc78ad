"""Tab « Séjour » of a dossier."""
