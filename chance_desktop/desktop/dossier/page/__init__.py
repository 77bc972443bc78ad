"""The page of a dossier around its tabs."""
