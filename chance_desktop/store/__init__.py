"""The encrypted store of a home, and the only place that writes it.

Decisions, with what was refused:

- **SQLAlchemy Core, no ORM.** Screens hold frozen rows, every write goes through one writer that fills rows and change log
  together, and the ORM's import costs a third of a second at each start. The ORM would add identity maps and events
  nobody here listens to.
- **SQLCipher with a raw 32-byte key.** The key is random, so stretching it at each start would only cost time. Encrypting
  single columns was refused: indexes, search and the file's free pages would leak.
- **Scans outside the database**, each sealed with age to an identity that lives inside it: the database stays small
  enough to back up before each migration, and a backup of the database alone still opens every scan.
- **A summary row per dossier**, computed and never synced: lists of 200,000 dossiers are read from one indexed table.
- **Dates as ISO 8601 text**, so that a value is the same in a row, in the change log, in a bundle and on PostgreSQL.
- **PostgreSQL for several desks of the Region, and for the Region alone.** The same tables, the same writer: writers take
  turns on one lock of the database (`store.engines.postgresql`), so a use case is written once for both engines. Each desk is a
  device with its own numbers in the change log; the server and its disks are the Region's to protect, as the rows are not
  encrypted there, while the scans stay sealed. A server with a protocol of our own in front was refused: one more thing to
  keep, for what the database does already.
"""
