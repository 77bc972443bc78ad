"""What looks now and then: other programs, other desks, damage, an idle keyboard, copies in clear."""
