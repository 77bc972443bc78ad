"""Why what was typed is not kept, said under each field it concerns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from chance_desktop.casework.session.errors import InvalidField

if TYPE_CHECKING:
    from chance_desktop.desktop.fields.card_box import CardBox
    from chance_desktop.desktop.sheets.writing_sheet import WritingSheet
    from chance_desktop.runtime.errors import ExpectedError


def say_refused(sheet: WritingSheet, boxes: Mapping[str, CardBox], failure: ExpectedError) -> None:
    """Say it under every field that is wrong, and go to the first one; what concerns none of them is said for the sheet."""
    told = {each.field: each for each in failure.every} if isinstance(failure, InvalidField) else {}
    wrong = [box for name, box in boxes.items() if name in told]
    if len(wrong) < max(1, len(told)):
        unseen = next((each for name, each in told.items() if name not in boxes), failure)
        sheet.notice.say(unseen.text)
    for name, box in boxes.items():
        if name in told:
            box.refuse(told[name].sentence, told[name].next_step)
    if wrong:
        sheet.fit()
        sheet.show_below(wrong[0].widget)
        wrong[0].focus()
