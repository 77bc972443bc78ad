"""The exchange through the mailbox."""
