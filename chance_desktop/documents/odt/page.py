"""An ODT page in the look of the printed one: named styles, letterhead, French as its language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from math import lcm

from odfdo import Document, Element, Header, List, ListItem, Paragraph, Span

from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.typesetting.typography import french, xml_safe, xml_shown
from chance_desktop.runtime.words import _

_FONT = "'Atkinson Hyperlegible Next', 'Liberation Sans', Arial, sans-serif"
"""The house face, then what every office suite has, of much the same width."""
_STRONG_SPAN = (
    '<style:style style:name="Chance_20_Strong" style:display-name="Chance Strong" style:family="text">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
)
_SMALL_SPAN = (
    '<style:style style:name="Chance_20_Small" style:display-name="Chance Small" style:family="text">'
    '<style:text-properties fo:font-size="9.5pt" fo:color="#544c61"/></style:style>'
)
_INK, _INK2, _VIOLET, _STRONG = "#211a2b", "#544c61", "#5b2a86", "#857d92"
_BOLD = re.compile(r"\*\*(.+?)\*\*")

_BULLETS = (
    '<text:list-style style:name="ChanceBullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•">'
    '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
    '<style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="1cm" '
    'fo:text-indent="-0.45cm" fo:margin-left="1cm"/></style:list-level-properties></text:list-level-style-bullet>'
    "</text:list-style>"
)
_CELL = (
    '<style:style style:name="ChanceCell" style:family="table-cell"><style:table-cell-properties '
    f'fo:border="0.6pt solid {_STRONG}" fo:padding="0.12cm"/></style:style>'
)
_TABLE = (
    '<style:style style:name="ChanceTable" style:family="table"><style:table-properties table:align="margins" '
    'fo:margin-top="0.35cm" style:may-break-between-rows="false"/></style:style>'
)
_BOXES = (
    '<style:style style:name="ChanceBoxes" style:family="table"><style:table-properties table:align="margins" '
    'style:may-break-between-rows="false"/></style:style>',
    '<style:style style:name="ChanceBoxesRow" style:family="table-row"><style:table-row-properties '
    'fo:keep-together="always"/></style:style>',
    '<style:style style:name="ChanceBoxesCell" style:family="table-cell"><style:table-cell-properties '
    'fo:border="none" fo:padding="0cm" fo:padding-right="0.2cm"/></style:style>',
)

# Name, parent's own differences: text then paragraph properties.
_STYLES: tuple[tuple[str, dict[str, str], dict[str, str]], ...] = (
    ("Chance Programme", {"fo:font-size": "14pt", "fo:font-weight": "bold", "fo:color": _VIOLET}, {}),
    (
        "Chance Sender",
        {"fo:font-size": "9.5pt", "fo:color": _INK2},
        {"fo:text-align": "end"},
    ),
    (
        "Chance Rule",
        {"fo:font-size": "4pt"},
        {"fo:border-bottom": f"1.5pt solid {_VIOLET}", "fo:margin-bottom": "0.5cm"},
    ),
    (
        "Chance Title",
        {"fo:font-size": "22pt", "fo:font-weight": "bold"},
        {"fo:margin-top": "0.1cm", "fo:margin-bottom": "0.1cm", "fo:keep-with-next": "always"},
    ),
    (
        "Chance Subtitle",
        {"fo:font-size": "15pt", "fo:font-weight": "bold", "fo:color": _VIOLET},
        {"fo:margin-bottom": "0.3cm"},
    ),
    ("Chance Right", {}, {"fo:margin-left": "9.5cm"}),
    (
        "Chance Object",
        {"fo:font-size": "11pt", "fo:font-weight": "bold"},
        {"fo:margin-top": "0.8cm", "fo:margin-bottom": "0.35cm"},
    ),
    ("Chance Body", {}, {"fo:margin-bottom": "0.28cm", "fo:line-height": "130%"}),
    (
        "Chance Body Kept",
        {},
        {
            "fo:margin-bottom": "0.28cm",
            "fo:line-height": "130%",
            "fo:keep-with-next": "always",
            "fo:keep-together": "always",
        },
    ),
    (
        "Chance Box Title",
        {"fo:font-weight": "bold", "fo:color": _VIOLET},
        {"fo:margin-top": "0.25cm", "fo:margin-bottom": "0.1cm", "fo:keep-with-next": "always"},
    ),
    (
        "Chance Question",
        {"fo:font-weight": "bold"},
        {"fo:margin-top": "0.35cm", "fo:margin-bottom": "0.05cm", "fo:keep-with-next": "always"},
    ),
    ("Chance Note", {"fo:font-size": "9.5pt", "fo:color": _INK2}, {"fo:margin-bottom": "0.1cm"}),
    ("Chance Choice", {}, {"fo:margin-left": "0.4cm", "fo:margin-bottom": "0.08cm"}),
    (
        "Chance Choice Kept",
        {},
        {"fo:margin-left": "0.4cm", "fo:margin-bottom": "0.08cm", "fo:keep-with-next": "always"},
    ),
    ("Chance Item", {}, {"fo:margin-bottom": "0.08cm", "fo:keep-together": "always"}),
    ("Chance Item Kept", {}, {"fo:margin-bottom": "0.08cm", "fo:keep-with-next": "always"}),
    ("Chance Item Last", {}, {"fo:margin-bottom": "0.35cm", "fo:keep-together": "always"}),
    ("Chance Return", {"fo:font-size": "9.5pt", "fo:color": _INK2}, {"fo:margin-top": "0.45cm"}),
    (
        "Chance Section",
        {"fo:font-size": "14pt", "fo:font-weight": "bold", "fo:color": _VIOLET},
        {"fo:margin-top": "0.55cm", "fo:margin-bottom": "0.1cm", "fo:keep-with-next": "always"},
    ),
    (
        "Chance Field Note",
        {"fo:font-size": "9.5pt", "fo:color": _INK2},
        {"fo:margin-bottom": "0.1cm", "fo:keep-with-next": "always"},
    ),
    ("Chance Closing", {}, {"fo:margin-top": "0.55cm", "fo:margin-bottom": "0.28cm"}),
    (
        "Chance Field",
        {},
        {"fo:margin-top": "0.35cm", "fo:margin-bottom": "0.1cm", "fo:keep-together": "always"},
    ),
    (
        "Chance Boxed",
        {},
        {
            "fo:margin-left": "0.65cm",
            "fo:text-indent": "-0.65cm",
            "fo:margin-top": "0.06cm",
            "fo:margin-bottom": "0.06cm",
        },
    ),
    (
        "Chance Ruled",
        {},
        {"fo:border-bottom": f"0.5pt dotted {_STRONG}", "fo:line-height": "0.85cm", "style:join-border": "false"},
    ),
)


class OdtPage:
    """A document being written from top to bottom."""

    def __init__(
        self, title: str, sender: Sender | None, *, fictional: bool = False, author: str = "", language: str = "fr-FR"
    ) -> None:
        self._document = Document("text")
        self._document.body.clear()
        self._document.meta.title = xml_safe(title)
        self._document.meta.language = language
        self._document.meta.creator = xml_safe(sender.name if sender else author)
        for name, text, paragraph in _STYLES:
            self._document.insert_style(_style(name, text, paragraph, language))
        for span in (_STRONG_SPAN, _SMALL_SPAN):
            self._document.insert_style(span)
        for automatic in (_BULLETS, _TABLE, _CELL, *_BOXES):
            self._document.insert_style(automatic, automatic=True)
        if sender:
            self._letterhead(sender, fictional=fictional or sender.fictional)
        elif fictional:
            self.add(f"**{_('Données fictives')}**", "Chance_20_Note")

    def _letterhead(self, sender: Sender, *, fictional: bool) -> None:
        if fictional:
            self.add(f"**{_('Données fictives')}**", "Chance_20_Note")
        self.add(french(sender.programme), "Chance_20_Programme")
        self.add(french(sender.programme_subtitle), "Chance_20_Note")
        self.add(f"**{french(sender.name)}**", "Chance_20_Sender")
        for line in (sender.address, " · ".join(part for part in (sender.phone, sender.email) if part)):
            if line:
                self.add(french(line), "Chance_20_Sender")
        self.add("", "Chance_20_Rule")

    def add(self, text: str, style: str, *, level: int = 0) -> None:
        """A paragraph, or a heading of that level, with its `**bold**` spans."""
        block = Header(level) if level else Paragraph()
        block.style = style
        if level:  # the template numbers headings
            block.set_attribute("text:is-list-header", "true")
        _write(block, text)
        self._document.body.append(block)

    def add_list(self, items: list[str], *, keep: bool = False) -> None:
        """A list of short lines; `keep` it on the page of what follows."""
        made = List(style="ChanceBullets")
        for number, item in enumerate(items, 1):
            line = ListItem()
            which = "_20_Kept" if keep else "_20_Last" if number == len(items) else ""
            paragraph = Paragraph("", style=f"Chance_20_Item{which}")
            _write(paragraph, item)
            line.append(paragraph)
            made.append(line)
        self._document.body.append(made)

    def add_table(self, name: str, rows: Sequence[Sequence[Sequence[tuple[str, str]]]]) -> None:
        """A bordered table: rows of cells of equal widths, each cell (text, style) paragraphs."""
        columns = lcm(*(len(row) for row in rows))
        table = Element.from_tag("table:table")
        table.set_attribute("table:name", name)
        table.set_attribute("table:style-name", "ChanceTable")
        column = Element.from_tag("table:table-column")
        column.set_attribute("table:number-columns-repeated", str(columns))
        table.append(column)
        for row in rows:
            made = Element.from_tag("table:table-row")
            made.set_attribute("table:style-name", "ChanceBoxesRow")
            span = columns // len(row)
            for cell in row:
                made.append(_cell(cell, span))
                for _covered in range(span - 1):
                    made.append(Element.from_tag("table:covered-table-cell"))
            table.append(made)
        self._document.body.append(table)

    def add_field(self, question: str, notes: Sequence[str], control: Element) -> None:
        """A question, its notes and the field under them: one paragraph, since a page may then not end between them."""
        paragraph = Paragraph("", style="Chance_20_Field")
        for words, style in ((question, "Chance_20_Strong"), *((note, "Chance_20_Small") for note in notes)):
            if not words:
                continue
            paragraph.append(Span(xml_shown(words), style=style))
            paragraph.append(Element.from_tag("text:line-break"))
        paragraph.append(control)
        self._document.body.append(paragraph)

    def add_boxes(self, name: str, rows: Sequence[Sequence[tuple[Element, str]]], abreast: int, style: str) -> None:
        """Controls before their words, in rows of `abreast` equal places, without borders; a row stays whole."""
        table = Element.from_tag("table:table")
        table.set_attribute("table:name", name)
        table.set_attribute("table:style-name", "ChanceBoxes")
        column = Element.from_tag("table:table-column")
        column.set_attribute("table:number-columns-repeated", str(abreast))
        table.append(column)
        for row in rows:
            made = Element.from_tag("table:table-row")
            made.set_attribute("table:style-name", "ChanceBoxesRow")
            for place in range(abreast):
                cell = Element.from_tag("table:table-cell")
                cell.set_attribute("table:style-name", "ChanceBoxesCell")
                cell.append(_boxed(*row[place], style) if place < len(row) else Paragraph("", style=style))
                made.append(cell)
            table.append(made)
        self._document.body.append(table)

    def add_controls(self, forms: Element, styles: Iterable[str]) -> None:
        """The controls shown on the page, which stand before all text, and their styles."""
        self._document.body.insert(forms, position=0)
        for style in styles:
            self._document.insert_style(style, automatic=True)

    def to_bytes(self) -> bytes:
        """The file."""
        out = BytesIO()
        self._document.save(out)
        return out.getvalue()


def _boxed(control: Element, words: str, style: str) -> Paragraph:
    paragraph = Paragraph("", style=style)
    paragraph.append(control)
    paragraph.append(Element.from_tag("text:tab"))
    paragraph.append_plain_text(xml_shown(words))
    return paragraph


def _cell(paragraphs: Sequence[tuple[str, str]], span: int) -> Element:
    cell = Element.from_tag("table:table-cell")
    cell.set_attribute("table:style-name", "ChanceCell")
    cell.set_attribute("office:value-type", "string")
    if span > 1:
        cell.set_attribute("table:number-columns-spanned", str(span))
    for text, style in paragraphs:
        paragraph = Paragraph("", style=style)
        _write(paragraph, text)
        cell.append(paragraph)
    return cell


def _write(block: Paragraph | Header, text: str) -> None:
    for index, piece in enumerate(_BOLD.split(xml_shown(text))):
        if not piece:
            continue
        if index % 2:
            block.append(Span(piece, style="Chance_20_Strong"))
        else:
            block.append_plain_text(piece)


def _style(name: str, text: dict[str, str], paragraph: dict[str, str], locale: str) -> str:
    language, _dash, country = locale.partition("-")
    base = {"fo:font-family": _FONT, "fo:font-size": "11pt", "fo:color": _INK}
    base |= {"fo:language": language, "fo:country": country or "none"} | text
    inside = "".join(f' {key}="{value}"' for key, value in base.items())
    around = "".join(f' {key}="{value}"' for key, value in paragraph.items())
    return (
        f'<style:style style:name="{name.replace(" ", "_20_")}" style:display-name="{name}" style:family="paragraph" '
        f'style:parent-style-name="Standard"><style:paragraph-properties{around}/><style:text-properties{inside}/>'
        "</style:style>"
    )
