"""What every page is built from: blocks, tables, letters' frame, tags, fonts."""
