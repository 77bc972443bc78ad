"""What is asked of a disagreement, and what its buttons say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chance_desktop.domain.people.names import with_de
from chance_desktop.runtime.words import NO_BREAK_SPACE, _, plural

if TYPE_CHECKING:
    from chance_desktop.casework.exchange.disagreements import Disagreement, HeadShown

DELETION = "deleted_at"
_QUESTIONS = {
    "phone": _("Quel est le bon numéro de téléphone {of} ?"),
    "email": _("Quelle est la bonne adresse électronique {of} ?"),
    "address": _("Quelle est la bonne adresse {of} ?"),
    "town": _("Quelle est la bonne commune {of} ?"),
    "postcode": _("Quel est le bon code postal {of} ?"),
    "surname": _("Quel est le bon nom {of} ?"),
    "first_name": _("Quel est le bon prénom {of} ?"),
    "birth_date": _("Quelle est la bonne date de naissance {of} ?"),
}


def question(one: Disagreement) -> str:
    """« Quel est le bon numéro de téléphone d’Enzo Pasquier ? »."""
    if one.field == DELETION:
        return deletion_question(one)
    if one.table == "person" and one.field in _QUESTIONS and one.person:
        return _QUESTIONS[one.field].format(of=with_de(one.person))
    words = _("« {label} » : quelle est la bonne réponse ?") if not one.person else _(
        "« {label} » {of} : quelle est la bonne réponse ?"
    )  # fmt: skip
    return words.replace("{label}", one.label).replace("{of}", with_de(one.person) if one.person else "")


def deletion_question(one: Disagreement) -> str:
    """A thing deleted by one and changed by another."""
    if one.table in {"dossier", "person"} and one.person:
        return _("Faut-il supprimer le dossier {of} ?").format(of=with_de(one.person))
    where = _(" dans le dossier {of}").format(of=with_de(one.person)) if one.person else ""
    return _("Faut-il supprimer cet élément{where} ?").replace("{where}", where)


def where_changed(one: Disagreement) -> str:
    """« Modifié sur ce poste et à la Région. Choisissez la valeur à garder. »."""
    places = list(dict.fromkeys(_inside(head) for head in one.heads))
    told = _(" et ").join(places) if len(places) < 3 else ", ".join(places[:-1]) + _(" et ") + places[-1]
    if one.field == DELETION:
        return _(
            "L’un l’a supprimé, l’autre l’a modifié sans le savoir. Rien n’est effacé tant que vous n’avez pas choisi."
        )
    if len(places) < 2:
        return _("Deux personnes ont écrit {where} sans se voir. Choisissez la valeur à garder.").format(where=told)
    return _("Modifié {where}. Choisissez la valeur à garder.").format(where=told)


def keep_words(one: Disagreement, head: HeadShown) -> str:
    """What the filled button says for a value."""
    if one.field == DELETION:
        return _("Supprimer") if head.value is not None else _("Garder")
    if sum(other.place == head.place for other in one.heads) > 1:
        return _("Garder la valeur {of}").format(of=with_de(head.by))
    if head.here:
        return _("Garder la valeur de ce poste")
    if head.place == _("À la Région"):
        return _("Garder la valeur de la Région")
    return _("Garder la valeur {of}").format(of=_of_branch(head.place))


def count_words(count: int) -> str:
    """« 1 désaccord à régler »."""
    return plural("{n} désaccord à régler", "{n} désaccords à régler", count)


def place_words(place: str) -> str:
    """The place as the head of a card."""
    return place[:1].upper() + place[1:]


def _inside(head: HeadShown) -> str:
    """« sur ce poste », « à la Région », « à l’antenne de Civray »."""
    if head.here or head.place == _("À la Région"):
        return head.place[:1].lower() + head.place[1:]
    if head.place.startswith(_("Antenne")):
        return _("à l’antenne") + head.place.removeprefix(_("Antenne"))
    return _("sur {place}").format(place=head.place)


def _of_branch(place: str) -> str:
    if place.startswith(_("Antenne")):
        return _("de l’antenne") + place.removeprefix(_("Antenne")).replace(" ", NO_BREAK_SPACE)
    return _("d’{place}").format(place=place)
