"""The journal of a dossier and what counsellors write to one another."""
