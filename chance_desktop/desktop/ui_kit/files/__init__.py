"""Files that are dropped or chosen."""
