"""The tables of the store and how they are made."""
