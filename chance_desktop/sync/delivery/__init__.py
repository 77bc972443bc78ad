"""What arrived and what did not: receipts, refusals told back, what waits, what is sent again or may be dropped."""
