"""Fields of branches and of their counsellors."""

from __future__ import annotations

from chance_desktop.domain.fields.declaration import (
    TableDeclaration,
    contact_fields,
    line,
    of_structure,
    place_fields,
    reference,
    yes_no,
)
from chance_desktop.domain.fields.kinds import Owner, Personal
from chance_desktop.runtime.words import _

BRANCH = TableDeclaration(
    name="branch",
    label=_("Antenne"),
    owner=Owner.BRANCH,
    fields=(
        of_structure(),
        line("name", _("Nom de l’antenne")),
        *place_fields(Personal.NONE),
        *contact_fields(Personal.NONE),
    ),
)

COUNSELLOR = TableDeclaration(
    name="counsellor",
    label=_("Conseiller"),
    owner=Owner.BRANCH,
    fields=(
        reference("branch_id", _("Antenne"), "branch"),
        line("first_name", _("Prénom"), personal=Personal.IDENTITY),
        line("surname", _("Nom"), personal=Personal.IDENTITY),
        line("title", _("Fonction")),
        *contact_fields(),
        yes_no("active", _("En poste")),
    ),
)
