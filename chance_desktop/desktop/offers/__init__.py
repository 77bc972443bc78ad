"""Page « Offres »."""
