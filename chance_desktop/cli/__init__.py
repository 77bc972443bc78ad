"""The command line `chance`."""
