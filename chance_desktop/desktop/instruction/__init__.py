"""Page « Instruction »: the dossiers lodged at the Region, and what is to be done with each."""
