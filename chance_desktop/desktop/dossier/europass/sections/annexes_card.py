"""The annexes: files dropped or chosen, cleaned, titled, in order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chance_desktop.casework.europass.annexes import add_annexes
from chance_desktop.desktop.dossier.europass.sections.entries_card import EntriesCard
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.files.drop_zone import DropZone
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.europass.sections import Section
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.desktop.dossier.europass.page import Host
    from chance_desktop.desktop.navigation.tasks import SharedProgress
    from chance_desktop.runtime.errors import ExpectedError

PAPERS = _("Documents (*.pdf *.jpg *.jpeg *.png *.heic *.heif *.tif *.tiff *.webp *.avif *.bmp *.gif)")


class AnnexesCard(EntriesCard):
    """« Annexes »: an entry is made by its file."""

    def __init__(self, host: Host, section: Section) -> None:
        super().__init__(host, section)
        self.add_button.hide()
        self.drop = DropZone(
            _("Ajouter des annexes"), _("PDF, JPEG ou PNG, déposés ici ou choisis."), "paperclip", PAPERS
        )
        self.drop.files_given.connect(self._given)
        self.inside.addWidget(self.drop)
        self.notice = Notice("", "red")
        self.inside.addWidget(self.notice)

    def add_one(self) -> None:
        self.drop.setFocus()

    def _given(self, files: list[Path]) -> None:
        desk, dossier_id = self.host.desk, self.host.dossier_id

        def work(progress: SharedProgress) -> Outcome[tuple[str, ...]]:
            return add_annexes(desk, dossier_id, tuple(files), progress)

        def written(outcome: Outcome[tuple[str, ...]]) -> None:
            self.notice.say("")
            self.host.navigator.done(outcome)

        def refused(failure: ExpectedError) -> None:
            self.notice.say(failure.text)

        self.host.navigator.tasks.long(_("Lecture des annexes"), work, written, refused, owner=self)
