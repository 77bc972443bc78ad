"""The French of Qt's own dialogs and menus: Qt's catalogue, what it lacks, and its typography.

`qtbase_fr.qm` comes with PySide6 (`PySide6/Qt/translations`): whatever carries the application without its wheels carries that file
too. It leaves some texts of the file and print dialogs in English; they are given here by context and source.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from chance_desktop.runtime.words import _, french_spaces

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")

OWN: dict[str, dict[str, str]] = {
    "QAbstractFileIconProvider": {
        "Alias": _("Alias"),
        "Drive": _("Disque"),
        "File": _("Fichier"),
        "File Folder": _("Dossier"),
        "Folder": _("Dossier"),
        "Shortcut": _("Raccourci"),
        "Unknown": _("Inconnu"),
    },
    "QFileDialog": {"&Look in:": _("&Regarder dans :"), "Files of &type:": _("&Type de fichiers :")},
    "QFileSystemModel": {
        "%1 TB": _("%1 To"),
        "%1 GB": _("%1 Go"),
        "%1 MB": _("%1 Mo"),
        "%1 KB": _("%1 ko"),
        "%1 bytes": _("%1 octets"),
        "%1 byte(s)": _("%1 octet(s)"),
        '<b>The name "%1" can not be used.</b><p>Try using another name, with fewer characters or no punctuations marks.': _(
            "<b>Le nom « %1 » ne peut pas servir.</b><p>Essayez un autre nom, plus court ou sans ponctuation."
        ),
    },
    "QMessageBox": {"OK": _("OK"), "Help": _("Aide")},
    "QErrorMessage": {"An error occurred": _("Une erreur est survenue")},
    "QFontDatabase": {"Normal": _("Normal")},
    "QPrintDialog": {"Automatic": _("Automatique")},
    "QPrintPropertiesDialog": {"Custom value for %1": _("Autre valeur pour %1")},
    "QPrintSettingsOutput": {
        "Duplex Printing": _("Impression recto verso"),
        "None": _("Aucune"),
        "Long side": _("Bord long"),
        "Short side": _("Bord court"),
        "Page &Set:": _("&Série de pages :"),
    },
    "QPageSize": {"Envelope Personal": _("Enveloppe personnelle")},
    "QPageSetupWidget": {"Page &order:": _("&Ordre des pages :"), "Pages &per sheet:": _("Pages par &feuille :")},
    "QCupsJobWidget": {
        "&Billing information:": _("Informations de &facturation :"),
        "&Start:": _("&Début :"),
        "&End:": _("&Fin :"),
        "Job &priority:": _("&Priorité :"),
        "Scheduled &printing:": _("Impression &différée :"),
    },
    "QAccessibleActionInterface": {
        "Moves the element into the visible area": _("Amène l’élément en vue"),
        "Set Focus": _("Aller ici"),
        "Show Menu": _("Montrer le menu"),
        "Show on Screen": _("Montrer à l’écran"),
    },
    "QSpiAccessibleBridge": {"block quote": _("citation"), "switch": _("interrupteur")},
    "QWindowsUiaMainProvider": {"blockquote": _("citation")},
    "quiaccessibilityelement": {"checked": _("coché"), "unchecked": _("non coché")},
    "QShortcut": {"Control": _("Ctrl"), "Keyboard": _("Clavier")},
}
"""What Qt's catalogue lacks, by context then source."""


class QtWords(QTranslator):
    """Answers what Qt asks: these words first, then Qt's own, with the apostrophes and spaces of French."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._qt = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self.complete = self._qt.load(QLocale(QLocale.Language.French), "qtbase", "_", folder)

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        own = OWN.get(context, {}).get(source)
        if own is not None:
            return own
        text = self._qt.translate(context, source, disambiguation, n)
        # nothing, rather than an empty text: Qt then shows the source
        return french_spaces(_APOSTROPHE.sub("’", text)) if text else None


def speak_french(application: QCoreApplication) -> QtWords:
    """Have Qt's own texts in French."""
    words = QtWords(application)
    application.installTranslator(words)
    return words
