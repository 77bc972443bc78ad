"""Tables and what is counted in them, without anybody being known."""
