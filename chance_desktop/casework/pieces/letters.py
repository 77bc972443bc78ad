"""The two recommendation letters: who is asked, how far each letter is, every contact, receipt and check."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from chance_desktop.casework.pieces.assessment import referee_name, short_name
from chance_desktop.casework.pieces.pieces import FutureDate, StatusComputed
from chance_desktop.casework.pieces.slots import write_piece
from chance_desktop.casework.pieces.status_lines import letter_line
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.errors import Reasoned, ReasonNeeded
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.session.rows.field_changes import field_changes, note_corrections
from chance_desktop.casework.session.rows.values import refuse_never_stored
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.vocabulary import MEANS
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.rows.pieces import KeptLetter
from chance_desktop.domain.statuses import LETTER_PATH, Status, status_label
from chance_desktop.domain.typed.contacts import read_contacts
from chance_desktop.domain.typed.errors import EndBeforeStart
from chance_desktop.domain.typed.periods import check_known
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.writing.stamps import Stamps, displayed

HOW = ("letter", "email", "phone")


class NoReferee(ExpectedError):
    """No one is named to write the letter."""

    def __init__(self) -> None:
        super().__init__(
            _("Personne n’est encore désigné pour écrire cette lettre."),
            _("Notez d’abord de qui elle vient, dans l’onglet « Lettres »."),
        )


class RefereeNameless(ExpectedError):
    """A referee without a name or an organisation."""

    def __init__(self) -> None:
        super().__init__(_("Il faut un nom, ou au moins un établissement."), _("Complétez l’un des deux."))


class StatementUnsigned(ExpectedError):
    """A statement given by telephone counts once signed only."""

    def __init__(self) -> None:
        super().__init__(
            _("Une déclaration par téléphone ne compte qu’une fois signée."),
            _("Imprimez-la, faites-la signer, puis ajoutez la copie signée."),
        )


@dataclass(frozen=True, slots=True)
class Referee:
    """Who is asked for a letter. `role` is one of the substitutes the programme accepts."""

    title: str = ""
    first_name: str = ""
    surname: str = ""
    function: str = ""
    organisation: str = ""
    address: str = ""
    postcode: str = ""
    town: str = ""
    phone: str = ""
    email: str = ""
    role: str = ""
    known_from: str = ""
    known_to: str = ""

    @property
    def short_name(self) -> str:
        """« M. Garnier »."""
        return short_name(self.title, self.surname, self.organisation)

    @property
    def full_name(self) -> str:
        """« M. Yann Garnier », or the organisation."""
        parts = " ".join(part for part in (self.title, self.first_name, self.surname) if part)
        return parts if self.surname else self.organisation


def save_referee(desk: Desk, dossier_id: str, kind: str, referee: Referee, seen: Stamps | None = None) -> Outcome[None]:
    """Name the referee, or correct their card. Raises `RefereeNameless` or `Unreadable`."""
    values = _referee_values(referee, desk.today())
    with desk.working() as work:
        row = read_record(work.connection, dossier_id).letter(kind)
        if row is None:
            _new_letter(work, dossier_id, kind, values)
            work.journal(dossier_id, entry(Event.LETTER_NAMED, name=referee.short_name))
        else:
            work.tx.update("letter", row["id"], values, displayed(seen, row["stamps"]))
            note_corrections(work, dossier_id, Event.LETTER_CORRECTED, field_changes("letter", row, values, kind))
        work.touch(dossier_id, ChangeKind.LETTER, ChangeKind.PIECE)
    return work.outcome(None, _("Coordonnées du signataire"))


def change_referee(
    desk: Desk, dossier_id: str, kind: str, referee: Referee, reason: str, seen: Stamps | None = None
) -> Outcome[None]:
    """Ask someone else; the former path is kept. Raises `ReasonNeeded`, `RefereeNameless` or `Unreadable`."""
    if not reason.strip():
        raise ReasonNeeded(Reasoned.OTHER_REFEREE)
    values = _referee_values(referee, desk.today())
    with desk.working() as work:
        row = read_record(work.connection, dossier_id).letter(kind)
        if row is not None:
            replaced = {"replaced_on": desk.today().isoformat(), "replaced_reason": reason.strip()}
            work.tx.update("letter", row["id"], replaced, displayed(seen, row["stamps"]))
        _new_letter(work, dossier_id, kind, values)
        former = referee_name(row) if row is not None else ""
        line = entry(Event.LETTER_RENAMED, name=referee.short_name, former=former, reason=reason.strip())
        work.journal(dossier_id, line)
        work.touch(dossier_id, ChangeKind.LETTER, ChangeKind.PIECE)
    return work.outcome(None, _("Changement de personne"))


def mark(
    desk: Desk,
    dossier_id: str,
    kind: str,
    status: str,
    on: date | None = None,
    *,
    reason: str = "",
    seen: Stamps | None = None,
) -> Outcome[None]:
    """Record how far the letter is. Raises `NoReferee`, `ReasonNeeded` for a move back, `StatusComputed` or `FutureDate`."""
    wanted, day = Status(status), on or desk.today()
    if wanted not in LETTER_PATH:
        raise StatusComputed
    if day > desk.today():
        raise FutureDate
    with desk.working() as work:
        row = _current(work, dossier_id, kind)
        if wanted.rank < Status(row["status"] or "prepared").rank and not reason.strip():
            raise ReasonNeeded(Reasoned.MOVE_BACK)
        label = _set_status(work, dossier_id, kind, row, wanted, day, seen)
        work.journal(dossier_id, letter_line(kind, row, wanted, day, reason.strip()), day)
    return work.outcome(None, label)


def log_contact(
    desk: Desk, dossier_id: str, kind: str, how: str, text: str = "", on: date | None = None
) -> Outcome[None]:
    """Log a request or a reminder by letter, e-mail or telephone, and what was said; the letter's status follows.

    Raises `NoReferee`, `FutureDate` or `NeverStored`.
    """
    day, said = on or desk.today(), text.strip()
    if day > desk.today():
        raise FutureDate
    refuse_never_stored(said)
    with desk.working() as work:
        row = _current(work, dossier_id, kind)
        former = Status(row["status"] or "prepared")
        wanted = Status.REQUESTED if former in (Status.TO_REQUEST, Status.PREPARED) else Status.REMINDED
        if former.rank <= Status.REMINDED.rank:
            _set_status(work, dossier_id, kind, row, wanted, day, None)
        line = {
            "dossier_id": dossier_id, "letter_id": row["id"], "how": how, "on": day.isoformat(), "text": said,
            "by": work.tx.by,
        }  # fmt: skip
        work.tx.create("contact", line)
        asked = Event.LETTER_ASKED if wanted is Status.REQUESTED else Event.LETTER_CHASED
        who = referee_name(row) or _("quelqu’un")
        label = _contact_label(wanted, how, who)
        work.journal(dossier_id, entry(asked, name=who, means=how, text=said), day)
    return work.outcome(None, label)


def receive(work: Work, dossier_id: str, kind: str, day: date, seen: Stamps | None) -> None:
    """Note, in a change that says more, that a letter came; one that is there already keeps its day. Raises `NoReferee`."""
    row = _current(work, dossier_id, kind)
    if not Status(row["status"] or "prepared").obtained:
        _set_status(work, dossier_id, kind, row, Status.RECEIVED, day, seen)


def ask_again(work: Work, dossier_id: str, kind: str, seen: Stamps) -> None:
    """Bring a letter that must be corrected back to the start of its path; nothing when nobody was asked yet."""
    row = read_record(work.connection, dossier_id).letter(kind)
    if row is not None:
        _set_status(work, dossier_id, kind, row, Status.PREPARED, work.desk.today(), seen)


def save_statement(desk: Desk, dossier_id: str, kind: str, text: str, seen: Stamps | None = None) -> Outcome[None]:
    """Keep what the referee said by telephone; it counts only once printed and signed. Raises `NeverStored`."""
    refuse_never_stored(text)
    with desk.working() as work:
        row = _current(work, dossier_id, kind)
        values: dict[str, Value] = {"statement": text.strip(), "statement_on": desk.today().isoformat()}
        work.tx.update("letter", row["id"], values, displayed(seen, row["stamps"]))
        work.journal(dossier_id, entry(Event.LETTER_STATED))
        work.touch(dossier_id, ChangeKind.LETTER)
    return work.outcome(None, _("Déclaration par téléphone"))


def _set_status(
    work: Work, dossier_id: str, kind: str, row: KeptLetter, wanted: Status, day: date, seen: Stamps | None
) -> str:
    values: dict[str, Value] = {"status": wanted.value, f"{wanted.value}_on": day.isoformat()}
    work.tx.update("letter", row["id"], values, displayed(seen, row["stamps"]))
    if wanted.obtained:
        _withdraw_waiver(work, dossier_id, kind)
    work.touch(dossier_id, ChangeKind.LETTER, ChangeKind.PIECE)
    label = work.desk.programme.referee_kind(kind).label.lower()
    return _("Lettre ({kind}) : {status}").format(kind=label, status=status_label(wanted).lower())


def _withdraw_waiver(work: Work, dossier_id: str, kind: str) -> None:
    """A letter that is there needs no waiver any more: the Region is not asked for it in vain."""
    piece = next((each for each in work.desk.programme.pieces if each.letter == kind), None)
    row = read_record(work.connection, dossier_id).pieces.get(piece.code) if piece else None
    if piece and row and row["status"] == Status.WAIVER_REQUESTED.value:
        write_piece(work, dossier_id, piece, row, {"status": Status.TO_REQUEST.value}, None)
        work.journal(dossier_id, entry(Event.WAIVER_NEEDLESS))


def _current(work: Work, dossier_id: str, kind: str) -> KeptLetter:
    row = read_record(work.connection, dossier_id).letter(kind)
    if row is None:
        raise NoReferee
    return row


def _new_letter(work: Work, dossier_id: str, kind: str, values: dict[str, Value]) -> str:
    today = work.desk.today().isoformat()
    start: dict[str, Value] = {
        "dossier_id": dossier_id, "kind": kind, "status": Status.PREPARED.value, "prepared_on": today,
    }  # fmt: skip
    return work.tx.create("letter", {**start, **values})


def _referee_values(referee: Referee, today: date) -> dict[str, Value]:
    if not referee.surname.strip() and not referee.organisation.strip():
        raise RefereeNameless
    values = read_contacts(asdict(referee))
    try:
        check_known(values["known_from"], values["known_to"], today)
    except EndBeforeStart as wrong:
        wrong.field = "known_to"
        raise
    return dict(values)


def _contact_label(status: Status, how: str, who: str) -> str:
    text = _("Lettre demandée à {who} {means}") if status is Status.REQUESTED else _("Relance de {who} {means}")
    return text.format(who=who, means=MEANS[how])
