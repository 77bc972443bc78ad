"""What a person types, read: one reader for each kind of value, used by every screen, command, import and Europass field."""
