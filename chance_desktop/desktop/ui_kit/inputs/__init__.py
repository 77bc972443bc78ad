"""What is filled in or chosen."""
