"""A letter as ODT, to be corrected in LibreOffice or Word before it is sent."""

from __future__ import annotations

from chance_desktop.documents.kit.typography import french
from chance_desktop.documents.letters.request_letter import Letter
from chance_desktop.documents.odt.page import OdtPage
from chance_desktop.runtime.words import _


def render(data: Letter) -> bytes:
    """The same letter as the PDF, in named styles."""
    page = OdtPage(french(data.subject), data.sender, fictional=data.fictional)
    for line in data.recipient_lines:
        page.add(french(line), "Chance_20_Right")
    page.add("", "Chance_20_Right")
    page.add(french(data.place_and_date), "Chance_20_Right")
    page.add(french(_("Objet : {subject}").format(subject=data.subject)), "Chance_20_Object", level=1)
    page.add(french(data.salutation), "Chance_20_Body")
    texts = [text for text in data.paragraphs if text.strip()]
    for text in texts[: data.box_after]:
        page.add(french(text), "Chance_20_Body")
    if data.box_items:
        page.add(french(data.box_title), "Chance_20_Box_20_Title")
        page.add_list([french(item) for item in data.box_items])
    for text in (*texts[data.box_after :], data.closing):
        if text.strip():
            page.add(french(text), "Chance_20_Body")
    page.add("", "Chance_20_Body")
    for line in data.signature_lines:
        page.add(french(line), "Chance_20_Right")
    return page.to_bytes()
