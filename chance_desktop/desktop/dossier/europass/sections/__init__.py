"""The sections of a document: their entries and their fields."""
