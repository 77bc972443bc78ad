"""Fictional learners: an ordinary one, one who says nothing, and some who say far too much."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from PIL import Image as Pictures
from PIL import ImageDraw

from chance_desktop.domain.learner.cefr import Level, Levels, Moment, SelfAssessment
from chance_desktop.domain.learner.mobility import Issuer, Mobility, Partner, SkillsAcquired, Stay
from chance_desktop.domain.learner.model import (
    Achievement,
    Address,
    Annex,
    Coded,
    CoverLetter,
    DigitalSkill,
    Driving,
    Education,
    ForeignLanguage,
    Headline,
    Identification,
    Image,
    LanguageCertificate,
    LanguageExperience,
    Learner,
    MotherTongue,
    Organisation,
    PersonName,
    Reach,
    Skill,
    WorkExperience,
)
from chance_desktop.domain.learner.partial_dates import NO_PERIOD, PartialDate, Period


def _picture(kind: str, size: tuple[int, int] = (600, 800)) -> bytes:
    """A drawn face: nobody's."""
    picture = Pictures.new("RGB", size, "#d7e3ee")
    draw = ImageDraw.Draw(picture)
    wide, high = size
    draw.ellipse((wide * 0.1, high * 0.68, wide * 0.9, high * 1.3), fill="#5b2a86")
    draw.ellipse((wide * 0.28, high * 0.2, wide * 0.72, high * 0.68), fill="#e3b48f")
    draw.pieslice((wide * 0.25, high * 0.13, wide * 0.75, high * 0.6), 180, 360, fill="#3b2a20")
    out = BytesIO()
    picture.save(out, kind)
    return out.getvalue()


PHOTO = Image("image/jpeg", _picture("JPEG"))
DIPLOMA = Annex("a1", "image/png", _picture("PNG", (900, 640)), "attestation.png", "Attestation de niveau B2, Valence")

LUCAS = Identification(
    name=PersonName("Lucas", "Guérineau"),
    address=Address("12, rue du Moulin", "Appartement 3", "86700", "Couhé", Coded("FR", "France")),
    email="lucas.guerineau@exemple.fr",
    telephones=(Reach("06 39 98 14 27", Coded("mobile", "portable")), Reach("05 36 49 12 08")),
    websites=(Reach("https://lucas-cuisine.exemple.fr"),),
    birth_date=PartialDate(2004, 5, 1),
    gender=Coded("M", "Masculin"),
    nationalities=(Coded("FR", "Française"),),
    photo=PHOTO,
)
SPANISH = ForeignLanguage(
    Coded("es", "Espagnol"),
    Levels(Level.B2, Level.B2, Level.B1, Level.B1, Level.B1),
    (
        LanguageExperience(
            Period(PartialDate(2026, 6), PartialDate(2026, 11)),
            "<p><strong>Stage en entreprise, 24 semaines</strong></p><p>Hôtel Mirador, Valence (Espagne) – accueil et "
            "réservations</p>",
            Coded("work_language", "Utilisation au travail"),
        ),
        LanguageExperience(
            Period(PartialDate(2026, 5), PartialDate(2026, 6)),
            "<p><strong>Cours intensif d’espagnol, 4 semaines</strong></p><p>Centre de langues de Valence, 80 heures</p>",
        ),
        LanguageExperience(
            Period(PartialDate(2022), PartialDate(2023)), "<p><b>Échange scolaire</b></p><p>Salamanque (Espagne)</p>"
        ),
    ),
    (
        LanguageCertificate(
            "Attestation de niveau B2 (compréhension)", "Centre de langues de Valence", PartialDate(2026, 11), "B2"
        ),
    ),
    ("a1",),
)
ENGLISH = ForeignLanguage(Coded("en", "Anglais"), Levels(Level.B1, Level.B1, Level.A2, Level.A2, Level.A2), (), (), ())
ASSESSMENTS = (
    SelfAssessment("es", Moment.BEFORE, Levels(Level.A2, Level.A2, Level.A1, Level.A1, Level.A2), "2026-03-12"),
    SelfAssessment("es", Moment.AFTER, Levels(Level.B2, Level.B2, Level.B1, Level.B1, Level.B1), "2026-11-20"),
    SelfAssessment("en", Moment.BEFORE, Levels(Level.B1, Level.B1, Level.A2, Level.A2, Level.A2), "2026-03-12"),
)
ORDINARY = Learner(
    locale="fr",
    identification=LUCAS,
    headline=Headline(Coded("preferred_job", "Emploi recherché"), Coded("", "Réceptionniste en hôtellerie")),
    work=(
        WorkExperience(
            Period(PartialDate(2026, 6), PartialDate(2026, 11)),
            Coded("", "Réceptionniste (stage à l’étranger)"),
            "<ul><li>Accueil des clients en espagnol et en anglais</li><li>Réservations par téléphone et en ligne</li>"
            "<li>Remplacement du <b>veilleur de nuit</b> pendant <i>trois semaines</i></li></ul>",
            Organisation(
                "Hotel Mirador",
                Address("Calle del Mar 18", "", "46003", "Valencia", Coded("ES", "Espagne")),
                "https://mirador.exemple.fr",
                Coded("I", "Hébergement et restauration"),
            ),
        ),
        WorkExperience(
            Period(PartialDate(2024, 9), None, current=True),
            Coded("", "Aide-cuisinier"),
            "<p>Préparation des entrées froides, plonge, respect des règles d’hygiène. Depuis le 1er mars, responsable "
            "des commandes de légumes auprès de quatre producteurs du marché.</p>",
            Organisation("Restaurant Les Tilleuls", Address("", "", "86400", "Civray", Coded("FR", "France"))),
            documents=("a1",),
        ),
        WorkExperience(Period(PartialDate(2023)), Coded("", "Saisonnier agricole"), "", Organisation("GAEC du Clain")),
    ),
    education=(
        Education(
            Period(PartialDate(2022, 9, 1), PartialDate(2024, 6, 30)),
            "CAP Cuisine",
            "<p>Hygiène, gestion des stocks, cuisine régionale et desserts.</p>",
            Organisation("Lycée professionnel Le Porteau", Address("", "", "86000", "Poitiers", Coded("FR", "France"))),
            Coded("3", "Niveau 3 du cadre européen des certifications"),
            Coded("81", "Services aux particuliers"),
        ),
    ),
    mother_tongues=(MotherTongue(Coded("fr", "Français")),),
    languages=(SPANISH, ENGLISH),
    communication=Skill("<p>À l’aise avec le public, acquise au contact de clients de douze pays.</p>"),
    organisational=Skill("<p>Tenue d’un planning de réservations de quarante chambres.</p>"),
    job_related=Skill("<ol><li>Logiciel de réservation</li><li>Normes d’hygiène HACCP</li></ol>"),
    digital=DigitalSkill(
        "<p>Tableur, traitement de texte, visioconférence.</p>",
        "B",
        "B",
        "A",
        "B",
        "A",
        ("Attestation Pix, 320 points",),
    ),
    driving=Driving(("AM", "B")),
    other=Skill("<p>Guitare, football en club.</p>"),
    achievements=(
        Achievement(
            Coded("volunteering", "Bénévolat"), "<p>Banque alimentaire de Civray, <b>un samedi par mois</b>.</p>"
        ),
        Achievement(Coded("references", "Références"), "<p>Mme Odile Sicard, gérante, 05 36 49 31 07</p>"),
    ),
    documents=("a1",),
    annexes=(DIPLOMA,),
    cover_letter=CoverLetter(
        addressee=PersonName("Inés", "Ferrer", Coded("ms", "Madame")),
        addressee_position=Coded("", "Directrice"),
        addressee_organisation=Organisation(
            "Hotel Mirador", Address("Calle del Mar 18", "", "46003", "Valencia", Coded("ES", "Espagne"))
        ),
        date=PartialDate(2026, 3, 1),
        place="Couhé",
        subject="Candidature à un stage de réceptionniste",
        salutation=Coded("", "Madame,"),
        opening="<p>Je vous propose ma candidature pour un stage de vingt-quatre semaines à la réception.</p>",
        main_body="<p>Aide-cuisinier depuis septembre 2024, j’ai appris à tenir un rythme soutenu sans perdre le "
        "sourire. Un échange scolaire à Salamanque m’a donné le goût de l’espagnol&#160;:</p><ul><li>quatre semaines "
        "de cours précéderont le stage ;</li><li>la Mission Locale suit mon projet.</li></ul>",
        closing="<p>Je me tiens à votre disposition pour un entretien en ligne.</p>",
        closing_salutation=Coded("", "Je vous prie d’agréer, Madame, mes salutations distinguées."),
        enclosed_heading=Coded("", "Pièces jointes"),
        enclosed_documents=("Curriculum vitae", "Passeport de langues"),
        enclosed_annexes=("a1",),
    ),
)
EMPTY = Learner()
IN_ENGLISH = replace(
    ORDINARY,
    locale="en",
    identification=replace(LUCAS, photo=None, gender=Coded("M", "Male"), nationalities=(Coded("FR", "French"),)),
)
LONG_WORD = "Donaudampfschifffahrt" * 500


def huge() -> Learner:
    """A hundred entries, words of 10,000 characters, sixty languages."""
    text = "<p>" + "Accueil, service, caisse et nettoyage du matériel. " * 60 + "</p>"
    work = tuple(
        WorkExperience(
            Period(PartialDate(1990 + order % 30, 1 + order % 12), PartialDate(2020)),
            Coded("", f"Métier {order}"),
            text if order % 10 == 0 else "<ul><li>Une tâche</li><li>Une autre</li></ul>",
            Organisation(f"Maison {order}"),
        )
        for order in range(100)
    )
    languages = tuple(
        ForeignLanguage(Coded("", f"Langue {order}"), SPANISH.levels, SPANISH.experiences[:1], SPANISH.certificates)
        for order in range(60)
    )
    return replace(
        ORDINARY,
        identification=replace(LUCAS, name=PersonName(LONG_WORD, LONG_WORD)),
        work=(WorkExperience(position=Coded("", LONG_WORD), activities=f"<p>{LONG_WORD}</p>"), *work),
        languages=languages,
        other=Skill(text * 12),
        achievements=(Achievement(Coded("", LONG_WORD), "<p>Un titre sans fin</p>"),),
    )


BEFORE_DEPARTURE = Mobility(
    holder=LUCAS,
    issuer=Issuer("Mission Locale du Sud-Vienne"),
    sending=Partner(
        "Mission Locale du Sud-Vienne",
        "Service public de l’insertion des jeunes",
        "3, place des Tilleuls, 86400 Civray",
        "Audebert Claire",
        "Conseillère",
        "05 36 49 10 21",
        "claire.audebert@exemple.fr",
    ),
    host=Partner("Hotel Mirador", "Hôtel", "Calle del Mar 18, 46003 Valencia, Espagne"),
    stay=Stay(
        "Acquérir une première expérience de la réception en espagnol",
        "Une chance pour l’Europe",
        "",
        "Erasmus+",
        PartialDate(2026, 5, 4),
        PartialDate(2026, 11, 20),
    ),
)
AFTER_THE_STAY = replace(
    BEFORE_DEPARTURE,
    issuer=Issuer("Mission Locale du Sud-Vienne", "FR-2026-0417", PartialDate(2026, 12, 1)),
    host=replace(BEFORE_DEPARTURE.host, reference_person="Ferrer Inés", function="Directrice", email="ines@exemple.fr"),
    skills=SkillsAcquired(
        "Accueil des clients, réservations, facturation, service du petit déjeuner.",
        "<ul><li>Logiciel de réservation</li><li>Encaissement et clôture de caisse</li></ul>",
        "Espagnol professionnel de l’hôtellerie, niveau B1 à l’oral.",
        "Tableur, messagerie.",
        "Tenue d’un planning de quarante chambres.",
        "Travail dans une équipe de six nationalités.",
        "",
        PartialDate(2026, 11, 20),
        "Ferrer Inés",
    ),
)


def endless() -> Learner:
    """Every field of a page is a word of 10,000 characters."""
    word = Coded("", LONG_WORD)
    name = PersonName(LONG_WORD, LONG_WORD, word)
    address = Address(LONG_WORD, LONG_WORD, LONG_WORD, LONG_WORD, word)
    organisation = Organisation(LONG_WORD, address, LONG_WORD, word)
    experience = LanguageExperience(description=LONG_WORD, area=word)
    certificate = LanguageCertificate(LONG_WORD, LONG_WORD, None, LONG_WORD)
    return Learner(
        identification=Identification(
            name, address, LONG_WORD, (Reach(LONG_WORD, word),), nationalities=(word,), gender=word
        ),
        headline=Headline(word, word),
        work=(WorkExperience(NO_PERIOD, word, LONG_WORD, organisation, LONG_WORD, ("a1",)),),
        education=(Education(NO_PERIOD, LONG_WORD, LONG_WORD, organisation, word, word, LONG_WORD),),
        mother_tongues=(MotherTongue(word),),
        languages=(ForeignLanguage(word, SPANISH.levels, (experience,), (certificate,)),),
        communication=Skill(LONG_WORD),
        digital=DigitalSkill(LONG_WORD, "A", certificates=(LONG_WORD,)),
        driving=Driving((LONG_WORD,)),
        annexes=(replace(DIPLOMA, description=LONG_WORD),),
        cover_letter=CoverLetter(
            name, word, organisation, None, LONG_WORD, word, LONG_WORD, word, name, LONG_WORD, LONG_WORD, LONG_WORD, word,
            word, (LONG_WORD,), ("a1",), ((LONG_WORD, LONG_WORD),),
        ),
    )  # fmt: skip


def endless_mobility() -> Mobility:
    """Every cell is a word of 10,000 characters."""
    partner = Partner(*[LONG_WORD] * 7)
    skills = SkillsAcquired(*[LONG_WORD] * 7, on=None, mentor=LONG_WORD)
    stay = Stay(LONG_WORD, LONG_WORD, LONG_WORD, LONG_WORD)
    return Mobility(endless().identification, Issuer(LONG_WORD, LONG_WORD), partner, partner, stay, skills)
