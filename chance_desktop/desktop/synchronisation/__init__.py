"""Page « Synchronisation »: the exchange with the Region, and the disagreements to settle."""
