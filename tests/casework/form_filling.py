"""Filling declared forms as people and their programs do: answers at random, and controls written into an ODT."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO

from hypothesis import strategies as st
from lxml import etree

from chance_desktop.documents.forms.filled_form import FilledSheet
from chance_desktop.domain.form import Form, QuestionKind, codes_in, kept

FORM = "{urn:oasis:names:tc:opendocument:xmlns:form:1.0}"

TODAY = date(2026, 11, 24)


def said(form: Form) -> st.SearchStrategy[dict[str, str]]:
    """Answers as they may be typed, by question."""
    letters = st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=("Cc", "Cs"))
    parts: dict[str, st.SearchStrategy[str]] = {}
    for question in form.questions:
        codes = [choice.code for choice in form.options(question)]
        if question.kind is QuestionKind.CHOICE:
            parts[question.code] = st.sampled_from([*codes, ""])
        elif question.kind is QuestionKind.CHOICES:
            parts[question.code] = st.lists(st.sampled_from(codes), unique=True).map(",".join)
        elif question.kind is QuestionKind.NUMBER:
            parts[question.code] = st.integers(1, 60).map(str)
        else:
            parts[question.code] = st.text(letters, max_size=80).map(str.strip)
    return st.fixed_dictionaries(parts)


def answers_in(form: Form, sheet: FilledSheet) -> dict[str, str]:
    """What a filled sheet says, as it is kept."""
    read: dict[str, str] = {}
    several: dict[str, list[str]] = {}
    for name, words in sheet.words.items():
        base, plus, choice = name.partition("+")
        if plus:
            several.setdefault(base, []).append(choice)
        else:
            read[base] = kept(form, form.question(base), words, TODAY)
    return read | {code: kept(form, form.question(code), ",".join(codes), TODAY) for code, codes in several.items()}


def controls_of(form: Form, answers: Mapping[str, str]) -> dict[str, str]:
    """What is filled in each control, by name: words, the code of a choice, `on` for a box that is ticked."""
    filled: dict[str, str] = {}
    for code, answer in answers.items():
        name = f"{form.form}@{form.version}:{code.replace('.', '_')}"
        if form.question(code).kind is QuestionKind.CHOICES:
            filled |= {f"{name}+{each}": "on" for each in codes_in(answer)}
        else:
            filled[name] = answer
    return filled


def by_hand(odt: bytes, filled: Mapping[str, str]) -> bytes:
    """The ODT with its controls filled by editing its XML, as LibreOffice writes them."""

    def fill(root: etree._Element) -> None:
        for control in root.iter(f"{FORM}*"):
            words = filled.get(control.get(f"{FORM}name", ""), "")
            if not words:
                continue
            if control.tag == f"{FORM}radio":
                chosen = control.get(f"{FORM}value") == words
                control.set(f"{FORM}current-selected", "true" if chosen else "false")
            elif control.tag == f"{FORM}checkbox":
                control.set(f"{FORM}current-state", "checked")
            else:
                control.set(f"{FORM}current-value", words)

    return edited(odt, fill)


def edited(odt: bytes, edit: Callable[[etree._Element], None]) -> bytes:
    """The ODT with its content changed."""
    root = etree.fromstring(part(odt, "content.xml"))
    edit(root)
    return with_part(odt, "content.xml", etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def part(odt: bytes, name: str) -> bytes:
    """One part of an ODT."""
    with zipfile.ZipFile(BytesIO(odt)) as archive:
        return archive.read(name)


def with_part(odt: bytes, name: str, content: bytes, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The ODT with one part put in the place of another."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(odt)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for info in archive.infolist():
            if info.filename != name:
                made.writestr(info, archive.read(info))
        made.writestr(zipfile.ZipInfo(name), content, packing)
    return out.getvalue()
