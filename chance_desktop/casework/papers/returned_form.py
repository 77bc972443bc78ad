"""A filled form that comes back, as PDF or ODT: a stranger's file, of which little is held and nothing is trusted.

An ODT is a zip of XML: before anything is unpacked its sizes and its kind are looked at, and its XML is parsed as Europass files
are (no DTD, no entity, no network, bounded).
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from chance_desktop.casework.session.kit.rendered import ODT
from chance_desktop.documents.forms import filled_form
from chance_desktop.documents.forms.filled_form import FilledSheet, SheetUnreadable
from chance_desktop.europass.failures import DeclarationsForbidden, FileRefused
from chance_desktop.europass.tree.safe_xml import parse
from chance_desktop.runtime.words import _

LARGEST = 20 * 2**20
"""Bytes of the largest file read."""
LARGEST_ODT = 4 * 2**20
"""Bytes of the largest ODT read: an empty form has some twenty thousand, and the list of its parts costs memory too."""
_LARGEST_PART = 8 * 2**20
_DEFLATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The only ways of packing OpenDocument knows; others ask for memory as they like."""


def read_returned(file: Path | bytes) -> FilledSheet:
    """What a filled form says. Raises `SheetUnreadable`."""
    content = file if isinstance(file, bytes) else _content(file)
    if content.startswith(b"PK"):
        return _read_odt(content)
    return filled_form.read_pdf(content)


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        raise SheetUnreadable(_("Ce fichier ne peut pas être lu."), _("Vérifiez qu’il existe encore.")) from error
    if len(content) > LARGEST:
        raise _too_large(LARGEST)
    return content


def _read_odt(content: bytes) -> FilledSheet:
    if len(content) > LARGEST_ODT:
        raise _too_large(LARGEST_ODT)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "encrypted-package" in names or b"encryption-data" in _part(archive, "META-INF/manifest.xml"):
                raise filled_form.behind_password()
            if _part(archive, "mimetype").strip() != ODT.encode():
                raise _other_kind()
            root = parse(_part(archive, "content.xml"))
    except DeclarationsForbidden as error:
        raise SheetUnreadable(
            _("Ce fichier contient des déclarations (DTD ou entités) qu’un formulaire n’a jamais."),
            _("Par prudence, il n’a pas été ouvert. Demandez qu’on vous l’envoie de nouveau."),
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, FileRefused) as error:
        raise filled_form.not_opened() from error
    return filled_form.read_odt(root)


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part of the archive, never holding more than it may have; empty when there is none."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return b""
    if info.flag_bits & 1:
        raise filled_form.behind_password()
    if info.compress_type not in _DEFLATED or info.file_size > _LARGEST_PART:
        raise SheetUnreadable(
            _("Ce fichier est trop gros une fois ouvert."),
            _("Ce n’est sans doute pas le formulaire : choisissez-en un autre."),
        )
    with archive.open(info) as stream:
        return stream.read(_LARGEST_PART + 1)


def _too_large(limit: int) -> SheetUnreadable:
    return SheetUnreadable(
        _("Ce fichier dépasse {size} Mo.").format(size=limit // 2**20),
        _("Ce n’est sans doute pas le formulaire : choisissez-en un autre."),
    )


def _other_kind() -> SheetUnreadable:
    return SheetUnreadable(
        _("Ce fichier n’est pas un document texte de LibreOffice (ODT)."),
        _(
            "Dans LibreOffice, enregistrez le formulaire au format ODT ou exportez-le en PDF, puis déposez-le de nouveau."
        ),
    )
