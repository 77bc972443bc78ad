"""What stands around the pages: navigation, tabs, the ring and the order of the keyboard."""
