"""The programme as the Region published it."""
