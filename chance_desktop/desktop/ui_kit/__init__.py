"""The window's own widgets, drawn from the design tokens; they know no screen and no use case."""
