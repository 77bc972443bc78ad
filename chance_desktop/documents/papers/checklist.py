"""The list of pieces a young person takes home: what is missing, whom to ask, for when, and what is already there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chance_desktop.documents.kit.blocks import Beside, Block, Figure, Gap, Panel, Text, WritingLines
from chance_desktop.documents.kit.layout.flow import Frame, make_pdf, paginate
from chance_desktop.documents.kit.qr_code import qr_code
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.table import Cell, Column, Table
from chance_desktop.documents.kit.tagged.tagged_canvas import Pen
from chance_desktop.documents.kit.tagged.tagging import Meta
from chance_desktop.documents.kit.typesetting.theme import (
    BODY,
    CONTENT_WIDTH,
    INK,
    LEAD,
    NOTE,
    STRONG,
    SUBTITLE,
    TINT,
    TITLE,
    VIOLET,
    Face,
    Style,
)
from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.runtime.words import _, plural, short_date, weekdays

_NAME = Style(Face.SEMIBOLD, 11.8, 15)
_CONTACT = Style(size=10.5, leading=14)
_CONTACT_NOTE = Style(size=10.5, leading=14, colour=NOTE.colour)
_PHONE = Style(Face.SEMIBOLD, 10, 14)
_DUE = Style(Face.BOLD, 11.8, 15)
_RECEIVED = Style(Face.MEDIUM, 10.5, 14)
_RECEIVED_NOTE = Style(size=9.2, leading=12, colour=NOTE.colour)
_SUMMARY = Style(Face.BOLD, 15, 20)
_MEETING = Style(Face.BOLD, 12.5, 17, VIOLET)
_FIGURES = Style(Face.SEMIBOLD, 9.5, 12.5)
_METER_WIDTH = 201.0


@dataclass(frozen=True, slots=True)
class PieceToObtain:
    """A missing piece; `contact` and `contact_detail` (a telephone number or a second line) say whom to ask."""

    name: str
    note: str = ""
    contact: str = ""
    contact_detail: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class PieceReceived:
    """A piece already in the dossier."""

    name: str
    note: str = ""
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class MeetingNote:
    """The next meeting, already in words: « Jeudi 3 décembre 2026, 10 h », « Entretien à Poitiers »."""

    when: str
    where: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """What the list says; `plan_line` is « Départ prévu à Cork (Irlande) au printemps 2027 ».

    `contact_line` is who answers questions: « Claire Audebert, 05 36 49 10 21 ».
    """

    sender: Sender
    person_name: str
    age: int | None
    plan_line: str
    file_number: str
    to_obtain: tuple[PieceToObtain, ...]
    received: tuple[PieceReceived, ...]
    meeting: MeetingNote | None
    contact_line: str
    edited_on: date


def render(data: Checklist) -> bytes:
    """The list as a tagged PDF."""
    blocks = _fewest_pages(data)
    note = _("Cochez une case quand la pièce est prête. Case pleine : pièce déjà reçue.")
    meta = Meta(
        _("Liste des pièces du dossier"), data.sender.name, _("Dossier {number}").format(number=data.file_number)
    )
    return make_pdf(blocks, Frame(data.sender, data.edited_on, note), meta)


def _fewest_pages(data: Checklist) -> list[Block]:
    """One sheet whenever it can be, with as much air as that leaves: a second page gets lost."""
    best: list[Block] = []
    fewest = 0
    for air in (1.0, 0.8, 0.6, 0.4):
        blocks = _blocks(data, air)
        count = len(paginate(blocks))
        if not best or count < fewest:
            best, fewest = blocks, count
        if fewest == 1:
            break
    return best


def _blocks(data: Checklist, air: float) -> list[Block]:
    blocks: list[Block] = [_heading(data), Gap(13 * air), _summary(data)]
    if data.to_obtain:
        blocks += [Gap(14 * air), _to_obtain(data.to_obtain, air)]
    if data.received:
        blocks += [Gap(16 * air), _received(data.received, air)]
    return [*blocks, Gap(18 * air), _boxes(data)]


def _heading(data: Checklist) -> Block:
    person = data.person_name
    if data.age is not None:
        person = f"{person}, {plural('{n} an', '{n} ans', data.age)}"
    number = _("dossier {number}").format(number=data.file_number) if data.file_number else ""
    plan = " · ".join(part for part in (data.plan_line, number) if part)
    words = (
        Text(_("Liste des pièces du dossier"), TITLE, "H1"),
        Gap(1),
        Text(french(person), SUBTITLE),
        Gap(1),
        Text(french(plan), LEAD),
    )
    if not data.file_number:
        return Beside(((0, words),))
    code = (qr_code(data.file_number, 60), Gap(2), Text(_("À scanner à l’antenne"), NOTE, align="right"))
    return Beside(((0, words), (100, code)))


def _summary(data: Checklist) -> Block:
    missing, got = len(data.to_obtain), len(data.received)
    total = missing + got
    if missing:
        title = plural("Il manque {n} pièce sur {total}", "Il manque {n} pièces sur {total}", missing)
        title = title.replace("{total}", str(total))
        advice = _("Apportez l’original et une copie de chaque pièce.")
    else:
        title = _("Toutes les pièces sont là")
        advice = _("Bravo : votre dossier est complet. Gardez cette liste.")
    figures = Beside(
        (
            (0, (Text(plural("{n} pièce reçue", "{n} pièces reçues", got), _FIGURES),)),
            (0, (Text(_("{n} à obtenir").format(n=missing), _FIGURES, align="right"),)),
        ),
        gap=4,
    )
    words = (Text(title, _SUMMARY), Gap(1), Text(french(advice), Style(size=10.5, leading=14, colour=NOTE.colour)))
    meter = (Gap(2), figures, Gap(4), _meter(got, missing))
    inside = Beside(((0, words), (_METER_WIDTH, meter)), gap=12)
    return Panel((Gap(1), inside), stroke=VIOLET, fill=TINT, bar=True, padding=17, minimum=60, radius=0)


def _meter(got: int, missing: int) -> Figure:
    total = max(1, got + missing)
    pitch = min(18.6, (_METER_WIDTH + 3.6) / total)
    side = pitch * 0.806
    per_row = total

    def paint(pen: Pen, x: float, y: float, width: float) -> None:
        for index in range(got + missing):
            place = x + (index % per_row) * pitch
            if index < got:
                pen.full_square(place, y, side, INK)
            else:
                pen.dashed_square(place, y, side, INK)

    alt = _("{got} pièces reçues sur {total}").format(got=got, total=got + missing)
    return Figure(side, alt if got + missing else "", paint)


def _box(*, full: bool) -> Figure:
    if full:
        return Figure(14, _("Reçue"), lambda pen, x, y, width: pen.ticked_square(x + 2, y, 14))
    return Figure(19, _("Case à cocher"), lambda pen, x, y, width: pen.open_square(x + 0.5, y, 19))


def _due(day: date) -> str:
    return f"{weekdays()[day.weekday()][:3]}. {short_date(day)}"


def _is_number(words: str) -> bool:
    return bool(words) and all(character in "0123456789 .+()\u00a0" for character in words)


def _to_obtain(pieces: tuple[PieceToObtain, ...], air: float) -> Block:
    rows = []
    for piece in pieces:
        name = [Text(french(piece.name), _NAME)]
        if piece.note:
            name.append(Text(french(piece.note), NOTE))
        contact = [Text(french(piece.contact), _CONTACT)] if piece.contact else []
        if piece.contact_detail:
            style = _PHONE if _is_number(piece.contact_detail) else _CONTACT_NOTE
            contact.append(Text(french(piece.contact_detail), style))
        due = [Text(_due(piece.due_on), _DUE)] if piece.due_on else []
        rows.append((Cell(tuple(name), _box(full=False), 28.5), Cell(tuple(contact)), Cell(tuple(due))))
    columns = (Column(_("À obtenir")), Column(_("Qui contacter"), 156), Column(_("Pour le"), 82))
    return Table(columns, tuple(rows), padding=5.5 * air, minimum=28.5 + 11 * air, titled=True)


def _received(pieces: tuple[PieceReceived, ...], air: float) -> Block:
    rows = []
    for piece in pieces:
        note = (Text(french(piece.note), _RECEIVED_NOTE),) if piece.note else ()
        day = (Text(short_date(piece.received_on), _CONTACT),) if piece.received_on else ()
        rows.append((Cell((Text(french(piece.name), _RECEIVED),), _box(full=True), 28.5), Cell(note), Cell(day)))
    columns = (Column(_("Déjà reçues")), Column(_("Précision"), 156), Column(_("Reçue le"), 82))
    return Table(columns, tuple(rows), padding=3.5 * air, minimum=15.5 + 7 * air, titled=True)


def _boxes(data: Checklist) -> Block:
    question = french(_("Une question ? {who}").format(who=data.contact_line)) if data.contact_line else ""
    title = Style(Face.SEMIBOLD, 10.8, 15)
    left: list[Block] = [Text(_("Votre prochain rendez-vous"), title, "H2"), Gap(2)]
    if data.meeting:
        left += [Text(french(data.meeting.when), _MEETING), Text(french(data.meeting.where), BODY)]
    else:
        left += [Text(_("Aucun rendez-vous n’est fixé pour l’instant."), BODY)]
    if question:
        left += [Gap(6), Text(question, NOTE)]
    right = (Text(_("Notes"), title, "H2"), WritingLines(3, 18.5))
    half = (CONTENT_WIDTH - 17) / 2
    high = max(94, *(Panel(tuple(blocks)).height(half) for blocks in (left, right)))
    return Beside(
        ((0, (Panel(tuple(left), minimum=high, stroke=STRONG),)), (0, (Panel(right, minimum=high, stroke=STRONG),)))
    )
