"""The recovery sheet: twelve words and their code, which open the dossiers when the passphrase is lost; kept by the director."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chance_desktop.documents.kit.blocks import Beside, Block, Bullets, Gap, Panel, Text
from chance_desktop.documents.kit.layout.flow import Frame, make_pdf
from chance_desktop.documents.kit.qr_code import qr_code
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.tagged.tagging import Meta
from chance_desktop.documents.kit.typesetting.theme import BODY, INK, LEAD, SECTION, STRONG_BODY, TITLE, Face, Style
from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.runtime.words import _, long_date

_WORD = Style(Face.BOLD, 14, 21)
_CODE_SIZE = 118.0
_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What the sheet says; `words` are in the order they are typed in."""

    sender: Sender
    words: tuple[str, ...]
    edited_on: date


def render(data: RecoverySheet) -> bytes:
    """The sheet as a tagged PDF of one page."""
    title = _("Feuille de secours")
    made = _(
        "Imprimée le {day}. Les feuilles imprimées avant celle-ci n’ouvrent plus les dossiers de ce poste."
    ).format(day=long_date(data.edited_on))
    blocks: list[Block] = [
        Text(title, TITLE, "H1"),
        Gap(4, keep=True),
        Text(
            french(
                _(
                    "Ces douze mots ouvrent les dossiers de ce poste et ses sauvegardes quand la phrase secrète est perdue."
                )
            ),
            LEAD,
        ),
        Gap(10),
        Panel(
            (
                Text(
                    french(_("À garder par la direction, sous clé, loin de ce poste. Ni photo, ni courriel.")),
                    STRONG_BODY,
                ),
            )
        ),
        Gap(14),
        Text(_("Les douze mots"), SECTION, "H2"),
        Gap(5, keep=True),
        Panel((_words(data.words),), stroke=INK),
        Gap(14),
    ]
    blocks += _part(
        _("Ouvrir les dossiers de ce poste"),
        _("À l’ouverture de l’application, choisissez « J’ai perdu la phrase secrète »."),
        _("Tapez les douze mots dans l’ordre, ou lisez le code avec un téléphone qui n’est pas relié à internet."),
        _("Choisissez une nouvelle phrase secrète."),
    )
    blocks += _part(
        _("Reprendre une sauvegarde"),
        _("Sur un poste neuf, choisissez « J’ai un fichier de sauvegarde »."),
        _("À la place de la phrase secrète de la sauvegarde, choisissez « Les mots de la feuille de secours »."),
        _(
            "Une sauvegarde s’ouvre avec la feuille qui était la dernière quand elle a été faite : gardez les anciennes avec elle."
        ),
    )
    blocks += _part(
        _("Si cette feuille est perdue ou vue"),
        _("Imprimez-en une autre : Réglages, « Imprimer la feuille de secours ». Celle-ci n’ouvrira plus ce poste."),
        _("Faites ensuite une sauvegarde, et effacez les anciennes, que la feuille perdue ouvre encore."),
    )
    blocks.append(Text(french(made), BODY))
    return make_pdf(blocks, Frame(data.sender, data.edited_on), Meta(title, data.sender.name))


def _words(words: tuple[str, ...]) -> Block:
    """The words in columns read downwards, and the code that holds them."""
    high = -(-len(words) // _COLUMNS)
    columns = tuple(
        tuple(
            Text(f"{number}. {words[number - 1]}", _WORD)
            for number in range(first + 1, min(first + high, len(words)) + 1)
        )
        for first in range(0, len(words), high)
    )
    told = _("Code à scanner : les douze mots de cette feuille")
    code = qr_code(" ".join(words), _CODE_SIZE, told)
    return Beside((*((0.0, column) for column in columns), (_CODE_SIZE, (code,))))


def _part(title: str, *lines: str) -> list[Block]:
    items = tuple(french(line) for line in lines)
    return [Text(french(title), SECTION, "H2"), Gap(3, keep=True), Bullets(items, BODY), Gap(10)]
