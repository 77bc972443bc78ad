"""Tagged PDF: the tree of the document, drawn and written."""
