"""The whole dossier as one file: cover, situation, eligibility, pieces, letters, journal, then every scan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from chance_desktop.documents.kit.blocks import Block, Bullets, Figure, Gap, Panel, Text
from chance_desktop.documents.kit.layout.flow import Frame, NewPage, make_pdf
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.table import Cell, Column, Table
from chance_desktop.documents.kit.tagged.tagged_canvas import Pen
from chance_desktop.documents.kit.tagged.tagging import Meta
from chance_desktop.documents.kit.typesetting.theme import (
    BODY,
    INK,
    LEAD,
    NOTE,
    SECTION,
    SUBTITLE,
    TINT,
    VIOLET,
    Face,
    Style,
)
from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.documents.scans.binding import Binder
from chance_desktop.runtime.words import _, long_date, plural, short_date

_COVER = Style(Face.BOLD, 26, 32)
_CELL = Style(size=10, leading=13)
_CELL_STRONG = Style(Face.SEMIBOLD, 10, 13)


class Verdict(Enum):
    """Whether a criterion is met."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FactSection:
    """A titled group of facts: pairs of label and value; empty values are left out."""

    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion with its verdict, why, on which proof, and when it was checked."""

    name: str
    verdict: Verdict
    reason: str = ""
    proof: str = ""
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class DossierPiece:
    """A piece and where it stands, in words."""

    name: str
    status: str
    on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DossierLetter:
    """A recommendation letter: which referee, where it stands, its dates in words."""

    referee: str
    name: str
    status: str
    history: str = ""


@dataclass(frozen=True, slots=True)
class JournalLine:
    """What happened, when, who wrote it."""

    on: date
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class ScannedPiece:
    """A scan to bind at the end, as PDF."""

    name: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the printed dossier holds."""

    sender: Sender
    person_name: str
    plan_line: str
    file_number: str
    sections: tuple[FactSection, ...]
    eligibility_line: str
    criteria: tuple[CriterionLine, ...]
    pieces: tuple[DossierPiece, ...]
    letters: tuple[DossierLetter, ...]
    journal: tuple[JournalLine, ...]
    scans: tuple[ScannedPiece, ...]
    edited_on: date


def render(data: Dossier) -> bytes:
    """The dossier as one tagged PDF with an outline; raises a ScanError when a scan cannot be opened."""
    number = _("Dossier {number}").format(number=data.file_number)
    meta = Meta(_("Dossier de candidature"), data.sender.name, number)
    with Binder() as binder:
        bound: list[Block] = []
        for order, scan in enumerate(data.scans, start=1):
            bound += binder.bind(order, scan.name, scan.pdf)
        blocks = [*_cover(data), NewPage(), *_content(data), *bound]
        return make_pdf(
            blocks, Frame(data.sender, data.edited_on, number), meta, binder.add, claims_accessible=binder.all_embedded
        )


def _cover(data: Dossier) -> Iterable[Block]:
    yield Gap(150)
    yield Text(_("Dossier de candidature"), _COVER, "H1")
    yield Gap(6)
    yield Text(french(data.person_name), Style(Face.BOLD, 19, 25, VIOLET))
    yield Gap(4)
    yield Text(french(data.plan_line), LEAD)
    yield Gap(26)
    lines = [
        _("Dossier {number}").format(number=data.file_number),
        data.sender.name,
        _("Édité le {date}").format(date=long_date(data.edited_on)),
    ]
    texts = tuple(Text(french(line), SUBTITLE if not index else BODY) for index, line in enumerate(lines))
    yield Panel((Gap(1), *texts), stroke=VIOLET, fill=TINT, bar=True, padding=18, radius=0)
    yield Gap(28)
    yield Text(_("Dans ce dossier"), SECTION, "H2")
    yield Gap(4, keep=True)
    contents = [section.title for section in data.sections if any(value for _label, value in section.facts)]
    contents += [
        _("Éligibilité"),
        _("Pièces"),
        _("Lettres de recommandation"),
        _("Journal"),
        plural("{n} pièce numérisée", "{n} pièces numérisées", len(data.scans)),
    ]
    yield Bullets(tuple(contents), BODY)


def _content(data: Dossier) -> Iterable[Block]:
    for section in data.sections:
        rows = tuple((_words(label, _CELL), _words(value, _CELL_STRONG)) for label, value in section.facts if value)
        if rows:
            yield from _section(section.title, (Column(_("Renseignement"), 165), Column(_("Réponse"))), rows)
    yield from _eligibility(data)
    yield from _section(
        _("Pièces"),
        (Column(_("Pièce")), Column(_("État"), 100), Column(_("Date"), 78), Column(_("Précision"), 120)),
        tuple(
            (_words(piece.name, _CELL_STRONG), _words(piece.status), _day(piece.on, data.edited_on), _words(piece.note))
            for piece in data.pieces
        ),
    )
    yield from _section(
        _("Lettres de recommandation"),
        (Column(_("De qui"), 90), Column(_("Nom"), 130), Column(_("État"), 90), Column(_("Démarches"))),
        tuple(
            (_words(letter.referee), _words(letter.name, _CELL_STRONG), _words(letter.status), _words(letter.history))
            for letter in data.letters
        ),
    )
    yield from _section(
        _("Journal"),
        (Column(_("Date"), 78), Column(_("Ce qui s’est passé")), Column(_("Noté par"), 110)),
        tuple((_day(line.on, data.edited_on), _words(line.text), _words(line.by)) for line in data.journal),
    )


def _eligibility(data: Dossier) -> Iterable[Block]:
    yield Text(_("Éligibilité"), SECTION, "H2")
    yield Text(french(data.eligibility_line), LEAD)
    yield Gap(4, keep=True)
    columns = (
        Column(_("Critère")), Column(_("Verdict"), 92), Column(_("Pourquoi"), 118), Column(_("Justificatif"), 92),
        Column(_("Vérifié le"), 66),
    )  # fmt: skip
    rows = tuple(
        (
            _words(line.name, _CELL_STRONG),
            _verdict(line.verdict),
            _words(line.reason),
            _words(line.proof),
            _day(line.checked_on, data.edited_on),
        )
        for line in data.criteria
    )
    yield Table(columns, rows, padding=4)
    yield Gap(20)


def _section(title: str, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...]) -> Iterable[Block]:
    yield Text(french(title), SECTION, "H2")
    yield Gap(2, keep=True)
    if rows:
        yield Table(columns, rows, padding=4)
    else:
        yield Text(_("Rien n’est noté pour l’instant."), NOTE)
    yield Gap(20)


def _words(text: str, style: Style = _CELL) -> Cell:
    return Cell((Text(french(text), style),) if text else ())


def _day(day: date | None, today: date) -> Cell:
    return _words(short_date(day, today=today) if day else "")


def _verdict(verdict: Verdict) -> Cell:
    def paint(pen: Pen, x: float, y: float, width: float) -> None:
        if verdict is Verdict.MET:
            pen.ticked_square(x, y, 12)
        elif verdict is Verdict.UNKNOWN:
            pen.dashed_square(x, y, 12, INK)
        else:
            pen.open_square(x, y, 12)
            pen.polyline([(7, 7), (17, 17)], x, y, 12, INK, 2.6)
            pen.polyline([(7, 17), (17, 7)], x, y, 12, INK, 2.6)

    words = {Verdict.MET: _("Rempli"), Verdict.NOT_MET: _("Non rempli"), Verdict.UNKNOWN: _("À vérifier")}[verdict]
    return Cell((Text(words, _CELL_STRONG),), Figure(12, "", paint), 18)
