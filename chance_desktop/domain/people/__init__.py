"""Who somebody is: names, file numbers, two dossiers of one person."""
