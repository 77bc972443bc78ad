"""Who works at this poste and writes from it: counsellors, their codes, the head of letters."""
