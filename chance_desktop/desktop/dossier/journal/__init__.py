"""What happened, what is planned, what is written between office and Region."""
