"""The stay: dates, follow-up, payments, early return, offers."""
