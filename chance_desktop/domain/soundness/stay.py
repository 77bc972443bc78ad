"""What is wrong in the directory, in the lists of the stay and of the meetings, and in the columns of the grant file."""

from __future__ import annotations

from collections.abc import Iterator

from chance_desktop.domain.fields import FIELDS
from chance_desktop.domain.programme.file_numbers import BRANCH_CODE, wrong_codes
from chance_desktop.domain.programme.programme import Programme
from chance_desktop.domain.soundness.codes import doubles, must_be, odd
from chance_desktop.domain.soundness.mistake import Mistake
from chance_desktop.runtime.words import _

DIRECTORY, MEETINGS, STAY = "directory.toml", "meetings.toml", "stay.toml"

_LISTS = {
    MEETINGS: ("event_kinds", "meeting_modes", "guides", "met_through", "former_grants", "library_kinds", "search_answers"),
    STAY: (
        "partner_kinds", "sectors", "lodging_kinds", "incident_topics", "early_return_kinds", "attempt_means",
        "attempt_results", "payments", "survey_waves",
    ),
}  # fmt: skip
"""The lists of codes of each file."""


def list_mistakes(programme: Programme) -> Iterator[Mistake]:
    """Codes declared twice in the lists of the stay and of the meetings, and columns that hold nothing."""
    for file, names in _LISTS.items():
        for name in names:
            yield from doubles(file, name, (each.code for each in getattr(programme, name)))
    sources = [*FIELDS["person"], *FIELDS["dossier"], "decided_on"]
    for column in programme.grant_columns:
        place = f"grant_columns.{column.head}.source"
        yield from must_be(MEETINGS, place, column.source, sources, _("question inconnue"), grave=False)
        if not column.source:
            yield odd(MEETINGS, place, "", _("une colonne sans question resterait vide"))
    heads = [column.head for column in programme.grant_columns]
    for head in sorted({head for head in heads if heads.count(head) > 1}):
        yield odd(MEETINGS, f"grant_columns.{head}", head, _("deux colonnes du même nom"))


def directory_mistakes(programme: Programme) -> Iterator[Mistake]:
    """Structures and branches that cannot be told from one another."""
    yield from doubles(DIRECTORY, "offices", (office.code for office in programme.offices))
    codes = [code for office in programme.offices for code in office.branch_codes if BRANCH_CODE.fullmatch(code)]
    yield from doubles(DIRECTORY, "branch_codes", codes)
    if not programme.offices:
        yield odd(DIRECTORY, "offices", "", _("un annuaire a au moins une structure"))
    for office in programme.offices:
        if office.branch_codes and wrong_codes(office.branches, office.branch_codes):
            yield odd(
                DIRECTORY, f"offices.{office.code}.branch_codes", ", ".join(office.branch_codes),
                _("un code de trois capitales est attendu pour chaque antenne"), grave=True,
            )  # fmt: skip
