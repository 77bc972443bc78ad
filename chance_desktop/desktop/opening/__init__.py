"""What comes before the work: first run, passphrase, choice of person."""
