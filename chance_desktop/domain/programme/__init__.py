"""What a programme declares."""
