"""Files given to a piece: what is kept shows what they showed, and what is refused leaves the piece as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from chance_desktop.casework.pieces import scans
from chance_desktop.casework.session.kit.progress import Stopped
from chance_desktop.documents.scans.errors import ScanHoldsOthers, ScanMessage
from tests.casework.making import dossier_of, paper, piece_of
from tests.conftest import Office
from tests.documents.messages import eml, msg
from tests.documents.poppler import read
from tests.documents.samples import scan
from tests.documents.test_case_files import CASES


class Halted:
    """Somebody who stops at the second step."""

    def __init__(self) -> None:
        self.steps = 0

    def advance(self, done: int, total: int, what: str) -> None:
        self.steps += 1
        if self.steps == 3:
            raise Stopped


def test_a_portfolio_offers_its_papers_and_keeps_those_chosen(office: Office, tmp_path: Path) -> None:
    desk, dossier, file = office.desk, dossier_of(office.desk), CASES / "portfolio-A.pdf"
    with pytest.raises(ScanHoldsOthers):
        scans.attach(desk, dossier, "address", (file,))
    assert piece_of(desk, dossier, "address").scans == ()
    assert [(paper.order, paper.name) for paper in scans.read_inside(file)] == [(-1, file.name), (0, "piece.pdf")]
    (kept,) = scans.attach_inside(desk, dossier, "address", file, (0,)).result
    words = read(scans.scan_pdf(desk, kept.id), tmp_path).words
    assert words == ("JustificatifA-vraicontenupage1", "JustificatifA-vraicontenupage2")
    assert piece_of(desk, dossier, "address").status == "received"


def test_the_pages_of_a_pdf_may_be_kept_with_what_is_clipped_to_them(office: Office, tmp_path: Path) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    (kept,) = scans.attach_inside(desk, dossier, "address", CASES / "paperclip-A.pdf", (-1, 0)).result
    words = read(scans.scan_pdf(desk, kept.id), tmp_path).words
    assert len(words) == 3
    assert words[0] == "VoirlapiecejointeA"


@pytest.mark.parametrize(("name", "make"), [("message.eml", eml), ("message.msg", msg)])
def test_a_message_offers_what_is_attached_to_it(office: Office, tmp_path: Path, name: str, make: object) -> None:
    assert callable(make)
    desk, dossier, file = office.desk, dossier_of(office.desk), tmp_path / name
    file.write_bytes(make({"signature.png": paper(tmp_path).read_bytes(), "attestation.pdf": scan(2)}))
    with pytest.raises(ScanMessage):
        scans.attach(desk, dossier, "address", (file,))
    assert [paper.name for paper in scans.read_inside(file)] == ["signature.png", "attestation.pdf"]
    (kept,) = scans.attach_inside(desk, dossier, "address", file, (1,)).result
    assert kept.pages == 2


@pytest.mark.parametrize("several", [False, True])
def test_a_reading_that_is_stopped_keeps_nothing(office: Office, tmp_path: Path, several: bool) -> None:
    desk, dossier = office.desk, dossier_of(office.desk)
    files = (paper(tmp_path), paper(tmp_path, "other.png")) if several else (paper(tmp_path),)
    with pytest.raises(Stopped):
        scans.attach(desk, dossier, "address", files, progress=Halted())
    assert piece_of(desk, dossier, "address").scans == ()
