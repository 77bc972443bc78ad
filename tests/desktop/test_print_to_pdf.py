"""What leaves by the print dialog is the document itself, tags and text, named as a person reads."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from chance_desktop.casework.papers.catalogue import render
from chance_desktop.casework.session.kit.rendered import Rendered
from chance_desktop.desktop.paper import printing
from chance_desktop.desktop.paper.print_job import PrintJob, job_of, lp_options, send_pdf
from chance_desktop.desktop.paper.printing import print_rendered, save_plain
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.walking import some_dossier
from tests.screenshots.drawing import settle

NAME = "Liste des pièces – Manon Roussel.pdf"


@pytest.fixture
def made(shell: Shell) -> Rendered:
    return render(shell.desk, some_dossier(shell), "checklist")


@pytest.fixture
def opened(window: Window, shell: Shell, made: Rendered) -> Callable[..., QPrintDialog]:
    """Open the print dialog for it."""

    def open_it(then: Callable[[], None] | None = None) -> QPrintDialog:
        print_rendered(made, window, shell, then)
        QApplication.processEvents()
        return next(each for each in window.findChildren(QPrintDialog) if each.isVisible())

    return open_it


def test_a_printed_pdf_is_the_document_that_is_saved(
    window: Window, shell: Shell, made: Rendered, opened: Callable[..., QPrintDialog], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    left: list[str] = []
    dialog = opened(lambda: left.append("printed"))
    field = dialog.findChild(QLineEdit, "filename")
    assert isinstance(field, QLineEdit)
    assert Path(field.text()).name == NAME
    assert dialog.printer().docName() == "Liste des pièces – Manon Roussel"
    field.setText(str(tmp_path / NAME))
    dialog.accept()
    settle(window)
    assert (tmp_path / NAME).read_bytes() == made.content
    assert left == ["printed"]
    assert NAME in shell.toast.label.text()
    saved = tmp_path / "saved.pdf"
    suggested: list[str] = []

    def choose(_parent: object, _title: str, name: str) -> tuple[str, str]:
        suggested.append(Path(name).name)
        return str(saved), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    save_plain(made, window, shell)
    assert saved.read_bytes() == made.content
    assert suggested == [NAME]
    with pikepdf.open(saved) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root


@pytest.mark.parametrize("name", ["Microsoft Print to PDF", "PDF", "cups-pdf", "PDFCreator"])
def test_a_printer_that_makes_pdf_files_is_answered_by_the_document(
    window: Window, shell: Shell, made: Rendered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    class Named(QPrinter):
        def printerName(self) -> str:
            return name

        def outputFormat(self) -> QPrinter.OutputFormat:
            return QPrinter.OutputFormat.NativeFormat

    job = job_of(Named())
    assert job.to_pdf
    kept = tmp_path / "kept.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(kept), ""))
    assert printing._keep_pdf(job, made, window, shell)
    assert kept.read_bytes() == made.content


def test_cups_gets_the_document_with_what_was_chosen(
    made: Rendered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "lp"
    program.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/told\ncat > {tmp_path}/sent\nexit ${{LP_ANSWER:-0}}\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert QStandardPaths.findExecutable("lp") == str(program)
    job = PrintJob(made.full_title, "Accueil", copies=2, sides="two-sided-long-edge", grey=True)
    assert send_pdf(job, made.content)
    assert (tmp_path / "sent").read_bytes() == made.content
    assert (tmp_path / "told").read_text("utf-8").split("\n")[:-1] == lp_options(job)
    assert lp_options(job)[:6] == ["-d", "Accueil", "-t", "Liste des pièces – Manon Roussel", "-n", "2"]
    assert {"sides=two-sided-long-edge", "print-color-mode=monochrome", "Collate=True"} <= set(lp_options(job))
    monkeypatch.setenv("LP_ANSWER", "1")
    assert not send_pdf(job, made.content)


def test_only_the_pages_asked_for_leave(shell: Shell) -> None:
    whole = render(shell.desk, some_dossier(shell), "dossier").content
    with pikepdf.open(BytesIO(whole)) as pdf:
        count = len(pdf.pages)
    assert count > 2
    job = PrintJob("Dossier", pages=((2, 2), (count, count + 5)))
    assert job.numbers(count) == [1, count - 1]
    with pikepdf.open(BytesIO(job.content(whole, count))) as pdf:
        assert len(pdf.pages) == 2
    assert PrintJob("Dossier").content(whole, count) == whole
    assert PrintJob("Dossier", pages=((1, count),)).content(whole, count) == whole


@pytest.mark.parametrize(
    ("title", "about", "file_name", "saved"),
    [
        ("CV Europass", "Manon Roussel", "cv-europass.candidate.xml", "CV Europass – Manon Roussel.candidate.xml"),
        ("Que devenez-vous\u00a0?", "Zoé N’Diaye", "enquete.pdf", "Que devenez-vous – Zoé N’Diaye.pdf"),
        ("Bilan 2026/2027 : tous", "", "bilan.ods", "Bilan 2026 2027 tous.ods"),
        ("…", "", "papier.pdf", "….pdf"),
        ("???", "", "papier.pdf", "papier.pdf"),
        ("L" * 200, "", "papier.pdf", "L" * 120 + ".pdf"),
    ],
)
def test_a_kept_file_has_a_name_a_person_reads_and_every_system_takes(
    title: str, about: str, file_name: str, saved: str
) -> None:
    assert Rendered("paper", title, file_name, b"", about=about).saved_as == saved
