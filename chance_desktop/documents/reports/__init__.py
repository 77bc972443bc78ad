"""Tables owed to those who pay, as pages, files and charts."""
