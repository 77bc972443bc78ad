"""Cards: small records typed in a sheet (a sponsor, a partner, an offer, an incident…), declared field by field."""
