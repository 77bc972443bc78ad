"""What use cases hand over or are handed: progress, files, papers, days, stamps displayed."""
