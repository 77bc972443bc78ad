"""What a programme declares of the tables it is given: the titles of their columns, and how others write its answers."""

from __future__ import annotations

from chance_desktop.domain.programme.declared import declared

YES_NO = {"oui": True, "non": False}
"""How an answer to a question of yes or no is named in `import.toml`."""


@declared
class ImportField:
    """A field an export may fill: its column names, as they are met, those of other tools and languages, and its answers."""

    field: str
    columns: tuple[str, ...]
    also: tuple[str, ...] = ()
    values: dict[str, str] | None = None


@declared
class SharedColumn:
    """A column of an export whose answers belong to one field or to another, as each is written.

    An answer that both know (a level « 5 », of which there are two scales) belongs to the one that is told: `question` asks.
    """

    code: str
    label: str
    columns: tuple[str, ...]
    fields: tuple[str, ...]
    question: str
