"""A dossier whole: its lists, its state, its passing from one office to another."""
