"""The input of each kind."""

from __future__ import annotations

from chance_desktop.desktop.fields.choice_inputs import ChipsInput, ComboInput, OneOfInput, SearchInput, TicksInput
from chance_desktop.desktop.fields.day_field import DayInput
from chance_desktop.desktop.fields.declaration import CHOSEN, FieldSpec, InputKind
from chance_desktop.desktop.fields.inputs import Input, LineInput, LongInput, TickInput, YesNoInput


def input_for(spec: FieldSpec) -> Input:
    """What one answers with."""
    if spec.kind in CHOSEN:
        return SearchInput(spec) if spec.is_searched else ComboInput(spec)
    if spec.kind is InputKind.CHOICES:
        return TicksInput(spec) if spec.is_ticked else ChipsInput(spec)
    own: dict[InputKind, type[LongInput] | type[TickInput] | type[YesNoInput] | type[OneOfInput] | type[DayInput]] = {
        InputKind.DAY: DayInput,
        InputKind.LONG: LongInput,
        InputKind.TICK: TickInput,
        InputKind.YES_NO: YesNoInput,
        InputKind.ONE_OF: OneOfInput,
    }
    return own.get(spec.kind, LineInput)(spec)
