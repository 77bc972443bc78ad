"""The files kept beside the database, sealed, and their keys."""
