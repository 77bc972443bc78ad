"""Pieces and letters: statuses, dates, waivers only the Region grants, former referees kept, undo."""

from __future__ import annotations

from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from chance_desktop.casework.dossiers.dossier import come_back, journal, leave, move_step, open_dossier
from chance_desktop.casework.dossiers.letter_list import all_letters
from chance_desktop.casework.home.office_home import home_page
from chance_desktop.casework.papers import correspondence
from chance_desktop.casework.pieces import letters, scans
from chance_desktop.casework.pieces.letter_views import LetterView
from chance_desktop.casework.pieces.letters import NoReferee, Referee, RefereeNameless, StatementUnsigned
from chance_desktop.casework.pieces.pieces import (
    FutureDate,
    LetterFollowed,
    NotWaivable,
    RegionDecides,
    UnknownPiece,
    set_appointment,
    set_status,
)
from chance_desktop.casework.pieces.waivers import decide_waiver, request_waiver, take_back_waiver
from chance_desktop.casework.programme.published_parts import publish
from chance_desktop.casework.region.instruction import PieceNotAsked, Standing, ask_correction, lodged
from chance_desktop.casework.region.waivers import waivers_asked
from chance_desktop.casework.session.errors import ReasonNeeded
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.session.undo import undo
from chance_desktop.casework.situation.situation import save_fields
from chance_desktop.domain.typed.errors import EndBeforeStart, Unreadable
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.store.writing.stamps import read_stamps
from tests.casework.making import GARNIER, SICARD, asked, dossier_of, paper, piece_of
from tests.conftest import TODAY, Office
from tests.documents.reading import read_aloud


def letter_of(office: Office, dossier: str, kind: str = "teacher") -> LetterView:
    return next(each for each in open_dossier(office.desk, dossier).letters if each.kind == kind)


def texts(office: Office, dossier: str) -> list[str]:
    return [line.text for line in journal(office.desk, dossier)]


def test_a_piece_goes_its_way_with_its_dates(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    for status, days in (("requested", 9), ("reminded", 5), ("received", 2), ("checked", 0)):
        set_status(desk, dossier, "diploma", status, office.ago(days))
        piece = piece_of(desk, dossier, "diploma")
        assert (piece.status, piece.on) == (status, office.ago(days))
    assert "Diplôme ou relevé de notes\u00a0: vérifié" in texts(office, dossier)[0]
    assert open_dossier(desk, dossier).pieces.received_count == 1


def test_a_move_back_or_a_replacement_asks_for_its_reason(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    set_status(desk, dossier, "cv", "checked")
    for status in ("received", "to-request", "to-replace"):
        with pytest.raises(ReasonNeeded):
            set_status(desk, dossier, "cv", status)
    set_status(desk, dossier, "cv", "to-replace", reason="illisible")
    assert piece_of(desk, dossier, "cv").reason == "illisible"
    assert texts(office, dossier)[0].endswith("à remplacer – illisible")


def test_what_is_refused(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    for code, status, on, kind in (
        ("cv", "received", TODAY + timedelta(days=1), FutureDate), ("nothing", "received", None, UnknownPiece),
        ("letter-teacher", "received", None, LetterFollowed), ("diploma", "waived", None, RegionDecides),
        ("cv", "waiver-requested", None, NotWaivable), ("diploma", "waiver-requested", None, ReasonNeeded),
        ("cv", "expired", None, ExpectedError), ("cv", "not-applicable", None, ExpectedError),
    ):  # fmt: skip
        with pytest.raises(kind):
            set_status(desk, dossier, code, status, on)
    assert open_dossier(desk, dossier).pieces.received_count == 0


def test_a_proof_that_no_longer_holds_is_asked_again(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    set_status(desk, dossier, "address", "checked", proof_on=office.ago(30))
    assert piece_of(desk, dossier, "address").status == "checked"
    office.calendar.turn(70)
    assert piece_of(desk, dossier, "address").status == "expired"
    save_fields(desk, dossier, {"lodged_on": office.ago(60)})
    assert piece_of(desk, dossier, "address").status == "checked"


def test_an_expired_proof_is_replaced_without_a_reason_and_the_new_one_counts_from_its_own_date(
    office: Office, tmp_path: Path
) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    set_status(desk, dossier, "address", "checked", proof_on=office.ago(30))
    office.calendar.turn(100)
    set_status(desk, dossier, "address", "requested")
    set_status(desk, dossier, "address", "received")
    assert piece_of(desk, dossier, "address").status == "received"
    set_status(desk, dossier, "address", "checked", proof_on=office.ago(10))
    office.calendar.turn(100)
    scans.attach(desk, dossier, "address", (paper(tmp_path),))
    assert piece_of(desk, dossier, "address").status == "received"


def test_an_identity_document_applied_for_carries_its_appointment_and_blocks_departure_only(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    set_appointment(desk, dossier, "identity", TODAY + timedelta(days=20), "mairie de Civray")
    piece = piece_of(desk, dossier, "identity")
    assert (piece.status, piece.blocks) == ("requested", "departure")
    assert piece.appointment == "Rendez-vous dimanche 22\u00a0mars, mairie de Civray"
    assert piece.due_on == date(2026, 9, 1) - timedelta(days=30)


def test_the_office_asks_for_a_waiver_and_the_piece_stays_missing(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    with pytest.raises(NotWaivable):
        request_waiver(desk, dossier, "cv", "pas de CV")
    with pytest.raises(ReasonNeeded):
        request_waiver(desk, dossier, "diploma", " ")
    request_waiver(desk, dossier, "diploma", "établissement fermé")
    piece = piece_of(desk, dossier, "diploma")
    assert piece.status_label == "Dispense demandée"
    assert piece.code in {each.code for each in open_dossier(desk, dossier).pieces.to_obtain}
    with pytest.raises(RegionDecides):
        decide_waiver(desk, dossier, "diploma", granted=True, seen=piece.seen)


def test_the_region_grants_it_only_where_the_programme_allows(region: Office) -> None:
    desk, dossier = region.desk, dossier_of(region.desk)
    with pytest.raises(NotWaivable):
        decide_waiver(desk, dossier, "cv", granted=True, seen={})
    with pytest.raises(NotWaivable):
        set_status(desk, dossier, "cv", "waived")
    decide_waiver(desk, dossier, "diploma", granted=True, seen={})
    assert piece_of(desk, dossier, "diploma").status_label == "Dispensé"
    decide_waiver(desk, dossier, "diploma", granted=False, seen=piece_of(desk, dossier, "diploma").seen)
    assert piece_of(desk, dossier, "diploma").status == "to-request"


def test_what_the_region_said_of_a_piece_is_shown_until_it_came_again(region: Office) -> None:
    desk, dossier = region.desk, dossier_of(region.desk)
    ask_correction(desk, dossier, "diploma", "la copie est illisible")
    assert piece_of(desk, dossier, "diploma").reason == "la copie est illisible"
    assert open_dossier(desk, dossier).action.detail == "À remplacer\u00a0: la copie est illisible."
    set_status(desk, dossier, "diploma", "requested")
    assert piece_of(desk, dossier, "diploma").reason == "la copie est illisible"
    request_waiver(desk, dossier, "diploma", "établissement fermé")
    assert piece_of(desk, dossier, "diploma").reason == ""
    decide_waiver(desk, dossier, "diploma", granted=False, seen={}, reason="un relevé suffit")
    piece = piece_of(desk, dossier, "diploma")
    assert (piece.status, piece.reason) == ("to-request", "Dispense refusée le 2\u00a0mars\u00a0: un relevé suffit")
    assert "un relevé suffit" in texts(region, dossier)[0]
    request_waiver(desk, dossier, "diploma", "le relevé est perdu")
    (asked,) = waivers_asked(desk)
    assert (asked.motive, asked.refused_on) == ("le relevé est perdu", TODAY)
    set_status(desk, dossier, "diploma", "received")
    assert piece_of(desk, dossier, "diploma").reason == ""


@pytest.mark.parametrize("code", ["diploma", "letter-employer"])
def test_the_region_takes_a_waiver_back(region: Office, office: Office, code: str) -> None:
    desk, dossier = region.desk, dossier_of(region.desk)
    decide_waiver(desk, dossier, code, granted=True, seen={})
    assert piece_of(desk, dossier, code).next_statuses == ("to-request",)
    with pytest.raises(ReasonNeeded):
        set_status(desk, dossier, code, "to-request")
    done = set_status(desk, dossier, code, "to-request", reason="accordée par erreur")
    piece = piece_of(desk, dossier, code)
    assert (piece.status, piece.reason) == ("to-request", "accordée par erreur")
    assert texts(region, dossier)[0].startswith("Dispense retirée")
    assert done.undo
    undo(desk, done.undo)
    assert piece_of(desk, dossier, code).status == "waived"
    with pytest.raises(RegionDecides):
        take_back_waiver(office.desk, dossier_of(office.desk), code, "motif")


def test_a_waiver_of_a_letter_replaces_the_letter(region: Office) -> None:
    desk, dossier = region.desk, dossier_of(region.desk)
    request_waiver(desk, dossier, "letter-employer", "jamais employée")
    assert piece_of(desk, dossier, "letter-employer").status == "waiver-requested"
    decide_waiver(desk, dossier, "letter-employer", granted=True, seen=piece_of(desk, dossier, "letter-employer").seen)
    assert piece_of(desk, dossier, "letter-employer").status == "waived"


def test_the_path_of_a_letter(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    with pytest.raises(NoReferee):
        letters.mark(desk, dossier, "teacher", "requested")
    with pytest.raises(RefereeNameless):
        letters.save_referee(desk, dossier, "teacher", Referee(first_name="Yann"))
    letters.save_referee(desk, dossier, "teacher", GARNIER)
    assert letter_of(office, dossier).status == "prepared"
    letters.log_contact(desk, dossier, "teacher", "email", on=office.ago(20))
    letters.log_contact(desk, dossier, "teacher", "phone", "rappeler lundi", on=office.ago(8))
    found = letter_of(office, dossier)
    assert (found.status, [each.kind for each in found.contacts]) == ("reminded", ["email", "phone"])
    assert piece_of(desk, dossier, "letter-teacher").status == "reminded"
    letters.mark(desk, dossier, "teacher", "received", office.ago(1))
    letters.mark(desk, dossier, "teacher", "checked")
    found = letter_of(office, dossier)
    assert [(step.code, step.state) for step in found.path] == [
        ("prepared", "done"), ("requested", "done"), ("reminded", "done"), ("received", "done"), ("checked", "current"),
    ]  # fmt: skip
    assert piece_of(desk, dossier, "letter-teacher").code in {
        p.code for p in open_dossier(desk, dossier).pieces.received
    }
    with pytest.raises(ReasonNeeded):
        letters.mark(desk, dossier, "teacher", "requested")


@pytest.mark.parametrize("status", ["waived", "not-applicable", "expired", "waiver-requested", "to-replace"])
def test_a_letter_is_never_waived_by_marking_it(office: Office, status: str) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    letters.save_referee(desk, dossier, "teacher", GARNIER)
    with pytest.raises(ExpectedError):
        letters.mark(desk, dossier, "teacher", status, reason="essai")
    assert piece_of(desk, dossier, "letter-teacher").status == "to-request"


def test_a_reminder_that_was_skipped_stays_dashed(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    letters.save_referee(desk, dossier, "employer", SICARD)
    letters.mark(desk, dossier, "employer", "received", reason="")
    states = {step.code: step.state for step in letter_of(office, dossier, "employer").path}
    assert states["reminded"] == "skipped"


def test_changing_referee_keeps_the_former_path(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    letters.save_referee(desk, dossier, "teacher", GARNIER)
    letters.log_contact(desk, dossier, "teacher", "letter", on=office.ago(12))
    other = Referee("Mme", "Hélène", "Perrot", organisation="CFA de la Vallée", role="trainer")
    with pytest.raises(ReasonNeeded):
        letters.change_referee(desk, dossier, "teacher", other, " ")
    letters.change_referee(desk, dossier, "teacher", other, "parti en retraite")
    found = letter_of(office, dossier)
    assert (found.status, found.referee and found.referee.surname) == ("prepared", "Perrot")
    former = found.former[0]
    assert (former.name, former.reason, former.status_label) == ("M.\u00a0Garnier", "parti en retraite", "Demandée")
    assert {choice.code for choice in found.substitutes} == {"teacher", "trainer", "tutor"}


def test_a_statement_by_telephone_counts_only_once_signed(office: Office, tmp_path: Path) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    letters.save_referee(desk, dossier, "employer", SICARD)
    with pytest.raises(StatementUnsigned):
        correspondence.letter_document(desk, dossier, "employer", "statement")
    letters.save_statement(desk, dossier, "employer", "Elle est sérieuse et ponctuelle.")
    assert not open_dossier(desk, dossier).pieces.received
    assert correspondence.letter_document(desk, dossier, "employer", "statement").content.startswith(b"%PDF")
    scans.attach(desk, dossier, "letter-employer", (paper(tmp_path),))
    assert piece_of(desk, dossier, "letter-employer").status == "received"
    assert letter_of(office, dossier, "employer").status == "received"


def test_letter_form_message_and_call_are_ready(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    for kind, referee in (("teacher", GARNIER), ("employer", SICARD)):
        letters.save_referee(desk, dossier, kind, referee)
        for what in ("request", "reminder"):
            message = message_from_bytes(
                correspondence.letter_document(desk, dossier, kind, what, "eml").content, policy=policy.default
            )
            names = [part.get_filename() for part in message.walk() if part.get_filename()]
            assert len(names) == 3
            assert "Roussel" not in " ".join(str(name) for name in names)
        call = correspondence.letter_document(desk, dossier, kind, "call")
        assert "Manon" in read_aloud(call.content)
        for what, extension in (("form", "pdf"), ("form", "odt"), ("waiver", "pdf"), ("request", "odt")):
            assert len(correspondence.letter_document(desk, dossier, kind, what, extension, "motif").content) > 1000
    with pytest.raises(ExpectedError, match="ne peut pas être écrit en odt"):
        correspondence.letter_document(desk, dossier, "teacher", "call", "odt")


@pytest.mark.parametrize(
    "address", ["", "garnier", "y garnier@exemple.fr", "joël@exemple.fr", "a@b@c", "x\r\nBcc: y@exemple.fr"]
)
def test_a_message_is_made_whatever_the_address(office: Office, address: str) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    letters.save_referee(desk, dossier, "teacher", Referee("M.", "Yann", "Garnier"))
    with desk.working() as work:
        # as a version that did not read addresses kept it
        row = read_record(work.connection, dossier).letter("teacher")
        assert row is not None
        work.tx.update("letter", row["id"], {"email": address}, read_stamps(row["stamps"]))
    content = correspondence.letter_document(desk, dossier, "teacher", "request", "eml").content
    message = message_from_bytes(content, policy=policy.default)
    assert message["From"].addresses[0].username == "claire.audebert"
    assert message["To"] is None
    assert message["Bcc"] is None


@pytest.mark.parametrize(
    ("card", "field"),
    [
        (Referee(surname="Garnier", email="y.garnier"), "email"), (Referee(surname="Garnier", phone="12"), "phone"),
        (Referee(surname="Garnier", postcode="864"), "postcode"),
    ],
)  # fmt: skip
def test_the_card_of_a_referee_is_read_before_it_is_kept(office: Office, card: Referee, field: str) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    with pytest.raises(Unreadable) as refusal:
        letters.save_referee(desk, dossier, "teacher", card)
    assert (refusal.value.field, bool(refusal.value.next_step)) == (field, True)
    with pytest.raises(EndBeforeStart):
        letters.save_referee(
            desk, dossier, "teacher", Referee(surname="Garnier", known_from="septembre 2024", known_to="juin 2022")
        )
    letters.save_referee(
        desk,
        dossier,
        "teacher",
        Referee(surname="Garnier", phone="0549000000", known_from="la sixième", known_to="2022"),
    )
    kept = next(each.referee for each in open_dossier(desk, dossier).letters if each.kind == "teacher")
    assert kept is not None
    assert (kept.phone, kept.known_from) == ("05 49 00 00 00", "la sixième")


def test_statuses_and_moves_are_undone_and_done_again(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    set_status(desk, dossier, "cv", "requested", office.ago(3))
    done = set_status(desk, dossier, "cv", "received")
    assert done.undo is not None
    back = undo(desk, done.undo)
    piece = piece_of(desk, dossier, "cv")
    assert (piece.status, piece.on) == ("requested", office.ago(3))
    assert texts(office, dossier)[0].startswith("Annulé\u00a0: CV Europass")
    assert back.undo is not None
    undo(desk, back.undo)
    assert piece_of(desk, dossier, "cv").status == "received"
    moved = move_step(desk, dossier, 4, reason="pièces vues au téléphone")
    assert moved.undo is not None
    undo(desk, moved.undo)
    assert open_dossier(desk, dossier).step == 3


def test_a_first_status_undone_can_be_set_again(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    first = set_status(desk, dossier, "cv", "received")
    assert first.undo is not None
    undo(desk, first.undo)
    assert piece_of(desk, dossier, "cv").status == "to-request"
    set_status(desk, dossier, "cv", "requested")
    piece = piece_of(desk, dossier, "cv")
    assert (piece.status, piece.on) == ("requested", TODAY)
    set_status(desk, dossier, "cv", "received")
    assert piece_of(desk, dossier, "cv").status == "received"


def test_a_move_back_asks_for_the_reason(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    with pytest.raises(ReasonNeeded):
        move_step(desk, dossier, 2)
    with pytest.raises(FutureDate):
        move_step(desk, dossier, 4, TODAY + timedelta(days=1))
    move_step(desk, dossier, 2, reason="dossier incomplet")
    assert open_dossier(desk, dossier).step == 2
    assert "dossier incomplet" in texts(office, dossier)[0]


def test_leaving_and_coming_back(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    with pytest.raises(ReasonNeeded):
        leave(desk, dossier, "withdrawn", "")
    labels = []
    for kind in ("withdrawn", "excluded", "closed"):
        leave(desk, dossier, kind, "a trouvé un emploi")
        view = open_dossier(desk, dossier)
        labels.append(view.state_label)
        assert view.action.code == "none"
    assert labels == ["Abandon", "Exclusion", "Sans suite"]
    come_back(desk, dossier, "de nouveau disponible")
    assert open_dossier(desk, dossier).action.code != "none"


def test_scans_are_kept_turned_ordered_removed(office: Office, tmp_path: Path) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    made = scans.attach(desk, dossier, "identity", (paper(tmp_path, "recto.png"), paper(tmp_path, "verso.png"))).result
    assert [scan.pages for scan in made] == [2]
    first = scans.scan_pdf(desk, made[0].id)
    scans.rotate_page(desk, made[0].id, 1, 90)
    scans.reorder_pages(desk, made[0].id, (1, 0))
    assert scans.scan_pdf(desk, made[0].id) != first
    gone = scans.remove_scan(desk, made[0].id)
    assert piece_of(desk, dossier, "identity").scans == ()
    assert gone.undo is not None
    undo(desk, gone.undo)
    assert piece_of(desk, dossier, "identity").scans[0].pages == 2


@pytest.mark.parametrize("content", [b"", b"x", b"%PDF-1.7 coupe", b"\x89PNG\r\n\x1a\n", b"MZ" + b"\0" * 500])
def test_a_file_that_is_no_scan_is_refused_and_nothing_is_kept(office: Office, tmp_path: Path, content: bytes) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    (tmp_path / "scan.pdf").write_bytes(content)
    with pytest.raises(ExpectedError):
        scans.attach(desk, dossier, "identity", (tmp_path / "scan.pdf",))
    piece = piece_of(desk, dossier, "identity")
    assert (piece.status, piece.scans) == ("to-request", ())


def test_a_letter_the_region_finds_wrong_is_asked_again_with_its_reason(region: Office) -> None:
    desk = region.desk
    dossier = dossier_of(desk, lodged_on=TODAY)
    letters.save_referee(desk, dossier, "teacher", GARNIER)
    letters.mark(desk, dossier, "teacher", "requested", TODAY - timedelta(days=9))
    letters.mark(desk, dossier, "teacher", "checked", TODAY - timedelta(days=2))
    assert piece_of(desk, dossier, "letter-teacher").status == "checked"

    done = ask_correction(desk, dossier, "letter-teacher", "elle n’est pas signée")
    letter = letter_of(region, dossier)
    assert letter.headline == "La Région demande de corriger cette lettre\u00a0: elle n’est pas signée"
    assert (letter.status, letter.tone, letter.primary) == ("prepared", "orange", "request")
    assert "received" in letter.actions
    assert piece_of(desk, dossier, "letter-teacher").status == "to-request"
    assert any(line.text.endswith("à remplacer – elle n’est pas signée") for line in journal(desk, dossier))
    assert [row.stage for row in lodged(desk)] == [Standing.TO_CORRECT]
    assert done.undo
    undo(desk, done.undo)
    assert letter_of(region, dossier).status == "checked"
    assert [row.stage for row in lodged(desk)] != [Standing.TO_CORRECT]
    ask_correction(desk, dossier, "letter-teacher", "elle n’est pas signée")

    letters.mark(desk, dossier, "teacher", "received")
    assert "reste à la vérifier" in letter_of(region, dossier).headline
    ask_correction(desk, dossier, "letter-employer", "elle manque")
    assert letter_of(region, dossier, "employer").primary == "prepare"


def test_a_correction_waits_until_the_piece_is_obtained_whatever_the_way(region: Office) -> None:
    desk = region.desk
    dossier = dossier_of(desk, lodged_on=region.ago(9))

    def stage() -> Standing:
        (row,) = lodged(desk)
        return row.stage

    ask_correction(desk, dossier, "diploma", "illisible")
    assert stage() is Standing.TO_CORRECT
    decide_waiver(desk, dossier, "diploma", granted=True, seen=None)
    assert stage() is Standing.TO_CHECK
    ask_correction(desk, dossier, "diploma", "il est exigé")
    assert (stage(), piece_of(desk, dossier, "diploma").status) == (Standing.TO_CORRECT, "to-replace")
    # the good copy came the day before it was asked for at the Region
    set_status(desk, dossier, "diploma", "received", region.ago(1))
    assert stage() is Standing.TO_CHECK


def test_a_letter_dispensed_with_is_asked_for_again_by_a_correction(region: Office) -> None:
    desk = region.desk
    dossier = dossier_of(desk, lodged_on=region.ago(9))
    decide_waiver(desk, dossier, "letter-employer", granted=True, seen={})
    ask_correction(desk, dossier, "letter-employer", "elle est exigée")
    assert piece_of(desk, dossier, "letter-employer").status == "to-request"
    assert [row.stage for row in lodged(desk)] == [Standing.TO_CORRECT]


def test_no_correction_is_asked_of_a_piece_the_dossier_is_not_asked(region: Office) -> None:
    desk = region.desk
    dossier = dossier_of(desk, lodged_on=region.ago(9))
    with pytest.raises(PieceNotAsked, match="Visa"):
        ask_correction(desk, dossier, "visa", "il manque")
    (row,) = lodged(desk)
    assert set(row.asked) == asked(desk, dossier)
    assert row.stage is Standing.TO_CHECK


def test_a_correction_waits_while_an_office_says_otherwise_and_nobody_settled_it(region: Office) -> None:
    desk = region.desk
    dossier = dossier_of(desk, lodged_on=region.ago(9))
    ask_correction(desk, dossier, "diploma", "illisible")
    set_status(desk, dossier, "diploma", "checked", seen={})
    assert [row.stage for row in lodged(desk)] == [Standing.TO_CORRECT]


def test_of_several_files_the_one_that_is_refused_is_named(office: Office, tmp_path: Path) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    (tmp_path / "lettre.eml").write_bytes(b"Subject: lettre\r\n\r\nBonjour")
    with pytest.raises(ExpectedError) as caught:
        scans.attach(desk, dossier, "identity", (paper(tmp_path), tmp_path / "lettre.eml"))
    assert caught.value.sentence.startswith("«\u00a0lettre.eml\u00a0»\u00a0: Ce fichier est un courriel")
    with pytest.raises(scans.FolderGiven):
        scans.attach(desk, dossier, "identity", (tmp_path,))
    assert piece_of(desk, dossier, "identity").scans == ()


def test_a_letter_that_came_makes_the_waiver_asked_for_it_pointless(region: Office) -> None:
    desk, dossier = region.desk, dossier_of(region.desk)
    letters.save_referee(desk, dossier, "employer", SICARD)
    request_waiver(desk, dossier, "letter-employer", "sans réponse")
    request_waiver(desk, dossier, "diploma", "perdu")
    assert {each.piece for each in waivers_asked(desk)} == {"letter-employer", "diploma"}
    letters.mark(desk, dossier, "employer", "received")
    assert piece_of(desk, dossier, "letter-employer").status == "received"
    assert {each.piece for each in waivers_asked(desk)} == {"diploma"}


def test_the_waiver_of_a_piece_the_programme_has_no_more_is_not_answered(region: Office) -> None:
    desk, dossier = region.desk, dossier_of(region.desk)
    request_waiver(desk, dossier, "diploma", "perdu")
    pieces = (desk.programme_folder / "pieces.toml").read_text("utf-8").split("[[pieces]]")
    publish(desk, "pieces.toml", "[[pieces]]".join(each for each in pieces if 'code = "diploma"' not in each))
    assert waivers_asked(desk) == ()


def test_a_piece_the_region_finds_wrong_where_it_looks_at_it_is_a_correction_asked(region: Office) -> None:
    desk = region.desk
    dossier = dossier_of(desk, lodged_on=region.ago(9))
    set_status(desk, dossier, "cv", "received")
    done = set_status(desk, dossier, "cv", "to-replace", reason="illisible")
    assert [row.stage for row in lodged(desk)] == [Standing.TO_CORRECT]
    assert done.undo
    undo(desk, done.undo)
    assert [row.stage for row in lodged(desk)] == [Standing.TO_CHECK]


def test_a_letter_dispensed_with_is_not_chased_any_more(region: Office) -> None:
    desk, dossier = region.desk, dossier_of(region.desk)
    letters.save_referee(desk, dossier, "employer", SICARD)
    letters.mark(desk, dossier, "employer", "requested")
    region.calendar.turn(60)
    assert open_dossier(desk, dossier).action.target == "letter:employer"
    request_waiver(desk, dossier, "letter-employer", "sans réponse")
    asked = letter_of(region, dossier, "employer")
    assert asked.headline.startswith("Dispense demandée à la Région")
    assert "waiver" not in asked.actions
    decide_waiver(desk, dossier, "letter-employer", granted=True, seen=None)
    view, letter = open_dossier(desk, dossier), letter_of(region, dossier, "employer")
    assert not any(each.target == "letter:employer" for each in (view.action, *view.todo))
    assert all_letters(desk) == ()
    assert home_page(desk).letters_total == 0
    assert (letter.headline, letter.actions) == (
        "La Région en a dispensé ce dossier\u00a0: cette lettre n’est plus attendue.", (),
    )  # fmt: skip
    set_status(desk, dossier, "letter-employer", "to-request", reason="accordée par erreur")
    assert [row.kind for row in all_letters(desk)] == ["employer"]
    decide_waiver(desk, dossier, "letter-teacher", granted=True, seen=None)
    assert letter_of(region, dossier).actions == ()


def test_a_copy_is_kept_once_and_told_for_what_it_is(office: Office, tmp_path: Path) -> None:
    desk, dossier, recto = office.desk, dossier_of(office.desk), paper(tmp_path, "recto.png")
    with pytest.raises(FutureDate):
        scans.attach(desk, dossier, "identity", (recto,), office.today + timedelta(days=1))
    scans.attach(desk, dossier, "identity", (recto,))
    with pytest.raises(scans.AlreadyKept):
        scans.attach(desk, dossier, "identity", (recto,))
    assert len(piece_of(desk, dossier, "identity").scans) == 1
    assert texts(office, dossier)[0] == "Pièce d’identité\u00a0: reçue"
    scans.attach(desk, dossier, "identity", (paper(tmp_path, "verso.png"),))
    assert texts(office, dossier)[0] == "Pièce d’identité\u00a0: copie ajoutée"
