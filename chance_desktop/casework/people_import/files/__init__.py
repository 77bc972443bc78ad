"""A file as a table of texts, whatever made it: CSV of any encoding and separator, ODS, XLSX."""
