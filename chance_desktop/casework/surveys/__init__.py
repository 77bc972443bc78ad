"""What is asked after the return, for as long as the person agreed to."""
