"""The pieces of the dossier and their scans."""
