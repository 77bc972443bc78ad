"""How a screen goes elsewhere, works in the background and learns what changed."""
