"""Exchange with the Region: signed, encrypted bundles that may be lost, repeated or reordered without harm.

- A bundle is a stored zip that `minisign`, `sha256sum`, `age`, `zstd` and `tar` open: nobody depends on this program to read
  what was sent. A format of our own, or one signature over one blob, was refused for that reason.
- What a row shows after an import is computed from all changes known of it, never from their order of arrival.
- A bundle is made in memory: its size is capped (changes and attachments), and nothing is staged in clear on disk.
- Everyone who may hand over a device's changes says how far (`covers`), and how far it has heard (`seen`): what is sent starts
  there, whatever was lost. A last-sent watermark was refused: it loses what a lost bundle held.
- Whom a row concerns is read from the rows themselves (`audience`), never kept beside them.
- A poste that begins again under another name issues what nobody acknowledged with the stamps it had, so that it counts once.
- Nobody is believed further than their part. What a peer says it has of this store is cut to what was written (`receipts`); what it
  passes on of a colleague must match what that colleague signed (`segments`, `relaying`); a request takes the name of nobody
  (`requests`); an archive is counted before it is read (`plain_tar`). A relay's `covers` was refused as proof: it silenced others.
- One file's failure is that file's alone: a transaction that fails is set aside by itself, and its author is told (`notices`).
"""
