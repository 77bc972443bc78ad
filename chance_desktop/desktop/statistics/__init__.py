"""Page « Statistiques »: what was reached of what was aimed at, and the tables owed to the funders."""
