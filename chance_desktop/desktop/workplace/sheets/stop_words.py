"""What is said at the opening that follows a stop without warning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chance_desktop.runtime.words import _, moment_time, weekday_date

if TYPE_CHECKING:
    from chance_desktop.casework.journal.last_kept import LastKept


def stop_words(kept: LastKept | None) -> str:
    """« Le poste s’est arrêté sans prévenir. Dernier enregistrement : … »."""
    if kept is None:
        return _("Le poste s’est arrêté sans prévenir\u00a0; rien n’était encore enregistré.")
    when = f"{weekday_date(kept.at.date(), year=False)}, {moment_time(kept.at)}"
    sentence = _("Le poste s’est arrêté sans prévenir. Dernier enregistrement\u00a0: {when}.").format(when=when)
    if not kept.name:
        return sentence
    return f"{sentence} {kept.name}\u00a0: {', '.join(kept.what)}." if kept.what else f"{sentence} {kept.name}."
