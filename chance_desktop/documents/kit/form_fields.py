"""Fillable fields (AcroForm) drawn like the rest of the page, named for screen readers, with an embedded font.

Qt's PDF module, which previews and prints, draws no field. So the box to tick and what is known beforehand are drawn on the
page too, as decoration; the field lies over them on a white ground, and hides them as soon as a viewer shows fields.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from chance_desktop.documents.kit.blocks import Whole
from chance_desktop.documents.kit.tagged.tagged_canvas import Pen
from chance_desktop.documents.kit.typesetting.line_breaking import break_lines, draw_lines
from chance_desktop.documents.kit.typesetting.theme import INK, STRONG, Face, Style, font
from chance_desktop.runtime.assets import resources_folder

_MULTILINE, _RADIO, _NO_TOGGLE_TO_OFF = 1 << 12, 1 << 15, 1 << 14
_PRINT = 4
_FIELD = Style(size=10.5, leading=14)
_APPEARANCE = "/Atk 10.5 Tf 0.129 0.102 0.169 rg"
_SIDE = 13.0
_TICK = ((5.9, 12.2), (10.3, 7.4), (18.3, 17.4))


@dataclass(frozen=True, slots=True)
class FieldBox:
    """A field on its page: rectangle in points, what a screen reader says, value; `choice` numbers a radio button."""

    name: str
    tooltip: str
    page: int
    rectangle: tuple[float, float, float, float]
    value: str = ""
    multiline: bool = False
    most: int = 0
    choices: tuple[str, ...] = ()
    choice: int = -1


@dataclass(slots=True)
class FieldSheet:
    """The fields drawn so far, in order."""

    boxes: list[FieldBox] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TextField(Whole):
    """A framed place to type or write."""

    sheet: FieldSheet
    name: str
    tooltip: str
    points: float = 24
    value: str = ""
    most: int = 0

    def height(self, width: float) -> float:
        """Its points."""
        return self.points

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """The frame, and the field inside."""
        pen.panel(x, top - self.points, width, self.points, stroke=STRONG, radius=2.5, thickness=0.9)
        with pen.element("Form"):
            pen.field(len(self.sheet.boxes))
        rectangle = (x + 2, top - self.points + 2, x + width - 2, top - 2)
        box = FieldBox(
            name=self.name,
            tooltip=self.tooltip,
            page=pen.page,
            rectangle=rectangle,
            value=self.value,
            multiline=self.points > 30,
            most=self.most,
        )
        self.sheet.boxes.append(box)
        if self.value:
            _paint_value(pen, box)


def _paint_value(pen: Pen, box: FieldBox) -> None:
    left, foot, right, top = box.rectangle
    width = right - left - 4
    lines = break_lines(box.value, _FIELD, width if box.multiline else 10_000)
    first = foot + _baseline(box, top - foot) + (_FIELD.leading + _FIELD.size * 0.7) / 2
    with pen.artifact():
        pen.canvas.saveState()
        clip = pen.canvas.beginPath()
        clip.rect(left, foot, right - left, top - foot)
        pen.canvas.clipPath(clip, stroke=0, fill=0)
        draw_lines(pen.canvas, lines, _FIELD, left + 2, first)
        pen.canvas.restoreState()


def _baseline(box: FieldBox, high: float) -> float:
    return high - 12 if box.multiline else (high - _FIELD.size * 0.7) / 2


@dataclass(frozen=True, slots=True)
class ChoiceField(Whole):
    """Boxes of which one is ticked."""

    sheet: FieldSheet
    name: str
    tooltip: str
    choices: tuple[str, ...]
    columns: int = 1
    value: str = ""

    def _rows(self, width: float) -> list[float]:
        inside = width / self.columns - _SIDE - 14
        heights = [max(19.0, len(break_lines(c, _FIELD, inside)) * _FIELD.leading + 5) for c in self.choices]
        return [max(heights[at : at + self.columns]) for at in range(0, len(heights), self.columns)]

    def height(self, width: float) -> float:
        """Its rows."""
        return sum(self._rows(width))

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Box then words, along the rows."""
        own = width / self.columns
        for row, high in enumerate(self._rows(width)):
            for column in range(self.columns):
                index = row * self.columns + column
                if index < len(self.choices):
                    self._draw_choice(pen, index, x + column * own, top, own)
            top -= high

    def _draw_choice(self, pen: Pen, index: int, x: float, top: float, own: float) -> None:
        words = self.choices[index]
        with pen.element("Form"):
            pen.field(len(self.sheet.boxes))
        foot = top - 2.5 - (_FIELD.leading + _SIDE) / 2
        rectangle = (x, foot, x + _SIDE, foot + _SIDE)
        with pen.artifact():
            pen.open_square(x, foot, _SIDE)
            if words == self.value:
                pen.polyline(_TICK, x, foot, _SIDE, INK, 4)
        self.sheet.boxes.append(
            FieldBox(
                self.name, self.tooltip, pen.page, rectangle, self.value, choices=self.choices, choice=index
            )
        )  # fmt: skip
        pen.text(words, _FIELD, x + _SIDE + 7, top - 2.5, width=own - _SIDE - 14)


def add_fields(pdf: Pdf, boxes: Sequence[FieldBox]) -> list[Object]:
    """Put the fields in the file; returns their annotations in order."""
    letters = whole_font(pdf)
    resources = Dictionary(Font=Dictionary(Atk=letters))
    fields = Array()
    groups: dict[str, Object] = {}
    annotations: list[Object] = []
    for box in boxes:
        page = pdf.pages[box.page].obj
        widget = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, P=page, F=_PRINT, TU=String(box.tooltip),
                Rect=Array([round(side, 2) for side in box.rectangle]),
            )
        )  # fmt: skip
        if box.choice < 0:
            _fill_text(pdf, widget, box, resources)
            fields.append(widget)
        else:
            if box.name not in groups:
                groups[box.name] = _radio_group(pdf, box)
                fields.append(groups[box.name])
            _fill_choice(pdf, widget, box, groups[box.name])
        if Name.Annots not in page:
            page.Annots = Array()
        page.Annots.append(widget)
        annotations.append(widget)
    pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=fields, DR=resources, DA=String(_APPEARANCE)))
    return annotations


def _fill_text(pdf: Pdf, widget: Object, box: FieldBox, resources: Dictionary) -> None:
    widget.FT = Name.Tx
    widget.T = String(box.name)
    widget.DA = String(_APPEARANCE)
    widget.Ff = _MULTILINE if box.multiline else 0
    if box.most:
        widget.MaxLen = box.most
    if box.value:
        widget.V = String(box.value)
        widget.MK = Dictionary(BG=Array([1, 1, 1]))
    widget.AP = Dictionary(N=_appearance(pdf, box, _written(box), resources))


def _written(box: FieldBox) -> str:
    if not box.value:
        return "/Tx BMC EMC"
    left, foot, right, top = box.rectangle
    high = top - foot
    lines = break_lines(box.value, _FIELD, right - left - 4) if box.multiline else ()
    texts = ["".join(run.text for run in line.runs) for line in lines] or [box.value]
    baseline = _baseline(box, high)
    shown = " ".join(f"<{text.encode('cp1252', 'replace').hex()}> Tj 0 -{_FIELD.leading} Td" for text in texts)
    ground = f"0 0 {right - left:.2f} {high:.2f} re"
    return f"1 g {ground} f /Tx BMC q {ground} W n BT {_APPEARANCE} 2 {baseline:.2f} Td {shown} ET Q EMC"


def _radio_group(pdf: Pdf, box: FieldBox) -> Object:
    group = Dictionary(
        FT=Name.Btn, T=String(box.name), TU=String(box.tooltip), Ff=_RADIO, Kids=Array(),
        Opt=Array([String(choice) for choice in box.choices]), V=Name.Off,
    )  # fmt: skip
    return pdf.make_indirect(group)


def _fill_choice(pdf: Pdf, widget: Object, box: FieldBox, group: Object) -> None:
    chosen = box.value == box.choices[box.choice]
    state = Name(f"/{box.choice}")
    widget.Parent = group
    widget.TU = String(f"{box.tooltip} – {box.choices[box.choice]}")
    widget.AS = state if chosen else Name.Off
    if chosen:
        group.V = state
    ink = " ".join(f"{part:.3f}" for part in INK)
    frame = f"q 1 g {ink} RG 1.5 w 0.75 0.75 {_SIDE - 1.5} {_SIDE - 1.5} re B Q"
    tick = f"q {ink} RG 2.2 w 1 J 1 j 3.2 6.6 m 5.6 4 l 9.9 9.4 l S Q"
    states = Dictionary()
    states[state] = _appearance(pdf, box, f"{frame} {tick}", Dictionary())
    states[Name.Off] = _appearance(pdf, box, frame, Dictionary())
    widget.AP = Dictionary(N=states)
    widget.MK = Dictionary(CA=String("4"), BG=Array([1, 1, 1]))
    group.Kids.append(widget)


def _appearance(pdf: Pdf, box: FieldBox, content: str, resources: Dictionary) -> Stream:
    left, foot, right, top = box.rectangle
    size = Array([0, 0, round(right - left, 2), round(top - foot, 2)])
    settings = {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": size, "/Resources": resources}
    return pdf.make_stream(content.encode("ascii"), settings)


def whole_font(pdf: Pdf) -> Object:
    """The regular face, whole, since what people will type is not known; Windows-1252 covers western languages."""
    file = resources_folder() / "fonts" / f"AtkinsonHyperlegibleNext_{Face.REGULAR.value}.ttf"
    data = file.read_bytes()
    face = font(Face.REGULAR).face
    base = Name("/AtkinsonHyperlegibleNext-Regular")
    program = pdf.make_stream(data, {"/Length1": len(data)})
    widths = []
    for code in range(32, 256):
        character = bytes([code]).decode("cp1252", "ignore")
        widths.append(round(face.charWidths.get(ord(character), face.defaultWidth)) if character else 0)
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=base, Flags=32, FontBBox=Array([round(side) for side in face.bbox]),
        ItalicAngle=0, Ascent=round(face.ascent), Descent=round(face.descent), CapHeight=round(face.capHeight),
        StemV=80, FontFile2=program,
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.TrueType, BaseFont=base, Encoding=Name.WinAnsiEncoding, FirstChar=32,
            LastChar=255, Widths=Array(widths), FontDescriptor=pdf.make_indirect(descriptor),
        )
    )  # fmt: skip
