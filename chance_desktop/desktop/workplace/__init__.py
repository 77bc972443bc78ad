"""The window itself: what opens it, what fills it, what it remembers."""
