"""What Europass files may hold: code lists, values, the bricks schemas are described with."""
