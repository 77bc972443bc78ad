"""What was typed in the fields of a PDF, and what was stuck or drawn on it, made part of its pages.

A form filled on screen keeps its answers beside the page, as annotations. Neither Qt's preview nor a page bound into another file
draws those: the paper would look empty. Once flattened they are part of the page, whoever shows it. What a program typed without
drawing is drawn here in the house face, wrapped and reduced to its box; whether a drawing says its answer is asked of the second
reader, since a program may leave an empty one or that of a former answer. A refused alternative: pikepdf's own drawings of
answers, which do not wrap in the fonts that most forms ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import AcroFormField, Array, Dictionary, Name, Object, Pdf, Stream

from chance_desktop.documents.scans.answers.answer import Answer
from chance_desktop.documents.scans.checks.unpacking import check_unpacks
from chance_desktop.documents.scans.errors import ScanAnswersHidden, ScanDynamic
from chance_desktop.documents.scans.saving import saved

if TYPE_CHECKING:
    from chance_desktop.documents.scans.answers.answer_pen import AnswerPen

_UNSOUND = (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError, RuntimeError, NotImplementedError)
"""What pikepdf raises over a field that is not as it should be."""
_HIDDEN = 0b10_0010
"""The flags of a field that no screen shows: hidden, no view."""
_PASSWORD = 1 << 13
_DRAWN_BY_TEMPLATE = re.compile(rb"<(?:\w+:)?(?:field|draw)\b")


@dataclass(frozen=True, slots=True)
class Flattened:
    """What lay over the pages: the answers, and the file just before they went into the pages when some were drawn here."""

    covered: bool
    answers: tuple[Answer, ...] = ()
    drawn: bytes = b""


def refuse_dynamic(pdf: Pdf) -> None:
    """Raise ScanDynamic for a form whose pages are drawn by Adobe's reader alone."""
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary) or "/XFA" not in form:
        return
    fields = form.get("/Fields")
    if isinstance(fields, Array) and len(fields) and not pdf.Root.get("/NeedsRendering", False):
        return
    # Older ones do not say that they need Adobe's reader: their fields are in the template alone.
    if pdf.Root.get("/NeedsRendering", False) or _DRAWN_BY_TEMPLATE.search(
        _template(form.XFA, ciphered=pdf.is_encrypted)
    ):
        raise ScanDynamic


def _template(xfa: Object, *, ciphered: bool) -> bytes:
    """The XML of a form, which may be cut in named parts."""
    parts = list(xfa)[1::2] if isinstance(xfa, Array) else [xfa]
    streams = [part for part in parts if isinstance(part, Stream)]
    for stream in streams:
        check_unpacks(stream, ciphered=ciphered)
    return b"".join(stream.read_bytes() for stream in streams)


def flatten(pdf: Pdf) -> Flattened:
    """Draw fields, notes and drawings into the pages. Raises ScanAnswersHidden when an answer cannot be drawn."""
    form = pdf.Root.get("/AcroForm")
    try:
        covered = any(len(page.obj.get("/Annots", ())) for page in pdf.pages)
        answers: tuple[Answer, ...] = ()
        drawn = b""
        if isinstance(form, Dictionary):
            writing = _Answers(pdf)
            # With this mark left, qpdf would trust no drawing.
            _drop(form, "/NeedAppearances")
            answers = writing.draw()
            drawn = saved(pdf) if writing.drew else b""
        _flatten(pdf)
    except _UNSOUND as error:
        raise ScanAnswersHidden from error
    return Flattened(covered, answers, drawn)


def _flatten(pdf: Pdf) -> None:
    if any("/Annots" in page for page in pdf.pages):
        pdf.flatten_annotations("all")
    _drop(pdf.Root, "/AcroForm")
    for page in pdf.pages:
        if "/Annots" in page:
            page.Annots = Array([kept for kept in page.Annots if not _is_empty_field(kept)])


class _Answers:
    """The answers of one file, drawn where no drawing says them yet."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self.drew = False

    @cached_property
    def _pen(self) -> AnswerPen:
        # fonts and typesetting are heavy: most scans hold no answer to draw
        from chance_desktop.documents.scans.answers.answer_pen import AnswerPen

        return AnswerPen(self._pdf)

    def draw(self) -> tuple[Answer, ...]:
        """Give every field that says something its drawing; all the answers, each with its place."""
        found = list(self._found())
        undrawn = [(widget, answer) for widget, answer in found if not _drawn(widget)]
        self._write(undrawn)
        answers = [answer for _widget, answer in found]
        if answers:
            # the second reader is heavy too
            from chance_desktop.documents.scans.answers.said import unsaid

            hidden = {answer.place for answer in unsaid(_flat_copy(self._pdf), answers)}
            self._write([(widget, answer) for widget, answer in found if answer.place in hidden])
        if self.drew:
            self._pen.finish()
        return tuple(answers)

    def _write(self, asked: Sequence[tuple[Object, Answer]]) -> None:
        for widget, answer in asked:
            widget.AP = Dictionary(N=self._pen.drawing(widget, answer.words))
            self.drew = True

    def _found(self) -> Iterator[tuple[Object, Answer]]:
        """The fields that show words, and where; boxes are ticked on the way."""
        places = {
            kept.objgen: number
            for number, page in enumerate(self._pdf.pages)
            for kept in page.obj.get("/Annots", ())
            if isinstance(kept, Dictionary)
        }
        for field in self._pdf.acroform.fields:
            words = _said(field)
            for annotation in self._pdf.acroform.get_annotations_for_field(field):
                widget = annotation.obj
                if field.field_type == Name.Btn:
                    _tick(widget, field)
                elif words and _is_shown(widget) and widget.objgen in places:
                    box = [float(side) for side in widget.Rect]
                    yield widget, Answer(places[widget.objgen], (box[0], box[1], box[2], box[3]), words)


def _said(field: AcroFormField) -> str:
    """The words of an answer; of a choice, those of the list rather than its code."""
    if not (field.is_text or field.is_choice) or int(field.get_inheritable_field_value("/Ff") or 0) & _PASSWORD:
        return ""
    said = str(field.value_as_string).strip()
    for option in field.get_inheritable_field_value("/Opt") or () if field.is_choice else ():
        if isinstance(option, Array) and len(option) == 2 and str(option[0]) == said:
            return str(option[1])
    return said


def _is_shown(widget: Object) -> bool:
    sides = [float(side) for side in widget.Rect]
    return not int(widget.get("/F", 0)) & _HIDDEN and sides[0] != sides[2] and sides[1] != sides[3]


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


def _flat_copy(pdf: Pdf) -> bytes:
    """The file as its own drawings would have it once flat."""
    with pikepdf.open(BytesIO(saved(pdf)), suppress_warnings=True) as copy:
        copy.flatten_annotations("all")
        return saved(copy)


def _is_empty_field(annotation: Object) -> bool:
    """Whether it is a field left over, which nobody filled; raises ScanAnswersHidden for one the form had lost sight of."""
    if annotation.get("/Subtype") != Name.Widget:
        return False
    if isinstance(annotation.get("/V"), pikepdf.String) and str(annotation.V).strip():
        raise ScanAnswersHidden
    return True
