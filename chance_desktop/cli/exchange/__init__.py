"""The commands on what postes exchange."""
