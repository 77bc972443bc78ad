"""The learner: what Europass documents say of a person, in one language, whatever the file or the page.

The names follow the Europass XML Schema 3.4.1; texts that a schema calls rich hold XHTML (see `rich_text`).
"""
