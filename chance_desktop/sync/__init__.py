"""Exchange with the Region: signed, encrypted bundles that may be lost, repeated or reordered without harm.

- A bundle is a stored zip that `minisign`, `sha256sum`, `age`, `zstd` and `tar` open: nobody depends on this program to read
  what was sent. A format of our own, or one signature over one blob, was refused for that reason.
- What a row shows after an import is computed from all changes known of it, never from their order of arrival.
- A bundle is made in memory: its size is capped (changes and attachments), and nothing is staged in clear on disk.
"""
