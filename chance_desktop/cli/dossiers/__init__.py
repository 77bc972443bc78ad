"""The commands on people and their dossiers."""
