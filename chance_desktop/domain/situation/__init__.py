"""What the facts of a dossier decide: conditions, eligibility, the pieces asked for, the steps open."""
