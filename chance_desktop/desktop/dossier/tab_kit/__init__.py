"""What every tab is made of."""
