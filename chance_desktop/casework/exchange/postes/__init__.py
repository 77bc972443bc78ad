"""How postes know one another: enrolment, keys, what the Region signs for all."""
