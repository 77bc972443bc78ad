"""The programme a home follows, read from its folder."""
