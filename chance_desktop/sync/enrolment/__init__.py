"""A poste that comes in, begins again as a new device, or takes new keys."""
