"""What can be printed for a dossier."""
