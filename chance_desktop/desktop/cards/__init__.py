"""Cards of every kind, shown and changed by the fields they declare."""
