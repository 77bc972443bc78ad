"""Europass for a dossier: the profile typed once, the documents made of it, files read into it, and what was learned."""
