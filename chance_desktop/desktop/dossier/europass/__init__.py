"""The tab « Europass » of a dossier."""
