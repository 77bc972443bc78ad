"""Whether a change of another poste can be kept: its values are of the kind its fields hold, so that no screen stumbles.

The rule is that of the writer (`domain.fields.checks`): what a poste of this version writes, a poste of this version keeps.
What a later version may have invented (a table, a field, a status) is not malformed: it waits for the update.
"""

from __future__ import annotations

from chance_desktop.domain.alike import Alike
from chance_desktop.domain.change import Change
from chance_desktop.domain.fields import FIELDS
from chance_desktop.domain.fields.checks import CLOSED, NEEDED, all_sound, columns_sound, missing_fields

_FIELDS = {name: frozenset(fields) for name, fields in FIELDS.items()}


def is_known(change: Change) -> bool:
    """Whether this version knows the table, every field, and the values of those it knows all the values of."""
    known = _FIELDS.get(change.table)
    if known is None or not change.fields.keys() <= known:
        return False
    for name, closed in CLOSED[change.table]:
        part = change.fields.get(name)
        if part is not None and isinstance(part.v, str) and part.v and part.v not in closed:
            return False
    return True


def is_sound(change: Change) -> bool:
    """Whether every value is of the kind its field holds, and none is missing; for a change that `is_known`."""
    names, values = tuple(change.fields), [part.v for part in change.fields.values()]
    if not all_sound(change.table, names, values):
        return False
    for name in NEEDED[change.table]:
        part = change.fields.get(name)
        if part is None or not part.v:
            return not missing_fields(change.table, dict(zip(names, values, strict=True)))
    return True


def all_kept(some: Alike) -> bool:
    """Whether every one of these changes is known and sound, when the first is; if not, each is to be looked at."""
    if not columns_sound(some.table, some.names, some.columns, some.types):
        return False
    return all(name not in some.names or all(some.column(name)) for name in NEEDED[some.table])
