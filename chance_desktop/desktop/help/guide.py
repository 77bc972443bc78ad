"""The guide as data: sections of questions a counsellor asks, each with its answer."""

from __future__ import annotations

import unicodedata

from chance_desktop.desktop.help.guide_of_the_region import OF_THE_REGION
from chance_desktop.desktop.help.topic import Topic
from chance_desktop.desktop.navigation.actions import keys_of, keys_told
from chance_desktop.runtime.words import _

_START = _("Pour commencer")
_DOSSIER = _("Monter un dossier")
_LETTERS = _("Les lettres de recommandation")
_EUROPASS = _("Europass")
_JOURNEY = _("Rendez-vous, séjours et offres")
_PAPER = _("Imprimer et envoyer")
_SAFE = _("Vos données")

GUIDE: tuple[Topic, ...] = (
    Topic(
        _START,
        _("Que faire en arrivant le matin\u00a0?"),
        (
            _("La page Accueil montre la chose à faire en premier, puis les lettres à relancer, les dossiers qui "
              "n’avancent plus et les rendez-vous à venir."),
            _("Chaque ligne porte un bouton qui mène droit au bon endroit."),
        ),
    ),
    Topic(
        _START,
        _("Comment retrouver un jeune\u00a0?"),
        (
            _("Dans la page Dossiers, tapez une partie du nom, de la commune ou du numéro de dossier. Les accents et les "
              "majuscules ne comptent pas. La touche Échap vide la recherche\u00a0; la flèche vers le bas ou Entrée mènent à ce qui "
              "est trouvé. Sur l’accueil, la recherche propose les personnes pendant que vous tapez."),
            _("Les filtres au-dessus de la liste en gardent une partie\u00a0: à faire cette semaine, sans mouvement, lettre "
              "manquante, à l’étranger. Un clic sur le titre d’une colonne trie la liste."),
        ),
    ),
    Topic(
        _START,
        _("Comment créer un dossier sans doublon\u00a0?"),
        (
            _("Cliquez sur «\u00a0Nouveau dossier\u00a0» ({keys}). Pendant que vous tapez, les jeunes qui ressemblent à celui-ci "
              "s’affichent avec leur date de naissance et leur commune\u00a0: ouvrez le bon dossier plutôt que d’en créer un "
              "second.").replace("{keys}", keys_of("new-dossier")),
        ),
    ),
    Topic(
        _START,
        _("Comment importer la liste de mes jeunes\u00a0?"),
        (
            _("Dans Dossiers, cliquez sur «\u00a0Importer une liste\u00a0» et choisissez le tableau extrait de votre logiciel (CSV, "
              "XLSX ou ODS). Dites ce que contient chaque colonne, puis relisez ligne par ligne ce qui sera fait."),
            _("Les lignes douteuses portent leur numéro et la raison. Importer deux fois le même fichier ne crée pas de "
              "doublon. Quand une ligne ressemble à quelqu’un, les deux sont comparés côte à côte, et vous dites s’il s’agit "
              "de la même personne."),
            _("Les lignes laissées de côté s’enregistrent dans un tableau : corrigez-les, puis importez ce tableau."),
        ),
    ),
    Topic(
        _DOSSIER,
        _("Que veulent dire les carrés\u00a0?"),
        (
            _("Un carré plein est fait, un carré en pointillé reste à faire. C’est vrai pour les neuf étapes du parcours, "
              "pour les pièces et pour le chemin d’une lettre."),
        ),
    ),
    Topic(
        _DOSSIER,
        _("Comment noter qu’une pièce est arrivée\u00a0?"),
        (
            _("Onglet Pièces\u00a0: ce qui manque est en haut, ce qui est reçu est en dessous. Le bouton de la ligne fait le "
              "geste suivant\u00a0: Demander, Relancer, Vérifier. Les autres gestes sont derrière les trois points."),
            _("Déposez une photo ou un PDF sur la ligne, ou dans le cadre en pointillé\u00a0: la copie est redressée, "
              "convertie et rangée, et la pièce devient «\u00a0Reçue\u00a0». Plusieurs photos deviennent un seul document."),
        ),
    ),
    Topic(
        _DOSSIER,
        _("Comment demander toutes les pièces d’un coup\u00a0?"),
        (
            _("Onglet Pièces, carte «\u00a0À faire\u00a0», «\u00a0Demander les pièces\u00a0»\u00a0: toutes celles qui manquent sont "
              "cochées, et la lettre au jeune s’ouvre, prête à imprimer. Un seul Ctrl+Z défait tout."),
        ),
    ),
    Topic(
        _DOSSIER,
        _("Pourquoi l’étape suivante demande-t-elle un motif\u00a0?"),
        (
            _("Le programme dit ce qu’il faut avant chaque étape\u00a0: les pièces, la décision de la Région, le jour du départ. "
              "Ce qui manque est écrit\u00a0; on ne s’en passe qu’en disant pourquoi, et le journal le garde."),
        ),
    ),
    Topic(
        _DOSSIER,
        _("Comment se faire rappeler quelque chose\u00a0?"),
        (
            _("Onglet Journal, «\u00a0Ajouter une note\u00a0»\u00a0: écrivez un jour dans «\u00a0Rappeler le\u00a0». La note revient "
              "ce jour-là sur l’accueil et dans le dossier, jusqu’à «\u00a0C’est fait\u00a0» ou un report."),
        ),
    ),
    Topic(
        _DOSSIER,
        _("Faut-il enregistrer\u00a0?"),
        (
            _("Non. Dans l’onglet Situation, tout ce que vous tapez est gardé aussitôt\u00a0; l’heure du dernier "
              "enregistrement est écrite en haut. Si une réponse n’est pas gardée, la ligne le dit en rouge."),
        ),
    ),
    Topic(
        _DOSSIER,
        _("Je me suis trompé, comment revenir en arrière\u00a0?"),
        (
            _("Cliquez sur «\u00a0Annuler\u00a0» dans le message au bas de la fenêtre, ou tapez {undo}. {redo} rétablit. "
              "Le journal du dossier garde la trace de chaque geste.")
            .replace("{undo}", keys_of("undo")).replace("{redo}", keys_of("redo")),
        ),
    ),
    Topic(
        _DOSSIER,
        _("Comment confier mes dossiers pendant mes congés\u00a0?"),
        (
            _("Dans la liste, choisissez plusieurs dossiers (Ctrl+clic ou Maj+clic), puis «\u00a0Confier à un collègue\u00a0» et "
              "la date de votre retour."),
        ),
    ),
    Topic(
        _DOSSIER,
        _("Un jeune abandonne, que devient son dossier\u00a0?"),
        (
            _("Derrière les trois points en haut du dossier, choisissez «\u00a0Noter une sortie\u00a0»\u00a0: abandon, exclusion ou "
              "sans suite, avec le motif. Le dossier est gardé entier et peut être repris."),
            _("Ceux qui ne sont pas éligibles se closent ensemble\u00a0: page Dossiers, filtre «\u00a0Non éligibles\u00a0», ou "
              "plusieurs lignes choisies."),
        ),
    ),
    Topic(
        _LETTERS,
        _("Comment obtenir les deux lettres\u00a0?"),
        (
            _("Onglet Lettres\u00a0: choisissez la personne, puis «\u00a0Préparer la demande\u00a0». La lettre est déjà rédigée\u00a0; "
              "imprimez-la, envoyez-la par courriel ou enregistrez-la en ODT pour la modifier. Le formulaire à remplir "
              "fait gagner du temps à la personne."),
            _("Sans réponse, l’application propose de relancer, puis d’appeler, avec un texte à lire au téléphone. Ce que la "
              "personne dit peut être saisi, imprimé et signé."),
        ),
    ),
    Topic(
        _LETTERS,
        _("La personne ne peut pas écrire, que faire\u00a0?"),
        (
            _("«\u00a0Changer de personne\u00a0» garde la trace de la première. Un formateur, un responsable de stage ou un bénévole "
              "peut convenir. En dernier recours, demandez une dispense\u00a0: la Région seule l’accorde."),
        ),
    ),
    Topic(
        _EUROPASS,
        _("Comment remplir le CV et le passeport de langues\u00a0?"),
        (
            _("Onglet Europass du dossier\u00a0: choisissez le document en haut. Le nom, l’adresse et la langue du séjour "
              "viennent de la situation\u00a0; le reste se tape une fois et sert à tous les documents. La page se dessine à "
              "droite pendant que vous tapez."),
            _("Les carrés disent ce qui est rempli\u00a0; les liens qui suivent mènent à ce qui manque. Une expérience, une "
              "formation ou une langue s’ajoute en tête de liste\u00a0; les flèches changent l’ordre (Alt+Haut, Alt+Bas)."),
        ),
    ),
    Topic(
        _EUROPASS,
        _("Comment noter les niveaux de langue\u00a0?"),
        (
            _("Dans le passeport de langues, cliquez sur un niveau par compétence, ou allez-y avec les flèches et la barre "
              "d’espace. Suppr reprend un niveau. Le pointillé est le niveau avant le départ, le plein celui d’après le "
              "séjour\u00a0: les deux sont gardés."),
            _("«\u00a0Trouver mon niveau\u00a0» pose des situations simples auxquelles le jeune répond oui ou non."),
        ),
    ),
    Topic(
        _EUROPASS,
        _("Le jeune a déjà un CV Europass, faut-il tout retaper\u00a0?"),
        (
            _("Non. Déposez son fichier (PDF ou XML) n’importe où sur l’onglet Europass. Il est comparé au dossier ligne "
              "par ligne\u00a0: seules les lignes cochées sont reprises, et «\u00a0Annuler\u00a0» rend ce qu’il y avait."),
        ),
    ),
    Topic(
        _EUROPASS,
        _("Comment obtenir le CV en anglais\u00a0?"),
        (
            _("Choisissez «\u00a0Anglais\u00a0» en haut de l’onglet Europass\u00a0: les titres et les listes se traduisent seuls, et "
              "les textes que vous avez écrits se tapent dans cette langue. Le français reste."),
        ),
    ),
    Topic(
        _EUROPASS,
        _("Comment préparer l’Europass Mobilité\u00a0?"),
        (
            _("Avant le départ, remplissez les partenaires et l’objectif, puis demandez le numéro au Centre national et "
              "notez-le quand il arrive. Le tableau des compétences (5a) se remplit à la fin du séjour. Le document "
              "s’imprime en PDF, ou s’enregistre en ODT pour être modifié."),
        ),
    ),
    Topic(
        _EUROPASS,
        _("Le jeune dit qu’il ne sait rien faire, que mettre dans son CV\u00a0?"),
        (
            _("«\u00a0Ce que j’ai appris\u00a0» l’aide à raconter une expérience\u00a0: école, petit travail, maison, club, voyage. Ses "
              "réponses deviennent des phrases à corriger et à garder, puis à reprendre dans le CV, le passeport ou "
              "l’Europass Mobilité."),
        ),
    ),
    Topic(
        _JOURNEY,
        _("Comment noter une réunion et qui est venu\u00a0?"),
        (
            _("Page Rendez-vous, «\u00a0Nouvelle rencontre\u00a0». Ouvrez-la pour ajouter les jeunes, les parrains et les "
              "autres personnes, imprimer la feuille de présence, puis noter d’un clic qui est venu. Une rencontre annulée "
              "reste dans l’agenda avec son motif."),
            _("Le mois se parcourt avec les flèches, Page haut et Page bas changent de mois, Entrée ouvre le jour. L’agenda "
              "s’imprime, ou s’exporte pour un téléphone sans le nom d’aucun jeune."),
        ),
    ),
    Topic(
        _JOURNEY,
        _("Comment trouver un parrain à un jeune\u00a0?"),
        (
            _("Dans le dossier, bouton «\u00a0…\u00a0», «\u00a0Proposer un parrain\u00a0»\u00a0: ceux qui ont donné leur accord sont "
              "rangés du plus proche au moins proche du projet, avec la raison. La liste de tous les parrains est dans "
              "Rendez-vous, Parrains."),
        ),
    ),
    Topic(
        _JOURNEY,
        _("On m’a parlé d’un jeune qui n’est pas encore venu, où le noter\u00a0?"),
        (
            _("Rendez-vous, «\u00a0À rencontrer\u00a0»\u00a0: notez-y la personne et chaque contact. L’accueil rappelle celles à qui "
              "personne n’a parlé depuis 14 jours. «\u00a0Le dossier commence\u00a0» en fait un dossier, sans rien retaper."),
        ),
    ),
    Topic(
        _JOURNEY,
        _("Comment suivre les jeunes à l’étranger\u00a0?"),
        (
            _("La page Séjours montre d’un coup d’œil tous les séjours en cours, les fiches de suivi en retard et les "
              "incidents ouverts, puis les enquêtes à faire après le retour. Le détail est dans le dossier, onglet Séjour."),
        ),
    ),
    Topic(
        _JOURNEY,
        _("Comment faire remplir un formulaire sans le retaper\u00a0?"),
        (
            _("Questionnaire, fiche de suivi, enquête, entretien\u00a0: «\u00a0Imprimer ou enregistrer\u00a0» donne le formulaire "
              "en papier, en PDF à remplir, ou en ODT à remplir dans LibreOffice. La personne le remplit, l’enregistre (ou "
              "l’exporte en PDF depuis LibreOffice) et vous le rend."),
            _("Déposez le fichier rendu sur le formulaire\u00a0: chaque réponse est vérifiée, montrée à côté de celle d’avant, et "
              "vous choisissez lesquelles garder. Si une réponse ne convient pas, l’application dit laquelle et ne garde rien."),
        ),
    ),
    Topic(
        _JOURNEY,
        _("Où sont les offres de stage et les partenaires\u00a0?"),
        (
            _("Page Offres\u00a0: cherchez par pays, domaine, langue ou niveau. Ce qui vient de la Région ne se modifie pas ici "
              "et le dit."),
        ),
    ),
    Topic(
        _JOURNEY,
        _("Où trouver les guides, les affiches et les comptes rendus\u00a0?"),
        (
            _("Page Bibliothèque\u00a0: ouvrez un document, enregistrez-en une copie ou ajoutez les vôtres. Les affiches et les "
              "dépliants s’impriment avec le nom et le téléphone de l’antenne."),
        ),
    ),
    *OF_THE_REGION,
    Topic(
        _PAPER,
        _("Quels papiers puis-je imprimer\u00a0?"),
        (
            _("Page Documents\u00a0: la liste des pièces à remettre au jeune, la lettre des pièces manquantes, le récépissé et "
              "le dossier complet avec ses copies. {keys} imprime ce qui est à l’écran.").replace("{keys}", keys_of("print")),
            _("Un PDF enregistré hors de l’application n’est plus chiffré. Évitez une clé USB qui circule."),
        ),
    ),
    Topic(
        _PAPER,
        _("Comment envoyer mon travail à la Région\u00a0?"),
        (
            _("Page Synchronisation, «\u00a0Préparer le fichier à envoyer\u00a0»\u00a0: il est signé et chiffré pour la Région\u00a0; "
              "portez-le-lui sur une clé USB, puis déposez sa réponse sur la même page. Avec une boîte d’échange, "
              "«\u00a0Échanger maintenant\u00a0» fait les deux."),
            _("«\u00a0Envoyé\u00a0» n’est pas «\u00a0reçu\u00a0»\u00a0: la page dit combien de dossiers la Région a reçus, et quand."),
            _("La première fois, enregistrez la demande de ce poste et lisez ses huit mots à la Région au téléphone."),
            _("Sans connexion, rien n’est perdu\u00a0: tout est enregistré sur ce poste. S’il manque à la Région ce que vous avez "
              "envoyé, le bouton «\u00a0Tout renvoyer\u00a0» de la carte «\u00a0Postes reliés\u00a0» recommence depuis le début."),
        ),
    ),
    Topic(
        _PAPER,
        _("Qu’est-ce qu’un désaccord\u00a0?"),
        (
            _("Deux personnes ont écrit la même réponse sans se voir. La page Synchronisation montre les deux valeurs, qui "
              "les a écrites, où et quand\u00a0: gardez la bonne ou écrivez-en une autre. L’autre valeur reste notée dans le "
              "journal du dossier."),
        ),
    ),
    Topic(
        _PAPER,
        _("Comment transmettre un dossier à une autre Mission Locale\u00a0?"),
        (
            _("Dans le dossier, bouton «\u00a0…\u00a0», «\u00a0Transmettre à une autre Mission Locale…\u00a0». La Région décide\u00a0; "
              "jusque-là, vous gardez le dossier."),
        ),
    ),
    Topic(
        _SAFE,
        _("Où sont mes dossiers, et qui les voit\u00a0?"),
        (
            _("Ils sont sur ce poste, chiffrés. Ils ne sont transmis qu’à la Région et aux postes de votre Mission Locale, "
              "par les fichiers que vous préparez ou par la boîte d’échange."),
        ),
    ),
    Topic(
        _SAFE,
        _("Comment verrouiller le poste ?"),
        (
            _("{keys} ferme les dossiers : ce que vous tapiez est gardé, rien ne reste à l’écran, et vous les rouvrez au même "
              "endroit. Sans geste au clavier ni à la souris, le poste le fait seul après le temps choisi dans les "
              "Réglages.").replace("{keys}", keys_of("lock")),
            _("Un texte commencé dans une fenêtre qui n’avait pas encore de bouton pressé vous est rendu à votre retour, pour être "
              "recopié."),
        ),
    ),
    Topic(
        _SAFE,
        _("J’ai oublié mon code"),
        (
            _("Après trois codes faux de suite, il faut attendre, de plus en plus longtemps, même en fermant l’application. Le "
              "référent mobilité de l’antenne, s’il a lui-même un code, efface le vôtre dans les Réglages, « Modifier »."),
            _("La première personne de l’antenne est son référent mobilité ; elle peut en désigner d’autres au même endroit."),
        ),
    ),
    Topic(
        _SAFE,
        _("Une boîte d’échange « en clair », qu’est-ce que c’est ?"),
        (
            _("Une adresse en « http:// » ne chiffre pas la liaison : quelqu’un sur le réseau peut lire l’identifiant et le mot de "
              "passe. L’application la refuse, sauf si vous l’acceptez, à chaque fois. Demandez plutôt une adresse en "
              "« webdavs:// »."),
            _("Dans un hôtel, un train ou un lycée, une page demande parfois qui vous êtes avant de laisser passer : ouvrez le "
              "navigateur, répondez-lui, puis recommencez l’échange."),
        ),
    ),
    Topic(
        _SAFE,
        _("Que ne faut-il jamais écrire\u00a0?"),
        (
            _("Ni numéro de sécurité sociale, ni santé, ni opinions, ni origine. Les zones de texte libre le rappellent."),
        ),
    ),
    Topic(
        _SAFE,
        _("Comment faire une sauvegarde\u00a0?"),
        (
            _("Réglages, «\u00a0Faire une sauvegarde\u00a0»\u00a0: choisissez une phrase secrète et un endroit autre que ce poste. Le "
              "fichier est relu aussitôt pour être sûr qu’il s’ouvre."),
        ),
    ),
    Topic(
        _SAFE,
        _("Les touches utiles"),
        (
            " · ".join(keys_told()),
            _("Page suivante et Page précédente font défiler. Entrée ouvre le dossier choisi dans la liste."),
        ),
    ),
)  # fmt: skip


def bare(text: str) -> str:
    """Without accents nor capitals, to be searched."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def topics_about(text: str) -> tuple[Topic, ...]:
    """Topics that hold every word of a search."""
    words = bare(text).split()
    return tuple(
        topic for topic in GUIDE if all(word in bare(" ".join((topic.title, *topic.paragraphs))) for word in words)
    )
