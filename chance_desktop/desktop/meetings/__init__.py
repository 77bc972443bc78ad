"""Page « Rendez-vous »: the agenda, sponsors, people to approach."""
