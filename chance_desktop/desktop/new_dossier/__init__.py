"""A new person, once it is sure they are new."""
