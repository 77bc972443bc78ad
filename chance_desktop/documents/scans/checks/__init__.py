"""Whether a file is whole, and whether a second reader sees what the first saw."""
