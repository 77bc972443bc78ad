"""The photograph of a curriculum vitae: any telephone's picture made upright, cropped as an identity photograph, light."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from chance_desktop.casework.europass.profile import profile
from chance_desktop.casework.pieces.scans import FileUnreadable
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.session.rows.row_slots import write_slot
from chance_desktop.documents.scans.files.kinds import PDF, media_type
from chance_desktop.documents.scans.photographs.pictures import pictures
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.writing.stamps import Stamps

WIDTH, HEIGHT = 467, 600
"""Of the picture kept, in pixels: the shape of a photograph of 35 mm by 45 mm."""

_QUALITY = 88


class NotAPicture(ExpectedError):
    """The file is a paper, not a photograph."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce fichier n’est pas une photographie."), _("Choisissez une photographie en JPEG, PNG ou HEIC.")
        )


def set_photo(desk: Desk, dossier_id: str, path: Path, seen: Stamps | None = None) -> Outcome[None]:
    """Keep a picture as the photograph. Raises `FileUnreadable`, `NotAPicture` or a refusal of `documents.scans.errors`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileUnreadable from error
    portrait = upright_portrait(data)
    with desk.working() as work:
        read_record(work.connection, dossier_id)
        digest = work.desk.store.attachments.put(work.connection, portrait)
        write_slot(work, "learner", dossier_id, {"photo": digest}, seen)
        work.touch(dossier_id, ChangeKind.EUROPASS)
    return work.outcome(None, _("Photographie ajoutée"))


def remove_photo(desk: Desk, dossier_id: str, seen: Stamps | None = None) -> Outcome[None]:
    """Take the photograph away; it can be undone."""
    with desk.working() as work:
        write_slot(work, "learner", dossier_id, {"photo": ""}, seen)
        work.touch(dossier_id, ChangeKind.EUROPASS)
    return work.outcome(None, _("Photographie retirée"))


def photo_of(desk: Desk, dossier_id: str) -> bytes:
    """The photograph kept, as JPEG; empty when there is none. Raises `DossierUnknown` or `ScanLost`."""
    digest = profile(desk, dossier_id).values["photo"]
    return desk.store.attachments.get(digest) if digest else b""


def upright_portrait(data: bytes) -> bytes:
    """A picture cropped to 35 × 45 around its upper part, as JPEG without anything but pixels."""
    if media_type(data) == PDF:
        raise NotAPicture
    picture = next(iter(pictures(data, HEIGHT)))
    shape = WIDTH / HEIGHT
    if picture.width / picture.height > shape:
        side = (picture.width - picture.height * shape) / 2
        box = (side, 0.0, picture.width - side, float(picture.height))
    else:
        high = picture.width / shape
        # A face is in the upper part of an upright photograph.
        top = (picture.height - high) * 0.25
        box = (0.0, top, float(picture.width), top + high)
    height = min(HEIGHT, round(box[3] - box[1]))
    out = BytesIO()
    size = (max(1, round(height * shape)), max(1, height))
    picture.resize(size, box=box, reducing_gap=2.0).save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
