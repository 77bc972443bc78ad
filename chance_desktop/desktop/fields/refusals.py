"""Why what is typed is not kept, said under the field it was typed in."""

from __future__ import annotations

from collections.abc import Mapping

from chance_desktop.desktop.ui_kit.inputs.fields import LabelledField
from chance_desktop.runtime.errors import ExpectedError


def say_under(labelled: Mapping[str, LabelledField], failure: ExpectedError) -> bool:
    """Say a failure under its field and put the keyboard there; whether it is about one of these fields."""
    field = labelled.get(str(getattr(failure, "field", "")))
    if field is None:
        return False
    field.say_error(failure.text)
    field.field.setFocus()
    return True
