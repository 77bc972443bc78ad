"""What the commands share: console, output, days, secrets, files."""
