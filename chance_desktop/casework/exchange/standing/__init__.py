"""Where the exchange stands: what waits, what is refused, what is to be put right."""
