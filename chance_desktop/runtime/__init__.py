"""What the computer provides: folders, settings, logs, vault, assets, words."""
