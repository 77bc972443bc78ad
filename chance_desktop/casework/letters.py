"""The two recommendation letters: who is asked, how far each letter is, every contact, receipt and check."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date

from sqlalchemy import select

from chance_desktop.casework.assessment import AssessedLetter, Assessment, chase_day, referee_name, status_day
from chance_desktop.casework.counsellors import read_counsellors
from chance_desktop.casework.desk import Desk, Work
from chance_desktop.casework.journal import author_name, refuse_never_stored
from chance_desktop.casework.letter_notes import Wrong, actions_left, said_by_the_region, waiver_of, wrong_letters
from chance_desktop.casework.meetings import kind_label
from chance_desktop.casework.outcome import Outcome
from chance_desktop.casework.pieces import FutureDate, ReasonNeeded, StatusComputed
from chance_desktop.casework.records import DossierRecord, Fields, read_record
from chance_desktop.domain.change import Value
from chance_desktop.domain.contact import tidy_phone, tidy_postcode
from chance_desktop.domain.dates import days_ago, long_date
from chance_desktop.domain.programme import Choice, RefereeKind
from chance_desktop.domain.statuses import LETTER_PATH, Status, status_label
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.stamps import Stamps, displayed, read_stamps
from chance_desktop.store.tables import contact

HOW = ("letter", "email", "phone")


class NoReferee(ExpectedError):
    """No one is named to write the letter."""

    def __init__(self) -> None:
        super().__init__(
            _("Personne n’est encore désigné pour écrire cette lettre."), _("Notez d’abord à qui la demander.")
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
        return referee_name(asdict(self))

    @property
    def full_name(self) -> str:
        """« M. Yann Garnier », or the organisation."""
        parts = " ".join(part for part in (self.title, self.first_name, self.surname) if part)
        return parts if self.surname else self.organisation


@dataclass(frozen=True, slots=True)
class PathStep:
    """A square of the letter's path; `state` is done, current, todo or skipped."""

    code: str
    label: str
    state: str
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
    """A letter as shown."""

    id: str
    kind: str
    kind_label: str
    icon: str
    status: str
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
    contacts, wrong = _contacts(desk, record.id), wrong_letters(desk, record.id)
    return tuple(_view(desk, record, kind, found, contacts, wrong.get(kind.code)) for kind in desk.programme.referees)


def save_referee(desk: Desk, dossier_id: str, kind: str, referee: Referee, seen: Stamps | None = None) -> Outcome[None]:
    """Name the referee, or correct their card. Raises `RefereeNameless`."""
    values = _referee_values(referee)
    with desk.working() as work:
        row = read_record(work.connection, dossier_id).letter(kind)
        if row is None:
            _new_letter(work, dossier_id, kind, values)
            work.journal(dossier_id, "letter", _("Lettre à demander à {name}").format(name=referee.short_name))
        else:
            work.tx.update("letter", row["id"], values, displayed(seen, row["stamps"]))
        work.touch(dossier_id, "letter", "piece")
    return work.outcome(None, _("Coordonnées du signataire"))


def change_referee(desk: Desk, dossier_id: str, kind: str, referee: Referee, reason: str) -> Outcome[None]:
    """Ask someone else; the former path is kept. Raises `ReasonNeeded` or `RefereeNameless`."""
    if not reason.strip():
        raise ReasonNeeded
    values = _referee_values(referee)
    with desk.working() as work:
        row = read_record(work.connection, dossier_id).letter(kind)
        if row is not None:
            replaced = {"replaced_on": desk.today().isoformat(), "replaced_reason": reason.strip()}
            work.tx.update("letter", row["id"], replaced, read_stamps(row["stamps"]))
        _new_letter(work, dossier_id, kind, values)
        text = _("Lettre demandée désormais à {name} – {reason}").format(name=referee.short_name, reason=reason.strip())
        work.journal(dossier_id, "letter", text)
        work.touch(dossier_id, "letter", "piece")
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
            raise ReasonNeeded
        label = _set_status(work, dossier_id, kind, row, wanted, day, seen)
        work.journal(dossier_id, "letter", f"{label} – {reason.strip()}" if reason.strip() else label, day)
    return work.outcome(None, label)


def log_contact(
    desk: Desk, dossier_id: str, kind: str, how: str, text: str = "", on: date | None = None
) -> Outcome[None]:
    """Log a request or a reminder by letter, e-mail or telephone; the letter's status follows."""
    day = on or desk.today()
    if day > desk.today():
        raise FutureDate
    with desk.working() as work:
        row = _current(work, dossier_id, kind)
        former = Status(row["status"] or "prepared")
        wanted = Status.REQUESTED if former in (Status.TO_REQUEST, Status.PREPARED) else Status.REMINDED
        if former.rank <= Status.REMINDED.rank:
            _set_status(work, dossier_id, kind, row, wanted, day, None)
        line = {
            "dossier_id": dossier_id, "letter_id": row["id"], "how": how, "on": day.isoformat(), "text": text.strip(),
            "by": work.tx.by,
        }  # fmt: skip
        work.tx.create("contact", line)
        label = _contact_label(wanted, how, referee_name(row))
        work.journal(dossier_id, "letter", label, day)
    return work.outcome(None, label)


def ask_again(work: Work, dossier_id: str, kind: str) -> None:
    """Bring a letter that must be corrected back to the start of its path; nothing when nobody was asked yet."""
    row = read_record(work.connection, dossier_id).letter(kind)
    if row is not None:
        _set_status(work, dossier_id, kind, row, Status.PREPARED, work.desk.today(), None)


def save_statement(desk: Desk, dossier_id: str, kind: str, text: str, seen: Stamps | None = None) -> Outcome[None]:
    """Keep what the referee said by telephone; it counts only once printed and signed. Raises `NeverStored`."""
    refuse_never_stored(text)
    with desk.working() as work:
        row = _current(work, dossier_id, kind)
        values: dict[str, Value] = {"statement": text.strip(), "statement_on": desk.today().isoformat()}
        work.tx.update("letter", row["id"], values, displayed(seen, row["stamps"]))
        work.journal(dossier_id, "letter", _("Déclaration recueillie par téléphone, à faire signer"))
        work.touch(dossier_id, "letter")
    return work.outcome(None, _("Déclaration par téléphone"))


def _view(
    desk: Desk,
    record: DossierRecord,
    kind: RefereeKind,
    found: Assessment,
    contacts: dict[str, tuple[ContactLine, ...]],
    wrong: Wrong | None,
) -> LetterView:
    letter = found.letters.get(kind.code)
    former = tuple(_former(row) for row in record.letters if row["kind"] == kind.code and row["replaced_on"])
    said = said_by_the_region(found, kind.code, letter, wrong)
    if letter is None:
        actions = actions_left(found, kind.code, ("prepare", "waiver"))
        return LetterView(
            "", kind.code, kind.label, kind.icon, Status.TO_REQUEST, status_label(Status.TO_REQUEST),
            tuple(PathStep(each, status_label(each), "todo", None) for each in LETTER_PATH), None,
            said or _("Notez à qui demander cette lettre."), "plain", actions, actions[0] if actions else "",
            kind.substitutes, former, (), "", {},
        )  # fmt: skip
    row, status = letter.row, letter.status
    headline, tone = _headline(desk, found, letter)
    if said:
        headline, tone = said, "plain" if waiver_of(found, kind.code) else "orange"
    actions = actions_left(found, kind.code, _actions(status))
    return LetterView(
        row["id"], kind.code, kind.label, kind.icon, status, status_label(status), _path(row, status), _referee(row),
        headline, tone, actions, actions[0] if actions else "", kind.substitutes, former, contacts.get(row["id"], ()),
        row["statement"] or "", read_stamps(row["stamps"]),
    )  # fmt: skip


def _path(row: Fields, status: Status) -> tuple[PathStep, ...]:
    place = LETTER_PATH.index(status) if status in LETTER_PATH else 0
    steps = []
    for index, each in enumerate(LETTER_PATH):
        on = status_day(row, each)
        skipped = index < place and each is Status.REMINDED and on is None
        state = "skipped" if skipped else "done" if index < place else "current" if index == place else "todo"
        steps.append(PathStep(each, status_label(each), state, on if index <= place else None))
    return tuple(steps)


def _headline(desk: Desk, found: Assessment, letter: AssessedLetter) -> tuple[str, str]:
    """One sentence under the path, and its tone."""
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
        return _("Sans réponse depuis {n} jours.").format(n=days) + tail, late
    verb = _("Relancée") if letter.status is Status.REMINDED else _("Demandée")
    coming = long_date(chase, weekday=True, year=False)
    return _("{verb} {ago}. Prochaine relance : {day}.").format(verb=verb, ago=days_ago(days), day=coming), "plain"


def _actions(status: Status) -> tuple[str, ...]:
    return {
        Status.PREPARED: ("request", "call", "received", "change-referee", "statement", "waiver"),
        Status.REQUESTED: ("remind", "received", "call", "change-referee", "statement", "waiver"),
        Status.REMINDED: ("call", "received", "remind", "change-referee", "statement", "waiver"),
        Status.RECEIVED: ("check", "change-referee"),
        Status.CHECKED: (),
    }.get(status, ("request",))


def _set_status(
    work: Work, dossier_id: str, kind: str, row: Fields, wanted: Status, day: date, seen: Stamps | None
) -> str:
    values: dict[str, Value] = {"status": wanted.value, f"{wanted.value}_on": day.isoformat()}
    work.tx.update("letter", row["id"], values, displayed(seen, row["stamps"]))
    work.touch(dossier_id, "letter", "piece")
    label = work.desk.programme.referee_kind(kind).label.lower()
    return _("Lettre ({kind}) : {status}").format(kind=label, status=status_label(wanted).lower())


def _current(work: Work, dossier_id: str, kind: str) -> Fields:
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


def _referee_values(referee: Referee) -> dict[str, Value]:
    if not referee.surname.strip() and not referee.organisation.strip():
        raise RefereeNameless
    values: dict[str, Value] = {name: value.strip() for name, value in asdict(referee).items()}
    return {**values, "phone": tidy_phone(referee.phone), "postcode": tidy_postcode(referee.postcode)}


def _referee(row: Fields) -> Referee:
    return Referee(**{each.name: row[each.name] or "" for each in fields(Referee)})


def _former(row: Fields) -> FormerReferee:
    return FormerReferee(
        referee_name(row), date.fromisoformat(row["replaced_on"]), row["replaced_reason"] or "",
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


def _contact_label(status: Status, how: str, who: str) -> str:
    means = {"letter": _("par courrier"), "email": _("par courriel"), "phone": _("par téléphone")}[how]
    text = _("Lettre demandée à {who} {means}") if status is Status.REQUESTED else _("Relance de {who} {means}")
    return text.format(who=who, means=means)
