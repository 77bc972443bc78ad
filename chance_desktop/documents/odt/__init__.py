"""Documents people correct in their office suite before they send them."""
