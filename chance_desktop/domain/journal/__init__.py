"""The journal of a dossier as data: which events there are, what is kept of each, and how each is worded when it is shown.

A line is kept twice: as an event with its parameters (codes, days, old and new values), worded anew at each showing, and as the
sentence it was on the day it was written, for a poste that does not know the event and for a code that is no longer declared.
"""
