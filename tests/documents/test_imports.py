"""Asking for the package costs nothing; only the module asked for loads its library."""

from __future__ import annotations

import subprocess
import sys


def _loaded_by(module: str) -> set[str]:
    asked = f"import sys, {module}; print(*(name for name in {_HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


_HEAVY = (
    "reportlab",
    "pikepdf",
    "cv2",
    "odfdo",
    "pillow_heif",
    "PySide6",
    "sqlalchemy",
    "pypdfium2",
    "numpy",
    "olefile",
)


def test_the_package_loads_nothing() -> None:
    assert _loaded_by("chance_desktop.documents") == set()


def test_texts_and_messages_need_no_library() -> None:
    for module in ("letters.letter_text", "forms.form_questions", "letters.email"):
        assert _loaded_by(f"chance_desktop.documents.{module}") == set()


def test_a_checklist_needs_no_picture_library() -> None:
    assert _loaded_by("chance_desktop.documents.papers.checklist") == {"reportlab", "pikepdf"}


def test_looking_at_a_pdf_needs_no_picture_library() -> None:
    assert _loaded_by("chance_desktop.documents.scans.intake") == {"pikepdf"}


def test_europass_pages_need_no_picture_library() -> None:
    for module in ("cv", "language_passport", "mobility", "cover_letter", "skills_passport"):
        assert _loaded_by(f"chance_desktop.documents.europass.{module}") == {"reportlab", "pikepdf"}


def test_asking_what_can_be_printed_draws_nothing() -> None:
    drawing = {"reportlab", "pikepdf", "odfdo", "cv2", "PySide6"}
    assert not _loaded_by("chance_desktop.casework.papers.catalogue") & drawing
