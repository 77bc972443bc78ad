"""« Une chance pour l'Europe »: prepare, follow and report placements abroad for young job seekers."""
