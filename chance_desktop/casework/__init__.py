"""Use cases: the only door for screens and commands.

Each use case takes the open `Desk` first, writes in one transaction, and returns an `Outcome`: a frozen result, what
changed, and the way back. Screens hold these frozen results, never rows or connections.
"""
