"""The names in braces a programme's texts may ask for."""

from __future__ import annotations

import re

PLACEHOLDER = re.compile(r"\{(\w+)\}")

DOSSIER = frozenset({
    "young_person", "first_name", "age", "pronoun", "destination", "duration_weeks", "deadline", "counsellor",
    "counsellor_phone", "office", "office_phone", "file_number",
})  # fmt: skip
"""What every letter about a dossier knows."""

REFEREE = DOSSIER | {
    "former_pupil", "former_employee", "referee_name", "referee_title", "salutation", "known_from", "known_to",
    "known_sentence", "requested_on", "waiting_days", "piece", "motive",
}  # fmt: skip
"""What a letter about one of the recommendation letters knows."""

DECISION = DOSSIER | {"motive"}
MISSING_PIECES = DOSSIER | {"missing"}

STAY = frozenset({
    "young_person", "destination", "language_span", "placement_span", "placement_weeks", "whole_span", "offer_title", "tasks",
    "mentor", "correspondent", "company", "counsellor", "counsellor_phone", "lodging",
})  # fmt: skip
"""What a paper of the stay knows."""

CERTIFICATE = STAY | {"placement_spent", "weeks_done", "planned_end", "company_place"}
PUBLICITY = frozenset({"placement_weeks"})


def placeholders_in(*texts: str) -> set[str]:
    """Every name the texts ask for."""
    return {name for text in texts for name in PLACEHOLDER.findall(text)}
