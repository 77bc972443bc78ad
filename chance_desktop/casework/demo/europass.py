"""Europass of two fictional young people: one being prepared, one back from Valencia with levels before and after."""

from __future__ import annotations

import json
from datetime import timedelta

from sqlalchemy import select

from chance_desktop.casework.europass.assessments import save_levels
from chance_desktop.casework.europass.learning import add_learning, add_sentence, save_answer
from chance_desktop.casework.europass.mobility import number_received, number_requested, save_mobility
from chance_desktop.casework.europass.profile import add_entry, save_letter, save_profile
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.change import Value
from chance_desktop.domain.learner.cefr import LanguageSkill, Level, Moment
from chance_desktop.domain.learner.rich_text import from_plain
from chance_desktop.store.schema.tables import dossier_summary

_SKILLS = tuple(LanguageSkill)


def add_europass(desk: Desk) -> None:
    """Fill the Europass of Manon and Lucas, when they are there."""
    lucas, manon = _dossier(desk, "Guérineau", "Lucas"), _dossier(desk, "Roussel", "Manon")
    if lucas:
        _lucas(desk, lucas)
    if manon:
        _manon(desk, manon)


def _lucas(desk: Desk, dossier_id: str) -> None:
    year = desk.today().year
    save_profile(desk, dossier_id, {
        "mother_tongues": json.dumps(["fr"]), "headline_kind": "preferred_job", "headline_fr": "Réceptionniste d’hôtel",
        "headline_en": "Hotel receptionist", "licences": json.dumps(["AM", "B"]),
        "communication_fr": from_plain("- Accueillir et renseigner des clients en français et en espagnol\n"
                                       "- Garder son calme quand il y a du monde"),
        "communication_en": from_plain("- Welcome and inform guests in French and Spanish\n- Keep calm when it is busy"),
        "organisational_fr": from_plain("Préparation de l’équipe de football des moins de 13 ans, deux saisons."),
        "job_related_fr": from_plain("- Tenir un planning de réservations\n- Préparer une caisse et la compter"),
        "digital_information": "B", "digital_communication": "B", "digital_content_creation": "A",
        "digital_safety": "A", "digital_problem_solving": "A",
    })  # fmt: skip
    # The last one added stands first.
    add_entry(desk, dossier_id, "education", _given(
        since=f"{year - 5}-09", until=f"{year - 3}-06", title_fr="CAP Services en hôtel, café, restaurant",
        organisation="Lycée des Trois Rivières", town="Civray", country="FR", level="3",
        title_en="Vocational certificate, hotel and restaurant services",
    ))  # fmt: skip
    add_entry(desk, dossier_id, "work", _given(
        since=f"{year - 3}-07", until=f"{year - 3}-08", title_fr="Employé polyvalent, saison d’été",
        title_en="General assistant, summer season", organisation="Camping des Peupliers", town="Couhé", country="FR",
        code="I", text_fr=from_plain("- Accueil des campeurs\n- Entretien des sanitaires et des allées"),
    ))  # fmt: skip
    add_entry(desk, dossier_id, "work", _given(
        since=f"{year}-06", until=f"{year}-11", title_fr="Stagiaire à la réception", title_en="Front desk trainee",
        organisation="Hôtel Mirador", town="Valence", country="ES", code="I",
        text_fr=from_plain("- Accueil des clients et remise des clés\n- Réservations par téléphone et par courriel\n"
                           "- Préparation des factures"),
        text_en=from_plain("- Welcoming guests and handing over keys\n- Bookings by telephone and e-mail\n- Preparing bills"),
    ))  # fmt: skip
    for said in (
        _given(since=str(year - 4), until=str(year - 3), text_fr=from_plain("Échange scolaire, dix jours à Salamanque")),
        _given(since=f"{year}-05", until=f"{year}-05", code="studying_training_language",
               text_fr=from_plain("Cours intensif d’espagnol, quatre semaines, quatre-vingts heures")),
        _given(since=f"{year}-06", until=f"{year}-11", code="work_language",
               text_fr=from_plain("Stage en entreprise, vingt-quatre semaines, Hôtel Mirador, accueil et réservations")),
    ):  # fmt: skip
        add_entry(desk, dossier_id, "language-experience", {**said, "language": "es"})
    add_entry(desk, dossier_id, "certificate", _given(
        title_fr="Attestation de niveau", language="es", level="B2", organisation="Centre de langues de Valence",
        since=f"{year}-11",
    ))  # fmt: skip
    _levels(desk, dossier_id, "es", Moment.BEFORE, ("A2", "A2", "A1", "A1", "A2"), 240)
    _levels(desk, dossier_id, "es", Moment.AFTER, ("B2", "B2", "B1", "B1", "B1"), 6)
    number_requested(desk, dossier_id, desk.today() - timedelta(days=260))
    number_received(desk, dossier_id, "FR-FICTIF-0042", desk.today() - timedelta(days=240))
    save_mobility(desk, dossier_id, _given(
        host_name="Hôtel Mirador", host_kind="Entreprise", host_address="Calle de las Barcas, 12, 46002 Valencia",
        host_reference="Lucía Ferrer", host_function="Responsable de la réception", host_phone="05 36 49 77 01",
        host_email="reception@exemple.fr", filled_on=desk.today().isoformat(), mentor="Lucía Ferrer",
        objective=from_plain("Apprendre l’accueil en hôtellerie et parler espagnol au travail."),
        activities=from_plain("- Accueil des clients\n- Réservations\n- Préparation des factures"),
        job_related=from_plain("- Tenir un planning de réservations\n- Préparer et compter une caisse"),
        language_skills=from_plain("Espagnol professionnel : accueillir, renseigner, écrire un courriel de confirmation."),
    ))  # fmt: skip


def _manon(desk: Desk, dossier_id: str) -> None:
    year = desk.today().year
    save_profile(desk, dossier_id, {
        "mother_tongues": json.dumps(["fr"]), "headline_kind": "job_applied_for", "headline_fr": "Employée de boulangerie",
        "communication_fr": from_plain("- Servir et conseiller les clients"),
    })  # fmt: skip
    add_entry(desk, dossier_id, "education", _given(
        since=str(year - 4), until=f"{year - 2}-06", title_fr="CAP Équipier polyvalent du commerce",
        organisation="Lycée des Trois Rivières", town="Civray", country="FR", level="3",
    ))  # fmt: skip
    add_entry(desk, dossier_id, "work", _given(
        since=f"{year - 1}-07", until=f"{year - 1}-08", title_fr="Vendeuse", organisation="Boulangerie Sicard",
        town="Civray", country="FR", code="G", text_fr=from_plain("- Service des clients\n- Tenue de la caisse"),
    ))  # fmt: skip
    _levels(desk, dossier_id, "en", Moment.BEFORE, ("B1", "B1", "A2", "A2", "A2"), 20)
    told = add_learning(desk, dossier_id, "clubs", "Comité des fêtes de Civray").result
    save_answer(desk, told, "what", "tenir la buvette, préparer les affiches")
    save_answer(desk, told, "with-whom", "des bénévoles de tous les âges")
    save_answer(desk, told, "result", "Quatre cents entrées à la fête de juin.")
    save_answer(desk, told, "witness", "Mme Rivault, présidente du comité")
    add_sentence(desk, told, "Je sais tenir la buvette", "job", "Quatre cents entrées à la fête de juin")
    add_sentence(desk, told, "Je sais travailler avec des bénévoles de tous les âges", "communication", "Mme Rivault")
    save_letter(desk, dossier_id, {
        "organisation": "O’Leary’s Bakery", "town": "Cork", "country": "IE", "place": "Civray",
        "on": desk.today().isoformat(), "subject_fr": "Stage de vente en boulangerie",
        "opening_fr": from_plain("Votre maison accueille des stagiaires : je souhaite apprendre la vente chez vous."),
    })  # fmt: skip


def _levels(desk: Desk, dossier_id: str, language: str, moment: Moment, levels: tuple[str, ...], days: int) -> None:
    given: dict[LanguageSkill, Level | None] = {
        skill: Level(level) for skill, level in zip(_SKILLS, levels, strict=True)
    }
    save_levels(desk, dossier_id, language, moment, given, on=desk.today() - timedelta(days=days))


def _given(**values: Value) -> dict[str, Value]:
    return values


def _dossier(desk: Desk, surname: str, first_name: str) -> str:
    with desk.reading() as connection:
        found = connection.execute(
            select(dossier_summary.c.dossier_id).where(
                dossier_summary.c.surname == surname, dossier_summary.c.first_name == first_name
            )
        ).scalar()
    return str(found or "")
