"""Fields of the shared library, and of the register of what was erased."""

from __future__ import annotations

from chance_desktop.domain.fields.declaration import (
    TableDeclaration,
    author,
    code,
    day,
    digest,
    line,
    number,
    of_structure,
    reference,
    text,
)
from chance_desktop.domain.fields.kinds import Owner, Personal, Writer
from chance_desktop.domain.fields.pieces import LARGEST_FILE
from chance_desktop.runtime.words import _

ERASED = {"person": _("Une personne"), "dossier": _("Un dossier")}

LIBRARY_DOCUMENT = TableDeclaration(
    name="library_document",
    label=_("Document de la bibliothèque"),
    owner=Owner.STRUCTURE,
    fields=(
        of_structure(),
        code("kind", _("Sorte de document"), "library_kinds", needed=True),
        line("title", _("Titre"), needed=True),
        day("on", _("Date")),
        digest("sha256", _("Fichier"), needed=True, personal=Personal.NONE),
        number("size", _("Taille"), LARGEST_FILE, needed=True),
        line("file_name", _("Nom du fichier")),
        text("note", _("Note")),
        author(),
    ),
)

ERASURE = TableDeclaration(
    name="erasure",
    label=_("Effacement"),
    owner=Owner.REGION,
    for_all=True,
    fields=(
        code("kind", _("Ce qui est effacé"), words=ERASED, writer=Writer.REGION),
        reference("target", _("Ligne effacée"), "", writer=Writer.REGION),
    ),
)
