"""How blocks stand on a page: the flow, the head, a letter."""
