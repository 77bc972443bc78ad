"""Who a poste is: an antenne of a Mission Locale, or the Region. The words are those of the store and of the wire."""

from __future__ import annotations

from enum import StrEnum


class PosteRole(StrEnum):
    """The role of a poste."""

    OFFICE = "office"
    REGION = "region"


class FollowRole(StrEnum):
    """As what a counsellor follows a dossier; the words are those of the journal."""

    REFERENT = "referent"
    ACCOMPANYING = "accompanying"
