"""Who the person is, and whether the programme is for them."""
