"""Letters and lines: the house font, French typography, line breaking."""
