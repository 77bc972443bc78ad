"""The Europass documents as pages."""
