"""A field that is declared is typed in the one family of field widgets: a bare line stands only for what no row keeps."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from chance_desktop.domain.fields import FIELDS
from chance_desktop.domain.fields.kinds import Kind
from chance_desktop.domain.typed.days import DayUse
from tests.architecture.structure import PACKAGE

WINDOW = PACKAGE / "desktop"
FAMILY = ("fields/", "ui_kit/")
BARE = {
    "DayField": {"statistics/scope_bar.py": "of which day the figures are"},
    "TextField": {
        "library/actions.py": "a title, put in by the name of the file",
        "synchronisation/twelve_words.py": "words that open a parcel",
        "synchronisation/mailbox_card.py": "where a mailbox is, and its password",
        "opening/rescue.py": "a passphrase", "opening/locked.py": "a passphrase", "opening/restore.py": "a passphrase",
        "opening/doors.py": "a passphrase", "opening/sheet_words.py": "words of a recovery sheet, and a passphrase",
        "opening/steps.py": "who begins, before there is a store; a passphrase",
        "opening/person.py": "a personal code, and who takes the place of somebody",
        "preferences/actions.py": "personal codes", "preferences/backup_sheets.py": "a passphrase",
        "dossier/europass/learning/sentence_row.py": "a sentence proposed, reworded before it is one",
        "sheets/dossier_sheets.py": "a number copied to confirm an erasure",
    },
    "read_day": {},
}  # fmt: skip
"""By what is made by hand, the files that may and for what."""


def made_by_hand(source: str) -> Iterator[str]:
    """The names of `BARE` a source calls."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BARE:
            yield node.func.id


def test_only_what_no_row_keeps_is_typed_in_a_bare_line() -> None:
    found: dict[str, set[str]] = {name: set() for name in BARE}
    for path in sorted(WINDOW.rglob("*.py")):
        place = path.relative_to(WINDOW).as_posix()
        for name in made_by_hand(path.read_text("utf-8")) if not place.startswith(FAMILY) else ():
            found[name].add(place)
    assert found == {name: set(files) for name, files in BARE.items()}


def test_a_line_made_by_hand_would_be_seen() -> None:
    assert list(made_by_hand("self.on = DayField(DayUse.PAST)\nname = TextField()\nopen()")) == [
        "DayField",
        "TextField",
    ]


@pytest.mark.parametrize(
    "place", ["letter.received_on", "decision.decided_on", "afterwards.consent_on", "piece.proof_on"]
)
def test_a_day_of_what_happened_is_declared_past(place: str) -> None:
    table, _dot, name = place.partition(".")
    assert (FIELDS[table][name].kind, FIELDS[table][name].use) == (Kind.DAY, DayUse.PAST)
