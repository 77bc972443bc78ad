"""Europass files: reading and writing their XML, putting it in a PDF and taking it out."""
