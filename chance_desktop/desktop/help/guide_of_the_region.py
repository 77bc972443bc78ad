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
            _("Un poste qui rejoint la base n’y lit pas d’emblée les pièces numérisées. Page Synchronisation, carte « Clés des postes "
              "de la Région », un poste qui les lit donne douze mots ; lisez-les de vive voix à l’autre, qui les tape sur la même "
              "page. Ils ne servent qu’une fois."),
        ),
    ),
    Topic(
        _REGION,
        _("Et si le poste qui échange est perdu ?"),
        (
            _("Dès aujourd’hui, donnez-en la clé à un second poste : page Synchronisation, carte « Clés des postes de la Région », "
              "« Donner la clé… » sur l’un, « Recevoir la clé… » sur l’autre. Le jour venu, « Reprendre les échanges… » suffit : les "
              "antennes suivent d’elles-mêmes, et rien n’est perdu ni envoyé deux fois."),
            _("Si la clé n’a pas été donnée, la dernière sauvegarde du poste perdu la contient, avec sa phrase secrète ou sa feuille de "
              "secours : « chance region exchange-take --from » suivi du fichier. Qui administre le serveur ne l’a jamais."),
            _("Si le poste a été volé, révoquez-le ensuite : il n’ouvre plus la base et la clé des pièces change. « Les sceller de "
              "nouveau » ferme aussi les anciennes ; redonnez la clé aux autres postes, puis changez la clé racine (« chance office "
              "rotate-root ») et le mot de passe de la base."),
        ),
    ),
    Topic(
        _REGION,
        _("Que voit la personne qui administre la base partagée ?"),
        (
            _("Elle lit ce que la base garde en lignes : noms, dates de naissance, adresses, situations, étapes, journal, décisions. "
              "C’est aussi ce que lit qui vole le disque du serveur, s’il n’est pas chiffré, ou une copie de la base. Choisissez-la "
              "comme une personne de confiance, tenue au secret, et demandez un disque et des copies chiffrés."),
            _("Elle ne lit pas les pièces numérisées : leur clé est dans le coffre de chaque poste, jamais dans la base. Elle ne lit "
              "pas non plus le réseau : la liaison est chiffrée et le certificat du serveur vérifié. Elle ne connaît ni les clés des "
              "échanges avec les antennes, ni les phrases secrètes, ni les codes des personnes, gardés seulement par leur empreinte ; "
              "un code de quatre chiffres se devine pourtant à partir de son empreinte : il protège d’un collègue, pas d’elle."),
            _("Elle peut effacer, changer ou taire des lignes, ou remettre une ancienne copie. Ce qu’elle changerait repartirait "
              "vers les antennes signé par la Région : gardez vos sauvegardes ailleurs que chez elle."),
            _("Pourquoi les noms ne sont-ils pas chiffrés aussi ? Le serveur ne saurait plus ni trier, ni chercher, ni compter. "
              "Mesuré avec un million de personnes : une page de liste demande 0,1 milliseconde au serveur, et 10 secondes s’il faut "
              "tout rapporter au poste pour l’ouvrir ; une recherche, 4 millisecondes contre 6 secondes ; un tableau par commune, "
              "0,9 seconde contre 4, à chaque fois et sur chaque poste."),
            _("Après une mise à jour depuis une version qui gardait la clé des pièces dans la base, lancez « chance region "
              "scans-seal » : les anciennes pièces sont scellées avec une clé que la base n’a jamais eue. Les copies de la base faites "
              "avant restent lisibles : demandez qu’elles soient détruites. Quand un poste est perdu, sa clé l’est avec lui si "
              "l’ordinateur n’a pas de mot de passe : révoquez-le, scellez les pièces de nouveau et changez le mot de passe de la base."),
        ),
    ),
)  # fmt: skip
