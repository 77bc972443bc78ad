"""What the guide answers to who works at the Region."""

from __future__ import annotations

from chance_desktop.desktop.help.topic import Topic
from chance_desktop.runtime.words import _

_REGION = _("À la Région")

OF_THE_REGION: tuple[Topic, ...] = (
    Topic(
        _REGION,
        _("Que montre l’Accueil à la Région\u00a0?"),
        (
            _("La chose à faire en premier, les dossiers à vérifier (le plus ancien d’abord), les décisions attendues après un "
              "entretien, les entretiens à venir et les créneaux libres."),
            _("À droite, une ligne pour chaque autre chose qui attend\u00a0: incidents, fiches de suivi, versements, départs, "
              "dispenses, transmissions, désaccords, antennes sans nouvelles. «\u00a0Voir\u00a0» mène droit au bon endroit\u00a0; le "
              "nom des personnes s’affiche quand la souris s’arrête sur la ligne."),
        ),
    ),
    Topic(
        _REGION,
        _("Que fait la page Instruction ?"),
        (
            _("Elle range les dossiers déposés selon ce qu’il reste à faire : vérifier les pièces, demander une correction, fixer "
              "l’entretien, décider. Chaque décision part à la Mission Locale au prochain échange."),
            _("« Autres actions » ouvre la grille d’entretien, les dispenses demandées et la lettre de décision. « Placement à "
              "trouver » montre les dossiers acceptés qui n’ont pas encore d’entreprise."),
            _("«\u00a0Dispenses demandées\u00a0» montre les pièces dont les antennes demandent de se passer, avec leur motif, "
              "pour accorder ou refuser."),
        ),
    ),
    Topic(
        _REGION,
        _("Comment suivre la recherche d’un stage\u00a0?"),
        (
            _("Page Instruction, «\u00a0Placement à trouver\u00a0»\u00a0: sous chaque jeune, les correspondants sollicités, la "
              "date et leur réponse. «\u00a0Relancer\u00a0» paraît quand une réponse tarde\u00a0; «\u00a0Attribuer\u00a0» "
              "quand un stage est proposé."),
            _("Ce que versent les entreprises d’accueil est page Séjours, partie Participations\u00a0: par entreprise, par jeune "
              "et par année, à imprimer ou à enregistrer pour un tableur."),
        ),
    ),
    Topic(
        _REGION,
        _("D’où viennent les chiffres des Statistiques ?"),
        (
            _("Des dossiers reçus, comptés à chaque fois. Ouvrez un tableau et double-cliquez sur un chiffre violet : la liste "
              "des personnes qui le composent s’affiche."),
            _("Sous le titre, choisissez l’année d’entrée, la Mission Locale, le correspondant ou un jour passé\u00a0: les chiffres, "
              "les tableaux, les fichiers et les listes s’y tiennent, et chaque document dit son périmètre. «\u00a0Tout\u00a0» "
              "revient à l’ensemble."),
            _("« Fichier » enregistre le tableau en PDF ou pour un tableur, « Tout préparer » les écrit tous dans un dossier daté. "
              "Les actions, les outils, le financement et les objectifs se saisissent par « Saisir les lignes »."),
        ),
    ),
    Topic(
        _REGION,
        _("Comment changer un texte ou une règle pour tous ?"),
        (
            _("Page Statistiques, bouton « Programme », puis « Textes et règles » : choisissez le fichier, corrigez, publiez. Ce qui "
              "ne tiendrait pas est refusé avec l’endroit de l’erreur. Les avis et les réponses déjà donnés gardent leur version."),
            _("« Annuaire des Missions Locales » s’y trouve aussi : un nom, une antenne, une Mission Locale de plus. Celle qui a "
              "des dossiers ou des postes ne se retire pas."),
        ),
    ),
    Topic(
        _REGION,
        _("Travailler à plusieurs postes"),
        (
            _("Le service informatique peut réunir les postes de la Région sur une base de données : chacun voit alors ce que "
              "font les autres, et un créneau d’entretien ne se donne qu’une fois. La page Réglages dit l’adresse de la base."),
            _("Un seul de ces postes échange avec les antennes, pour tous. Si deux personnes écrivent en même temps dans le "
              "même champ, les deux valeurs sont gardées et la page Synchronisation demande laquelle retenir."),
        ),
    ),
)  # fmt: skip
