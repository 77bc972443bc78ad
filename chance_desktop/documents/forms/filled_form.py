"""What a filled form says, whichever program filled it: fields of a PDF, controls of an ODT.

Each field is named `form@version:question` (dots of the question written `_`), so that a filled file says by itself what it
answers; `reference` tells whom it is about, in a code that names nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Name, Object

from chance_desktop.domain.form import Form
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from lxml.etree import _Element

REFERENCE = "reference"
"""Name of the field that tells whom a form is about."""
_FORM = "{urn:oasis:names:tc:opendocument:xmlns:form:1.0}"


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """What a filled file says: which form and version, about what, and the words of each question as they were typed."""

    form: str
    version: str
    reference: str
    words: Mapping[str, str]


class SheetUnreadable(ExpectedError):
    """The file is no form of this programme."""


def field_name(form: Form, code: str) -> str:
    """Name of the field of a question."""
    return f"{form.form}@{form.version}:{code.replace('.', '_')}"


def read_pdf(pdf: bytes) -> FilledSheet:
    """What a filled PDF says. Raises `SheetUnreadable`, also for a field that belongs to no single form."""
    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            declared = opened.Root.get("/AcroForm")
            fields = list(_fields(declared.get("/Fields", pikepdf.Array()))) if declared is not None else []
    except pikepdf.PasswordError as error:
        raise behind_password() from error
    except pikepdf.PdfError as error:
        raise not_opened() from error
    return gathered(fields)


def read_odt(content: _Element) -> FilledSheet:
    """What the controls of a filled ODT say, out of its `content.xml`. Raises `SheetUnreadable` as for a PDF."""
    return gathered(_controls(content))


def gathered(fields: Iterable[tuple[str, str]]) -> FilledSheet:
    """One form out of the names of its fields and what each says, whatever the file. Raises `SheetUnreadable`."""
    words: dict[str, str] = {}
    reference, named = "", set()
    for name, value in fields:
        head, colon, question = name.partition(":")
        if name == REFERENCE:
            reference = value
        elif colon and "@" in head:
            named.add(head)
            if value and words.setdefault(question, value) != value:
                raise SheetUnreadable(
                    _("Le champ « {name} » a deux réponses dans ce fichier.").format(name=question[:60]),
                    _("Rouvrez le fichier, gardez une seule réponse, puis rendez-le de nouveau."),
                )
    if not named:
        raise SheetUnreadable(
            _("Ce fichier n’est pas un formulaire de ce programme."),
            _("Choisissez le PDF ou l’ODT préparé par l’application, une fois rempli."),
        )
    if len(named) > 1:
        raise SheetUnreadable(
            _("Ce fichier mélange plusieurs formulaires : {names}.").format(names=", ".join(sorted(named))[:120]),
            _("Rendez chaque formulaire dans son propre fichier."),
        )
    form, _at, version = named.pop().partition("@")
    return FilledSheet(form, version, reference.strip(), words)


def not_opened() -> SheetUnreadable:
    """A damaged file."""
    return SheetUnreadable(
        _("Ce fichier ne peut pas être ouvert."),
        _("Demandez qu’on vous l’envoie de nouveau, ou recopiez les réponses."),
    )


def behind_password() -> SheetUnreadable:
    """A file that asks for a password."""
    return SheetUnreadable(
        _("Ce fichier est protégé par un mot de passe."),
        _("Enregistrez-le sans mot de passe, puis déposez-le de nouveau."),
    )


def _fields(fields: Object, prefix: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Names and values of the fields; a group of fields names its own by the dot."""
    for each in fields:
        own = str(each.get("/T", ""))
        name = f"{prefix}.{own}" if prefix and own else prefix or own
        kids = each.get("/Kids")
        if kids is not None and depth < 8 and any("/T" in kid for kid in kids):
            yield from _fields(kids, name, depth + 1)
        else:
            yield name, _value(each)


def _value(each: Object) -> str:
    value = each.get("/V")
    if value is None:
        return ""
    if isinstance(value, pikepdf.Stream):
        return value.read_bytes().decode("utf-8", "replace").strip()
    if each.get("/FT") != Name.Btn:
        return _plain(str(value))
    state = str(value).removeprefix("/")
    options = each.get("/Opt")
    if options is not None and state.isdigit() and int(state) < len(options):
        return str(options[int(state)])
    return "" if state in ("Off", "") else state


def _controls(content: _Element) -> Iterator[tuple[str, str]]:
    """Names and values of the controls: what was filled, or what the control held from the start."""
    for control in content.iter(f"{_FORM}*"):
        name = control.get(f"{_FORM}name")
        if name is None:
            continue
        kind = control.tag.removeprefix(_FORM)
        if kind == "radio":
            chosen = _said(control, "current-selected", "selected") == "true"
            yield name, control.get(f"{_FORM}value", "") if chosen else ""
        elif kind == "checkbox":
            yield name, "on" if _said(control, "current-state", "state") == "checked" else ""
        elif kind == "listbox":
            options = control.iter(f"{_FORM}option")
            chosen_one = (each for each in options if _said(each, "current-selected", "selected") == "true")
            yield name, ",".join(_said(each, "value", "label") for each in chosen_one)
        else:
            yield name, _plain(_said(control, "current-value", "value"))


def _said(control: _Element, *attributes: str) -> str:
    """The first of these attributes the control has."""
    return next((found for each in attributes if (found := control.get(f"{_FORM}{each}")) is not None), "")


def _plain(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()
