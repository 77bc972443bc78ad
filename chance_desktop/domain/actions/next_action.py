"""What to do next on a dossier: one first action, the others after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import shorten

from msgspec import Struct

from chance_desktop.domain.actions.action import NextAction as NextAction
from chance_desktop.domain.actions.action import ReminderSituation as ReminderSituation
from chance_desktop.domain.actions.stay_action import StaySituation, preparing, under_way
from chance_desktop.domain.people.names import with_de
from chance_desktop.domain.programme.programme import Programme
from chance_desktop.domain.programme.stay_rules import Outcome
from chance_desktop.domain.states import DossierState
from chance_desktop.domain.statuses import Status
from chance_desktop.runtime.words import _, days_ago, days_text, in_days, long_date, plural

_LONGEST_TITLE = 80

_NO_STAY = StaySituation()


@dataclass(frozen=True, slots=True)
class LetterSituation:
    """What the next action needs to know of a letter."""

    kind: str
    label: str
    referee: str
    status: Status
    since: date | None
    last_contact: str = ""


class PieceSituation(Struct, frozen=True, gc=False):
    """What the next action needs to know of a piece; `wrong` says why it is to be replaced, `appointment_on` when it is obtained."""

    code: str
    label: str
    article_label: str
    status: Status
    since: date | None
    is_letter: bool
    blocks: str
    due_on: date | None
    stay_paper: str = ""
    wrong: str = ""
    appointment_on: date | None = None


class DossierSituation(Struct, frozen=True, gc=False):
    """What the next action needs to know of a dossier.

    `decided` is the decision that says where it stands, `refusal` why the programme does not fit, `reminders` what is to be
    recalled, the first to come first.
    """

    first_name: str
    step: int
    state: str
    eligibility: str
    pieces: tuple[PieceSituation, ...]
    letters: tuple[LetterSituation, ...]
    next_meeting: tuple[date, str] | None
    stay: StaySituation = _NO_STAY
    decided: Outcome | None = None
    refusal: str = ""
    reminders: tuple[ReminderSituation, ...] = ()


def next_actions(programme: Programme, dossier: DossierSituation, today: date) -> tuple[NextAction, ...]:
    """Actions of the dossier, the first to do first; of a dossier that was left, only what is to be recalled."""
    recalled = tuple(_recall(each, today) for each in dossier.reminders if each.on <= today)
    if dossier.state != DossierState.ACTIVE:
        return recalled
    name, step, stay = dossier.first_name, dossier.step, dossier.stay
    before = preparing(programme, name, step, stay, today)
    signing = {paper for action in before if action.code == "sign" for paper in stay.unsigned}
    actions = [
        *recalled,
        *_eligibility(programme, dossier),
        *under_way(programme, name, step, stay, today),
        *_letters(programme, dossier, today),
        # a paper of the stay is asked for once
        *_pieces([each for each in dossier.pieces if each.stay_paper not in signing], programme, today),
        *before,
    ]
    going_on = _step(programme, dossier)
    said = any(action.title == going_on.title for action in actions)
    if not actions:
        actions = [*_waiting(programme, dossier)]
    if not actions or (_ready_to_go_on(programme, dossier) and not said):
        actions.append(going_on)
    return tuple(actions)


def _recall(reminder: ReminderSituation, today: date) -> NextAction:
    told = shorten(reminder.text, _LONGEST_TITLE, placeholder="…")
    detail = "" if told == reminder.text else reminder.text
    since = _("À rappeler depuis {ago}.") if reminder.on < today else _("À rappeler aujourd’hui.")
    late = since.replace("{ago}", days_text((today - reminder.on).days))
    return NextAction(
        "recall", _("Rappeler : {text}").replace("{text}", told), detail or late, _("Voir le rappel"),
        f"reminder:{reminder.id}", reminder.on,
    )  # fmt: skip


def _ready_to_go_on(programme: Programme, dossier: DossierSituation) -> bool:
    """Whether nothing missing holds back the step: a piece that blocks the departure only does not hold back the dossier."""
    if _undecided(programme, dossier):
        return False
    missing = [piece for piece in dossier.pieces if not piece.status.obtained]
    return all(piece.blocks == "departure" for piece in missing)


def _undecided(programme: Programme, dossier: DossierSituation) -> bool:
    """Whether answers still miss for the verdict, or deny it, at a step where it is still to be given."""
    last = programme.eligibility_until
    return dossier.eligibility != "eligible" and (not last or dossier.step <= programme.step_number(last))


def _waiting(programme: Programme, dossier: DossierSituation) -> Iterable[NextAction]:
    """What was asked and holds back the step, when there is nothing to do but wait for it."""
    awaited = [
        piece
        for piece in dossier.pieces
        if not piece.status.obtained and programme.step_number(programme.piece(piece.code).needed_by) <= dossier.step
    ]
    if not awaited:
        return
    place, asked = _place(awaited[0]), [each for each in awaited if each.status is not Status.WAIVER_REQUESTED]
    if not asked:
        detail = _("Dispense demandée pour {piece}.").replace("{piece}", awaited[0].article_label)
        yield NextAction("wait", _("Attendre la réponse de la Région"), detail, _("Voir les pièces"), place)
    elif len(asked) == 1:
        title = _("Attendre {piece}").replace("{piece}", asked[0].article_label)
        detail = _("Il est trop tôt pour relancer.")
        yield NextAction("wait", title, detail, _("Voir les pièces"), _place(asked[0]), asked[0].due_on)
    else:
        title = plural("Attendre {n} pièce demandée", "Attendre {n} pièces demandées", len(asked))
        detail = _("Il est trop tôt pour relancer.")
        yield NextAction("wait", title, detail, _("Voir les pièces"), _place(asked[0]), _earliest(asked))


def _eligibility(programme: Programme, dossier: DossierSituation) -> Iterable[NextAction]:
    if _undecided(programme, dossier) and dossier.eligibility == "not-eligible":
        yield NextAction(
            "situation",
            _("Revoir l’éligibilité {of_name}").replace("{of_name}", with_de(dossier.first_name)),
            dossier.refusal,
            _("Voir l’éligibilité"),
            "situation",
            short=_("Revoir l’éligibilité"),
        )
    elif _undecided(programme, dossier):
        yield NextAction(
            "situation",
            _("Compléter la situation {of_name}").replace("{of_name}", with_de(dossier.first_name)),
            _("Il manque des réponses pour savoir si ce programme lui convient."),
            _("Compléter la situation"),
            "situation",
            short=_("Compléter la situation"),
        )


def _letters(programme: Programme, dossier: DossierSituation, today: date) -> Iterable[NextAction]:
    delays = programme.delays
    for letter in dossier.letters:
        waited = (today - letter.since).days if letter.since else 0
        again = letter.status is Status.REMINDED
        limit = delays.letter_chase_again if again else delays.letter_chase
        if letter.status in (Status.REQUESTED, Status.REMINDED) and waited >= limit:
            yield _chase(letter, waited, dossier, today)


def _chase(letter: LetterSituation, waited: int, dossier: DossierSituation, today: date) -> NextAction:
    by_phone = letter.status is Status.REMINDED
    title = (
        _("Appeler {referee} pour la lettre {of_name}")
        if by_phone
        else _("Relancer {referee} pour la lettre {of_name}")
    )
    verb = _("relancée") if by_phone else _("demandée")
    detail = _("Lettre de recommandation « {kind} », {verb} {ago}, sans réponse.")
    return NextAction(
        "call" if by_phone else "remind",
        title.replace("{referee}", letter.referee).replace("{of_name}", with_de(dossier.first_name)),
        detail.replace("{kind}", letter.label.lower()).replace("{verb}", verb).replace("{ago}", days_ago(waited)),
        _("Préparer l’appel") if by_phone else _("Préparer la relance"),
        f"letter:{letter.kind}",
        short=(_("Appeler {referee}") if by_phone else _("Relancer {referee}")).replace("{referee}", letter.referee),
    )


def _pieces(pieces: list[PieceSituation], programme: Programme, today: date) -> Iterable[NextAction]:
    to_check = [piece for piece in pieces if piece.status is Status.RECEIVED]
    again = [piece for piece in pieces if piece.status in (Status.EXPIRED, Status.TO_REPLACE)]
    to_ask = [piece for piece in pieces if piece.status is Status.TO_REQUEST]
    waiting = timedelta(days=programme.delays.piece_chase)
    for piece in again:
        yield _ask(piece, _what_is_wrong(piece))
    for piece in pieces:
        if piece.is_letter or piece.status not in (Status.REQUESTED, Status.REMINDED):
            continue
        from_day = max((day for day in (piece.since, piece.appointment_on) if day is not None), default=today)
        if today - from_day >= waiting:
            yield _remind(piece, today)
    if len(to_ask) == 1:
        yield _ask(to_ask[0], "")
    elif to_ask:
        title = plural("Demander {n} pièce", "Demander {n} pièces", len(to_ask))
        first = _("À commencer par {piece}.").replace("{piece}", to_ask[0].article_label)
        yield NextAction("ask-many", title, first, _("Demander les pièces"), "pieces:ask", _earliest(to_ask))
    if to_check:
        title = plural("Vérifier {n} pièce reçue", "Vérifier {n} pièces reçues", len(to_check))
        yield NextAction("check", title, "", _("Vérifier"), _place(to_check[0]))


def _what_is_wrong(piece: PieceSituation) -> str:
    if piece.wrong:
        return _("À remplacer : {why}.").replace("{why}", piece.wrong.rstrip(" ."))
    return _("À remplacer : la pièce reçue ne convient pas.")


def _ask(piece: PieceSituation, detail: str) -> NextAction:
    title = _("Demander {piece}").replace("{piece}", piece.article_label)
    return NextAction("ask", title, detail, _("Demander"), _place(piece), piece.due_on)


def _remind(piece: PieceSituation, today: date) -> NextAction:
    title = _("Relancer pour {piece}").replace("{piece}", piece.article_label)
    asked, met = piece.since or today, piece.appointment_on
    if met is not None and met < asked:
        met = None
    words = _("Demande faite {ago}.") if met is None else _("Le rendez-vous pour l’obtenir est passé, {ago}.")
    detail = words.replace("{ago}", days_ago((today - (met or asked)).days))
    return NextAction("remind-piece", title, detail, _("Relancer"), _place(piece), piece.due_on)


def _step(programme: Programme, dossier: DossierSituation) -> NextAction:
    step = programme.steps[dossier.step - 1]
    title, detail = step.action, step.action_detail
    if dossier.decided is not None and dossier.decided.action:
        title, detail = dossier.decided.action, dossier.decided.action_detail
    target, button = step.does, step.button or _("Étape suivante")
    if dossier.next_meeting is not None:
        on, what = dossier.next_meeting
        detail = f"{what}, {long_date(on, weekday=True, year=False)}"
        if target.startswith("meeting"):
            title, target, button = what, "journey", _("Étape suivante")
    return NextAction("step", title, detail, button, target)


def _place(piece: PieceSituation) -> str:
    return f"piece:{piece.code}"


def _earliest(pieces: list[PieceSituation]) -> date | None:
    return min((piece.due_on for piece in pieces if piece.due_on), default=None)


def meeting_context(what: str, on: date, today: date) -> str:
    """« Entretien à Poitiers jeudi 3 décembre, dans 9 jours »."""
    return f"{what} {long_date(on, weekday=True, year=False)}, {in_days((on - today).days)}"
