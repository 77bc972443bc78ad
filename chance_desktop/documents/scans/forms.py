"""What was typed in the fields of a PDF, and what was stuck or drawn on it, made part of its pages.

A form filled on screen keeps its answers beside the page, as annotations. Neither Qt's preview nor a page bound into another file
draws those: the paper would look empty. Once flattened they are part of the page, whoever shows it. What a program typed without
drawing is drawn here in the house face, wrapped and reduced to its box. A refused alternative: pikepdf's own drawings of answers,
which do not wrap in the fonts that most forms ask for.
"""

from __future__ import annotations

from functools import cached_property

import pikepdf
from pikepdf import AcroFormField, Array, Dictionary, Name, Object, Pdf, Stream

from chance_desktop.documents.scans.errors import ScanAnswersHidden

_UNSOUND = (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError, RuntimeError, NotImplementedError)
"""What pikepdf raises over a field that is not as it should be."""
_SIZES = (10.5, 9.5, 8.5, 7.5, 6.5, 5.5)
"""Points; the largest that fits is taken."""
_LEADING = 1.25
_FILLS = {1: "g", 3: "rg", 4: "k"}
"""The operator that takes a colour of so many levels."""


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
    def _letters(self) -> Object:
        from chance_desktop.documents.kit.form_fields import whole_font

        return whole_font(self._pdf)

    def draw(self, *, stale: bool) -> None:
        """Give every field that says something its drawing; `stale`, also those a former answer may have left."""
        for field in self._pdf.acroform.fields:
            words = _said(field)
            for annotation in self._pdf.acroform.get_annotations_for_field(field):
                widget = annotation.obj
                if field.field_type == Name.Btn:
                    _tick(widget, field)
                elif words and (stale or not _drawn(widget)):
                    widget.AP = Dictionary(N=self._drawing(widget, words))

    def _drawing(self, widget: Object, words: str) -> Stream:
        left, foot, right, top = _box(widget)
        width, high = right - left, top - foot
        size, lines = _fitted(words, width - 4, high - 2)
        leading = size * _LEADING
        # In the middle of a short field, from the top of one that is taller than two lines.
        block = (len(lines) - 1) * leading + size * 0.7
        first = high - 3 - size * 0.7 if high > 2.5 * _SIZES[0] else (high + block) / 2 - size * 0.7
        shown = " ".join(f"<{line.hex()}> Tj T*" for line in lines)
        text = f"BT 0 g /Atk {size} Tf {leading} TL 2 {first:.2f} Td {shown} ET"
        content = f"{_ground(widget, width, high)} q 0 0 {width:.2f} {high:.2f} re W n {text} Q"
        settings = {
            "/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, round(width, 2), round(high, 2)]),
            "/Resources": Dictionary(Font=Dictionary(Atk=self._letters)),
        }  # fmt: skip
        return self._pdf.make_stream(content.encode("ascii"), settings)


def _is_empty_field(annotation: Object) -> bool:
    """Whether it is a field left over, which nobody filled; raises ScanAnswersHidden for one the form had lost sight of."""
    if annotation.get("/Subtype") != Name.Widget:
        return False
    if isinstance(annotation.get("/V"), pikepdf.String) and str(annotation.V).strip():
        raise ScanAnswersHidden
    return True


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


def _box(widget: Object) -> tuple[float, float, float, float]:
    across, along = sorted(float(widget.Rect[at]) for at in (0, 2)), sorted(float(widget.Rect[at]) for at in (1, 3))
    return across[0], along[0], across[1], along[1]


def _fitted(words: str, width: float, high: float) -> tuple[float, list[bytes]]:
    """The size in points, and the lines in Windows-1252; raises ScanAnswersHidden for words that are more than the box holds."""
    from chance_desktop.documents.kit.line_breaking import break_parts
    from chance_desktop.documents.kit.theme import Style
    from chance_desktop.documents.kit.typography import Part

    for size in _SIZES:
        lines = [
            "".join(run.text for run in line.runs).encode("cp1252")
            for paragraph in words.splitlines()
            for line in break_parts((Part(paragraph),), Style(size=size), max(width, size))
        ]
        if len(lines) * size * _LEADING <= max(high, size * _LEADING):
            return size, lines
    raise ScanAnswersHidden


def _ground(widget: Object, width: float, high: float) -> str:
    """The colour the field asks for under its words: it hides what was printed there before they were corrected."""
    colour = widget.get("/MK", Dictionary()).get("/BG", ())
    operator = _FILLS.get(len(colour), "")
    levels = " ".join(f"{float(level):.3f}" for level in colour)
    return f"q {levels} {operator} 0 0 {width:.2f} {high:.2f} re f Q" if operator else ""


def _drop(thing: Object, key: str) -> None:
    if key in thing:
        del thing[key]
