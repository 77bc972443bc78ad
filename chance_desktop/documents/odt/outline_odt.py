"""An outline as ODT, to be corrected or filled in LibreOffice or Word: named styles, and form controls where it is filled there."""

from __future__ import annotations

from functools import singledispatchmethod

from odfdo import Element

from chance_desktop.documents.kit import outline
from chance_desktop.documents.kit.outline import Field, FieldKind, Node, Option, Outline, Party
from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.documents.odt.controls import FIELD_STYLES, OdtControls
from chance_desktop.documents.odt.page import OdtPage
from chance_desktop.runtime.words import _

_WHOLE_LINE, _ONE_LINE, _LONG = 17.0, 0.75, 2.4
_LINE, _LETTERS, _MOST_LINES = 0.5, 80, 30
"""A line of a long answer: its height, the letters it holds; a field never goes over a page."""
_NARROW = {FieldKind.DAY: 5.0, FieldKind.NUMBER: 3.5}
_RULES = 5
"""Lines to write a long answer on by hand."""
# U+25A1 is drawn by every office suite's fallback fonts, unlike by our PDF.
_SQUARE = "\u25a1"


def to_odt(page: Outline) -> bytes:
    """The ODT."""
    return _Writer(page).written()


class _Writer:
    """Writes an outline from top to bottom."""

    def __init__(self, page: Outline) -> None:
        self._outline = page
        self._page = OdtPage(french(page.title), page.sender, fictional=page.fictional)
        self._controls = OdtControls(page.form_name) if page.form_name else None

    def written(self) -> bytes:
        """The file."""
        for node in self._outline.nodes:
            self._node(node)
        if self._outline.foot:
            self._add(self._outline.foot, "Closing" if self._controls else "Return")
        if self._controls is not None:
            self._page.add_controls(self._controls.forms, FIELD_STYLES)
        return self._page.to_bytes()

    def _add(self, words: str, style: str, level: int = 0) -> None:
        self._page.add(french(words), f"Chance_20_{style.replace(' ', '_20_')}", level=level)

    @singledispatchmethod
    def _node(self, node: Node) -> None:
        raise TypeError(node)

    @_node.register
    def _title(self, node: outline.Title) -> None:
        self._add(node.words, "Title", 1)
        if node.about:
            self._add(node.about, "Subtitle")

    @_node.register
    def _recipient(self, node: outline.Recipient) -> None:
        for line in node.lines:
            self._add(line, "Right")
        if node.lines:
            self._add("", "Right")

    @_node.register
    def _place_and_date(self, node: outline.PlaceAndDate) -> None:
        self._add(node.line, "Right")

    @_node.register
    def _subject(self, node: outline.Subject) -> None:
        if node.words:
            self._add(_("Objet : {subject}").format(subject=node.words), "Object", 1)

    @_node.register
    def _paragraph(self, node: outline.Paragraph) -> None:
        self._add(node.words, "Body Kept" if node.ends else "Body")

    @_node.register
    def _box(self, node: outline.Box) -> None:
        if node.title:
            self._add(node.title, "Box Title")
        self._page.add_list([french(item) for item in node.items])

    @_node.register
    def _ending(self, node: outline.Ending) -> None:
        if node.closing.strip():
            self._add(node.closing, "Body")
        self._add("", "Body")
        for line in node.lines:
            self._add(line, "Right")

    @_node.register
    def _parties(self, node: outline.Parties) -> None:
        for party in node.parties:
            who = ", ".join(part for part in (party.name, *party.lines) if part)
            self._add(f"**{party.role}** : {who}", "Note")

    @_node.register
    def _article(self, node: outline.Article) -> None:
        if node.title:
            self._add(node.title, "Box Title", 2)
        if node.text:
            self._add(node.text, "Body Kept" if node.ends and not node.items else "Body")
        if node.items:
            self._page.add_list([french(item) for item in node.items], keep=node.ends)

    @_node.register
    def _signatures(self, node: outline.Signatures) -> None:
        self._page.add_table("signatures", [[_to_sign(party, node.note) for party in node.parties]])

    @_node.register
    def _section(self, node: outline.Section) -> None:
        self._add(node.title, "Section", 2)
        if node.note:
            self._add(node.note, "Field Note")

    @_node.register
    def _closing(self, node: outline.Closing) -> None:
        self._add(node.words, "Closing")

    @_node.register
    def _only_odt(self, node: outline.OnlyOdt) -> None:
        self._add(node.words, "Note")

    @_node.register
    def _field_signature(self, node: outline.FieldSignature) -> None:
        self._add(_("Date et signature"), "Question")
        self._ruled(3)

    @_node.register
    def _reference(self, node: outline.Reference) -> None:
        if self._controls is not None:
            tooltip = _("Référence du formulaire, à laisser telle quelle")
            control = self._controls.text(node.name, tooltip, node.code, (10.0, _ONE_LINE), fixed=True)
            self._page.add_field("", [_("Référence, à laisser telle quelle")], control)

    @_node.register
    def _field(self, node: outline.Field) -> None:
        if self._controls is None:
            self._by_hand(node)
        elif node.options:
            self._heading(node)
            cells = [(self._choice(self._controls, node, each), each.label) for each in node.options]
            rows = [cells[start : start + node.abreast] for start in range(0, len(cells), node.abreast)]
            self._page.add_boxes(node.name.rpartition(":")[2], rows, node.abreast, "Chance_20_Boxed")
        else:
            high = _room(node.words) if node.kind is FieldKind.LINES else _ONE_LINE
            size = (_NARROW.get(node.kind, _WHOLE_LINE), high)
            control = self._controls.text(node.name, node.tooltip, node.words, size, node.most)
            self._page.add_field(node.question, node.notes, control)

    def _choice(self, controls: OdtControls, node: Field, option: Option) -> Element:
        tooltip, chosen = f"{node.tooltip} – {option.label}", option.code in node.chosen
        if node.kind is FieldKind.ONE:
            return controls.radio(node.name, tooltip, option.code, chosen=chosen)
        return controls.checkbox(f"{node.name}+{option.code}", tooltip, ticked=chosen)

    def _heading(self, node: Field) -> None:
        self._add(node.question, "Question")
        for note in node.notes:
            self._add(note, "Field Note")

    def _by_hand(self, node: Field) -> None:
        """Squares to tick and ruled lines to write on."""
        self._heading(node)
        for number, option in enumerate(node.options, start=1):
            style = "Choice" if number == len(node.options) else "Choice Kept"
            self._page.add(f"{_SQUARE}\u00a0{option.label}", f"Chance_20_{style.replace(' ', '_20_')}")
        if node.words:
            self._add(node.words, "Ruled")
        elif not node.options:
            self._ruled(_RULES if node.kind is FieldKind.LINES else 1)

    def _ruled(self, lines: int) -> None:
        for _line in range(lines):
            self._add("", "Ruled")


def _to_sign(party: Party, note: str) -> list[tuple[str, str]]:
    words = [
        (party.role, "Question"),
        (party.name, "Note"),
        (note or _("Date et signature"), "Note"),
        *[("", "Body")] * 3,
    ]
    return [(french(text), f"Chance_20_{style}") for text, style in words]


def _room(words: str) -> float:
    """Centimetres for a long answer: a few lines to write on, more when it is written already."""
    lines = sum(1 + len(line) // _LETTERS for line in words.split("\n"))
    return max(_LONG, round(min(lines, _MOST_LINES) * _LINE + 0.4, 2))
