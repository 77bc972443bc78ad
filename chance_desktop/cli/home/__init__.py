"""The commands on a home: setting it up, keeping it safe, filling it with fictional data, what the Region sets and counts."""
