"""A bundle as a file: what it holds, its envelope, and what authors sign of their numbers."""
