"""The situation of a young person: typed once, saved as it is typed, judged at once; and the verdict, frozen when given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import Connection, select

from chance_desktop.casework.pieces.assessment import Assessment, assess
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.office.counsellors import Counsellor, author_name, read_counsellors
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import DossierRecord, read_record
from chance_desktop.casework.session.rows.field_changes import field_changes, note_corrections
from chance_desktop.casework.session.rows.values import HeadView, refuse_never_stored
from chance_desktop.casework.situation.typing_span import TypingSpan
from chance_desktop.casework.situation.warnings import departure_of_stay, doubts_about, never_received
from chance_desktop.domain.change import Value as Stored
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.fields import FIELDS
from chance_desktop.domain.fields.journal import VERDICTS
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.parameters import FieldChange
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.programme.programme import Choice, Field
from chance_desktop.domain.rows.kept import by_field, field_text, field_value
from chance_desktop.domain.situation.conditions import Facts, holds
from chance_desktop.domain.situation.eligibility import Overall, SchemeVerdict, other_schemes
from chance_desktop.domain.typed.days import DayUse, checked_day, read_day
from chance_desktop.domain.typed.errors import Unreadable
from chance_desktop.domain.typed.postcodes import tidy_postcode
from chance_desktop.domain.typed.telephones import tidy_phone
from chance_desktop.runtime.words import _
from chance_desktop.store.schema.tables import SYNCED, field_head
from chance_desktop.store.schema.tables import verdict as verdict_table
from chance_desktop.store.writing.stamps import Stamps, displayed, read_stamps

Value = str | int | bool | date | tuple[str, ...] | None
"""What a field of the situation holds on screen."""

_LONGEST_TEXT = 4000


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field as typed. `conflict` holds the other values someone wrote without having seen this one."""

    code: str
    label: str
    kind: str
    options: tuple[Choice, ...]
    help: str
    optional: bool
    visible: bool
    conflict: tuple[HeadView, ...] = ()
    use: DayUse = DayUse.ANY


@dataclass(frozen=True, slots=True)
class SectionView:
    """A group of fields."""

    code: str
    title: str
    note: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class CriterionView:
    """A criterion as judged on a day."""

    code: str
    label: str
    met: bool | None
    reason: str
    proof: str
    assessed_on: date


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict as it would be given today."""

    overall: str
    criteria: tuple[CriterionView, ...]
    rules_version: str


@dataclass(frozen=True, slots=True)
class FrozenVerdict:
    """A verdict given on a day, under a version of the rules; it never changes."""

    given_on: date
    by: str
    overall: str
    rules_version: str
    criteria: tuple[CriterionView, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything of the situation screen; `warnings` are doubts that keep nothing from being saved."""

    sections: tuple[SectionView, ...]
    values: dict[str, Value]
    seen: dict[str, Stamps]
    verdict: Verdict
    frozen: tuple[FrozenVerdict, ...]
    schemes: tuple[SchemeVerdict, ...]
    warnings: dict[str, str]


def situation(desk: Desk, dossier_id: str) -> Situation:
    """Everything of the situation screen. `seen` has the stamps of the `person` and of the `dossier`."""
    with desk.reading() as connection:
        record = read_record(connection, dossier_id)
        people = read_counsellors(connection, desk.branch_id)
        frozen = _frozen(connection, dossier_id, people)
        conflicts = _conflicts(connection, record, people)
        leaves = departure_of_stay(connection, dossier_id)
    found = assess(desk.programme, record, desk.today())
    values = {field.code: _shown(field, record) for section in desk.programme.sections for field in section.fields}
    sections = tuple(
        SectionView(
            section.code, section.title, section.note,
            tuple(_field_view(desk, field, found.facts, people, conflicts) for field in section.fields),
        )
        for section in desk.programme.sections
    )  # fmt: skip
    schemes = other_schemes(desk.programme, found.facts) if found.eligible is not Overall.ELIGIBLE else ()
    return Situation(
        sections=tuple(section for section in sections if any(field.visible for field in section.fields)),
        values=values,
        seen={"person": read_stamps(record.person["stamps"]), "dossier": read_stamps(record.dossier["stamps"])},
        verdict=_verdict(desk, found),
        frozen=frozen,
        schemes=schemes,
        warnings={
            **doubts_about(values, leaves),
            **never_received({"person": record.person, "dossier": record.dossier}),
        },
    )


def save_fields(
    desk: Desk,
    dossier_id: str,
    values: Mapping[str, Value],
    seen: Mapping[str, Stamps] | None = None,
    span: TypingSpan | None = None,
    *,
    typing: bool = False,
) -> Outcome[Situation]:
    """Save fields as typed. `seen` is that of the `Situation` the screen displayed.

    While the person goes on `typing`, the journal waits: it tells of the whole `span` once.

    Raises `InvalidField` (nothing is changed) or `NeverStored`.
    """
    with desk.working() as work:
        record = read_record(work.connection, dossier_id)
        rows = {"person": record.person, "dossier": record.dossier}
        changed: dict[str, dict[str, Stored]] = {"person": {}, "dossier": {}}
        for code, value in values.items():
            field = declared_field(desk, code)
            stored = stored_value(field, value, desk.today())
            held = field_value(rows[field.row], code)
            if stored != (_nothing(field) if held is None else held):
                _check_choice(desk, field, value)
                changed[field.row][code] = stored
        for table, fields in changed.items():
            if fields:
                work.tx.update(
                    table, rows[table]["id"], fields, displayed((seen or {}).get(table), rows[table]["stamps"])
                )
        changes = [each for table, fields in changed.items() for each in field_changes(table, rows[table], fields)]
        told: Iterable[FieldChange] = changes
        if span is not None:
            now = {table: {**by_field(rows[table]), **fields} for table, fields in changed.items()}
            told = () if typing else span.whole(changes, now)
        if told:
            _note_changes(work, dossier_id, told)
        if changes:
            work.touch(dossier_id, ChangeKind.DOSSIER, ChangeKind.PERSON)
    if span is not None:
        (span.goes_on(changes) if typing else span.end())
    return work.outcome(situation(desk, dossier_id), _("Situation") if changes else "")


def _note_changes(work: Work, dossier_id: str, changes: Iterable[FieldChange]) -> None:
    """What is filled for the first time is told apart from what is corrected."""
    filled = [each for each in changes if not each.corrects]
    if filled:
        work.journal(dossier_id, entry(Event.SITUATION_FILLED, changes=filled))
    note_corrections(work, dossier_id, Event.SITUATION_CORRECTED, changes)


def check_fields(desk: Desk, values: Mapping[str, Value]) -> None:
    """Say before a dossier is made what `save_fields` would refuse. Raises `InvalidField` or `NeverStored`."""
    for code, value in values.items():
        field = declared_field(desk, code)
        stored_value(field, value, desk.today())
        _check_choice(desk, field, value)


def freeze_verdict(desk: Desk, dossier_id: str, on: date | None = None) -> Outcome[None]:
    """Give the verdict: it is kept as it stands, with the version of the rules it was given under."""
    day = on or desk.today()
    with desk.working() as work:
        record = read_record(work.connection, dossier_id)
        found = assess(desk.programme, record, day)
        criteria = [asdict(each) for each in found.verdicts]
        work.tx.create("verdict", {
            "dossier_id": dossier_id, "given_on": day.isoformat(), "by": work.tx.by,
            "rules_version": desk.programme.version, "overall": found.eligible.value,
            "criteria": json.dumps(criteria, ensure_ascii=False),
        })  # fmt: skip
        given = entry(Event.VERDICT_GIVEN, verdict=found.eligible.value, version=desk.programme.version)
        work.journal(dossier_id, given, day)
        work.touch(dossier_id, ChangeKind.DOSSIER)
    return work.outcome(None, _("Avis d’éligibilité"))


def verdict_label(overall: str) -> str:
    """French label of a verdict."""
    return VERDICTS.get(overall, overall)


def _verdict(desk: Desk, found: Assessment) -> Verdict:
    today = desk.today()
    criteria = tuple(
        CriterionView(each.code, each.label, each.met, each.reason, each.proof, today) for each in found.verdicts
    )
    return Verdict(found.eligible, criteria, desk.programme.version)


def _frozen(connection: Connection, dossier_id: str, people: dict[str, Counsellor]) -> tuple[FrozenVerdict, ...]:
    query = (
        select(verdict_table)
        .where(verdict_table.c.dossier_id == dossier_id, verdict_table.c.deleted_at.is_(None))
        .order_by(verdict_table.c.given_on.desc(), verdict_table.c.id.desc())
    )
    return tuple(
        FrozenVerdict(
            date.fromisoformat(row.given_on), author_name(people, row.by), row.overall, row.rules_version,
            tuple(CriterionView(**each, assessed_on=date.fromisoformat(row.given_on)) for each in json.loads(row.criteria)),
        )
        for row in connection.execute(query)
    )  # fmt: skip


def _conflicts(
    connection: Connection, record: DossierRecord, people: dict[str, Counsellor]
) -> dict[str, tuple[HeadView, ...]]:
    query = (
        select(field_head).where(field_head.c.row_id.in_((record.id, record.person["id"]))).order_by(field_head.c.stamp)
    )
    found: dict[str, tuple[HeadView, ...]] = {}
    for row in connection.execute(query):
        head = HeadView(json.loads(row.value), author_name(people, row.by))
        found[row.field] = (*found.get(row.field, ()), head)
    return found


def _field_view(
    desk: Desk,
    field: Field,
    facts: Facts,
    people: dict[str, Counsellor],
    conflicts: dict[str, tuple[HeadView, ...]],
) -> FieldView:
    options = desk.programme.choices.get(field.choices, ())
    if field.kind == "counsellor":
        options = tuple(Choice(code=each.id, label=each.full_name) for each in people.values() if each.active)
    visible = field.visible_if is None or holds(field.visible_if, facts) is True
    return FieldView(
        code=field.code,
        label=field.label,
        kind=field.kind,
        options=options,
        help=field.help,
        optional=field.optional,
        visible=visible,
        conflict=conflicts.get(field.code, ()),
        use=FIELDS[field.row][field.code].use,
    )


def _shown(field: Field, record: DossierRecord) -> Value:
    row = record.person if field.row == "person" else record.dossier
    value = field_value(row, field.code)
    if field.kind == "choices":
        return tuple(json.loads(field_text(row, field.code) or "[]"))
    if field.kind == "date":
        return kept_day(value)
    if field.kind == "yes-no":
        return None if value is None else bool(value)
    return field_text(row, field.code)


def _nothing(field: Field) -> Stored:
    return {"yes-no": None, "choices": "[]"}.get(field.kind, "")


def declared_field(desk: Desk, code: str) -> Field:
    try:
        field = desk.programme.field(code)
    except KeyError:
        raise InvalidField(
            code, _("Le programme n’a pas de question « {code} ».").replace("{code}", code), _("Vérifiez son nom.")
        ) from None
    if code not in SYNCED[field.row].c:
        raise InvalidField(code, _("La question « {code} » n’a pas de place.").replace("{code}", code), "")
    return field


def stored_value(field: Field, value: Value, today: date) -> Stored:
    """The value as kept; raises `InvalidField`."""
    if field.kind == "date":
        return _stored_date(field, value, today)
    if field.kind == "choices" and (isinstance(value, tuple | list) or not value):
        return json.dumps(sorted(str(each) for each in value)) if isinstance(value, tuple | list) else "[]"
    if field.kind == "yes-no" and (isinstance(value, bool) or not value):
        return value if isinstance(value, bool) else None
    if field.kind in ("choices", "yes-no") or isinstance(value, tuple | list | dict):
        raise _not_proposed(field, value)
    text = str(value or "").strip()
    if field.identity and not text:
        raise InvalidField(
            field.code, _("{label} : ce champ ne peut pas rester vide.").format(label=field.label),
            _("L’ancienne valeur est gardée."),
        )  # fmt: skip
    if len(text) > _LONGEST_TEXT:
        raise InvalidField(
            field.code,
            _("Ce texte est trop long (4 000 caractères au plus)."),
            _("Raccourcissez-le, ou ajoutez une note."),
        )
    refuse_never_stored(text)
    return {"phone": tidy_phone, "postcode": tidy_postcode}.get(field.kind, str)(text)


def _check_choice(desk: Desk, field: Field, value: Value) -> None:
    """Only declared answers are kept, so that no cause is ever typed where a choice is offered."""
    if not field.choices or value in (None, ""):
        return
    declared = {choice.code for choice in desk.programme.choices[field.choices]}
    for code in value if isinstance(value, tuple | list) else (value,):
        if code not in declared:
            raise _not_proposed(field, code)


def _not_proposed(field: Field, value: object) -> InvalidField:
    sentence = _("« {value} » n’est pas une réponse proposée.").replace("{value}", str(value)[:80])
    return InvalidField(field.code, sentence, _("Choisissez l’une des réponses de la liste."))


def _stored_date(field: Field, value: Value, today: date) -> str:
    if value in (None, ""):
        if field.identity:
            raise InvalidField(
                field.code, _("La date de naissance ne peut pas être effacée."), _("L’ancienne valeur est gardée.")
            )
        return ""
    use = FIELDS[field.row][field.code].use
    try:
        day = checked_day(value, use, today) if isinstance(value, date) else read_day(str(value), use, today)
    except Unreadable as wrong:
        raise InvalidField(field.code, wrong.sentence, wrong.next_step) from wrong
    return day.isoformat()
