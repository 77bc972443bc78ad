"""Fields to fill in an ODT page: the form controls of OpenDocument 1.3 (chapter 13), as LibreOffice shows and saves them.

The words of a choice stand in the text beside its box, not in the control: they wrap, they print, and they stay readable in a
program that knows no controls. LibreOffice exports every control as a field of the same name when it makes a PDF.
"""

from __future__ import annotations

from odfdo import Element

from chance_desktop.documents.kit.typesetting.typography import xml_safe

FIELD_STYLES = (
    '<style:style style:name="ChanceField" style:family="graphic"><style:graphic-properties fo:border="0.6pt solid #857d92" '
    'fo:background-color="#ffffff" fo:margin-top="0.1cm" style:vertical-pos="middle" style:vertical-rel="line"/>'
    "</style:style>",
    '<style:style style:name="ChanceBox" style:family="graphic"><style:graphic-properties style:vertical-pos="middle" '
    'style:vertical-rel="line"/></style:style>',
    '<style:style style:name="ChanceFieldText" style:family="paragraph"><style:paragraph-properties fo:text-align="start"/>'
    '<style:text-properties fo:font-family="\'Atkinson Hyperlegible Next\'" fo:font-size="11pt" '
    'fo:color="#211a2b"/></style:style>',
)
"""Automatic styles the controls need in their document."""

_TEXT = "ooo:com.sun.star.form.component.TextField"
_RADIO = "ooo:com.sun.star.form.component.RadioButton"
_CHECK = "ooo:com.sun.star.form.component.CheckBox"
_BOX = 0.42


class OdtControls:
    """The controls of one form, in reading order; each call gives what stands for the control in the text."""

    def __init__(self, name: str) -> None:
        self._form = Element.from_tag("form:form")
        self._form.set_attribute("form:name", name)
        self._form.set_attribute("form:control-implementation", "ooo:com.sun.star.form.component.Form")
        self._count = 0

    @property
    def forms(self) -> Element:
        """What goes first in the body of the document."""
        forms = Element.from_tag("office:forms")
        forms.set_attribute("form:automatic-focus", "false")
        forms.set_attribute("form:apply-design-mode", "false")
        forms.append(self._form)
        return forms

    def text(
        self, name: str, tooltip: str, value: str, size: tuple[float, float], most: int = 0, *, fixed: bool = False
    ) -> Element:
        """A field to type in: width and height in centimetres, at most `most` characters; several lines when high."""
        several = size[1] > 1
        settings = {"form:convert-empty-to-null": "true"}
        if value:
            settings["form:current-value"] = xml_safe(value)
        if most:
            settings["form:max-length"] = str(most)
        if fixed:
            settings["form:readonly"] = "true"
        made = self._control("form:textarea" if several else "form:text", _TEXT, name, tooltip, settings)
        if several:
            made.append(_multiline())
        return self._shown(made, tooltip, size, "ChanceField")

    def radio(self, name: str, tooltip: str, code: str, *, chosen: bool) -> Element:
        """One box of those of the same name, of which one is chosen; `code` is what it answers."""
        settings = {"form:value": code, "form:visual-effect": "flat"}
        if chosen:
            settings["form:current-selected"] = "true"
        return self._boxed("form:radio", _RADIO, name, tooltip, settings)

    def checkbox(self, name: str, tooltip: str, *, ticked: bool) -> Element:
        """A box to tick."""
        settings = {"form:visual-effect": "flat"}
        if ticked:
            settings["form:current-state"] = "checked"
        return self._boxed("form:checkbox", _CHECK, name, tooltip, settings)

    def _boxed(self, tag: str, implementation: str, name: str, tooltip: str, settings: dict[str, str]) -> Element:
        settings["form:image-position"] = "center"
        made = self._control(tag, implementation, name, tooltip, settings)
        return self._shown(made, tooltip, (_BOX, _BOX), "ChanceBox")

    def _control(self, tag: str, implementation: str, name: str, tooltip: str, settings: dict[str, str]) -> Element:
        self._count += 1
        made = Element.from_tag(tag)
        own = {
            "form:name": name, "form:control-implementation": implementation, "xml:id": f"control{self._count}",
            "form:id": f"control{self._count}", "form:title": xml_safe(tooltip), "form:tab-index": str(self._count),
        }  # fmt: skip
        for attribute, words in (own | settings).items():
            made.set_attribute(attribute, words)
        self._form.append(made)
        return made

    def _shown(self, control: Element, tooltip: str, size: tuple[float, float], style: str) -> Element:
        shown = Element.from_tag("draw:control")
        for attribute, words in {
            "text:anchor-type": "as-char", "draw:style-name": style, "draw:text-style-name": "ChanceFieldText",
            "draw:control": control.get_attribute("form:id"), "draw:z-index": str(self._count),
            "svg:width": f"{size[0]}cm", "svg:height": f"{size[1]}cm",
        }.items():  # fmt: skip
            shown.set_attribute(attribute, words)
        title = Element.from_tag("svg:title")
        title.text = xml_safe(tooltip)
        shown.append(title)
        return shown


def _multiline() -> Element:
    """LibreOffice wraps what is typed on this sign, beside the tag."""
    properties = Element.from_tag("form:properties")
    one = Element.from_tag("form:property")
    for attribute, words in (
        ("form:property-name", "MultiLine"), ("office:value-type", "boolean"), ("office:boolean-value", "true"),
    ):  # fmt: skip
        one.set_attribute(attribute, words)
    properties.append(one)
    return properties
