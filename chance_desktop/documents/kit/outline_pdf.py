"""An outline as a tagged PDF, with its fields to fill where it has some."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import singledispatchmethod

from chance_desktop.documents.kit import outline
from chance_desktop.documents.kit.blocks import Beside, Block, Bullets, Gap, Panel, Stack, Text, WritingLines
from chance_desktop.documents.kit.form_fields import ChoiceField, FieldSheet, TextField, add_fields
from chance_desktop.documents.kit.layout import letter_layout
from chance_desktop.documents.kit.layout.flow import Frame, make_pdf, paginate
from chance_desktop.documents.kit.outline import Field, FieldKind, Kind, Node, Outline, Party
from chance_desktop.documents.kit.tagged.tagging import Meta
from chance_desktop.documents.kit.typesetting.theme import (
    BODY,
    INK,
    NOTE,
    SECTION,
    STRONG,
    STRONG_BODY,
    SUBTITLE,
    TITLE,
    Face,
    Style,
)
from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.runtime.words import _

_QUESTION = Style(Face.SEMIBOLD, 11, 14.5)
_ROOM_TO_SIGN = 62.0
_LINE = 24.0
_TICKED_ABREAST = 3


def to_pdf(page: Outline) -> bytes:
    """The PDF."""
    sender = replace(page.sender, fictional=page.sender.fictional or page.fictional)
    sheet = FieldSheet()
    blocks = _fitted(page, sheet)
    frame, meta = Frame(sender, page.edited_on, page.foot), Meta(french(page.title), sender.name)
    if page.kind is not Kind.FORM:
        return make_pdf(blocks, frame, meta)
    return make_pdf(blocks, frame, meta, lambda pdf: add_fields(pdf, sheet.boxes))


def _fitted(page: Outline, sheet: FieldSheet) -> list[Block]:
    """A letter with the most air that keeps it to a page; a form with the roomiest answers that cost no further page."""
    if page.kind is Kind.LETTER:
        return letter_layout.fitted(lambda air: _Blocks(page, sheet, air, 0).all())
    *roomy, least = (_Blocks(page, sheet, 1, long).all() for long in page.long_fields)
    if not roomy:
        return least
    pages = len(paginate(least))
    return next((made for made in roomy if len(paginate(made)) == pages), least)


class _Blocks:
    """The blocks of an outline: `air` is the share of white space of a letter, `long` the height of a long answer."""

    def __init__(self, page: Outline, sheet: FieldSheet, air: float, long: float) -> None:
        self._page, self._sheet, self._air, self._long = page, sheet, air, long

    def all(self) -> list[Block]:
        """Every node, short fields two by two."""
        blocks: list[Block] = []
        waiting: list[Field] = []
        filled = False
        for node in self._page.nodes:
            if not filled and isinstance(node, (Field, outline.Section)):
                filled = True
                blocks.append(Gap(4))
            if isinstance(node, Field) and node.short:
                waiting.append(node)
                if len(waiting) == 2:
                    blocks += self._fields(waiting)
                    waiting = []
                continue
            if waiting:
                blocks += self._fields(waiting)
                waiting = []
            blocks += self._fields([node]) if isinstance(node, Field) else self._node(node)
        return blocks + (self._fields(waiting) if waiting else [])

    @singledispatchmethod
    def _node(self, node: Node) -> list[Block]:
        """A node that is not printed on paper."""
        return []

    @_node.register
    def _title(self, node: outline.Title) -> list[Block]:
        about: list[Block] = [Text(french(node.about), SUBTITLE)] if node.about else []
        return [Text(french(node.words), TITLE, "H1"), Gap(1, keep=True), *about, Gap(8)]

    @_node.register
    def _recipient(self, node: outline.Recipient) -> list[Block]:
        return letter_layout.recipient(node.lines, self._air)

    @_node.register
    def _place_and_date(self, node: outline.PlaceAndDate) -> list[Block]:
        return letter_layout.place_and_date(node.line, self._air)

    @_node.register
    def _subject(self, node: outline.Subject) -> list[Block]:
        return letter_layout.subject(node.words)

    @_node.register
    def _paragraph(self, node: outline.Paragraph) -> list[Block]:
        return letter_layout.paragraphs((node.words,))

    @_node.register
    def _box(self, node: outline.Box) -> list[Block]:
        return letter_layout.box(node.title, node.items)

    @_node.register
    def _ending(self, node: outline.Ending) -> list[Block]:
        return letter_layout.ending(node.closing, node.lines, self._air)

    @_node.register
    def _parties(self, node: outline.Parties) -> list[Block]:
        return [Beside(tuple((0, _party(party)) for party in node.parties)), Gap(10)]

    @_node.register
    def _article(self, node: outline.Article) -> list[Block]:
        blocks: list[Block] = [Text(french(node.title), SECTION, "H2"), Gap(3, keep=True)] if node.title else []
        if node.text:
            blocks += [Text(french(node.text), BODY), Gap(9)]
        if node.items:
            blocks += [Bullets(tuple(french(item) for item in node.items), BODY), Gap(9)]
        return blocks

    @_node.register
    def _signatures(self, node: outline.Signatures) -> list[Block]:
        return [Gap(6), Beside(tuple((0, (_to_sign(party, node.note),)) for party in node.parties), 12)]

    @_node.register
    def _section(self, node: outline.Section) -> list[Block]:
        note: list[Block] = [Text(french(node.note), NOTE), Gap(4, keep=True)] if node.note else []
        return [Gap(6), Text(french(node.title), SECTION, "H2"), Gap(5, keep=True), *note]

    @_node.register
    def _field_signature(self, node: outline.FieldSignature) -> list[Block]:
        inside: tuple[Block, ...] = (
            Text(_("Date et signature"), SECTION, "H2"),
            Gap(2),
            Text(french(node.note), NOTE),
            Beside(((150, (WritingLines(1, 26),)), (0, ()))),
            Gap(26),
        )
        return [Gap(3), Panel(inside, stroke=INK)]

    @_node.register
    def _closing(self, node: outline.Closing) -> list[Block]:
        return [Gap(6), *letter_layout.paragraphs((node.words,))]

    @_node.register
    def _reference(self, node: outline.Reference) -> list[Block]:
        words = _("Référence, à laisser telle quelle")
        tooltip = _("Référence du formulaire, à laisser telle quelle")
        own = (Text(words, NOTE), Gap(2), TextField(self._sheet, node.name, tooltip, 22, node.code))
        return [Gap(8), Beside(((300, own), (0, ())))]

    def _fields(self, fields: list[Field]) -> list[Block]:
        # Fields side by side stand on one line, even when only one of the two questions has a note.
        notes = max(len(each.notes) for each in fields)
        spacing = self._page.spacing
        between = spacing.short if fields[0].short else spacing.other
        return [Beside(tuple((0, tuple(self._field(each, notes))) for each in fields)), Gap(between)]

    def _field(self, field: Field, notes: int) -> Iterator[Block]:
        yield Text(field.question, _QUESTION)
        yield from (Text(note, NOTE) for note in field.notes)
        if self._page.spacing.aligned and len(field.notes) < notes:
            yield Gap(NOTE.leading * (notes - len(field.notes)))
        yield Gap(3)
        if field.kind is FieldKind.SEVERAL:
            yield self._to_tick(field)
        elif field.kind is FieldKind.ONE:
            labels = tuple(each.label for each in field.options)
            chosen = next((each.label for each in field.options if each.code in field.chosen), "")
            yield ChoiceField(self._sheet, field.name, field.tooltip, labels, field.abreast, chosen)
        else:
            high = self._long if field.kind is FieldKind.LINES else _LINE
            yield TextField(self._sheet, field.name, field.tooltip, high, field.words, field.most)

    def _to_tick(self, field: Field) -> Block:
        """One box for each choice: several may be ticked."""
        boxes = tuple(
            (0, (self._box_to_tick(field, each.code, each.label),)) for each in field.options
        )  # fmt: skip
        rows: list[Block] = []
        for start in range(0, len(boxes), _TICKED_ABREAST):
            some = boxes[start : start + _TICKED_ABREAST]
            rows.append(Beside(some + ((0, ()),) * (_TICKED_ABREAST - len(some))))
        return Stack(tuple(rows))

    def _box_to_tick(self, field: Field, code: str, label: str) -> Block:
        ticked = label if code in field.chosen else ""
        return ChoiceField(self._sheet, f"{field.name}+{code}", field.tooltip, (label,), 1, ticked)


def _party(party: Party) -> tuple[Block, ...]:
    lines = tuple(Text(french(line), NOTE) for line in party.lines if line)
    return (Text(french(party.role), NOTE), Text(french(party.name or "…"), STRONG_BODY), *lines)


def _to_sign(party: Party, note: str) -> Block:
    inside: tuple[Block, ...] = (
        Text(french(party.role), STRONG_BODY),
        Text(french(note or _("Date et signature")), NOTE),
        Gap(_ROOM_TO_SIGN),
    )
    return Panel(inside, stroke=STRONG, radius=3)
