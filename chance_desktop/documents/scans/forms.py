"""What was typed in the fields of a PDF, and what was stuck or drawn on it, made part of its pages.

A form filled on screen keeps its answers beside the page, as annotations. Neither Qt's preview nor a page bound into another file
draws those: the paper would look empty. Once flattened they are part of the page, whoever shows it. What a program typed without
drawing is drawn here in the house face, wrapped and reduced to its box. A refused alternative: pikepdf's own drawings of answers,
which do not wrap in the fonts that most forms ask for.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import AcroFormField, Array, Dictionary, Name, Object, Pdf

from chance_desktop.documents.scans.errors import ScanAnswersHidden

if TYPE_CHECKING:
    from chance_desktop.documents.scans.answer_pen import AnswerPen

_UNSOUND = (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError, RuntimeError, NotImplementedError)
"""What pikepdf raises over a field that is not as it should be."""


def flatten(pdf: Pdf) -> None:
    """Draw fields, notes and drawings into the pages. Raises ScanAnswersHidden when an answer cannot be drawn."""
    form = pdf.Root.get("/AcroForm")
    try:
        if isinstance(form, Dictionary):
            _Answers(pdf).draw(stale=bool(form.get("/NeedAppearances", False)))
            # Every answer has its drawing by now; with this mark left, qpdf would trust none of them.
            _drop(form, "/NeedAppearances")
        if any("/Annots" in page for page in pdf.pages):
            pdf.flatten_annotations("all")
        _drop(pdf.Root, "/AcroForm")
        for page in pdf.pages:
            if "/Annots" in page:
                page.Annots = Array([kept for kept in page.Annots if not _is_empty_field(kept)])
    except _UNSOUND as error:
        raise ScanAnswersHidden from error


class _Answers:
    """The answers of one file, drawn where there is no drawing yet."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf

    @cached_property
    def _pen(self) -> AnswerPen:
        # fonts and typesetting are heavy: most scans hold no answer to draw
        from chance_desktop.documents.scans.answer_pen import AnswerPen

        return AnswerPen(self._pdf)

    def draw(self, *, stale: bool) -> None:
        """Give every field that says something its drawing; `stale`, also those a former answer may have left."""
        for field in self._pdf.acroform.fields:
            words = _said(field)
            for annotation in self._pdf.acroform.get_annotations_for_field(field):
                widget = annotation.obj
                if field.field_type == Name.Btn:
                    _tick(widget, field)
                elif words and (stale or not _drawn(widget)):
                    widget.AP = Dictionary(N=self._pen.drawing(widget, words))


def _said(field: AcroFormField) -> str:
    """The words of an answer; of a choice, those of the list rather than its code."""
    if not (field.is_text or field.is_choice):
        return ""
    said = str(field.value_as_string).strip()
    for option in field.get_inheritable_field_value("/Opt") or () if field.is_choice else ():
        if isinstance(option, Array) and len(option) == 2 and str(option[0]) == said:
            return str(option[1])
    return said


def _drawn(widget: Object) -> bool:
    return isinstance(widget.get("/AP"), Dictionary) and "/N" in widget.AP


def _tick(widget: Object, field: AcroFormField) -> None:
    """Show the state that the field says, which some programs write without ticking the box."""
    value = field.value
    if isinstance(value, Name) and _drawn(widget) and isinstance(widget.AP.N, Dictionary):
        widget.AS = value if value in widget.AP.N else Name.Off


def _drop(thing: Object, key: str) -> None:
    if key in thing:
        del thing[key]


def _is_empty_field(annotation: Object) -> bool:
    """Whether it is a field left over, which nobody filled; raises ScanAnswersHidden for one the form had lost sight of."""
    if annotation.get("/Subtype") != Name.Widget:
        return False
    if isinstance(annotation.get("/V"), pikepdf.String) and str(annotation.V).strip():
        raise ScanAnswersHidden
    return True
