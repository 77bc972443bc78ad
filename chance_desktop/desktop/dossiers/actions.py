"""What can be done from the list: confide dossiers to a colleague, print the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.session.office.counsellors import Counsellor, list_counsellors
from chance_desktop.casework.situation.delegation import DayPast, hand_over, seen_of
from chance_desktop.desktop.fields.declared_day import DeclaredDay
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.inputs.choices import SegmentedControl
from chance_desktop.desktop.ui_kit.inputs.fields import Combo, LabelledField
from chance_desktop.domain.roles import FollowRole
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chance_desktop.casework.session.kit.displayed import Displayed
    from chance_desktop.desktop.navigation.navigator import Navigator


class HandOverSheet(Sheet):
    """To whom, in which role, until when."""

    def __init__(self, navigator: Navigator, dossier_ids: tuple[str, ...], parent: QWidget) -> None:
        count = plural("{n} dossier", "{n} dossiers", len(dossier_ids))
        super().__init__(
            _("Confier {count} à un collègue").format(count=count),
            parent,
            line=_("Rien n’est perdu\u00a0: chaque dossier garde dans son journal qui le suivait avant."),
        )
        self._navigator, self._ids = navigator, dossier_ids
        self._whom = Combo(_("À qui"))
        self.body.addWidget(LabelledField(_("À qui"), self._whom))
        self._role = SegmentedControl(
            ((FollowRole.ACCOMPANYING, _("Accompagnement")), (FollowRole.REFERENT, _("Référent mobilité"))), _("Rôle")
        )
        self._role.choose(FollowRole.ACCOMPANYING)
        self.body.addWidget(LabelledField(_("Rôle"), self._role))
        for_good = _("Laissez vide si c’est pour de bon.")
        self.until = DeclaredDay(
            "dossier", "stand_in_until", navigator.desk.today, self, label=_("Jusqu’au"), hint=for_good, optional=True
        )
        self.body.addWidget(self.until.widget)
        self.add_cancel()
        self.add_action(_("Confier"), self._finish, "hand-helping")
        self._seen: Mapping[str, Displayed] = {}
        desk = navigator.desk
        navigator.tasks.read(lambda: (list_counsellors(desk), seen_of(desk, dossier_ids)), self._offer, owner=self)

    def _offer(self, content: tuple[tuple[Counsellor, ...], Mapping[str, Displayed]]) -> None:
        counsellors, self._seen = content
        self._whom.offer([(one.id, one.full_name) for one in counsellors if one.active])

    def _finish(self) -> None:
        if not self.until.check():
            return
        until = self.until.value()
        if until is not None and until < self._navigator.desk.today():
            self.until.refuse(DayPast().sentence, DayPast().next_step)
            return
        desk, ids, whom, role = self._navigator.desk, self._ids, self._whom.code(), self._role.code()
        said = _("Confié à {name}").format(name=self._whom.currentText())
        seen = self._seen
        self._navigator.write(lambda: hand_over(desk, ids, whom, role, until, seen), said)
        self.accept()
