"""Rows computed from others: they follow a transaction, and what changed while the home was closed."""

from __future__ import annotations

from chance_desktop.casework.dossiers.summaries import bring_up_to_date, refresh, refresh_all
from chance_desktop.casework.exchange.standing.to_correct import look_at_kept_values
from chance_desktop.casework.programme.published_parts import apply_parts
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import LISTS_BEHIND, Desk, Work
from chance_desktop.casework.surveys.surveys import former_dossier


def follow(work: Work) -> None:
    """The summaries of the dossiers a transaction touches, within it.

    A survey belongs to no dossier; the one its person had shows it.
    """
    if ChangeKind.SURVEY in work.kinds:
        for row in tuple(work.rows):
            if former := former_dossier(work.desk, work.connection, row):
                work.touch(former, ChangeKind.ANSWER, ChangeKind.SURVEY)
    refresh(work.desk, work.connection, work.dossiers - set(work.fresh), work.fresh)


def catch_up(desk: Desk) -> None:
    """Follow what another desk published, what an import left behind, the rules of this version, and the days that went by."""
    # another desk may have published since, this one may have just joined, or had no room to follow what came
    apply_parts(desk)
    if desk.setting(LISTS_BEHIND):
        refresh_all(desk)
        desk.put_setting(LISTS_BEHIND, "")
    look_at_kept_values(desk)
    bring_up_to_date(desk)
