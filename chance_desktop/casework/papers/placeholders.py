"""What the programme's texts may name, taken from the dossier: each value carries its own grammar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from chance_desktop.casework.dossiers.dossier import DossierView
from chance_desktop.casework.pieces.letter_views import LetterView
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.letterhead import Letterhead
from chance_desktop.casework.situation.situation import Value
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.words import _, long_date

_SEASONS = ("en hiver", "au printemps", "en été", "en automne")


def plan_line(desk: Desk, view: DossierView, country: str, departure: date | None) -> str:
    """« Départ prévu à Cork (Irlande) au printemps 2027 »."""
    if not view.destination and departure is None:
        return _("Départ à préparer")
    season = f"{_SEASONS[(departure.month % 12) // 3]} {departure.year}" if departure else ""
    words = (_("Départ prévu"), destination_phrase(desk, view, country), season)
    return " ".join(part for part in words if part)


def destination_phrase(desk: Desk, view: DossierView, country: str) -> str:
    """« à Cork (Irlande) », « en Irlande », « à l’étranger »; the programme declares the preposition of each country."""
    town, comma, label = view.destination.partition(", ")
    if comma:
        return _("à {town} ({country})").format(town=town, country=label)
    return desk.programme.label("country_phrase", country) if country else _("à l’étranger")


def letter_values(
    desk: Desk, view: DossierView, head: Letterhead, letter: LetterView | None, typed: Mapping[str, Value]
) -> dict[str, str]:
    """Values for a text about a dossier, and about one of its letters; `typed` are the values of its situation."""
    feminine = typed.get("sex") == "F"
    deadline = _deadline(desk, view, letter)
    values = {
        "young_person": view.name,
        "first_name": view.first_name,
        "age": str(view.age or ""),
        "pronoun": "elle" if feminine else "il",
        "destination": destination_phrase(desk, view, str(typed.get("destination_country") or "")),
        "duration_weeks": str(desk.programme.durations.placement_weeks),
        "deadline": long_date(deadline, weekday=True),
        "counsellor": head.counsellor.full_name if head.counsellor else head.card.mission_local,
        "counsellor_phone": head.phone,
        "office": _("Mission Locale, {unit}").format(unit=head.unit)
        if desk.role == PosteRole.OFFICE
        else head.sender.name,
        "office_phone": head.card.branch.phone,
        "file_number": view.file_number,
    }
    return values | (_referee_values(desk, letter, feminine) if letter else {})


def addressee(view: DossierView, typed: Mapping[str, Value]) -> tuple[str, ...]:
    """The lines of a letter to the young person: name, address, town, as far as they are known; `typed` is the situation."""
    title = {"F": _("Madame"), "M": _("Monsieur")}.get(str(typed.get("sex")), "")
    lines = (
        f"{title} {view.name}".strip(),
        str(typed.get("address") or ""),
        f"{typed.get('postcode') or ''} {typed.get('town') or ''}".strip(),
    )
    return tuple(line for line in lines if line)


def civility(title: str) -> str:
    """« Monsieur », « Madame », or nothing when it is not known."""
    return {"M.": _("Monsieur"), "Mme": _("Madame")}.get(title, "")


def _referee_values(desk: Desk, letter: LetterView, feminine: bool) -> dict[str, str]:
    kind = desk.programme.referee_kind(letter.kind)
    referee = letter.referee
    former = kind.former_feminine if feminine else kind.former_masculine
    known = kind.known_feminine if feminine else kind.known_masculine
    requested = next((step.on for step in letter.path if step.code == "requested" and step.on), desk.today())
    has_dates = referee is not None and referee.known_from and referee.known_to
    return {
        "former_pupil": former,
        "former_employee": former,
        "referee_name": referee.full_name if referee else "",
        "referee_title": referee.title if referee else "",
        "salutation": civility(referee.title if referee else "") or _("Madame, Monsieur"),
        "known_from": referee.known_from if referee else "",
        "known_to": referee.known_to if referee else "",
        "known_sentence": known.replace("{from}", referee.known_from).replace("{to}", referee.known_to)
        if referee and has_dates
        else "",
        "requested_on": long_date(requested),
        "waiting_days": str((desk.today() - requested).days),
        "piece": kind.article_label,
    }


def _deadline(desk: Desk, view: DossierView, letter: LetterView | None) -> date:
    """The day the piece is due; never before tomorrow."""
    tomorrow = desk.today() + timedelta(days=1)
    if letter is None:
        return desk.today() + timedelta(days=desk.programme.delays.missing_pieces_due)
    dues = [piece.due_on for piece in view.pieces.to_obtain if piece.letter == letter.kind and piece.due_on]
    return max(tomorrow, dues[0] if dues else desk.today() + timedelta(days=desk.programme.delays.letter_due))
