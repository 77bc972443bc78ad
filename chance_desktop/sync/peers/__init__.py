"""The postes that are known: each one's keys, the roster and the register the Region signs."""
