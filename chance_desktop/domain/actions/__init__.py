"""What is to be done next, and where."""
