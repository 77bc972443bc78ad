"""The two recommendation letters as shown: how far each is, what happened to it, what can be done with it now."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import select

from chance_desktop.casework.pieces.assessment import (
    SPARED,
    AssessedLetter,
    AssessedPiece,
    Assessment,
    chase_day,
    referee_name,
    status_day,
)
from chance_desktop.casework.pieces.letters import Referee
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.counsellors import author_name, read_counsellors
from chance_desktop.casework.session.records import DossierRecord
from chance_desktop.casework.session.rows.values import kind_label
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.programme.programme import Choice, RefereeKind
from chance_desktop.domain.rows.kept import field_value
from chance_desktop.domain.rows.pieces import KeptLetter
from chance_desktop.domain.states import StepState, WaiverDecision
from chance_desktop.domain.statuses import LETTER_PATH, Status, status_label
from chance_desktop.runtime.words import _, days_ago, days_text, long_date
from chance_desktop.store.schema.tables import SYNCED, contact
from chance_desktop.store.writing.stamps import Stamps, read_stamps

_ACTIONS: dict[Status, tuple[str, ...]] = {
    Status.TO_REQUEST: ("prepare", "waiver"),
    Status.PREPARED: ("request", "call", "received", "change-referee", "statement", "waiver"),
    Status.REQUESTED: ("remind", "received", "call", "change-referee", "statement", "waiver"),
    Status.REMINDED: ("call", "received", "remind", "change-referee", "statement", "waiver"),
    Status.RECEIVED: ("check", "again", "change-referee"),
    Status.CHECKED: ("again",),
}
"""What can be done with a letter, the first thing first; one that does not do is asked again, even once checked."""

_SPARED_ACTIONS: dict[Status, tuple[str, ...]] = {
    Status.WAIVER_REQUESTED: ("received", "remind", "call", "change-referee", "statement"),
    Status.WAIVED: (),
}
"""The same while the Region was asked for a waiver, and once it granted it."""


@dataclass(frozen=True, slots=True)
class PathStep:
    """A square of the letter's path."""

    code: str
    label: str
    state: StepState
    on: date | None


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A request, reminder or call that was made."""

    on: date
    by: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class FormerReferee:
    """A referee who was replaced; the path followed until then is kept."""

    name: str
    until: date
    reason: str
    status_label: str


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter as shown. `standing` is its status, or that of the waiver it is the subject of."""

    id: str
    kind: str
    kind_label: str
    icon: str
    status: str
    standing: str
    status_label: str
    path: tuple[PathStep, ...]
    referee: Referee | None
    headline: str
    tone: str
    actions: tuple[str, ...]
    primary: str
    substitutes: tuple[Choice, ...]
    former: tuple[FormerReferee, ...]
    contacts: tuple[ContactLine, ...]
    statement: str
    seen: Stamps


def letter_views(desk: Desk, record: DossierRecord, found: Assessment) -> tuple[LetterView, ...]:
    """The letters of a dossier, one per kind of referee."""
    contacts, wrong = _contacts(desk, record.id), _corrections(desk, record.id)
    return tuple(_view(desk, record, kind, found, contacts, wrong.get(kind.code)) for kind in desk.programme.referees)


def _view(
    desk: Desk,
    record: DossierRecord,
    kind: RefereeKind,
    found: Assessment,
    contacts: dict[str, tuple[ContactLine, ...]],
    wrong: tuple[str, str] | None,
) -> LetterView:
    letter = found.letters.get(kind.code)
    former = tuple(
        _former(row, replaced)
        for row in record.letters
        if row["kind"] == kind.code and (replaced := kept_day(row["replaced_on"]))
    )
    piece = next((each for each in found.pieces if each.piece.letter == kind.code), None)
    status = letter.status if letter is not None else Status.TO_REQUEST
    spared = piece.status if piece is not None and piece.status in SPARED else None
    headline, tone = _headline(desk, found, letter)
    if wrong is not None and status is Status.PREPARED and letter and wrong[0] >= (letter.row["prepared_on"] or ""):
        headline = _("La Région demande de corriger cette lettre\u00a0: {reason}").format(reason=wrong[1])
        tone = "orange"
    if piece is not None:
        headline, tone = _of_waiver(piece, letter) or (headline, tone)
    actions = _SPARED_ACTIONS[spared] if spared else _ACTIONS[status]
    if letter is None and spared is not Status.WAIVED:
        actions = tuple(each for each in actions if each in ("prepare", "waiver")) or ("prepare",)
    row = letter.row if letter is not None else None
    return LetterView(
        id=row["id"] if row else "",
        kind=kind.code,
        kind_label=kind.label,
        icon=kind.icon,
        status=status,
        standing=spared or status,
        status_label=status_label(spared or status),
        path=_path(row, status),
        referee=_referee(row) if row else None,
        headline=headline,
        tone=tone,
        actions=actions,
        primary=actions[0] if actions and actions[0] != "again" else "",
        substitutes=kind.substitutes,
        former=former,
        contacts=contacts.get(row["id"], ()) if row else (),
        statement=(row["statement"] if row else None) or "",
        seen=read_stamps(row["stamps"]) if row else {},
    )


def _of_waiver(piece: AssessedPiece, letter: AssessedLetter | None) -> tuple[str, str] | None:
    """What the waiver asked for a letter says of it; nothing when none was asked, or when the letter went on since."""
    if piece.row is None:
        return None
    asked, decided = kept_day(piece.row["waiver_requested_on"]), kept_day(piece.row["waiver_decided_on"])
    if piece.status is Status.WAIVER_REQUESTED and asked:
        day = long_date(asked, year=False)
        return _("Dispense demandée à la Région le {day}\u00a0: elle n’a pas encore répondu.").format(day=day), "plain"
    if piece.status is Status.WAIVED:
        return _("La Région en a dispensé ce dossier\u00a0: cette lettre n’est plus attendue."), "plain"
    if piece.row["waiver_decision"] != WaiverDecision.REFUSED or decided is None or piece.status.obtained:
        return None
    if letter is not None and letter.since is not None and letter.since > decided:
        return None
    day = long_date(decided, year=False)
    return _("La Région a refusé la dispense le {day}\u00a0: cette lettre reste à obtenir.").format(day=day), "orange"


def _path(row: KeptLetter | None, status: Status) -> tuple[PathStep, ...]:
    place = LETTER_PATH.index(status) if status in LETTER_PATH else -1
    steps = []
    for index, each in enumerate(LETTER_PATH):
        on = status_day(row, each) if row is not None else None
        skipped = index < place and each is Status.REMINDED and on is None
        reached = StepState.CURRENT if index == place else StepState.TODO
        state = StepState.SKIPPED if skipped else StepState.DONE if index < place else reached
        steps.append(PathStep(each, status_label(each), state, on if index <= place else None))
    return tuple(steps)


def _headline(desk: Desk, found: Assessment, letter: AssessedLetter | None) -> tuple[str, str]:
    """One sentence under the path, and its tone."""
    if letter is None:
        return _("Notez à qui demander cette lettre."), "plain"
    today = desk.today()
    days = (today - letter.since).days if letter.since else 0
    chase = chase_day(desk.programme, letter)
    meeting = found.next_meeting
    tail = ""
    if meeting and meeting["kind"] == desk.programme.deadline_meeting:
        label = kind_label(desk, meeting["kind"])
        tail = _(" {meeting} le {day}.").format(
            meeting=label, day=long_date(date.fromisoformat(meeting["on"]), year=False)
        )
    if letter.status is Status.RECEIVED:
        return _("Reçue {ago} : il reste à la vérifier.").format(ago=days_ago(days)), "plain"
    if letter.status is Status.CHECKED:
        return _("La lettre est vérifiée."), "plain"
    if chase is None:
        return _("La demande est prête à partir."), "plain"
    if chase <= today:
        late = "red" if days > desk.programme.delays.without_movement_alert else "orange"
        return _("Sans réponse depuis {days}.").format(days=days_text(days)) + tail, late
    verb = _("Relancée") if letter.status is Status.REMINDED else _("Demandée")
    coming = long_date(chase, weekday=True, year=False)
    return _("{verb} {ago}. Prochaine relance : {day}.").format(verb=verb, ago=days_ago(days), day=coming), "plain"


def _referee(row: KeptLetter) -> Referee:
    return Referee(**{each.name: str(field_value(row, each.name) or "") for each in fields(Referee)})


def _former(row: KeptLetter, replaced: date) -> FormerReferee:
    return FormerReferee(
        referee_name(row), replaced, row["replaced_reason"] or "",
        status_label(Status(row["status"] or "prepared")),
    )  # fmt: skip


def _contacts(desk: Desk, dossier_id: str) -> dict[str, tuple[ContactLine, ...]]:
    query = (
        select(contact).where(contact.c.dossier_id == dossier_id, contact.c.deleted_at.is_(None)).order_by(contact.c.on)
    )
    found: dict[str, tuple[ContactLine, ...]] = {}
    with desk.reading() as connection:
        people = read_counsellors(connection, desk.branch_id)
        for row in connection.execute(query):
            line = ContactLine(date.fromisoformat(row.on), author_name(people, row.by), row.how, row.text or "")
            found[row.letter_id] = (*found.get(row.letter_id, ()), line)
    return found


def _corrections(desk: Desk, dossier_id: str) -> dict[str, tuple[str, str]]:
    """When the Region last found something wrong with a letter, and what, by kind."""
    kinds = {piece.code: piece.letter for piece in desk.programme.pieces if piece.letter}
    asked = SYNCED["correction"]
    query = (
        select(asked)
        .where(asked.c.dossier_id == dossier_id, asked.c.piece.in_(kinds), asked.c.deleted_at.is_(None))
        .order_by(asked.c.asked_on, asked.c.id)
    )
    with desk.reading() as connection:
        return {kinds[row.piece]: (row.asked_on, row.reason or "") for row in connection.execute(query)}
