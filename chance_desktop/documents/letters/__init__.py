"""Letters, the texts read on the telephone, and the mail that carries them."""
