"""What somebody was writing when the poste was locked and that no button had kept yet: it waits in the store, sealed with the rest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chance_desktop.casework.session.desk import Desk
from chance_desktop.store import settings
from chance_desktop.store.engines.engine import keeping
from chance_desktop.store.failures import told_in_french

_DRAFTS, _HELD = "lock-drafts/", "lock-held/"


@dataclass(frozen=True, slots=True)
class Draft:
    """One text, and where it was written: « Nouveau dossier, Nom »."""

    where: str
    text: str


def keep_drafts(desk: Desk, author: str, texts: Iterable[Draft], held: Mapping[str, str]) -> None:
    """Keep what somebody was writing, after what they left before, and the texts that pages held by name."""
    waiting = (*drafts(desk, author), *texts)
    if waiting:
        content = [[each.where, each.text] for each in waiting]
        desk.put_setting(_DRAFTS + author, json.dumps(content, ensure_ascii=False))
    if held:
        desk.put_setting(_HELD + author, json.dumps(dict(held), ensure_ascii=False))


def drafts(desk: Desk, author: str) -> tuple[Draft, ...]:
    """What somebody was writing, until they say that they took it up."""
    return tuple(Draft(where, text) for where, text in json.loads(desk.setting(_DRAFTS + author, "[]")))


def held_texts(desk: Desk, author: str) -> Mapping[str, str]:
    """The texts that pages held, by name."""
    content: Mapping[str, str] = json.loads(desk.setting(_HELD + author, "{}"))
    return content


def forget_drafts(desk: Desk, author: str) -> None:
    """They were taken up."""
    _remove(desk, _DRAFTS + author)


def forget_held(desk: Desk, author: str) -> None:
    """The pages hold them again."""
    _remove(desk, _HELD + author)


def _remove(desk: Desk, name: str) -> None:
    with told_in_french(), keeping(desk.store.engine) as connection:
        settings.remove(connection, name)
